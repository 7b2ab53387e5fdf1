package org.bitspike.backends.verilog;

import java.util.Locale;

/** Verilog source as it grows: two spaces of indent per open {@code begin} or module. */
final class Lines {

  private final StringBuilder out = new StringBuilder();
  private int depth;

  /** Adds a line at the present depth. */
  Lines line(String text) {
    out.append(text.isEmpty() ? "" : "  ".repeat(depth)).append(text).append('\n');
    return this;
  }

  /** Adds a line with values in it, as {@link String#format}. */
  Lines line(String format, Object... values) {
    return line(String.format(Locale.ROOT, format, values));
  }

  /** Adds a line; what follows is deeper. */
  Lines open(String text) {
    line(text);
    depth++;
    return this;
  }

  /** Adds a line; it, and what follows, is less deep. */
  Lines close(String text) {
    depth--;
    return line(text);
  }

  /** Adds an empty line. */
  Lines gap() {
    return line("");
  }

  /** Adds lines that another text holds. */
  Lines add(Lines other) {
    other.out.toString().lines().forEach(this::line);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
