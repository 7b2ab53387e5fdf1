package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.recording.Recording;

/** Networks to be routed. Their sources never fire, so that no reference run is needed. */
final class RoutedNetworks {

  private RoutedNetworks() {}

  /** Every pair is connected with a probability. */
  record Part(String id, String pre, double probability, boolean inhibits) {}

  static Network network(int sources, int cells, List<Part> parts, Random random) {
    List<Projection> projections = new ArrayList<>();
    for (Part part : parts) {
      ConnectionTable.Builder table = ConnectionTable.builder();
      int pre = part.pre().equals("cells") ? cells : sources;
      for (int i = 0; i < pre; i++) {
        for (int j = 0; j < cells; j++) {
          if (random.nextDouble() < part.probability()) {
            table.add(i, j, 1, 1e-3, 0);
          }
        }
      }
      projections.add(
          new Projection(
              part.id(),
              part.pre(),
              "cells",
              Optional.of(part.inhibits() ? "inh" : "exc"),
              Optional.empty(),
              table.build(),
              SourceRef.ofPath("net/" + part.id())));
    }
    List<Population> populations = new ArrayList<>();
    if (sources > 0) {
      populations.add(new Population("source", "regular", sources, SourceRef.ofPath("net/source")));
    }
    populations.add(new Population("cells", "cell", cells, SourceRef.ofPath("net/cells")));
    return new Network(
        "routed",
        TestModels.types(),
        List.of(
            TestModels.iafRef("cell", 0.002),
            TestModels.expOne("exc", 1e-9, 0, 0.005),
            TestModels.expOne("inh", 1e-9, -0.08, 0.005),
            TestModels.regular("regular", 1.0)),
        populations,
        projections,
        List.of(),
        List.of(),
        new Network.Run(1e-4, 1e-4, 7),
        SourceRef.ofPath("net"));
  }

  /**
   * The example of the chip's guidebook: 50 neurons, 50 sources, every pair of both connected with
   * a probability of one half.
   */
  static Network guidebook(long seed) {
    return network(
        50,
        50,
        List.of(
            new Part("stimulus", "source", 0.5, false), new Part("recurrent", "cells", 0.5, false)),
        new Random(seed));
  }

  static Recording reference(Network network) {
    return org.bitspike.reference.ReferenceSimulator.simulate(
        network, org.bitspike.reference.SimulationOptions.defaults());
  }
}
