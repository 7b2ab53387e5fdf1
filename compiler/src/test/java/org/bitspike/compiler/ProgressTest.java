package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

/** A compilation tells how it comes on: every pass in its order, and shares that never fall. */
class ProgressTest {

  @Test
  void everyPassIsToldAndSharesRise() {
    Network network = network();
    List<Double> shares = new ArrayList<>();
    Set<String> passes = new LinkedHashSet<>();
    Compiler.compile(
        network,
        Profiles.load("loihi-lava", List.of("limits.rows_per_core=5")),
        ReferenceSimulator.simulate(network, SimulationOptions.defaults()),
        CompileOptions.defaults()
            .withProgress(
                (pass, share) -> {
                  passes.add(pass);
                  shares.add(share);
                }));
    assertThat(shares).isSorted().startsWith(0.0).endsWith(1.0);
    List<String> expected = new ArrayList<>();
    StandardPipeline.passes().forEach(pass -> expected.add(pass.id()));
    expected.add("");
    assertThat(passes).containsExactlyElementsOf(expected);
    assertThat(shares).hasSizeGreaterThan(StandardPipeline.passes().size() + 10);
  }

  private static Network network() {
    ConnectionTable.Builder table = ConnectionTable.builder();
    for (int n = 0; n < 20; n++) {
      table.add(n, n, 1, 1e-3, 0);
    }
    return new Network(
        "net",
        TestModels.types(),
        List.of(
            TestModels.iaf("cell"),
            TestModels.expOne("syn", 1e-9, 0, 0.005),
            TestModels.regular("regular", 0.01)),
        List.of(
            new Population("source", "regular", 20, SourceRef.NONE),
            new Population("cells", "cell", 20, SourceRef.NONE)),
        List.of(
            new Projection(
                "drive",
                "source",
                "cells",
                Optional.of("syn"),
                Optional.empty(),
                table.build(),
                SourceRef.NONE)),
        List.of(),
        List.of(),
        new Network.Run(1e-3, 0.03, 7),
        SourceRef.NONE);
  }
}
