package org.bitspike.conformance.chips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
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
import java.util.zip.GZIPInputStream;
import org.bitspike.conformance.chips.OdinMemory.Field;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The profile {@code odin} gives every spike in its order, every neuron word, every flag and every
 * synapse word that the chip's public RTL gave.
 */
class OdinGoldenTest {

  private static final int NEURONS = 256;
  private static final FixedFormat ACCESS = FixedFormat.parse("u5");

  static List<Path> recordings() {
    List<Path> files = GoldenJson.files("odin", "");
    return files.isEmpty() ? List.of(Path.of("absent")) : files;
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void theRtlsRunIsReproduced(Path file) throws IOException {
    assumeTrue(Files.exists(file), "no recordings: -Dbitspike.data has no folder odin");
    GoldenJson golden = GoldenJson.read(file);
    String name = String.valueOf(file.getFileName()).replace(".trace.json.gz", "");
    Path folder = file.resolveSibling(name);
    List<BigInteger> neurons = hex(memory(folder, "neur"));
    List<BigInteger> synapses = hex(memory(folder, "syn"));
    Map<String, Object> registers = golden.object("regs");
    boolean openLoop = register(registers, 1) == 1;
    HardwareProfile profile = Profiles.load("odin", List.of());
    Program program = program(profile, golden, neurons, synapses, registers, openLoop);
    List<List<Long>> order = new ArrayList<>();
    List<?> trace = golden.list("trace");
    trace.forEach(step -> order.add(new ArrayList<>()));
    Recording run =
        Interpreter.run(
            program,
            RunOptions.defaults()
                .withSpikes((tick, address) -> order.get((int) tick).add((long) address)));

    long spikes = 0;
    for (int t = 0; t < trace.size(); t++) {
      Map<?, ?> step = (Map<?, ?>) trace.get(t);
      List<Long> expected =
          ((List<?>) step.get("out")).stream().map(a -> ((Number) a).longValue()).toList();
      assertThat(order.get(t)).as("%s: spikes of step %s", name, t).isEqualTo(expected);
      assertThat(flags(run, "up", t)).isEqualTo(new BigInteger((String) step.get("up"), 16));
      assertThat(flags(run, "down", t)).isEqualTo(new BigInteger((String) step.get("down"), 16));
      spikes += expected.size();
    }
    assertThat(spikes).as("%s is not silent", name).isPositive();
    neuronWords(folder, neurons, run);
    finalSynapses(folder, program, run);
    if (!openLoop) {
      assertThat(run.counter("queue", "sent")).isEqualTo(spikes);
      assertThat(run.counter("queue", "lost"))
          .isEqualTo(name.equals("lif_overflow") ? 2508 : run.counter("queue", "lost"));
    }
  }

  private static Path memory(Path folder, String kind) {
    Path loaded = folder.resolveSibling(folder.getFileName() + "." + kind + "_loaded.hex.gz");
    return Files.exists(loaded)
        ? loaded
        : folder.resolveSibling(folder.getFileName() + "." + kind + ".hex.gz");
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return in.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }
  }

  private static List<BigInteger> hex(Path file) throws IOException {
    return lines(file).stream()
        .filter(l -> !l.startsWith("//") && !l.startsWith("@"))
        .map(l -> new BigInteger(l, 16))
        .toList();
  }

  private static long register(Map<String, Object> registers, int number) {
    Object value = registers.get(String.valueOf(number));
    return value == null ? 0 : ((Number) value).longValue();
  }

  // ---- the program

