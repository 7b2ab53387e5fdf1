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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.bitspike.conformance.chips.OdinMemory.Field;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The profile {@code odin} gives every spike in its order, every neuron word, every flag and every
 * synapse word that the chip's public RTL gave.
 */
class OdinGoldenTest {

  private static final List<String> ROWS = new ArrayList<>();

  private static final int NEURONS = 256;

  static List<Path> recordings() {
    List<Path> files = GoldenJson.files("odin", "");
    return files.isEmpty() ? List.of(Path.of("absent")) : files;
  }

  @AfterAll
  static void theClaimsPageSaysSo() {
    ClaimsPage.recordings("OdinGoldenTest", ROWS);
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
    boolean openLoop = OdinProgram.register(registers, 1) == 1;
    List<List<Integer>> steps = new ArrayList<>();
    for (Object step : golden.list("steps")) {
      steps.add(((List<?>) step).stream().map(word -> ((Number) word).intValue()).toList());
    }
    Program program =
        new OdinProgram(neurons, synapses, new BigInteger(golden.text("sign"), 16), registers)
            .program(steps, true);
    List<List<Long>> order = new ArrayList<>();
    List<?> trace = golden.list("trace");
    trace.forEach(step -> order.add(new ArrayList<>()));
    Recording run =
        Interpreter.run(
            program,
            RunOptions.defaults()
                .withSpikes((tick, address) -> order.get((int) tick).add((long) address)));

    Map<String, long[][]> words = words(run);
    Tally tally = new Tally();
    long spikes = 0;
    for (int t = 0; t < trace.size(); t++) {
      Map<?, ?> step = (Map<?, ?>) trace.get(t);
      long[] expected =
          ((List<?>) step.get("out")).stream().mapToLong(a -> ((Number) a).longValue()).toArray();
      long[] fired = order.get(t).stream().mapToLong(a -> a).toArray();
      tally.same(expected, fired, "spike of step " + t);
      flags(tally, words, "up", t, new BigInteger((String) step.get("up"), 16));
      flags(tally, words, "down", t, new BigInteger((String) step.get("down"), 16));
      spikes += expected.length;
    }
    assertThat(spikes).as("%s is not silent", name).isPositive();
    neuronWords(tally, folder, neurons, words);
    finalSynapses(tally, folder, program, run);
    tally.hold(name);
    ROWS.add(
        ClaimsPage.row(
            "odin",
            name,
            "spikes in their order, fields of neuron words, flags, final synapse memory",
            tally.compared(),
            tally.wrong()));
    if (!openLoop) {
      assertThat(run.counter("queue", "sent")).isEqualTo(spikes);
    }
    if (name.equals("lif_overflow")) {
      // of 2,880 spikes, as the RTL's queue was seen to lose them
      assertThat(run.counter("queue", "lost")).isEqualTo(2508);
    }
  }

  private static Path memory(Path folder, String kind) {
    Path loaded = folder.resolveSibling(folder.getFileName() + "." + kind + "_loaded.hex.gz");
    return Files.exists(loaded)
        ? loaded
        : folder.resolveSibling(folder.getFileName() + "." + kind + ".hex.gz");
  }

  static List<String> lines(Path file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return in.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }
  }

  static List<BigInteger> hex(Path file) throws IOException {
    return lines(file).stream()
        .filter(l -> !l.startsWith("//") && !l.startsWith("@"))
        .map(l -> new BigInteger(l, 16))
        .toList();
  }

  // ---- the comparison

  /** Codes of each neuron's words, by word. */
  private static Map<String, long[][]> words(Recording run) {
    Map<String, long[][]> words = new HashMap<>();
    for (Recording.Trace trace : run.traces()) {
      words.computeIfAbsent(trace.variable(), w -> new long[NEURONS][])[trace.index()] =
          trace.codes().orElseThrow().codes();
    }
    return words;
  }

  private static long[][] word(Map<String, long[][]> words, String word) {
    return Optional.ofNullable(words.get(word)).orElseThrow();
  }

  private static void flags(
      Tally tally, Map<String, long[][]> words, String word, int tick, BigInteger expected) {
    for (int n = 0; n < NEURONS; n++) {
      String what = "flag " + word + " of neuron " + n + " after step " + tick;
      tally.same(expected.testBit(n) ? 1 : 0, word(words, word)[n][tick + 1], () -> what);
    }
  }

  private static void neuronWords(
      Tally tally, Path folder, List<BigInteger> initial, Map<String, long[][]> run)
      throws IOException {
    Path file = folder.resolveSibling(folder.getFileName() + ".neuronwords.txt.gz");
    for (String line : lines(file)) {
      String[] words = line.split(" +");
      int tick = Integer.parseInt(words[0]);
      for (int n = 0; n < NEURONS; n++) {
        BigInteger expected = new BigInteger(words[n + 1], 16);
        String where = " of neuron " + n + " after step " + tick;
        for (Field field : OdinMemory.states(expected)) {
          tally.same(
              field.of(expected), word(run, field.word())[n][tick + 1], () -> field.word() + where);
        }
        if (!OdinMemory.withoutStates(expected).equals(OdinMemory.withoutStates(initial.get(n)))) {
          assertThat(expected).as("parameters of neuron %s", n).isEqualTo(initial.get(n));
        }
      }
    }
  }

  private static void finalSynapses(Tally tally, Path folder, Program program, Recording run)
      throws IOException {
    List<BigInteger> expected =
        hex(folder.resolveSibling(folder.getFileName() + ".syn_final.hex.gz"));
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
        tally.same(nibble, (long) last.weight()[k], () -> "synapse " + pre + " to " + post);
      }
    }
  }
}
