package org.bitspike.ir.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.wire.proto.NetworkWire;

/** Couplings: their heads, and their pairs in pieces. */
final class CouplingCodec {

  private CouplingCodec() {}

  static void write(int position, Coupling coupling, Consumer<NetworkWire.Network> parts) {
    parts.accept(
        NetworkCodec.part()
            .addCoupling(
                NetworkWire.Coupling.newBuilder()
                    .setId(coupling.id())
                    .setPre(coupling.pre())
                    .setPost(coupling.post())
                    .setPreComponent(coupling.preComponent())
                    .setPostComponent(coupling.postComponent())
                    .setTable(NetworkWire.Table.newBuilder().setSize(coupling.connections().size()))
                    .setSource(Pieces.write(coupling.source())))
            .build());
    ConnectionsCodec.write(
        position,
        coupling.connections(),
        piece -> parts.accept(NetworkCodec.part().addCouplingConnections(piece).build()),
        piece -> parts.accept(NetworkCodec.part().addCouplingAttribute(piece).build()));
  }

  /** Puts couplings together. */
  static final class Reading {
    private final List<Partial> couplings = new ArrayList<>();

    void accept(NetworkWire.Network part) {
      part.getCouplingList().forEach(c -> couplings.add(new Partial(c)));
      part.getCouplingConnectionsList()
          .forEach(c -> Pieces.at(couplings, c.getProjection(), "coupling").table().accept(c));
      part.getCouplingAttributeList()
          .forEach(a -> Pieces.at(couplings, a.getProjection(), "coupling").table().accept(a));
    }

    List<Coupling> finish() {
      return couplings.stream().map(Partial::finish).toList();
    }
  }

  private record Partial(NetworkWire.Coupling wire, ConnectionsCodec.Reading table) {
    Partial(NetworkWire.Coupling wire) {
      this(
          wire,
          new ConnectionsCodec.Reading("coupling " + wire.getId(), wire.getTable().getSize()));
    }

    Coupling finish() {
      return new Coupling(
          wire.getId(),
          wire.getPre(),
          wire.getPost(),
          wire.getPreComponent(),
          wire.getPostComponent(),
          table.finish(),
          Pieces.read(wire.getSource()));
    }
  }
}