  private static Program program(
      HardwareProfile profile,
      GoldenJson golden,
      List<BigInteger> neurons,
      List<BigInteger> synapses,
      Map<String, Object> registers,
      boolean openLoop) {
    Kernel kernel = ((NeuronModel.Fixed) profile.neuron()).kernel();
    Kernel sdsp = profile.learning().rules().getFirst().kernel();
    EventSchedule schedule = profile.events().rule().orElseThrow().schedule();
    EventSchedule used = openLoop ? new EventSchedule(schedule.kinds(), Optional.empty()) : schedule;
    int[] all = IntStream.range(0, NEURONS).toArray();
    int[] ones = new int[NEURONS];
    Arrays.fill(ones, 1);
    NeuronBlock block =
        new NeuronBlock(
            "n",
            kernel.name(),
            NEURONS,
            new Columns(OdinMemory.columns(neurons, names(kernel, Kernel.Word.Kind.PARAM))),
            new Columns(initial(kernel, neurons)),
            "n",
            all,
            new NeuronBlock.Place(new int[NEURONS], all, ones));
    BigInteger sign = new BigInteger(golden.text("sign"), 16);
    boolean propagate = register(registers, 24) == 1;
    List<Probe> probes = new ArrayList<>();
    kernel
        .words(Kernel.Word.Kind.STATE)
        .forEach(w -> probes.add(new Probe(Probe.Kind.WORD, "n", -1, w.name(), 1)));
    int ticks = golden.list("steps").size();
    for (String half : List.of("exc", "inh")) {
      probes.add(new Probe(Probe.Kind.WEIGHTS, half, -1, "", ticks));
    }
    return new Program(
        new Program.Info("odin", "", "odin", "", "", 1),
        new Program.TickSchedule(1_000_000_000_000L, List.of()),
        ticks,
        List.of(kernel, sdsp),
        List.of(decode("exc", 0, propagate), decode("inh", 2, propagate)),
        List.of(block),
        List.of(),
        List.of(
            rows("exc", synapses, sign, false, registers),
            rows("inh", synapses, sign, true, registers)),
        List.of(new LearningRule("sdsp", sdsp.name(), 1, Optional.empty())),
        new Stimulus(List.of(), List.of(), events(golden, used, registers)),
        probes,
        Optional.of(used));
  }

  private static List<String> names(Kernel kernel, Kernel.Word.Kind kind) {
    return kernel.words(kind).stream().map(Kernel.Word::name).toList();
  }

  /** States from memory; the flags are what a fully masked write of each neuron leaves. */
  private static Map<String, long[]> initial(Kernel kernel, List<BigInteger> neurons) {
    Map<String, long[]> columns =
        new LinkedHashMap<>(
            OdinMemory.columns(neurons, names(kernel, Kernel.Word.Kind.STATE)));
    for (int n = 0; n < neurons.size(); n++) {
      long[] flags = OdinFlags.refreshed(neurons.get(n));
      columns.get("up")[n] = flags[0];
      columns.get("down")[n] = flags[1];
    }
    return columns;
  }

  private static LookupTable decode(String name, int signBit, boolean propagate) {
    long[] entries = new long[16];
    for (int nibble = 0; nibble < 16; nibble++) {
      boolean delivered = nibble >= 8 || propagate;
      entries[nibble] = (delivered ? 4L * (nibble % 8) : 0) + signBit;
    }
    return new LookupTable("decode_" + name, ACCESS, entries);
  }

  private static SynapseBlock rows(
      String name,
      List<BigInteger> synapses,
      BigInteger sign,
      boolean inhibitory,
      Map<String, Object> registers) {
    int[] rowStart = new int[NEURONS + 1];
    for (int pre = 0; pre < NEURONS; pre++) {
      rowStart[pre + 1] = rowStart[pre] + (sign.testBit(pre) == inhibitory ? NEURONS : 0);
    }
    int size = rowStart[NEURONS];
    int[] target = new int[size];
    int[] nibble = new int[size];
    int[] connection = new int[size];
    for (int pre = 0; pre < NEURONS; pre++) {
      for (int k = rowStart[pre]; k < rowStart[pre + 1]; k++) {
        int post = k - rowStart[pre];
        target[k] = post;
        nibble[k] =
            synapses.get(pre * 32 + post / 8).shiftRight(4 * (post % 8)).intValue() & 0xF;
        connection[k] = pre * NEURONS + post;
      }
    }
    int[] delay = new int[size];
    Arrays.fill(delay, 1);
    return new SynapseBlock(
        name,
        "n",
        "n",
        Optional.of("in"),
        rowStart,
        target,
        nibble,
        delay,
        Optional.of("decode_" + name),
        0,
        Optional.of(
            new SynapseBlock.Plasticity(
                "sdsp",
                0,
                new Columns(
                    Map.of("update_unmapped", new long[] {register(registers, 23)})),
                Columns.NONE,
                Columns.NONE)),
        name,
        connection);
  }

