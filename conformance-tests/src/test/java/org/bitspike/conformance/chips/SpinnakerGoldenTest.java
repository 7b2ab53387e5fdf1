package org.bitspike.conformance.chips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The kernels of the SpiNNaker profiles give what ARM code of the public sources gives. */
class SpinnakerGoldenTest {

  private static final List<String> ROWS = new ArrayList<>();

  private static List<Path> files(String beginning) {
    Optional<Path> folder = GoldenJson.folder("spinnaker");
    if (folder.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.get())) {
      return files
          .filter(f -> String.valueOf(f.getFileName()).startsWith(beginning))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Data rows of a file, and what its comments and head say. */
  private record Csv(List<String> comments, List<String> head, List<long[]> rows) {
    static Csv read(Path file) throws IOException {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      List<String> comments = lines.stream().filter(l -> l.startsWith("#")).toList();
      List<String> data = lines.stream().filter(l -> !l.startsWith("#")).toList();
      List<String> head = List.of(data.getFirst().split(","));
      List<long[]> rows =
          data.stream()
              .skip(1)
              .map(l -> Arrays.stream(l.split(",")).mapToLong(Long::parseLong).toArray())
              .toList();
      return new Csv(comments, head, rows);
    }

    long[] column(String name) {
      int c = head.indexOf(name);
      return rows.stream().mapToLong(r -> r[c]).toArray();
    }

    /** A number that a comment gives as {@code name=number}. */
    long named(String name) {
      for (String comment : comments) {
        for (String word : comment.split("[ #]+")) {
          if (word.startsWith(name + "=")) {
            return Long.parseLong(word.substring(name.length() + 1));
          }
        }
      }
      throw new IllegalArgumentException(name);
    }

    /** Numbers that a comment lists after the names of what they are. */
    Map<String, Long> listed() {
      String[] parts =
          comments.getFirst().substring(comments.getFirst().indexOf(':') + 1).split("=");
      String[] names = parts[0].strip().split(" +");
      String[] values = parts[1].strip().split(" +");
      Map<String, Long> listed = new LinkedHashMap<>();
      for (int i = 0; i < names.length; i++) {
        listed.put(names[i], Long.parseLong(values[i]));
      }
      return listed;
    }
  }

  private static Kernel kernel(String profile) {
    return ((NeuronModel.Fixed) Profiles.load(profile, List.of()).neuron()).kernel();
  }

  /** One neuron whose ports get given sums, tick by tick. */
  private static Recording run(
      Kernel kernel,
      Map<String, Long> params,
      Map<String, Long> initial,
      Map<String, long[]> inputs,
      Map<String, long[]> levels,
      int ticks) {
    List<SynapseBlock> synapses = new ArrayList<>();
    List<SourceBlock> sources = new ArrayList<>();
    List<Stimulus.SpikeTrain> trains = new ArrayList<>();
    inputs.forEach(
        (port, sums) -> {
          // one source and one synapse for every tick that brings something, a tick before
          int[] when = IntStream.range(0, ticks).filter(t -> sums[t] != 0).toArray();
          assertThat(sums[0]).as("nothing can arrive in tick 0").isZero();
          sources.add(new SourceBlock("to_" + port, when.length, "to_" + port, upTo(when.length)));
          int[] ones = new int[when.length];
          Arrays.fill(ones, 1);
          synapses.add(
              new SynapseBlock(
                  port,
                  "to_" + port,
                  "n",
                  Optional.of(port),
                  upTo(when.length + 1),
                  new int[when.length],
                  Arrays.stream(when).map(t -> (int) sums[t]).toArray(),
                  ones,
                  Optional.empty(),
                  0,
                  Optional.empty(),
                  port,
                  upTo(when.length)));
          trains.add(
              new Stimulus.SpikeTrain(
                  "to_" + port,
                  Arrays.stream(when).mapToLong(t -> t - 1).toArray(),
                  upTo(when.length)));
        });
    List<Stimulus.LevelTrain> held = new ArrayList<>();
    levels.forEach(
        (word, codes) ->
            held.add(
                new Stimulus.LevelTrain(
                    "n",
                    word,
                    IntStream.range(0, ticks).mapToLong(t -> t).toArray(),
                    new int[ticks],
                    codes)));
    List<Probe> probes = new ArrayList<>();
    probes.add(new Probe(Probe.Kind.SPIKES, "n", -1, "", 1));
    kernel
        .words(Kernel.Word.Kind.STATE)
        .forEach(w -> probes.add(new Probe(Probe.Kind.WORD, "n", 0, w.name(), 1)));
    Program program =
        new Program(
            new Program.Info("golden", "", "", "", "", 1),
            new Program.TickSchedule(
                1_000_000_000_000L,
                List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.ROUTE)),
            ticks,
            List.of(kernel),
            List.of(),
            List.of(
                new NeuronBlock(
                    "n",
                    kernel.name(),
                    1,
                    columns(params),
                    columns(initial),
                    "n",
                    new int[1],
                    new NeuronBlock.Place(new int[1], new int[1], new int[] {1}))),
            sources,
            synapses,
            List.of(),
            new Stimulus(trains, held),
            probes);
    return BothEngines.run(program);
  }

  private static int[] upTo(int size) {
    return IntStream.range(0, size).toArray();
  }

