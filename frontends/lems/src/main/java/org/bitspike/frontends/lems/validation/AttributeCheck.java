package org.bitspike.frontends.lems.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamReader;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;

/** Holds the attributes at a reader against a shape. */
final class AttributeCheck {

  private static final Set<String> LOCATION_HINTS =
      Set.of("schemaLocation", "noNamespaceSchemaLocation");

  private final XMLStreamReader reader;
  private final Found found;

  AttributeCheck(XMLStreamReader reader, Found found) {
    this.reader = reader;
    this.found = found;
  }

  void check(String element, Shape shape, Supplier<SourceRef> where) {
    long missing = shape.requiredBits();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String name = reader.getAttributeLocalName(i);
      String namespace = reader.getAttributeNamespace(i);
      if (!namespace.isEmpty()) {
        foreign(element, namespace, name, i, where);
        continue;
      }
      Shape.Attribute attribute = shape.attributes().get(name);
      if (attribute == null) {
        found.error(Code.V_ATTRIBUTE, where.get(), unknown(element, name, shape));
      } else {
        missing &= ~(1L << attribute.bit());
        value(element, attribute, reader.getAttributeValue(i), where);
      }
    }
    if (missing != 0) {
      tellMissing(element, shape, missing, where);
    }
  }

  private void tellMissing(String element, Shape shape, long missing, Supplier<SourceRef> where) {
    List<String> names = new ArrayList<>();
    for (Shape.Attribute attribute : shape.attributes().values()) {
      if ((missing & 1L << attribute.bit()) != 0) {
        names.add("'" + attribute.name() + "' (" + attribute.kind().words() + ")");
      }
    }
    found.error(
        Code.V_MISSING_ATTRIBUTE,
        where.get(),
        element
            + " lacks the "
            + (names.size() == 1 ? "attribute " : "attributes ")
            + String.join(", ", names));
  }

  private static String unknown(String element, String name, Shape shape) {
    String known = String.join(", ", shape.attributes().keySet());
    return element
        + " has no attribute '"
        + name
        + "'"
        + (known.isEmpty() ? ", nor any other" : "; it has " + known);
  }

  private void foreign(
      String element, String namespace, String name, int at, Supplier<SourceRef> where) {
    if (namespace.equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)
        && LOCATION_HINTS.contains(name)) {
      return;
    }
    found.error(
        Code.V_ATTRIBUTE,
        where.get(),
        element
            + " has an attribute '"
            + reader.getAttributePrefix(at)
            + ":"
            + name
            + "' of another namespace, which NeuroML does not take");
  }

  private void value(
      String element, Shape.Attribute attribute, String value, Supplier<SourceRef> where) {
    ValueKind kind = attribute.kind();
    if (!kind.accepts(value)) {
      found.error(
          Code.V_VALUE,
          where.get(),
          attribute.name()
              + "='"
              + shortened(value)
              + "' of "
              + element
              + " is not "
              + kind.words());
    } else if (!isUsable(kind, value)) {
      found.error(
          Code.V_NUMBER,
          where.get(),
          attribute.name()
              + "='"
              + shortened(value)
              + "' of "
              + element
              + (kind instanceof ValueKind.Whole
                  ? " is larger than " + Integer.MAX_VALUE
                  : " is no finite number"));
    }
  }

  /** Whether a value that the schema accepts is one that a simulator can use. */
  private static boolean isUsable(ValueKind kind, String value) {
    return switch (kind) {
      case ValueKind.WithUnit w -> Numerals.isUsable(value);
      case ValueKind.Whole w -> value.length() < 10 || Numerals.isInt(value.strip());
      case ValueKind.Number n -> Double.isFinite(Numerals.schemaDouble(value.strip()));
      case ValueKind.Text t -> true;
      case ValueKind.Matching m -> true;
      case ValueKind.OneOf o -> true;
      case ValueKind.ZeroOrOne z -> true;
      case ValueKind.Uri u -> true;
    };
  }

  private static String shortened(String value) {
    return value.length() <= 80 ? value : value.substring(0, 77) + "...";
  }
}
