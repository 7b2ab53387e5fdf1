package org.bitspike.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bitspike.frontends.lems.LemsFrontend;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;

/**
 * What accuracy costs: CPU time of the running thread, and the greatest error of a spike time of
 * the first population, for grid mode at steps that become shorter and for converged mode at
 * tolerances that become smaller.
 */
final class ConvergedSteps {

  private static final double[] STEPS = {4e-5, 2e-5, 1e-5, 5e-6, 2e-6, 1e-6};
  private static final double[] TOLERANCES = {1e-4, 1e-6, 1e-8, 1e-10};
  private static final double LIMIT = 1e-12;

  private ConvergedSteps() {}

  /**
   * Prints a row for each step and tolerance: what, CPU seconds (the least of some runs), error.
   *
   * @param args model, number of runs
   */
  public static void main(String[] args) {
    measure(Path.of(args[0]), Integer.parseInt(args[1]), System.out);
  }

  static void measure(Path model, int runs, PrintStream out) {
    Network network = new LemsFrontend().read(model, List.of(), RunOverrides.NONE).network();
    double duration = network.run().durationSeconds();
    SimulationOptions options = SimulationOptions.defaults().withRecordRanges(false);
    double[][] limit = times(ReferenceSimulator.simulate(network, options.withTolerance(LIMIT)));
    for (double step : STEPS) {
      SimulationOptions grid = options.withStepSeconds(step).withDurationSeconds(duration);
      row("grid " + step, network, grid, limit, runs, out);
    }
    for (double tolerance : TOLERANCES) {
      row("converged " + tolerance, network, options.withTolerance(tolerance), limit, runs, out);
    }
  }

  private static void row(
      String what,
      Network network,
      SimulationOptions options,
      double[][] limit,
      int runs,
      PrintStream out) {
    var threads = ManagementFactory.getThreadMXBean();
    double least = Double.POSITIVE_INFINITY;
    double error = 0;
    for (int run = 0; run <= runs; run++) {
      long before = threads.getCurrentThreadCpuTime();
      Recording recording = ReferenceSimulator.simulate(network, options);
      least = Math.min(least, (threads.getCurrentThreadCpuTime() - before) * 1e-9);
      error = error(times(recording), limit);
    }
    out.println(String.format(Locale.ROOT, "%-20s %9.4f s %12.3e s", what, least, error));
  }

  /** Spike times of each member; on the grid a spike is at the end of its step. */
  private static double[][] times(Recording recording) {
    SpikeSeries spikes = recording.spikes().getFirst();
    double[][] times = new double[spikes.size()][0];
    for (int s = 0; s < spikes.count(); s++) {
      int n = spikes.neuron()[s];
      times[n] = Arrays.copyOf(times[n], times[n].length + 1);
      times[n][times[n].length - 1] =
          spikes.seconds().isPresent()
              ? spikes.seconds().get()[s]
              : (spikes.tick()[s] + 1) * recording.tickSeconds();
    }
    return times;
  }

  private static double error(double[][] observed, double[][] limit) {
    double worst = 0;
    for (int n = 0; n < limit.length; n++) {
      if (observed[n].length != limit[n].length) {
        return Double.POSITIVE_INFINITY;
      }
      for (int s = 0; s < limit[n].length; s++) {
        worst = Math.max(worst, Math.abs(observed[n][s] - limit[n][s]));
      }
    }
    return worst;
  }
}
