package org.bitspike.benchmarks;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import org.bitspike.emulator.Engine;
import org.bitspike.emulator.Engines;
import org.bitspike.emulator.RunOptions;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;

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
   * @param args cuba or brunel, ticks, rounds, numbers of threads
   */
  public static void main(String[] args) {
    int ticks = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    int[] threads = Arrays.stream(args).skip(3).mapToInt(Integer::parseInt).toArray();
    Program program =
        args[0].equals("cuba") ? Cuba.program(ticks) : Brunel.program(Brunel.CELLS, ticks);
    measure(args[0], program, rounds, threads, System.out);
  }

  static void measure(String name, Program program, int rounds, int[] threads, PrintStream out) {
    double[][] runs = new double[threads.length][rounds];
    double[] ceilings = new double[rounds];
    Timed[] last = new Timed[threads.length];
    for (int round = 0; round < rounds; round++) {
      ceilings[round] = Ceiling.scatterNanos();
      for (int t = 0; t < threads.length; t++) {
        last[t] = run(program, threads[t]);
        runs[t][round] = last[t].run();
      }
    }
    Arrays.sort(ceilings);
    out.printf(
        Locale.ROOT,
        "%s: %d synapses, %d ticks; scatter ceiling %.2f ns per event%n",
        name,
        program.synapseCount(),
        program.durationTicks(),
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

  static Timed run(Program program, int threads) {
    long[] at = new long[3];
    at[0] = System.nanoTime();
    RunOptions options =
        RunOptions.defaults()
            .withEngine(Engine.FAST)
            .withThreads(threads)
            .withProgress(
                done -> {
                  if (done == 0) {
                    at[1] = System.nanoTime();
                  }
                  at[2] = System.nanoTime();
                });
    Recording recording = Engines.run(program, options);
    SpikeSeries spikes = recording.spikesOf("cells").orElseThrow();
    int[] fanOut = new int[spikes.size()];
    for (SynapseBlock block : program.synapses()) {
      for (int source = 0; source < fanOut.length; source++) {
        fanOut[source] += block.rowStart()[source + 1] - block.rowStart()[source];
      }
    }
    long events = Arrays.stream(spikes.neuron()).mapToLong(n -> fanOut[n]).sum();
    long hash = 31L * Arrays.hashCode(spikes.tick()) + Arrays.hashCode(spikes.neuron());
    return new Timed((at[1] - at[0]) * 1e-9, (at[2] - at[1]) * 1e-9, spikes.count(), events, hash);
  }
}
