package org.bitspike.emulator.fast;

import java.util.Arrays;
import org.bitspike.ir.program.LookupTable;

/** Where a table is kept, by the bounds of its entries. */
final class TableHome {

  private TableHome() {}

  static Home of(LookupTable table) {
    long low = Arrays.stream(table.entries()).min().orElse(0);
    long high = Arrays.stream(table.entries()).max().orElse(0);
    return new Home(Value.fitsInt(low, high) ? Home.Kind.NARROW : Home.Kind.WIDE, low, high);
  }
}
