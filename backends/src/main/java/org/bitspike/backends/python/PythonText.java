package org.bitspike.backends.python;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Values as Python literals: dictionaries, lists, texts, numbers, truth values. */
public final class PythonText {

  private PythonText() {}

  /** The literal of a value; dictionaries and lists of these over several lines. */
  public static String literal(Object value) {
    StringBuilder text = new StringBuilder();
    write(value, 0, text);
    return text.toString();
  }

  private static void write(Object value, int depth, StringBuilder text) {
    switch (value) {
      case Map<?, ?> map -> {
        text.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
          Map.Entry<?, ?> entry = entries.next();
          gap(map.values(), depth, text);
          write(entry.getKey(), depth + 1, text);
          text.append(": ");
          write(entry.getValue(), depth + 1, text);
          text.append(entries.hasNext() ? "," : "");
        }
        text.append('}');
      }
      case List<?> list -> {
        text.append('[');
        for (int i = 0; i < list.size(); i++) {
          gap(list, depth, text);
          write(list.get(i), depth + 1, text);
          text.append(i + 1 < list.size() ? "," : "");
        }
        text.append(']');
      }
      case Boolean flag -> text.append(flag ? "True" : "False");
      case Double number -> text.append(number(number));
      case Number number -> text.append(number);
      default -> quote(value.toString(), text);
    }
  }

  /** What stands before an element: a new line where any element has elements itself. */
  private static void gap(Iterable<?> elements, int depth, StringBuilder text) {
    for (Object element : elements) {
      if (element instanceof Map<?, ?> || element instanceof List<?>) {
        text.append('\n').append("    ".repeat(depth + 1));
        return;
      }
    }
    if (text.charAt(text.length() - 1) == ',') {
      text.append(' ');
    }
  }

  private static String number(double number) {
    if (Double.isNaN(number)) {
      return "float('nan')";
    }
    return Double.isInfinite(number)
        ? "float('" + (number > 0 ? "inf" : "-inf") + "')"
        : Double.toString(number);
  }

  private static void quote(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20 || c > 0x7e) {
        text.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
