package org.bitspike.ir.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.wire.proto.NetworkWire.ConnectionAttribute;
import org.bitspike.ir.wire.proto.NetworkWire.Connections;

/** Connections written out, of a projection or a coupling, in pieces. */
final class ConnectionsCodec {

  private ConnectionsCodec() {}

  /** Writes a table; {@code position} is that of its owner among the owners of its kind. */
  static void write(
      int position,
      ConnectionTable table,
      Consumer<Connections> connections,
      Consumer<ConnectionAttribute> attributes) {
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
          connections.accept(piece.build());
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
            attributes.accept(piece.build());
          });
    }
  }

  /** Puts one table together. */
  static final class Reading {
    private final String owner;
    private final int declared;
    private final ConnectionTable.Builder table = ConnectionTable.builder();
    private final Map<String, Doubles> attributes = new LinkedHashMap<>();

    /** The table of {@code owner}, of the size it declares. */
    Reading(String owner, int declared) {
      this.owner = owner;
      this.declared = declared;
    }

    void accept(Connections piece) {
      int count = piece.getPreCount();
      Pieces.sameCount(
          owner,
          count,
          piece.getPostCount(),
          piece.getWeightCount(),
          piece.getDelaySecondsCount(),
          piece.getLineCount());
      if (Integer.compareUnsigned(table.size() + count, declared) > 0) {
        throw new ContentException(owner + " has more connections than it declares");
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

    boolean isEmpty() {
      return table.size() == 0 && attributes.isEmpty();
    }

    ConnectionTable finish() {
      Pieces.declared(owner, declared, table.size());
      attributes.forEach(
          (name, column) -> {
            Pieces.declared("column " + name + " of " + owner, table.size(), column.size());
            table.attribute(name, column.toArray());
          });
      return table.build();
    }
  }
}
