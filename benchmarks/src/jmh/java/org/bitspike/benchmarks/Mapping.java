package org.bitspike.benchmarks;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.bitspike.compiler.Compilation;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.compiler.Compiler;
import org.bitspike.frontends.api.Cell;
import org.bitspike.frontends.api.Connector;
import org.bitspike.frontends.api.NetworkBuilder;
import org.bitspike.frontends.api.Population;
import org.bitspike.frontends.api.SynapseType.StaticSynapse;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.loss.LossReport.ResourceUse;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;

/**
 * Loss and time of mapping networks onto chips with switches: random ones, a scaled cortical column
 * (Potjans and Diesmann 2014), restricted Boltzmann machines, layers, grids of spins. The kinds of
 * electronicvisions/brainscales-benchmarks; the draws are our own.
 */
final class Mapping {

  /** Populations of the column: excitatory and inhibitory of layers 2/3, 4, 5, 6. */
  private static final int[] COLUMN = {20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948};

  /** Probability of a connection, by target, then source (Potjans and Diesmann 2014, table 5). */
  private static final double[][] COLUMN_PROBABILITY = {
    {0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0},
    {0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0},
    {0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0},
    {0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0},
    {0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0},
    {0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0},
    {0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252},
    {0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443}
  };

  private final NetworkBuilder builder = new NetworkBuilder("mapping").timestepMillis(0.1).seed(7);
  private final Map<String, Population> populations = new LinkedHashMap<>();
  private final Random random = new Random(42);

  private Mapping() {}

  /**
   * Prints a row for each network.
   *
   * @param args profile, names of networks or {@code all}, overrides of the profile
   */
  public static void main(String[] args) {
    HardwareProfile profile =
        Profiles.load(args[0], Arrays.asList(args).subList(Math.min(2, args.length), args.length));
    Map<String, Supplier<Network>> networks = networks();
    System.out.println(
        "| network | neurons | synapses | lost | lost, % | bound | cores | drivers | compile, s |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    for (Map.Entry<String, Supplier<Network>> e : networks.entrySet()) {
      if (args[1].equals("all") || Arrays.asList(args[1].split(",")).contains(e.getKey())) {
        measure(e.getKey(), e.getValue().get(), profile, System.out);
      }
    }
  }

  static Map<String, Supplier<Network>> networks() {
    Map<String, Supplier<Network>> all = new LinkedHashMap<>();
    for (int n = 100; n <= 3200; n *= 2) {
      for (double p : new double[] {0.1, 0.3}) {
        int size = n;
        all.put("random-" + n + "-" + p, () -> random(size, p));
      }
    }
    for (double scale : new double[] {0.005, 0.01, 0.02, 0.05}) {
      all.put("column-" + scale, () -> column(scale));
    }
    for (int n : new int[] {10, 50, 100, 250}) {
      all.put("rbm-" + n, () -> machine(n));
    }
    for (int n : new int[] {25, 50, 100}) {
      all.put("layers-" + n, () -> layers(n));
    }
    for (int n : new int[] {20, 40, 60}) {
      all.put("ising-" + n, () -> ising(n));
    }
    all.put("scale-100000", () -> scale(100_000, 100));
    return all;
  }