  private static Columns columns(Map<String, Long> values) {
    Map<String, long[]> columns = new LinkedHashMap<>();
    values.forEach((name, value) -> columns.put(name, new long[] {value}));
    return new Columns(columns);
  }

  private static long[] codes(Recording run, String word) {
    long[] all = run.trace("n", 0, word).orElseThrow().codes().orElseThrow().codes();
    return Arrays.copyOfRange(all, 1, all.length);
  }

  private static long[] spikes(Recording run, int ticks) {
    long[] spikes = new long[ticks];
    for (long tick : run.spikesOf("n").orElseThrow().tick()) {
      spikes[(int) tick] = 1;
    }
    return spikes;
  }

  /** Shifts a column by one tick, so that tick 0 is quiet. */
  private static long[] later(long[] column) {
    long[] shifted = new long[column.length + 1];
    System.arraycopy(column, 0, shifted, 1, column.length);
    return shifted;
  }

  @AfterAll
  static void theClaimsPageSaysSo() {
    ClaimsPage.recordings("SpinnakerGoldenTest", ROWS);
  }

  @Test
  void integrateAndFireNeuronsAreReproduced() throws IOException {
    List<Path> files = files("lif_");
    assumeTrue(!files.isEmpty(), "no recordings: -Dbitspike.data has no folder spinnaker");
    for (Path file : files) {
      Csv csv = Csv.read(file);
      Map<String, Long> listed = csv.listed();
      int ticks = csv.rows().size() + 1; // a quiet tick first: the membrane rests, nothing moves
      Map<String, Long> params = new LinkedHashMap<>();
      params.put("v_rest", listed.get("vrest"));
      params.put("v_reset", listed.get("vreset"));
      params.put("threshold", listed.get("vth"));
      params.put("resistance", csv.named("R"));
      params.put("keep", csv.named("exp_TC"));
      params.put("hold", csv.named("T_refract"));
      params.put("i_offset", 0L); // of the quiet tick; the recorded one comes as a level
      params.put("gain_exc", 1L << listed.get("shiftE"));
      params.put("gain_inh", 1L << listed.get("shiftI"));
      params.put("keep_exc", csv.named("decE"));
      params.put("keep_inh", csv.named("decI"));
      params.put("init_exc", csv.named("initE"));
      params.put("init_inh", csv.named("initI"));
      long[] offset = new long[ticks];
      Arrays.fill(offset, 1, ticks, listed.get("Ioff"));
      Recording run =
          run(
              kernel("spinnaker"),
              params,
              Map.of("v", listed.get("vrest")),
              Map.of("exc", later(csv.column("ringE")), "inh", later(csv.column("ringI"))),
              Map.of("current", offset),
              ticks);
      long[] v = later(csv.column("V"));
      v[0] = listed.get("vrest");
      Tally tally = new Tally();
      tally.same(later(csv.column("gE")), codes(run, "input_exc"), "gE");
      tally.same(later(csv.column("gI")), codes(run, "input_inh"), "gI");
      tally.same(v, codes(run, "v"), "V");
      tally.same(later(csv.column("refract")), codes(run, "wait"), "refract");
      tally.same(later(csv.column("spike")), spikes(run, ticks), "spike");
      tally.hold(file.toString());
      assertThat(csv.column("spike")).contains(1);
      ROWS.add(
          ClaimsPage.row(
              "spinnaker",
              GoldenJson.name(file),
              "both synapses, membrane, refractory counter and spike of every tick",
              tally.compared(),
              tally.wrong()));
    }
  }

  /** As recorded: a 0.02, b 0.2, c -65, d 8, from v = -65 and u = -13. */
  private static Map<String, Long> regularSpiking() {
    Map<String, Long> params = new LinkedHashMap<>();
    params.put("a", 655L);
    params.put("b", 6553L);
    params.put("c", -65L << 15);
    params.put("d", 8L << 15);
    params.put("step", 1L << 15);
    params.put("longer", 60620L);
    for (String zero :
        List.of(
            "i_offset", "gain_exc", "gain_inh", "keep_exc", "keep_inh", "init_exc", "init_inh")) {
      params.put(zero, 0L);
    }
    return params;
  }

  @Test
  void izhikevichNeuronsAreReproduced() throws IOException {
    List<Path> files = files("izh_rs"); // a recording does not say its parameters; its name does
    assumeTrue(!files.isEmpty(), "no recordings: -Dbitspike.data has no folder spinnaker");
    for (Path file : files) {
      Csv csv = Csv.read(file);
      int ticks = csv.rows().size();
      Recording run =
          run(
              kernel("spinnaker-izhikevich"),
              regularSpiking(),
              Map.of("v", -65L << 15, "u", -13L << 15, "h", 1L << 15),
              Map.of(),
              Map.of("current", csv.column("I")),
              ticks);
      Tally tally = new Tally();
      tally.same(csv.column("V"), codes(run, "v"), "V");
      tally.same(csv.column("U"), codes(run, "u"), "U");
      tally.same(csv.column("this_h"), codes(run, "h"), "this_h");
      tally.same(csv.column("spike"), spikes(run, ticks), "spike");
      tally.hold(file.toString());
      assertThat(csv.column("spike")).contains(1);
      ROWS.add(
          ClaimsPage.row(
              "spinnaker-izhikevich",
              GoldenJson.name(file),
              "both variables, step length and spike of every tick",
              tally.compared(),
              tally.wrong()));
    }
  }
}
