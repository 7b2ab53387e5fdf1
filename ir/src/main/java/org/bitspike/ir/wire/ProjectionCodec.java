package org.bitspike.ir.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.ProceduralConnector;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.wire.proto.NetworkWire;
import org.bitspike.ir.wire.proto.NetworkWire.ConnectionAttribute;
import org.bitspike.ir.wire.proto.NetworkWire.Connections;

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
    switch (projection.connectivity()) {
      case ProceduralConnector connector -> {
        wire.setConnector(ConnectorCodec.write(connector));
        parts.accept(NetworkCodec.part().addProjection(wire).build());
      }
      case ConnectionTable table -> {
        wire.setTable(NetworkWire.Table.newBuilder().setSize(table.size()));
        parts.accept(NetworkCodec.part().addProjection(wire).build());
        write(position, table, parts);
      }
    }
  }

  private static void write(
      int position, ConnectionTable table, Consumer<NetworkWire.Network> parts) {
    Chunks.each(
        table.size(),
        (from, to) -> {
          Connections.Builder piece = Connections.newBuilder().setProjection(position);
          for (int c = from; c < to; c++) {
            piece
                .addPre(table.pre(c))
                .addPost(table.post(c))
                .addWeight(table.weight(c))
                .addDelaySeconds(table.delaySeconds(c))
                .addLine(table.line(c));
          }
          parts.accept(NetworkCodec.part().addConnections(piece).build());
        });
    for (String name : table.attributeNames()) {
      Chunks.eachOrEmpty(
          table.size(),
          (from, to) -> {
            ConnectionAttribute.Builder piece =
                ConnectionAttribute.newBuilder().setProjection(position).setName(name);
            for (int c = from; c < to; c++) {
              piece.addValue(table.attribute(name, c, 0));
            }
            parts.accept(NetworkCodec.part().addAttribute(piece).build());
          });
    }
  }

  /** Puts projections together. */
  static final class Reading {
    private final List<Partial> projections = new ArrayList<>();

    void accept(NetworkWire.Network part) {
      part.getProjectionList().forEach(p -> projections.add(new Partial(p)));
      part.getConnectionsList()
          .forEach(c -> Pieces.at(projections, c.getProjection(), "projection").accept(c));
      part.getAttributeList()
          .forEach(a -> Pieces.at(projections, a.getProjection(), "projection").accept(a));
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
    private final ConnectionTable.Builder table = ConnectionTable.builder();
    private final Map<String, Doubles> attributes = new LinkedHashMap<>();

    Partial(NetworkWire.Projection wire) {
      this.wire = wire;
    }

    void accept(Connections piece) {
      int count = piece.getPreCount();
      Pieces.sameCount(
          "projection " + wire.getId(),
          count,
          piece.getPostCount(),
          piece.getWeightCount(),
          piece.getDelaySecondsCount(),
          piece.getLineCount());
      if (Integer.compareUnsigned(table.size() + count, wire.getTable().getSize()) > 0) {
        throw new ContentException(
            "projection " + wire.getId() + " has more connections than it declares");
      }
      for (int c = 0; c < count; c++) {
        table.add(
            piece.getPre(c),
            piece.getPost(c),
            piece.getWeight(c),
            piece.getDelaySeconds(c),
            piece.getLine(c));
      }
    }

    void accept(ConnectionAttribute piece) {
      attributes
          .computeIfAbsent(piece.getName(), n -> new Doubles())
          .add(piece.getValueCount(), piece::getValue);
    }

    Projection finish() {
      return new Projection(
          wire.getId(),
          wire.getPre(),
          wire.getPost(),
          wire.hasSynapse() ? Optional.of(wire.getSynapse()) : Optional.empty(),
          wire.hasPlasticity() ? Optional.of(wire.getPlasticity()) : Optional.empty(),
          switch (wire.getConnectivityCase()) {
            case TABLE -> table();
            case CONNECTOR -> connector();
            case CONNECTIVITY_NOT_SET ->
                throw new ContentException("projection " + wire.getId() + " has no connectivity");
          },
          Pieces.read(wire.getSource()));
    }

    private ConnectionTable table() {
      Pieces.declared("projection " + wire.getId(), wire.getTable().getSize(), table.size());
      attributes.forEach(
          (name, column) -> {
            Pieces.declared(
                "column " + name + " of projection " + wire.getId(), table.size(), column.size());
            table.attribute(name, column.toArray());
          });
      return table.build();
    }

    private ProceduralConnector connector() {
      if (table.size() > 0 || !attributes.isEmpty()) {
        throw new ContentException("projection " + wire.getId() + " has a rule and a table");
      }
      return ConnectorCodec.read(wire.getConnector());
    }
  }
}
