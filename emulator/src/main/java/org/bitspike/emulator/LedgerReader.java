package org.bitspike.emulator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.recording.Snapshot;
import org.jspecify.annotations.Nullable;

/** Takes a state up again; trusts no length and no value. */
final class LedgerReader implements Ledger {

  private final Snapshot snapshot;
  private final Set<String> taken = new HashSet<>();

  LedgerReader(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  static String column(String table, Field field) {
    return field.name().isEmpty() ? table : table + "." + field.name();
  }

  @Override
  public long done() {
    return snapshot.tick();
  }

  @Override
  public void table(
      String name,
      int rows,
      List<Field> fields,
      Supplier<long[][]> now,
      Consumer<long[][]> takeUp) {
    long[][] columns = new long[fields.size()][];
    int length = rows;
    for (int f = 0; f < columns.length; f++) {
      String column = column(name, fields.get(f));
      long @Nullable [] values = snapshot.columns().get(column);
      if (values == null) {
        throw unsound("there is no " + column);
      }
      length = length < 0 ? values.length : length;
      if (values.length != length) {
        throw unsound(column + " has " + values.length + " entries instead of " + length);
      }
      for (long value : values) {
        if (value < fields.get(f).least() || value > fields.get(f).most()) {
          throw unsound(
              column
                  + " has "
                  + value
                  + ", outside "
                  + fields.get(f).least()
                  + ".."
                  + fields.get(f).most());
        }
      }
      columns[f] = values;
      taken.add(column);
    }
    takeUp.accept(columns);
  }

  /** Refuses what nobody asked for. */
  void end() {
    for (String column : snapshot.columns().keySet()) {
      if (!taken.contains(column)) {
        throw unsound("the program has no " + column);
      }
    }
  }

  private static BitspikeException unsound(String problem) {
    return new BitspikeException(
        Diagnostic.error(Code.P_INVALID, SourceRef.ofPath("snapshot"), problem));
  }
}
