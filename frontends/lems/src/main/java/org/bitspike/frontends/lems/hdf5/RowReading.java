package org.bitspike.frontends.lems.hdf5;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.bitspike.ir.diag.Code;

/** Reads the elements inside a population, projection or input list into columns. */
final class RowReading {

  private final Kind kind;
  private final Map<String, String> group;
  private final DocumentReader document;
  private final ColumnsBuilder table;
  private final Set<Column> columns;
  private final List<String> repeated;

  /**
   * Prepares to read.
   *
   * @param group the element's own attributes, to which what all rows repeat is added
   */
  RowReading(Kind kind, Map<String, String> group, DocumentReader document) {
    this.kind = kind;
    this.group = group;
    this.document = document;
    this.table = new ColumnsBuilder(kind.columns());
    this.columns = EnumSet.copyOf(kind.columns());
    this.repeated = kind.repeated();
  }

  /** Reads the element at the reader to its end. */
  void read(XMLStreamReader xml) throws XMLStreamException {
    table.add();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      attribute(xml, xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }
    int depth = 1;
    while (depth > 0) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        if (kind == Kind.POPULATION && xml.getLocalName().equals("location")) {
          location(xml);
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }

  /** The table; ids of instances that only count are left out, as the layout has it. */
  ColumnsBuilder finish() {
    if (kind != Kind.POPULATION || table.rows() == 0) {
      return table;
    }
    boolean counting = true;
    for (int row = 0; row < table.rows(); row++) {
      counting &= table.get(Column.ID, row) == row;
    }
    ColumnsBuilder places = new ColumnsBuilder(kind.columns());
    for (int row = 0; row < table.rows(); row++) {
      places.add();
      for (Column column : kind.columns()) {
        if (column != Column.ID || !counting) {
          places.set(column, table.get(column, row));
        }
      }
    }
    return places;
  }

  private void location(XMLStreamReader xml) {
    for (Column column : new Column[] {Column.X, Column.Y, Column.Z}) {
      String value = xml.getAttributeValue(null, column.label());
      if (value != null) {
        number(xml, column, value);
      }
    }
  }

  private void attribute(XMLStreamReader xml, String name, String value) {
    switch (name) {
      case "id" -> number(xml, Column.ID, value);
      case "preCellId", "preCell" -> end(xml, Column.PRE_CELL, value);
      case "postCellId", "postCell" -> end(xml, Column.POST_CELL, value);
      case "target" -> end(xml, Column.TARGET_CELL, value);
      case "preSegmentId", "preSegment" -> number(xml, Column.PRE_SEGMENT, value);
      case "postSegmentId", "postSegment" -> number(xml, Column.POST_SEGMENT, value);
      case "segmentId" -> number(xml, Column.SEGMENT, value);
      case "preFractionAlong" -> number(xml, Column.PRE_FRACTION, value);
      case "postFractionAlong" -> number(xml, Column.POST_FRACTION, value);
      case "fractionAlong" -> number(xml, Column.FRACTION, value);
      case "weight" -> number(xml, Column.WEIGHT, value);
      case "delay" -> delay(xml, value);
      case "synapse", "preComponent", "postComponent" -> repeated(xml, name, value);
      case "destination" -> {
        if (!value.isEmpty() && !value.equals("synapses")) {
          refuse(xml, "destination='" + value + "'");
        }
      }
      case "i", "j", "k", "neuroLexId", "metaid" -> {
        // grid places and references to catalogues mean nothing to a simulation
      }
      default -> refuse(xml, "'" + name + "' of " + xml.getLocalName());
    }
  }

  private void repeated(XMLStreamReader xml, String name, String value) {
    if (!repeated.contains(name)) {
      refuse(xml, "'" + name + "' of " + xml.getLocalName());
    } else if (!group.computeIfAbsent(name, n -> value).equals(value)) {
      document.error(
          xml,
          Code.F_UNSUPPORTED,
          "the HDF5 layout has one "
              + name
              + " for all connections of a projection; here are '"
              + group.get(name)
              + "' and '"
              + value
              + "'",
          "make a projection for each");
    }
  }

  private void refuse(XMLStreamReader xml, String what) {
    document.error(
        xml,
        Code.F_UNSUPPORTED,
        "the HDF5 layout has no place for " + what,
        "take it out, or keep the network in XML");
  }

  private void number(XMLStreamReader xml, Column column, String value) {
    OptionalDouble number = parsed(value);
    boolean fits =
        number.isPresent()
            && columns.contains(column)
            && (!column.isIndex() || number.getAsDouble() == Math.rint(number.getAsDouble()));
    if (fits) {
      table.set(column, number.getAsDouble());
    } else {
      refuse(xml, column.label() + " '" + value + "' of " + xml.getLocalName());
    }
  }

  private static OptionalDouble parsed(String value) {
    try {
      return OptionalDouble.of(Double.parseDouble(value.strip()));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Delays are columns of milliseconds; a decimal is shifted as it is written. */
  private void delay(XMLStreamReader xml, String value) {
    String text = value.strip().toLowerCase(Locale.ROOT);
    boolean milli = text.endsWith("ms");
    boolean micro = text.endsWith("us");
    String number =
        text.substring(0, text.length() - (milli || micro ? 2 : text.endsWith("s") ? 1 : 0));
    try {
      BigDecimal decimal = new BigDecimal(number.strip());
      if (milli) {
        table.set(Column.DELAY, decimal.doubleValue());
      } else if (micro || text.endsWith("s")) {
        table.set(Column.DELAY, decimal.movePointRight(micro ? -3 : 3).doubleValue());
      } else {
        throw new NumberFormatException(value);
      }
    } catch (NumberFormatException e) {
      refuse(xml, "delay '" + value + "', which is not in s, ms or us");
    }
  }

  private void end(XMLStreamReader xml, Column column, String path) {
    OptionalInt index = index(path);
    if (index.isPresent()) {
      table.set(column, index.getAsInt());
    } else {
      refuse(xml, column.label() + " '" + path + "'");
    }
  }

  /** The member in {@code ../pop[3]}, {@code ../pop/3/cell} or {@code 3}. */
  private static OptionalInt index(String path) {
    int start = path.lastIndexOf("./") < 0 ? 0 : path.lastIndexOf("./") + 2;
    int bracket = path.indexOf('[', start);
    int slash = path.indexOf('/', start);
    int from = bracket >= 0 ? bracket + 1 : slash >= 0 ? slash + 1 : start;
    int to = from;
    long value = 0;
    while (to < path.length() && Character.digit(path.charAt(to), 10) >= 0 && to - from < 10) {
      value = value * 10 + Character.digit(path.charAt(to++), 10);
    }
    return to == from || value > Integer.MAX_VALUE
        ? OptionalInt.empty()
        : OptionalInt.of((int) value);
  }
}
