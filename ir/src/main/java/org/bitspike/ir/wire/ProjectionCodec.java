package org.bitspike.ir.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.ProceduralConnector;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.wire.proto.NetworkWire;

/** Projections: their heads, and their connections in pieces. */
final class ProjectionCodec {

  private ProjectionCodec() {}

  static void write(int position, Projection projection, Consumer<NetworkWire.Network> parts) {
    NetworkWire.Projection.Builder wire =
        NetworkWire.Projection.newBuilder()
            .setId(projection.id())
            .setPre(projection.pre())
            .setPost(projection.post())
            .setSource(Pieces.write(projection.source()));
    projection.synapse().ifPresent(wire::setSynapse);
    projection.plasticity().ifPresent(wire::setPlasticity);
    projection.sourcePort().ifPresent(wire::setSourcePort);
    projection.targetPort().ifPresent(wire::setTargetPort);
    switch (projection.connectivity()) {
      case ProceduralConnector connector -> {
        wire.setConnector(ConnectorCodec.write(connector));
        parts.accept(NetworkCodec.part().addProjection(wire).build());
      }
      case ConnectionTable table -> {
        wire.setTable(NetworkWire.Table.newBuilder().setSize(table.size()));
        parts.accept(NetworkCodec.part().addProjection(wire).build());
        ConnectionsCodec.write(
            position,
            table,
            piece -> parts.accept(NetworkCodec.part().addConnections(piece).build()),
            piece -> parts.accept(NetworkCodec.part().addAttribute(piece).build()));
      }
    }
  }

  /** Puts projections together. */
  static final class Reading {
    private final List<Partial> projections = new ArrayList<>();

    void accept(NetworkWire.Network part) {
      part.getProjectionList().forEach(p -> projections.add(new Partial(p)));
      part.getConnectionsList()
          .forEach(c -> Pieces.at(projections, c.getProjection(), "projection").table.accept(c));
      part.getAttributeList()
          .forEach(a -> Pieces.at(projections, a.getProjection(), "projection").table.accept(a));
    }

    List<Projection> finish() {
      List<Projection> finished = new ArrayList<>();
      for (int k = 0; k < projections.size(); k++) {
        finished.add(projections.get(k).finish());
        projections.set(k, Partial.DONE); // lets go of the table while the next one is built
      }
      return finished;
    }
  }

  private static final class Partial {
    static final Partial DONE = new Partial(NetworkWire.Projection.getDefaultInstance());

    private final NetworkWire.Projection wire;
    private final ConnectionsCodec.Reading table;

    Partial(NetworkWire.Projection wire) {
      this.wire = wire;
      table = new ConnectionsCodec.Reading("projection " + wire.getId(), wire.getTable().getSize());
    }

    Projection finish() {
      return new Projection(
          wire.getId(),
          wire.getPre(),
          wire.getPost(),
          wire.hasSynapse() ? Optional.of(wire.getSynapse()) : Optional.empty(),
          wire.hasPlasticity() ? Optional.of(wire.getPlasticity()) : Optional.empty(),
          switch (wire.getConnectivityCase()) {
            case TABLE -> table.finish();
            case CONNECTOR -> connector();
            case CONNECTIVITY_NOT_SET ->
                throw new ContentException("projection " + wire.getId() + " has no connectivity");
          },
          wire.hasSourcePort() ? Optional.of(wire.getSourcePort()) : Optional.empty(),
          wire.hasTargetPort() ? Optional.of(wire.getTargetPort()) : Optional.empty(),
          Pieces.read(wire.getSource()));
    }

    private ProceduralConnector connector() {
      if (!table.isEmpty()) {
        throw new ContentException("projection " + wire.getId() + " has a rule and a table");
      }
      return ConnectorCodec.read(wire.getConnector());
    }
  }
}
