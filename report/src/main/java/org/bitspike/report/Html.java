package org.bitspike.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bitspike.ir.diag.BitspikeBug;

/**
 * Writes HTML. All text and all attribute values are escaped: names in a model are the user's, and
 * may be hostile.
 */
final class Html {

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes come in pairs of name and value. */
  Html open(String tag, String... attributes) {
    start(tag, attributes);
    open.push(tag);
    return this;
  }

  /** Closes the element opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** A whole element that holds text only. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /**
   * Starts a table with a caption for those who cannot see it, and a head. Columns whose title ends
   * in {@code #} hold numbers.
   */
  Html table(String caption, List<String> columns) {
    open("div", "class", "scroll")
        .open("table")
        .element("caption", caption, "class", "hidden")
        .open("thead")
        .open("tr");
    for (String column : columns) {
      boolean number = column.endsWith("#");
      element(
          "th",
          number ? column.substring(0, column.length() - 1) : column,
          "scope",
          "col",
          "class",
          number ? "num" : "");
    }
    return close().close().open("tbody");
  }

  /** Ends a table. */
  Html endTable() {
    return close().close().close();
  }

  Html cell(String text) {
    return element("td", text);
  }

  Html number(String text) {
    return element("td", text, "class", "num");
  }

  /** A cell in fixed-width type. */
  Html code(String text) {
    return open("td").element("code", text).close();
  }

  /** The page so far; every element must be closed. */
  String finish() {
    if (!open.isEmpty()) {
      throw new BitspikeBug("an element of the report is not closed: " + open.peek());
    }
    return out.toString();
  }

  private void start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int k = 0; k < attributes.length; k += 2) {
      if (!attributes[k + 1].isEmpty()
          || attributes[k].equals("alt")
          || attributes[k].startsWith("data-")) {
        out.append(' ')
            .append(attributes[k])
            .append("=\"")
            .append(escape(attributes[k + 1]))
            .append('"');
      }
    }
    out.append('>');
  }

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c < 0x20 && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }
}
