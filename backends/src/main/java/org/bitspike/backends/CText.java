package org.bitspike.backends;

import java.util.Arrays;

/** C source as it grows: lines with two spaces of indent per open brace. */
final class CText {

  private static final int PER_LINE = 12;

  private final StringBuilder out = new StringBuilder();
  private int depth;

  /**
   * Adds a line; a line that starts with a closing brace closes, one that ends with an opening
   * brace opens.
   */
  CText line(String text) {
    if (text.startsWith("}")) {
      depth--;
    }
    if (!text.isEmpty() && !text.startsWith("#")) {
      out.append("  ".repeat(depth));
    }
    out.append(text).append('\n');
    if (text.endsWith("{")) {
      depth++;
    }
    return this;
  }

  /** Adds an empty line. */
  CText gap() {
    return line("");
  }

  /** Adds lines that another text holds. */
  CText add(CText other) {
    other
        .out
        .toString()
        .lines()
        .forEach(text -> out.append(text.isEmpty() ? "" : "  ".repeat(depth) + text).append('\n'));
    return this;
  }

  /** Adds the definition of an array of constants. */
  CText constants(String type, String name, long[] codes) {
    line("static const " + type + " " + name + "[" + codes.length + "] = {");
    for (int from = 0; from < codes.length; from += PER_LINE) {
      StringBuilder row = new StringBuilder();
      for (long code : Arrays.copyOfRange(codes, from, Math.min(codes.length, from + PER_LINE))) {
        row.append(row.isEmpty() ? "" : " ").append(entry(code)).append(',');
      }
      line(row.toString());
    }
    return line("};");
  }

  /** An entry of an array: a constant of the type int where it can be, of int64_t otherwise. */
  private static String entry(long code) {
    return code >= -32767 && code <= 32767 ? Long.toString(code) : literal(code);
  }

  /** A constant of type int64_t. */
  static String literal(long code) {
    if (code == Long.MIN_VALUE) {
      return "(-INT64_C(9223372036854775807) - 1)";
    }
    return code < 0 ? "(-INT64_C(" + -code + "))" : "INT64_C(" + code + ")";
  }

  /** The smallest type that holds all of some codes. */
  static String typeOf(long[] codes) {
    long low = Arrays.stream(codes).min().orElse(0);
    long high = Arrays.stream(codes).max().orElse(0);
    return typeOf(low, high);
  }

  /** The smallest type that holds all codes from a lowest to a highest. */
  static String typeOf(long low, long high) {
    for (int width : new int[] {8, 16, 32}) {
      if (low >= 0 && high < 1L << width) {
        return "uint" + width + "_t";
      }
      if (low >= -1L << (width - 1) && high < 1L << (width - 1)) {
        return "int" + width + "_t";
      }
    }
    return "int64_t";
  }

  /** A string constant. */
  static String string(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else {
        quoted.append(c >= ' ' && c < 127 ? c : '?');
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
