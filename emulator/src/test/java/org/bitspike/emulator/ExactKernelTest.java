package org.bitspike.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.bitspike.ir.Spec;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.kernel.KernelVerifier;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.random.CounterRandom;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;

/** The interpreter gives, operation by operation, what rational arithmetic gives. */
class ExactKernelTest {

  private static final int KERNELS = 4000;
  private static final int TICKS = 4;

  @Test
  @Spec({
    "1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7", "3.8",
    "3.9", "3.10", "6.1", "6.3"
  })
  void randomKernelsGiveWhatRationalNumbersGive() {
    for (long seed = 0; seed < KERNELS; seed++) {
      check(seed);
    }
  }

  private static void check(long seed) {
    Random random = new Random(seed);
    RandomKernels kernels = new RandomKernels(random, false);
    Kernel kernel = kernels.neuron("k");
    assertThat(KernelVerifier.verify(kernel)).as("seed %d", seed).isEmpty();
    ProgramBuilder builder = new ProgramBuilder(TICKS).seed(seed).kernel(kernel);
    Map<String, LookupTable> tables = new HashMap<>();
    for (Kernel.TableUse use : kernel.tables()) {
      long[] entries =
          random.longs(1 + random.nextInt(9)).map(any -> kernels.code(use.entry())).toArray();
      builder.table(use.name(), use.entry(), entries);
      tables.put(use.name(), new LookupTable(use.name(), use.entry(), entries));
    }
    Map<String, Long> words = new LinkedHashMap<>();
    Map<String, long[]> params = new HashMap<>();
    Map<String, long[]> initial = new HashMap<>();
    for (Word word : kernel.words()) {
      long code = word.kind() == Word.Kind.INPUT ? 0 : kernels.code(word.format());
      words.put(word.name(), code);
      if (word.kind() != Word.Kind.INPUT) {
        (word.kind() == Word.Kind.PARAM ? params : initial).put(word.name(), new long[] {code});
      }
    }
    Program program =
        builder
            .neurons("n", "k", 1, new Columns(params), new Columns(initial))
            .probeEverything()
            .build();
    Recording recording = Interpreter.run(program, RunOptions.defaults());
    Handler handler = kernel.handler(Trigger.TICK).orElseThrow();
    List<Long> spikes = new ArrayList<>();
    for (int tick = 0; tick < TICKS; tick++) {
      long now = tick;
      int[] draw = new int[1];
      ExactHandler exact =
          new ExactHandler(
              kernel,
              tables,
              () -> CounterRandom.bits64(program.info().seed(), 0x10000000, now << 32, draw[0]++));
      exact.run(handler.body(), words, now);
      if (exact.spiked) {
        spikes.add(now);
      }
      for (Word word : kernel.words(Word.Kind.STATE)) {
        long[] codes =
            recording.trace("n", 0, word.name()).orElseThrow().codes().orElseThrow().codes();
        assertThat(codes[tick + 1])
            .as(
                "seed %d, tick %d, word %s of%n%s%s",
                seed, tick, word.name(), KernelText.print(kernel), words)
            .isEqualTo(words.get(word.name()));
      }
    }
    assertThat(recording.spikes().getFirst().tick())
        .as("spikes of seed %d", seed)
        .containsExactly(spikes.stream().mapToLong(Long::longValue).toArray());
  }

  @Test
  void randomKernelsUseEverything() {
    String text =
        java.util.stream.LongStream.range(0, 300)
            .mapToObj(
                seed -> KernelText.print(new RandomKernels(new Random(seed), true).neuron("k")))
            .collect(Collectors.joining());
    assertThat(text)
        .contains(
            " + ",
            " - ",
            " * ",
            " // ",
            " % ",
            "min(",
            "max(",
            " & ",
            " | ",
            " ^ ",
            " == ",
            " != ",
            " < ",
            " <= ",
            " > ",
            " >= ",
            " << ",
            " >> ",
            "!",
            "select(",
            "lookup(",
            "random(",
            "now",
            "value",
            "level",
            "else",
            "spike",
            "on event",
            "floor",
            "toward_zero",
            "half_up",
            "half_away",
            "half_even",
            "stochastic",
            "saturate",
            "wrap",
            "trap");
  }
}
