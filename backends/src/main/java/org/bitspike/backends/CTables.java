package org.bitspike.backends;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.Program;

/** Constant arrays of an exported program; only those that something reads are written. */
final class CTables {

  private final Program program;
  private final CNames names;
  private final Map<String, long[]> used = new LinkedHashMap<>();

  CTables(Program program, CNames names) {
    this.program = program;
    this.names = names;
  }

  /** The expression that looks up an index in a table of the program, at its ends outside of it. */
  String lookup(String table, String index) {
    LookupTable entries = program.table(table);
    String name = names.of("table", table);
    used.put(name, entries.entries());
    return "(int64_t)"
        + name
        + "[saturate("
        + index
        + ", 0, "
        + (entries.entries().length - 1)
        + ")]";
  }

  /** The expression that reads an entry of a column; a constant when all entries are equal. */
  String column(String name, long[] entries, String index) {
    for (long entry : entries) {
      if (entry != entries[0]) {
        used.put(name, entries);
        return "(int64_t)" + name + "[" + index + "]";
      }
    }
    return CText.literal(entries.length == 0 ? 0 : entries[0]);
  }

  /** Makes sure that a column is written, even one of equal entries. */
  String array(String name, long[] entries) {
    used.put(name, entries);
    return name;
  }

  CText definitions() {
    CText text = new CText();
    used.forEach((name, entries) -> text.constants(CText.typeOf(entries), name, entries));
    return text;
  }
}