  /** AER words to events, by the public documentation as the RTL reads it. */
  private static Stimulus.EventList events(
      GoldenJson golden, EventSchedule schedule, Map<String, Object> registers) {
    List<long[]> events = new ArrayList<>();
    List<?> steps = golden.list("steps");
    for (int t = 0; t < steps.size(); t++) {
      for (Object word : (List<?>) steps.get(t)) {
        int aer = ((Number) word).intValue();
        int high = aer >> 8 & 0xFF;
        int low = aer & 0xFF;
        if (aer >> 16 == 1) {
          String kind = register(registers, 25) == 1 ? "synapse_learning" : "synapse";
          add(events, schedule, t, kind, high, low, 0);
        } else if (low == 0x7F || low == 0xFF) {
          add(events, schedule, t, low == 0x7F ? "time" : "neuron_time", high, 0, 1);
        } else if (low == 0x00 || low == 0x80) {
          add(events, schedule, t, low == 0 ? "all_bistability" : "bistability", high, 0, 0);
        } else if (low == 0x07 || low == 0x01) {
          add(events, schedule, t, "spike", high, 0, 0); // 0x01: a virtual event of nothing
        } else {
          add(events, schedule, t, "virtual", high, 0, low >> 3);
        }
      }
    }
    return new Stimulus.EventList(
        events.stream().mapToLong(e -> e[0]).toArray(),
        events.stream().mapToInt(e -> (int) e[1]).toArray(),
        events.stream().mapToInt(e -> (int) e[2]).toArray(),
        events.stream().mapToInt(e -> (int) e[3]).toArray(),
        events.stream().mapToLong(e -> e[4]).toArray());
  }

  private static void add(
      List<long[]> events,
      EventSchedule schedule,
      long tick,
      String kind,
      int address,
      int target,
      long value) {
    long ordinal = schedule.kinds().indexOf(schedule.kind(kind));
    boolean all = kind.equals("time") || kind.equals("all_bistability");
    events.add(new long[] {tick, ordinal, all ? 0 : address, target, value});
  }

  // ---- the comparison

  private static long word(Recording run, int neuron, String word, int tick) {
    return run.trace("n", neuron, word).orElseThrow().codes().orElseThrow().codes()[tick + 1];
  }

  private static BigInteger flags(Recording run, String word, int tick) {
    BigInteger flags = BigInteger.ZERO;
    for (int n = 0; n < NEURONS; n++) {
      flags = word(run, n, word, tick) == 1 ? flags.setBit(n) : flags;
    }
    return flags;
  }

  private static void neuronWords(Path folder, List<BigInteger> initial, Recording run)
      throws IOException {
    Path file = folder.resolveSibling(folder.getFileName() + ".neuronwords.txt.gz");
    for (String line : lines(file)) {
      String[] words = line.split(" +");
      int tick = Integer.parseInt(words[0]);
      for (int n = 0; n < NEURONS; n++) {
        BigInteger expected = new BigInteger(words[n + 1], 16);
        for (Field field : OdinMemory.states(expected)) {
          assertThat(word(run, n, field.word(), tick))
              .as("%s: %s of neuron %s after step %s", folder.getFileName(), field.word(), n, tick)
              .isEqualTo(field.of(expected));
        }
        assertThat(OdinMemory.withoutStates(expected))
            .isEqualTo(OdinMemory.withoutStates(initial.get(n)));
      }
    }
  }

  private static void finalSynapses(Path folder, Program program, Recording run)
      throws IOException {
    List<BigInteger> expected =
        hex(folder.resolveSibling(folder.getFileName() + ".syn_final.hex.gz"));
    long wrong = 0;
    for (SynapseBlock block : program.synapses()) {
      Recording.WeightSeries last =
          run.weights().stream()
              .filter(w -> w.projection().equals(block.projection()))
              .reduce((a, b) -> b)
              .orElseThrow();
      for (int k = 0; k < block.size(); k++) {
        int pre = block.connection()[k] / NEURONS;
        int post = block.connection()[k] % NEURONS;
        int nibble = expected.get(pre * 32 + post / 8).shiftRight(4 * (post % 8)).intValue() & 0xF;
        wrong += nibble == (int) last.weight()[k] ? 0 : 1;
      }
    }
    assertThat(wrong).as("%s: synapse words that differ", folder.getFileName()).isZero();
  }
}
