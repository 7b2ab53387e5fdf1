package org.bitspike.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.bitspike.emulator.Engine;
import org.bitspike.emulator.Engines;
import org.bitspike.emulator.RunOptions;
import org.bitspike.ir.connect.PairRule;
import org.bitspike.ir.program.DrawnBlock;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.bitspike.ir.wire.ProgramFile;

/**
 * Whole networks on the fast engine: time from the first tick to the last, without building, the
 * runs with different numbers of threads one after the other in turn; and the machine's scatter
 * ceiling in the same run.
 */
final class Networks {

  private Networks() {}

  /** A run. */
  record Timed(double build, double run, long spikes, long events, long hash) {}

  /**
   * Prints a table.
   *
   * @param args cuba, brunel or a program file, ticks, rounds, numbers of threads
   */
  public static void main(String[] args) {
    int ticks = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    int[] threads = Arrays.stream(args).skip(3).mapToInt(Integer::parseInt).toArray();
    Program program =
        switch (args[0]) {
          case "cuba" -> Cuba.program(ticks);
          case "brunel" -> Brunel.program(Brunel.CELLS, ticks);
          default -> ProgramFile.read(Path.of(args[0]));
        };
    measure(args[0], program, ticks, rounds, threads, System.out);
  }

  static void measure(
      String name, Program program, int ticks, int rounds, int[] threads, PrintStream out) {
    double[][] runs = new double[threads.length][rounds];
    double[] ceilings = new double[rounds];
    Timed[] last = new Timed[threads.length];
    for (int round = 0; round < rounds; round++) {
      ceilings[round] = Ceiling.scatterNanos();
      for (int t = 0; t < threads.length; t++) {
        last[t] = run(program, ticks, threads[t]);
        runs[t][round] = last[t].run();
      }
    }
    Arrays.sort(ceilings);
    out.printf(
        Locale.ROOT,
        "%s: %d synapses, %d ticks; scatter ceiling %.2f ns per event%n",
        name,
        program.synapseCount(),
        ticks,
        Run.median(ceilings));
    for (int t = 0; t < threads.length; t++) {
      String all = Arrays.toString(Arrays.stream(runs[t]).map(s -> Math.round(s * 1e3)).toArray());
      Arrays.sort(runs[t]);
      double median = Run.median(runs[t]);
      out.printf(
          Locale.ROOT,
          "%d threads: median %.3f s of %s ms, built in %.2f s; %d spikes, %d events; %.2f ns per"
              + " event, %.2f of the ceiling; spikes %016x%n",
          threads[t],
          median,
          all,
          last[t].build(),
          last[t].spikes(),
          last[t].events(),
          median * 1e9 / last[t].events(),
          Run.median(ceilings) * last[t].events() / (median * 1e9),
          last[t].hash());
    }
  }

  static Timed run(Program program, int ticks, int threads) {
    long[] at = new long[3];
    at[0] = System.nanoTime();
    RunOptions options =
        RunOptions.defaults()
            .withEngine(Engine.FAST)
            .withThreads(threads)
            .withDurationTicks(ticks)
            .withProgress(
                done -> {
                  if (done == 0) {
                    at[1] = System.nanoTime();
                  }
                  at[2] = System.nanoTime();
                });
    Recording recording = Engines.run(program, options);
    long spikes = 0;
    long events = 0;
    long hash = 0;
    for (NeuronBlock block : program.neurons()) {
      SpikeSeries series = recording.spikesOf(block.population()).orElseThrow();
      int[] fanOut = fanOut(program, block);
      spikes += series.count();
      events += Arrays.stream(series.neuron()).mapToLong(n -> fanOut[n]).sum();
      hash = 31 * hash + Arrays.hashCode(series.tick());
      hash = 31 * hash + Arrays.hashCode(series.neuron());
    }
    return new Timed((at[1] - at[0]) * 1e-9, (at[2] - at[1]) * 1e-9, spikes, events, hash);
  }

  private static int[] fanOut(Program program, NeuronBlock source) {
    int[] fanOut = new int[source.size()];
    for (SynapseBlock block : program.synapses()) {
      if (block.source().equals(source.name())) {
        add(fanOut, block.rowStart());
      }
    }
    for (DrawnBlock block : program.drawn()) {
      if (block.source().equals(source.name())) {
        add(fanOut, ((PairRule.OutDegrees) block.rule()).rowStart());
      }
    }
    return fanOut;
  }

  private static void add(int[] fanOut, int[] rowStart) {
    for (int n = 0; n < fanOut.length; n++) {
      fanOut[n] += rowStart[n + 1] - rowStart[n];
    }
  }
}
