package org.bitspike.ir.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.wire.proto.ProgramWire;
import org.bitspike.ir.wire.proto.ProgramWire.TableEntries;

/** Look-up tables. */
final class TableCodec {

  private TableCodec() {}

  static void write(List<LookupTable> tables, Consumer<ProgramWire.Program> parts) {
    for (int t = 0; t < tables.size(); t++) {
      LookupTable table = tables.get(t);
      int position = t;
      parts.accept(
          ProgramCodec.part()
              .addTable(
                  ProgramWire.LookupTable.newBuilder()
                      .setName(table.name())
                      .setEntry(table.entry().toString())
                      .setSize(table.entries().length))
              .build());
      Chunks.each(
          table.entries().length,
          (from, to) -> {
            TableEntries.Builder piece = TableEntries.newBuilder().setTable(position);
            for (int k = from; k < to; k++) {
              piece.addCode(table.entries()[k]);
            }
            parts.accept(ProgramCodec.part().addEntries(piece).build());
          });
    }
  }

  /** Puts tables together. */
  static final class Reading {
    private final List<Partial> tables = new ArrayList<>();

    void accept(ProgramWire.Program part) {
      part.getTableList().forEach(t -> tables.add(new Partial(t, new Longs())));
      for (TableEntries piece : part.getEntriesList()) {
        Pieces.at(tables, piece.getTable(), "table")
            .entries
            .add(piece.getCodeCount(), piece::getCode);
      }
    }

    List<LookupTable> finish() {
      return tables.stream().map(Partial::finish).toList();
    }
  }

  private record Partial(ProgramWire.LookupTable wire, Longs entries) {
    LookupTable finish() {
      Pieces.declared("table " + wire.getName(), wire.getSize(), entries.size());
      return new LookupTable(wire.getName(), Pieces.format(wire.getEntry()), entries.toArray());
    }
  }
}
