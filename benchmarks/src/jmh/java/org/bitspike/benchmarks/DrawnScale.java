package org.bitspike.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.bitspike.compiler.Compilation;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.compiler.Compiler;
import org.bitspike.emulator.Engine;
import org.bitspike.emulator.Engines;
import org.bitspike.emulator.RunOptions;
import org.bitspike.frontends.api.Cell;
import org.bitspike.frontends.api.Connector;
import org.bitspike.frontends.api.NetworkBuilder;
import org.bitspike.frontends.api.Population;
import org.bitspike.frontends.api.SynapseType.StaticSynapse;
import org.bitspike.frontends.api.Value;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.program.DrawnBlock;
import org.bitspike.ir.program.DrawnSynapses;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;

/**
 * What synapses cost that are never listed: populations and projections of the cortical
 * microcircuit of Potjans and Diesmann, Cerebral Cortex 24, 2014 (table 5), all synapses drawn,
 * from the rules to the packed synapses of the fast engine.
 */
final class DrawnScale {

  private static final double MILLIS = 1;
  private static final String[] NAMES = {"L23E", "L23I", "L4E", "L4I", "L5E", "L5I", "L6E", "L6I"};
  private static final int[] CELLS = {20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948};

  /** Probability of a connection, by target and source. */
  private static final double[][] PROBABILITY = {
    {0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0},
    {0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0},
    {0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0},
    {0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0},
    {0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0},
    {0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0},
    {0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252},
    {0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443}
  };

  private DrawnScale() {}

  /**
   * Prints what compiling, visiting and packing take.
   *
   * @param args share of the published numbers of cells, 1 for all
   */
  public static void main(String[] args) {
    measure(Double.parseDouble(args[0]), System.out);
  }

  static Program measure(double share, PrintStream out) {
    // the ranges of a reference with few synapses do: nothing here depends on them
    Recording reference =
        ReferenceSimulator.simulate(network(share, 1e-4), SimulationOptions.defaults());
    Network network = network(share, 1);
    long begin = System.nanoTime();
    Compilation compiled =
        Compiler.compile(
            network,
            Profiles.load(
                "generic-int8", List.of("limits.cores=512", "limits.fan_in_per_circuit=16384")),
            reference,
            CompileOptions.defaults().withDrawFrom(0));
    long end = System.nanoTime();
    Program program = compiled.program();
    report(out, "compiled", compiled.losses().synapsesRealised(), end - begin);
    for (int threads : new int[] {1, 2}) {
      begin = System.nanoTime();
      long visited = visitTwice(program, threads);
      report(out, "visited twice in " + threads + " threads", visited, System.nanoTime() - begin);
    }
    begin = System.nanoTime();
    Engines.run(program, RunOptions.defaults().withEngine(Engine.FAST).withThreads(2));
    report(
        out,
        "packed and run for " + program.durationTicks() + " ticks in 2 threads",
        compiled.losses().synapsesRealised(),
        System.nanoTime() - begin);
    return program;
  }

  private static void report(PrintStream out, String what, long synapses, long nanos) {
    out.println(
        String.format(
            Locale.ROOT,
            "%,d synapses %s: %.2f s, %.2f ns each",
            synapses,
            what,
            nanos * 1e-9,
            (double) nanos / Math.max(1, synapses)));
  }

  private static long visitTwice(Program program, int threads) {
    LongAdder visited = new LongAdder();
    LongAdder sum = new LongAdder();
    for (DrawnBlock block : program.drawn()) {
      DrawnSynapses synapses = DrawnSynapses.of(program, block);
      int targets = program.blockSize(block.target());
      for (int pass = 0; pass < 2; pass++) {
        IntStream.range(0, threads)
            .parallel()
            .forEach(
                part ->
                    synapses.visitBatches(
                        targets * part / threads,
                        targets * (part + 1) / threads,
                        (source, target, weightCode, delayTicks, count) -> {
                          long own = 0;
                          for (int i = 0; i < count; i++) {
                            own += source[i] ^ target[i] ^ weightCode[i] ^ delayTicks[i];
                          }
                          visited.add(count);
                          sum.add(own);
                        }));
      }
    }
    return sum.sum() == Long.MIN_VALUE ? 0 : visited.sum() / 2;
  }

  private static Network network(double share, double shareOfSynapses) {
    NetworkBuilder builder = new NetworkBuilder("microcircuit").timestepMillis(0.1).seed(7);
    Population[] cells = new Population[NAMES.length];
    for (int p = 0; p < cells.length; p++) {
      int size = Math.max(1, (int) Math.round(CELLS[p] * share));
      cells[p] = builder.population(NAMES[p], size, Cell.ifCurrExp().with("i_offset", 1));
    }
    for (int to = 0; to < cells.length; to++) {
      for (int from = 0; from < cells.length; from++) {
        double pairs = (double) cells[to].size() * cells[from].size();
        double all = Math.log1p(-PROBABILITY[to][from]) / Math.log1p(-1 / pairs);
        int synapses = (int) Math.round(all * shareOfSynapses);
        if (PROBABILITY[to][from] > 0 && synapses > 0) {
          boolean inhibits = from % 2 == 1;
          double weight = inhibits ? -0.3512 : from == 2 && to == 0 ? 0.1756 : 0.0878;
          builder.projection(
              NAMES[from] + "_" + NAMES[to],
              cells[from],
              cells[to],
              Connector.fixedTotalNumber(synapses, 8 * to + from).allowSelfConnections(true),
              new StaticSynapse(
                  Value.truncatedNormal(
                      weight, Math.abs(weight) / 10, inhibits ? -2 : 0, inhibits ? -1e-6 : 2),
                  Value.truncatedNormal(inhibits ? 0.75 : 1.5, inhibits ? 0.375 : 0.75, 0.1, 10)),
              inhibits ? "inhibitory" : "excitatory");
        }
      }
    }
    return builder.build(MILLIS);
  }
}
