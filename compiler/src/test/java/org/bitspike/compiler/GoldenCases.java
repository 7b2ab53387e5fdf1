package org.bitspike.compiler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.wire.NetworkText;

/** Writes the networks of the golden cases; run by hand when the text form of networks changes. */
final class GoldenCases {

  private GoldenCases() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Network digital =
        network(TestModels.iafRef("cell", 0.002), TestModels.expOne("syn", 5e-9, 0, 0.003));
    Network table = network(TestModels.expIaf("cell"), TestModels.expOne("syn", 5e-9, 0, 0.003));
    Network separate =
        network(TestModels.iaf("cell"), TestModels.depressing("syn", 20e-9, 0.003, 0.1, 0.4));
    Network chip =
        network(TestModels.iafRef("cell", 0.002), TestModels.expOne("syn", 0.6e-9, 0, 0.003));
    write(folder, "normalise", "normalise-network on digital", digital);
    write(folder, "discretise-refractory", "discretise-dynamics on digital", digital);
    write(folder, "discretise-separate", "discretise-dynamics on digital", separate);
    write(folder, "match", "match-neurons on chip", chip);
    write(folder, "place-merged", "place-neurons on chip", chip);
    write(folder, "place-dropped", "place-neurons on digital", digital);
    write(folder, "translate", "translate-parameters on chip", chip);
    write(folder, "weights-signed", "quantise-weights on digital", digital);
    write(folder, "weights-limited", "quantise-weights on chip", chip);
    write(folder, "delays", "quantise-delays on chip", chip);
    write(folder, "synthesise-refractory", "synthesise-kernels on digital", digital);
    write(folder, "synthesise-table", "synthesise-kernels on digital", table);
    write(folder, "synthesise-separate", "synthesise-kernels on digital", separate);
    write(folder, "words", "set-kernel-words on chip", chip);
    write(folder, "learning-none", "lower-learning on chip", chip);
    write(folder, "event-times", "quantise-event-times on chip", chip);
    write(folder, "rows", "assign-synapse-rows on chip", chip);
    write(folder, "program", "build-program on digital", digital);
    write(folder, "verified", "verify-program on chip", chip);
    write(folder, "cluster", "cluster-neurons on cores", apart(digital));
    write(folder, "spread", "spread-neurons on cores", digital);
    Network mixed = mixed();
    write(folder, "restrict", "restrict-rows on crossbar", mixed);
    write(folder, "place-sources", "place-neurons on crossbar", mixed);
    write(folder, "weights-one-sign", "quantise-weights on crossbar", mixed);
    write(folder, "words-vanished", "set-kernel-words on crossbar", mixed);
    write(folder, "rows-one-sign", "assign-synapse-rows on crossbar", mixed);
    write(folder, "program-events", "build-program on crossbar", mixed);
  }

  /** The first and the last cell share a source and excite each other, instead of the first two. */
  private static Network apart(Network network) {
    ConnectionTable.Builder table =
        ConnectionTable.builder().add(0, 2, 0.5, 0.02, 21).add(2, 0, 0.7, 0, 22);
    ConnectionTable.Builder drive =
        ConnectionTable.builder()
            .add(0, 0, 1, 0.001, 11)
            .add(1, 0, 0.3, 0.002, 12)
            .add(0, 2, 0.8, 0.0026, 13);
    return new Network(
        network.name(),
        network.types(),
        network.components(),
        network.populations(),
        List.of(
            projection("drive", "source", "syn", 10, drive),
            projection("ring", "cells", "syn", 20, table)),
        network.inputs(),
        network.outputs(),
        network.run(),
        network.source());
  }

  /** Sources that excite and inhibit, and pairs with two connections. */
  private static Network mixed() {
    return new Network(
        "mixed",
        TestModels.types(),
        List.of(
            TestModels.iafRef("cell", 0.002),
            TestModels.expOne("exc", 5e-9, 0, 0.003),
            TestModels.expOne("inh", 20e-9, -0.08, 0.003),
            TestModels.regular("regular", 0.0043)),
        List.of(
            new Population("source", "regular", 2, new SourceRef("net.nml", 1, 3, "net/source")),
            new Population("cells", "cell", 3, new SourceRef("net.nml", 2, 3, "net/cells"))),
        List.of(
            projection(
                "drive",
                "source",
                "exc",
                10,
                ConnectionTable.builder()
                    .add(0, 0, 1, 0.000125, 11)
                    .add(0, 0, 0.2, 0.000125, 12)
                    .add(0, 1, 0.8, 0.000125, 13)
                    .add(1, 2, 0.1, 0.000125, 14)),
            projection(
                "brake",
                "source",
                "inh",
                20,
                ConnectionTable.builder()
                    .add(0, 2, 0.5, 0.000125, 21)
                    .add(1, 0, 0.9, 0.000125, 22)),
            projection(
                "ring",
                "cells",
                "exc",
                30,
                ConnectionTable.builder()
                    .add(2, 1, 0.5, 0.000125, 31)
                    .add(0, 1, 0.7, 0.000125, 32))),
        List.of(),
        List.of(),
        new Network.Run(1e-3 / 8, 0.02, 7),
        SourceRef.ofPath("net"));
  }

  private static Projection projection(
      String id, String pre, String synapse, int line, ConnectionTable.Builder table) {
    return new Projection(
        id,
        pre,
        "cells",
        Optional.of(synapse),
        Optional.empty(),
        table.build(),
        new SourceRef("net.nml", line, 3, "net/" + id));
  }

  private static void write(Path folder, String name, String pipeline, Network network)
      throws IOException {
    Files.writeString(
        folder.resolve(name + ".network"),
        "pipeline: " + pipeline + "\n" + NetworkText.print(network),
        StandardCharsets.UTF_8);
  }

  private static Network network(Component cell, Component synapse) {
    List<ConnectionTable.Builder> tables = new ArrayList<>();
    tables.add(
        ConnectionTable.builder()
            .add(0, 0, 1, 0.001, 11)
            .add(1, 0, 0.3, 0.002, 12)
            .add(0, 1, 0.8, 0.0026, 13));
    tables.add(
        ConnectionTable.builder()
            .add(0, 1, 0.5, 0.02, 21)
            .add(1, 0, 0.7, 0, 22)
            .add(2, 0, 0.1, 0.003, 23));
    List<Projection> projections = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      projections.add(
          new Projection(
              i == 0 ? "drive" : "ring",
              i == 0 ? "source" : "cells",
              "cells",
              Optional.of(synapse.id()),
              Optional.empty(),
              tables.get(i).build(),
              new SourceRef("net.nml", 10 * (i + 1), 3, "net/" + (i == 0 ? "drive" : "ring"))));
    }
    return new Network(
        "golden",
        TestModels.types(),
        List.of(
            cell,
            synapse,
            TestModels.regular("regular", 0.0043),
            TestModels.pulse("pulse", 0.01, 0.02, 0.3e-9)),
        List.of(
            new Population("source", "regular", 2, new SourceRef("net.nml", 1, 3, "net/source")),
            new Population("cells", cell.id(), 3, new SourceRef("net.nml", 2, 3, "net/cells"))),
        projections,
        List.of(
            new InputBinding(
                "step",
                "pulse",
                "cells",
                new int[] {0, 2},
                new double[] {1, 0.5},
                new SourceRef("net.nml", 30, 3, "net/step"))),
        List.of(
            new OutputRequest(
                "out",
                "out.dat",
                OutputRequest.Kind.TRACES,
                "",
                List.of(new OutputRequest.Column("v", "cells", 0, "v")),
                SourceRef.NONE)),
        new Network.Run(1e-3 / 8, 0.04, 7),
        SourceRef.ofPath("net"));
  }
}
