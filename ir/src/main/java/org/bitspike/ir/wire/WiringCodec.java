package org.bitspike.ir.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.program.Wiring;
import org.bitspike.ir.wire.proto.ProgramWire;
import org.bitspike.ir.wire.proto.ProgramWire.WiringHead;

/** Switches, buses, rows and synapses of a program. */
final class WiringCodec {

  private WiringCodec() {}

  static void write(Wiring wiring, Consumer<ProgramWire.Program> parts) {
    parts.accept(
        ProgramCodec.part()
            .setWiring(
                WiringHead.newBuilder()
                    .setBusFamily(wiring.busFamily())
                    .setDriverFamily(wiring.driverFamily())
                    .addAllPort(wiring.ports())
                    .setLanes(wiring.lanes()))
            .build());
    for (Wiring.Closed closed : wiring.closed()) {
      Chunks.eachOrEmpty(
          closed.index().length,
          (from, to) -> {
            ProgramWire.ClosedSwitches.Builder piece =
                ProgramWire.ClosedSwitches.newBuilder().setFamily(closed.family());
            for (int k = from; k < to; k++) {
              piece.addIndex(closed.index()[k]);
            }
            parts.accept(ProgramCodec.part().addClosedSwitches(piece).build());
          });
    }
    senders(wiring.senders(), parts);
    rows(wiring.rows(), wiring.lanes(), parts);
    cells(wiring.cells(), parts);
  }

  private static void senders(Wiring.Senders senders, Consumer<ProgramWire.Program> parts) {
    Chunks.each(
        senders.node().length,
        (from, to) -> {
          ProgramWire.SenderColumns.Builder piece = ProgramWire.SenderColumns.newBuilder();
          for (int k = from; k < to; k++) {
            piece
                .addNode(senders.node()[k])
                .addSender(senders.sender()[k])
                .addAddress(senders.address()[k]);
          }
          parts.accept(ProgramCodec.part().addSenderColumns(piece).build());
        });
  }

  private static void rows(Wiring.Rows rows, int lanes, Consumer<ProgramWire.Program> parts) {
    Chunks.each(
        rows.driver().length,
        (from, to) -> {
          ProgramWire.RowColumns.Builder piece = ProgramWire.RowColumns.newBuilder();
          for (int k = from; k < to; k++) {
            piece.addDriver(rows.driver()[k]).addRow(rows.row()[k]).addPort(rows.port()[k]);
            for (int l = 0; l < lanes; l++) {
              piece.addPattern(rows.pattern()[k * lanes + l]);
            }
          }
          parts.accept(ProgramCodec.part().addRowColumns(piece).build());
        });
  }

  private static void cells(Wiring.Cells cells, Consumer<ProgramWire.Program> parts) {
    Chunks.each(
        cells.row().length,
        (from, to) -> {
          ProgramWire.CellColumns.Builder piece = ProgramWire.CellColumns.newBuilder();
          for (int k = from; k < to; k++) {
            piece
                .addRow(cells.row()[k])
                .addCircuit(cells.circuit()[k])
                .addDecoder(cells.decoder()[k])
                .addWeightCode(cells.weightCode()[k]);
          }
          parts.accept(ProgramCodec.part().addCellColumns(piece).build());
        });
  }

  /** Puts a wiring together. */
  static final class Reading {
    private Optional<WiringHead> head = Optional.empty();
    private final Map<String, Ints> closed = new LinkedHashMap<>();
    private final List<Ints> columns = new ArrayList<>();

    Reading() {
      for (int k = 0; k < 11; k++) {
        columns.add(new Ints());
      }
    }

    void accept(ProgramWire.Program part) {
      if (part.hasWiring()) {
        if (head.isPresent()) {
          throw new ContentException("the program has two wirings");
        }
        head = Optional.of(part.getWiring());
      }
      for (ProgramWire.ClosedSwitches c : part.getClosedSwitchesList()) {
        closed.computeIfAbsent(c.getFamily(), f -> new Ints()).add(c.getIndexCount(), c::getIndex);
      }
      for (ProgramWire.SenderColumns c : part.getSenderColumnsList()) {
        columns.get(0).add(c.getNodeCount(), c::getNode);
        columns.get(1).add(c.getSenderCount(), c::getSender);
        columns.get(2).add(c.getAddressCount(), c::getAddress);
      }
      for (ProgramWire.RowColumns c : part.getRowColumnsList()) {
        columns.get(3).add(c.getDriverCount(), c::getDriver);
        columns.get(4).add(c.getRowCount(), c::getRow);
        columns.get(5).add(c.getPortCount(), c::getPort);
        columns.get(6).add(c.getPatternCount(), c::getPattern);
      }
      for (ProgramWire.CellColumns c : part.getCellColumnsList()) {
        columns.get(7).add(c.getRowCount(), c::getRow);
        columns.get(8).add(c.getCircuitCount(), c::getCircuit);
        columns.get(9).add(c.getDecoderCount(), c::getDecoder);
        columns.get(10).add(c.getWeightCodeCount(), c::getWeightCode);
      }
    }

    Optional<Wiring> finish() {
      if (head.isEmpty()) {
        if (!closed.isEmpty() || columns.stream().anyMatch(c -> c.size() > 0)) {
          throw new ContentException("the program has parts of a wiring, but not its head");
        }
        return Optional.empty();
      }
      WiringHead found = head.get();
      List<Wiring.Closed> switches = new ArrayList<>();
      closed.forEach((family, index) -> switches.add(new Wiring.Closed(family, index.toArray())));
      return Optional.of(
          new Wiring(
              switches,
              found.getBusFamily(),
              new Wiring.Senders(column(0), column(1), column(2)),
              found.getDriverFamily(),
              found.getPortList(),
              found.getLanes(),
              new Wiring.Rows(column(3), column(4), column(5), column(6)),
              new Wiring.Cells(column(7), column(8), column(9), column(10))));
    }

    private int[] column(int k) {
      return columns.get(k).toArray();
    }
  }
}
