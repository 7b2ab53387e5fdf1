package org.bitspike.emulator;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where the state of a run is kept. The same walk over a machine writes its state down or, on a
 * fresh machine, takes it up again; so the two cannot disagree on what there is.
 */
interface Ledger {

  /** Ticks that are done. */
  long done();

  /** A column of a table: its name, and the least and the greatest value that may stand in it. */
  record Field(String name, long least, long most) {}

  /**
   * Passes a table.
   *
   * @param name block or recorder, and what of it; no other has it
   * @param rows number of rows where it is always the same, -1 where it is not
   * @param now columns as they are, asked for only when they are written down
   * @param takeUp given columns that fit the fields, all of the same length, when they are read
   */
  void table(
      String name, int rows, List<Field> fields, Supplier<long[][]> now, Consumer<long[][]> takeUp);

  /** Passes a list of ints that all are at least 0 and less than a bound. */
  default void ints(String name, Ints list, long bound) {
    table(
        name,
        -1,
        List.of(new Field("", 0, bound - 1)),
        () -> new long[][] {list.toLongs()},
        columns -> list.replace(columns[0]));
  }

  /** Passes a list of longs within bounds. */
  default void longs(String name, Longs list, long least, long most) {
    table(
        name,
        -1,
        List.of(new Field("", least, most)),
        () -> new long[][] {list.toArray()},
        columns -> list.replace(columns[0]));
  }
}
