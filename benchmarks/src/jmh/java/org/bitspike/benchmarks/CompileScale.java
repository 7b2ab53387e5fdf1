package org.bitspike.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;
import org.bitspike.compiler.Compilation;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.compiler.Compiler;
import org.bitspike.frontends.api.Cell;
import org.bitspike.frontends.api.Connector;
import org.bitspike.frontends.api.NetworkBuilder;
import org.bitspike.frontends.api.Population;
import org.bitspike.frontends.api.SynapseType;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.ProceduralConnector.Draw;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;

/**
 * What compiling a large network costs: columns of 1,000 current-based cells, each cell with 80
 * synapses from its own column and 20 from the one before, weights and delays drawn.
 */
final class CompileScale {

  private static final int COLUMN = 1000;
  private static final int OWN = 80;
  private static final int NEIGHBOUR = 20;
  private static final double MILLIS = 1;

  private CompileScale() {}

  /**
   * Prints a row: cells, synapses, seconds to compile, peak of the heap since the start, cores.
   *
   * @param args number of columns, profile, overrides of the profile
   */
  public static void main(String[] args) {
    List<String> arguments = List.of(args);
    measure(Integer.parseInt(args[0]), args[1], arguments.subList(2, arguments.size()), System.out);
  }

  static Compilation measure(
      int columns, String profileName, List<String> overrides, PrintStream out) {
    Network network = network(columns);
    HardwareProfile profile = Profiles.load(profileName, overrides);
    long begin = System.nanoTime();
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    long simulated = System.nanoTime();
    Compilation compiled = Compiler.compile(network, profile, reference, CompileOptions.defaults());
    long end = System.nanoTime();
    out.println(
        String.format(
            Locale.ROOT,
            "%,d cells, %,d synapses, %s: reference %.1f s, compile %.1f s, heap peak %.2f GB;"
                + " %,d realised on %d cores",
            columns * COLUMN,
            compiled.losses().synapsesMeant(),
            profileName,
            (simulated - begin) * 1e-9,
            (end - simulated) * 1e-9,
            heapPeak() * 1e-9,
            compiled.losses().synapsesRealised(),
            cores(compiled)));
    return compiled;
  }

  static Network network(int columns) {
    NetworkBuilder builder = new NetworkBuilder("columns").timestepMillis(0.1).seed(7);
    Population[] cells = new Population[columns];
    for (int i = 0; i < columns; i++) {
      cells[i] = builder.population("column" + i, COLUMN, Cell.ifCurrExp());
    }
    SynapseType synapse =
        new SynapseType.StaticSynapse(
            new Draw.Normal(0.1, 0.02, 0.01, 0.2), new Draw.Uniform(0.1, 1.5));
    for (int i = 0; i < columns; i++) {
      int before = (i + columns - 1) % columns;
      builder.projection(
          "within" + i,
          cells[i],
          cells[i],
          Connector.fixedNumberPre(OWN, i),
          synapse,
          "excitatory");
      builder.projection(
          "from" + i,
          cells[before],
          cells[i],
          Connector.fixedNumberPre(NEIGHBOUR, columns + i),
          synapse,
          "excitatory");
    }
    return builder.build(MILLIS);
  }

  private static long cores(Compilation compiled) {
    return compiled.program().neurons().stream()
        .flatMapToInt(block -> java.util.Arrays.stream(block.place().core()))
        .distinct()
        .count();
  }

  private static long heapPeak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong((MemoryPoolMXBean pool) -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
