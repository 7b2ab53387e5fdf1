package org.bitspike.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Writes a state down. */
record LedgerWriter(long done, Map<String, long[]> columns) implements Ledger {

  LedgerWriter(long done) {
    this(done, new LinkedHashMap<>());
  }

  @Override
  public void table(
      String name,
      int rows,
      List<Field> fields,
      Supplier<long[][]> now,
      Consumer<long[][]> takeUp) {
    long[][] values = now.get();
    for (int f = 0; f < fields.size(); f++) {
      columns.put(LedgerReader.column(name, fields.get(f)), values[f]);
    }
  }
}
