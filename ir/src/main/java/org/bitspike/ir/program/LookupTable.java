package org.bitspike.ir.program;

import org.bitspike.ir.fixed.FixedFormat;

/**
 * A table of codes, indexed from 0.
 *
 * @param name unique in the program
 * @param entry format of the entries
 * @param entries at least one code of that format; shared, never changed after construction
 */
@SuppressWarnings("ArrayRecordComponent")
public record LookupTable(String name, FixedFormat entry, long[] entries) {

  /** The entry at an index; outside the table, the nearest end. */
  public long at(long index) {
    return entries[(int) Math.clamp(index, 0L, entries.length - 1L)];
  }
}
