package org.bitspike.backends.verilog;

import java.util.Locale;
import org.bitspike.ir.fixed.FixedFormat;

/** How codes stand in wires and memories. */
final class Bits {

  private Bits() {}

  /** Bits of a signed wire that holds every code of a format: an unsigned one needs one more. */
  static int wire(FixedFormat format) {
    return format.signed() ? format.width() : format.width() + 1;
  }

  /** A signed constant of a number of bits. */
  static String signed(long code, int bits) {
    return bits + "'sh" + hex(code, bits);
  }

  /** An unsigned constant of a number of bits. */
  static String unsigned(long code, int bits) {
    return bits + "'h" + hex(code, bits);
  }

  /** The low bits of a code's two's complement in hexadecimal digits, none of them to spare. */
  static String hex(long code, int bits) {
    long low = bits >= 64 ? code : code & ((1L << bits) - 1);
    return String.format(Locale.ROOT, "%0" + (bits + 3) / 4 + "x", low);
  }

  /** Bits of an index into a number of entries, at least 1. */
  static int address(long entries) {
    return Math.max(1, 64 - Long.numberOfLeadingZeros(Math.max(1, entries) - 1));
  }

  /** The declared range of a number of bits. */
  static String range(int bits) {
    return "[" + (bits - 1) + ":0]";
  }

  /** The declared sign and range of a format. */
  static String type(FixedFormat format) {
    return (format.signed() ? "signed " : "") + range(format.width());
  }

  /** The signed wire's value of an expression that has a format's own bits. */
  static String widened(String expression, FixedFormat format) {
    return format.signed() ? expression : "{1'b0, " + expression + "}";
  }
}
