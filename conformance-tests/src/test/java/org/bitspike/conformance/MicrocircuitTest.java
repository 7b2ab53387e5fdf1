package org.bitspike.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import javax.tools.ToolProvider;
import org.bitspike.emulator.Engine;
import org.bitspike.emulator.Engines;
import org.bitspike.emulator.RunOptions;
import org.bitspike.ir.connect.PairRule;
import org.bitspike.ir.program.CodeDraw;
import org.bitspike.ir.program.DrawnBlock;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.ProgramVerifier;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cortical microcircuit of {@code examples/microcircuit}. */
class MicrocircuitTest {

  // Potjans and Diesmann 2014; NEST makes as many of the same description.
  private static final int CELLS = 77_169;
  private static final long SYNAPSES = 298_880_968;

  @TempDir static Path classes;
  private static Class<?> example = Object.class;

  @BeforeAll
  static void compileTheExample() throws Exception {
    String source =
        Path.of(System.getProperty("bitspike.root", ".."), "examples", "microcircuit")
            .resolve("Microcircuit.java")
            .toString();
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source);
    assertThat(compiled).isZero();
    example = new URLClassLoader(new URL[] {classes.toUri().toURL()}).loadClass("Microcircuit");
  }

  private static Program program(double seconds, double scale) throws ReflectiveOperationException {
    return (Program)
        example
            .getMethod("program", double.class, long.class, double.class)
            .invoke(null, seconds, 55L, scale);
  }

  @Test
  void hasTheCellsAndSynapsesOfThePaper() throws Exception {
    Program program = program(1, 1);
    assertThat(ProgramVerifier.verify(program)).isEmpty();
    assertThat(program.neurons().stream().mapToInt(NeuronBlock::size).sum()).isEqualTo(CELLS);
    long synapses = 0;
    for (DrawnBlock block : program.drawn()) {
      int[] rowStart = ((PairRule.OutDegrees) block.rule()).rowStart();
      synapses += rowStart[rowStart.length - 1];
    }
    assertThat(synapses).isEqualTo(SYNAPSES);
  }

  @Test
  void weightsAndDelaysHaveTheirMeansAndDeviations() throws Exception {
    for (DrawnBlock block : program(1, 0.01).drawn()) {
      boolean inhibitory = block.source().endsWith("I");
      double times = inhibitory ? -4 : block.name().equals("L4E_L23E") ? 2 : 1;
      double mean = mean(block.weight());
      assertThat(4 * mean).as(block.name()).isCloseTo(times * 87.8, offset(0.01));
      // Steps of 4 pA add a twelfth of their square.
      assertThat(4 * deviation(block.weight()))
          .as(block.name())
          .isCloseTo(Math.hypot(Math.abs(times) * 8.78, 4 / Math.sqrt(12)), offset(0.05));
      // What would be below half a tick is drawn again, which adds some per cent.
      assertThat(0.1 * mean(block.delay()))
          .as(block.name())
          .isBetween(inhibitory ? 0.75 : 1.5, inhibitory ? 0.79 : 1.57);
    }
  }

  private static double mean(CodeDraw draw) {
    double sum = 0;
    for (int k = 0; k < draw.code().length; k++) {
      sum += (double) draw.share(k) / CodeDraw.DRAWS * draw.code()[k];
    }
    return sum;
  }

  private static double deviation(CodeDraw draw) {
    double mean = mean(draw);
    double sum = 0;
    for (int k = 0; k < draw.code().length; k++) {
      sum += (double) draw.share(k) / CodeDraw.DRAWS * Math.pow(draw.code()[k] - mean, 2);
    }
    return Math.sqrt(sum);
  }

  @Test
  void backgroundIsPoisson() throws Exception {
    Program program = program(1, 0.01);
    int[] inputs = {1600, 1500, 2100, 1900, 2000, 1900, 2900, 2100};
    for (int p = 0; p < inputs.length; p++) {
      double expected = Math.exp(-inputs[p] * 8e-4);
      double[] probability = new double[16];
      for (int column = 0; column < 16; column++) {
        double cut = program.table("cut").at(16 * p + column) * 0x1p-28;
        probability[column] += cut / 16;
        probability[(int) program.table("other").at(16 * p + column)] += (1 - cut) / 16;
      }
      for (int k = 0; k < 15; k++) {
        assertThat(probability[k])
            .as("%d of population %d", k, p)
            .isCloseTo(expected, offset(1e-8));
        expected *= inputs[p] * 8e-4 / (k + 1);
      }
    }
  }

  @Test
  void bothEnginesGiveTheSameSpikesOfASmallPartOfIt() throws Exception {
    Program program = program(0.02, 0.02);
    RunOptions options = RunOptions.defaults();
    Recording expected = Engines.run(program, options.withEngine(Engine.INTERPRETER));
    assertThat(expected.spikes().stream().mapToInt(Recording.SpikeSeries::count).sum())
        .isGreaterThan(1000);
    for (int threads = 1; threads <= 3; threads++) {
      Recording actual = Engines.run(program, options.withEngine(Engine.FAST).withThreads(threads));
      assertThat(actual.spikes())
          .usingRecursiveComparison()
          .as("%d threads", threads)
          .isEqualTo(expected.spikes());
    }
  }

  /** The whole circuit for a second; wants a heap of 1.5 GB. */
  @Test
  @Tag("long")
  void ratesAreThePublishedOnes() throws Exception {
    Program program = program(1, 1);
    Recording run =
        Engines.run(program, RunOptions.defaults().withEngine(Engine.FAST).withThreads(2));
    double[] rates =
        (double[]) example.getMethod("rates", Recording.class, double.class).invoke(null, run, 0.1);
    double[] published = {0.903, 2.965, 4.414, 5.876, 7.569, 8.633, 1.105, 7.829};
    for (int p = 0; p < rates.length; p++) {
      assertThat(rates[p])
          .as("population %d of %s", p, Arrays.toString(rates))
          .isCloseTo(published[p], offset(Math.max(0.1, 0.05 * published[p])));
    }
  }
}
