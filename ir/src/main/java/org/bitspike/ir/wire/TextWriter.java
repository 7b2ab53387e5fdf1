package org.bitspike.ir.wire;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitspike.ir.wire.proto.CommonWire.SourceRef;

/**
 * Prints messages in protobuf's text format: numbers of a column side by side in brackets, a
 * message that fits on a line on one line.
 */
final class TextWriter {

  private static final int COLUMNS = 100;

  private final StringBuilder out;

  TextWriter(StringBuilder out) {
    this.out = out;
  }

  /** Prints the fields of a message, one below the other. */
  void fields(Message message, int indent) {
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      FieldDescriptor descriptor = field.getKey();
      if (isNowhere(field.getValue())) {
        continue;
      }
      if (!descriptor.isRepeated()) {
        field(descriptor, field.getValue(), indent);
        continue;
      }
      List<?> values = (List<?>) field.getValue();
      if (isNumber(descriptor)) {
        column(descriptor, values, indent);
      } else {
        values.forEach(v -> field(descriptor, v, indent));
      }
    }
  }

  private void field(FieldDescriptor descriptor, Object value, int indent) {
    indent(indent);
    if (!(value instanceof Message message)) {
      out.append(descriptor.getName()).append(": ").append(scalar(descriptor, value)).append('\n');
      return;
    }
    out.append(descriptor.getName()).append(" {");
    String line = isFlat(message) ? flat(message) : "";
    if (!line.isEmpty() && indent + descriptor.getName().length() + line.length() + 5 <= COLUMNS) {
      out.append(' ').append(line).append(" }\n");
    } else if (message.getAllFields().isEmpty()) {
      out.append("}\n");
    } else {
      out.append('\n');
      fields(message, indent + 2);
      indent(indent);
      out.append("}\n");
    }
  }

  private void column(FieldDescriptor descriptor, List<?> values, int indent) {
    indent(indent);
    int lineStart = out.length() - indent;
    out.append(descriptor.getName()).append(": [");
    for (int k = 0; k < values.size(); k++) {
      String value = scalar(descriptor, values.get(k));
      if (k > 0) {
        out.append(',');
        if (out.length() - lineStart + value.length() + 2 > COLUMNS) {
          out.append('\n');
          lineStart = out.length();
          indent(indent + 4);
        } else {
          out.append(' ');
        }
      }
      out.append(value);
    }
    out.append("]\n");
  }

  /** Whether a message has only single values. */
  private static boolean isFlat(Message message) {
    return message.getAllFields().entrySet().stream()
        .noneMatch(
            f ->
                f.getKey().isRepeated()
                    || (f.getValue() instanceof Message && !isNowhere(f.getValue())));
  }

  /** An empty place is not printed: reading none gives the same. */
  private static boolean isNowhere(Object value) {
    return value.equals(SourceRef.getDefaultInstance());
  }

  private static String flat(Message message) {
    StringBuilder line = new StringBuilder();
    message
        .getAllFields()
        .forEach(
            (f, v) -> {
              if (!isNowhere(v)) {
                line.append(line.isEmpty() ? "" : " ")
                    .append(f.getName())
                    .append(": ")
                    .append(scalar(f, v));
              }
            });
    return line.toString();
  }

  private static boolean isNumber(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN, ENUM -> true;
      case STRING, BYTE_STRING, MESSAGE -> false;
    };
  }

  private static String scalar(FieldDescriptor field, Object value) {
    return switch (value) {
      case String text -> quoted(text);
      case Double number -> number(number);
      case EnumValueDescriptor constant -> constant.getName();
      case Integer number when field.getType() == FieldDescriptor.Type.UINT32 ->
          Integer.toUnsignedString(number);
      case Long number when field.getType() == FieldDescriptor.Type.UINT64 ->
          Long.toUnsignedString(number);
      default -> value.toString();
    };
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : Double.toString(value);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7F) {
            quoted.append(String.format(Locale.ROOT, "\\%03o", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private void indent(int columns) {
    out.repeat(" ", columns);
  }
}
