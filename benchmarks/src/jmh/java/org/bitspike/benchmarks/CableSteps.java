package org.bitspike.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bitspike.frontends.lems.LemsFrontend;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.CableOptions;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.bitspike.reference.cable.StateScheme;

/**
 * CPU time of the running thread for a model with cells of several segments; {@code
 * benchmarks/cable.py} sets it beside NEURON's.
 */
final class CableSteps {

  private CableSteps() {}

  /**
   * Prints CPU seconds of each run, after one that warms up.
   *
   * @param args model, {@code GRID} or {@code EXPONENTIAL}, number of runs
   */
  public static void main(String[] args) {
    measure(Path.of(args[0]), StateScheme.valueOf(args[1]), Integer.parseInt(args[2]), System.out);
  }

  static void measure(Path model, StateScheme scheme, int runs, PrintStream out) {
    Network network = new LemsFrontend().read(model, List.of(), RunOverrides.NONE).network();
    SimulationOptions options =
        SimulationOptions.defaults()
            .withRecordRanges(false)
            .withCables(new CableOptions(CableOptions.Cells.ALL, scheme));
    var threads = ManagementFactory.getThreadMXBean();
    for (int run = 0; run <= runs; run++) {
      long before = threads.getCurrentThreadCpuTime();
      ReferenceSimulator.simulate(network, options);
      if (run > 0) {
        double seconds = (threads.getCurrentThreadCpuTime() - before) * 1e-9;
        out.println(String.format(Locale.ROOT, "%.6f", seconds));
      }
    }
  }
}