  static Compilation measure(
      String name, Network network, HardwareProfile profile, PrintStream out) {
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    long begin = System.nanoTime();
    Compilation compiled = Compiler.compile(network, profile, reference, CompileOptions.defaults());
    double seconds = (System.nanoTime() - begin) * 1e-9;
    long meant = compiled.losses().synapsesMeant();
    long lost = meant - compiled.losses().synapsesRealised();
    out.println(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %,d | %,d | %.2f | %,d | %d | %d | %.1f |",
            name,
            network.populations().stream().mapToInt(p -> p.size()).sum(),
            meant,
            lost,
            100.0 * lost / Math.max(1, meant),
            used(compiled, "synapses that no routing realises, at least"),
            used(compiled, "cores"),
            used(compiled, "synapse drivers"),
            seconds));
    return compiled;
  }

  private static long used(Compilation compiled, String resource) {
    return compiled.losses().use().stream()
        .filter(u -> u.resource().equals(resource))
        .mapToLong(ResourceUse::used)
        .findFirst()
        .orElse(0);
  }

  // Networks

  static Network random(int size, double probability) {
    Mapping m = new Mapping();
    m.cells("cells", size);
    m.connect("cells", "cells", probability, true);
    return m.build();
  }

  static Network column(double scale) {
    Mapping m = new Mapping();
    for (int k = 0; k < COLUMN.length; k++) {
      m.cells("p" + k, Math.max(1, (int) Math.round(COLUMN[k] * scale)));
    }
    for (int to = 0; to < COLUMN.length; to++) {
      for (int from = 0; from < COLUMN.length; from++) {
        if (COLUMN_PROBABILITY[to][from] > 0) {
          m.connect("p" + from, "p" + to, COLUMN_PROBABILITY[to][from], from % 2 == 0);
        }
      }
    }
    return m.build();
  }

  /** Visible and hidden units, all to all in both directions. */
  static Network machine(int units) {
    Mapping m = new Mapping();
    m.cells("visible", units);
    m.cells("hidden", units);
    m.connect("visible", "hidden", 1, true);
    m.connect("hidden", "visible", 1, false);
    return m.build();
  }

  /** Three layers, each all to all to the next. */
  static Network layers(int units) {
    Mapping m = new Mapping();
    for (int k = 0; k < 3; k++) {
      m.cells("layer" + k, units);
    }
    m.connect("layer0", "layer1", 1, true);
    m.connect("layer1", "layer2", 1, true);
    return m.build();
  }

  /** A torus of spins, each with its four neighbours. */
  static Network ising(int side) {
    Mapping m = new Mapping();
    m.cells("spins", side * side);
    ConnectionTable.Builder table = ConnectionTable.builder();
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int from = y * side + x;
        table.add(from, y * side + (x + 1) % side, 1, 1e-3, 0);
        table.add(from, y * side + (x + side - 1) % side, 1, 1e-3, 0);
        table.add(from, (y + 1) % side * side + x, 1, 1e-3, 0);
        table.add(from, (y + side - 1) % side * side + x, 1, 1e-3, 0);
      }
    }
    m.add("spins", "spins", true, table);
    return m.build();
  }

  /** Cells in columns of 1,000, each with inputs from its own column. */
  static Network scale(int cells, int inputs) {
    Mapping m = new Mapping();
    m.cells("cells", cells);
    ConnectionTable.Builder table = ConnectionTable.builder();
    for (int c = 0; c < cells; c++) {
      for (int k = 0; k < inputs; k++) {
        table.add(c / 1000 * 1000 + m.random.nextInt(Math.min(cells, 1000)), c, 1, 1e-3, 0);
      }
    }
    m.add("cells", "cells", true, table);
    return m.build();
  }

  private void cells(String id, int size) {
    populations.put(id, builder.population(id, size, Cell.ifCondExp()));
  }

  private Population population(String id) {
    return Optional.ofNullable(populations.get(id)).orElseThrow();
  }

  private void connect(String from, String to, double probability, boolean excites) {
    ConnectionTable.Builder table = ConnectionTable.builder();
    for (int i = 0; i < population(from).size(); i++) {
      for (int j = 0; j < population(to).size(); j++) {
        if (probability >= 1 || random.nextDouble() < probability) {
          table.add(i, j, 1, 1e-3, 0);
        }
      }
    }
    add(from, to, excites, table);
  }

  private void add(String from, String to, boolean excites, ConnectionTable.Builder table) {
    builder.projection(
        from + "_" + to,
        population(from),
        population(to),
        Connector.fromTable(table.build()),
        new StaticSynapse(0.002, 1),
        excites ? "excitatory" : "inhibitory");
  }

  private Network build() {
    return builder.build(0.1);
  }
}
