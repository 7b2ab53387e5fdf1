package org.bitspike.frontends.lems;

import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLStreamReader;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.jspecify.annotations.Nullable;

/**
 * Reads the start tag of a connection, an input or an instance into a row, without making an object
 * of it.
 */
final class RowReader {

  private final Element parent;
  private final Rows rows;
  private final Rows.Kind kind;
  private final String file;
  private final int line;
  private final int column;
  private final Diagnostics diagnostics;
  private boolean bad;
  private boolean hasWeight;
  private boolean hasDelay;

  private RowReader(
      Element parent, Rows.Kind kind, String file, int line, int column, Diagnostics diagnostics) {
    this.parent = parent;
    this.rows = parent.rowsOrNew();
    this.kind = kind;
    this.file = file;
    this.line = line;
    this.column = column;
    this.diagnostics = diagnostics;
    rows.add(kind, line, column);
  }

  static boolean isRow(String name) {
    return kindOf(name) != null;
  }

  private static Rows.@Nullable Kind kindOf(String name) {
    return switch (name) {
      case "connection" -> Rows.Kind.CONNECTION;
      case "connectionWD" -> Rows.Kind.CONNECTION_WD;
      case "input" -> Rows.Kind.INPUT;
      case "inputW" -> Rows.Kind.INPUT_W;
      case "instance" -> Rows.Kind.INSTANCE;
      default -> null;
    };
  }

  /**
   * Adds the element at the reader to its parent's rows.
   *
   * @param located whether the reader's lines mean something to the user
   */
  static void read(
      XMLStreamReader reader,
      Element parent,
      String file,
      boolean located,
      Diagnostics diagnostics) {
    Rows.Kind kind = kindOf(reader.getLocalName());
    if (kind == null) {
      throw new IllegalStateException("no row: " + reader.getLocalName());
    }
    int line = located ? Math.max(0, reader.getLocation().getLineNumber()) : 0;
    int column = located ? Math.max(0, reader.getLocation().getColumnNumber()) : 0;
    RowReader row = new RowReader(parent, kind, file, line, column, diagnostics);
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      row.attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    row.finish();
  }

  private void attribute(String name, String value) {
    switch (name) {
      case "preCellId" -> {
        if (kind.isConnection()) {
          end(Rows.PRE, name, value);
        }
      }
      case "postCellId" -> {
        if (kind.isConnection()) {
          end(Rows.POST, name, value);
        }
      }
      case "target" -> {
        if (kind.isInput()) {
          end(Rows.POST, name, value);
        }
      }
      case "id" -> {
        if (kind == Rows.Kind.INSTANCE) {
          end(Rows.POST, name, value);
        }
      }
      case "weight" -> weight(value);
      case "delay" -> delay(value);
      case "destination" -> rows.destination(value);
      case "preSegmentId" -> segment(Rows.PRE, name, value);
      case "postSegmentId", "segmentId" -> segment(Rows.POST, name, value);
      case "preFractionAlong" -> fraction(Rows.PRE, name, value);
      case "postFractionAlong", "fractionAlong" -> fraction(Rows.POST, name, value);
      default -> {
        // annotations and the like
      }
    }
  }

  private void end(int which, String attribute, String value) {
    Optional<CellPath> path = CellPath.parse(value);
    if (path.isPresent()) {
      rows.end(which, path.get());
    } else {
      error(
          Code.F_BAD_VALUE,
          attribute
              + "='"
              + value
              + "' is no path to a cell, such as ../population[0] or ../population/0/cell");
    }
  }

  private void weight(String value) {
    hasWeight = true;
    Optional<Quantity> quantity = Quantity.parse(value);
    if (quantity.isEmpty()) {
      error(Code.F_BAD_VALUE, "weight='" + value + "' is not a number");
    } else if (!quantity.get().unit().isEmpty()) {
      error(
          Code.F_DIMENSION,
          "weight='" + value + "' has a unit, but a weight is a number without one");
    } else if (!Double.isFinite(quantity.get().value())) {
      error(Code.N_NOT_FINITE, "weight='" + value + "' is not finite");
    } else {
      rows.weight(quantity.get().value());
    }
  }

  private void delay(String value) {
    hasDelay = true;
    Optional<Quantity> quantity = Quantity.parse(value);
    if (quantity.isEmpty()) {
      error(Code.F_BAD_VALUE, "delay='" + value + "' is not a number with a unit of time");
    } else if (!Double.isFinite(quantity.get().value())) {
      error(Code.N_NOT_FINITE, "delay='" + value + "' is not finite");
    } else if (quantity.get().value() < 0) {
      error(Code.N_NEGATIVE_DELAY, "delay='" + value + "' is negative");
    } else {
      rows.delay(quantity.get().value(), quantity.get().unit());
    }
  }

  private void segment(int which, String name, String value) {
    Optional<Integer> id = Site.segment(value);
    if (id.isPresent()) {
      rows.standOn(which, id.get());
    } else {
      error(Code.F_BAD_VALUE, name + "='" + value + "' is no id of a segment");
    }
  }

  private void fraction(int which, String name, String value) {
    Optional<Double> along = Site.fraction(value);
    if (along.isPresent()) {
      rows.standAt(which, along.get());
    } else {
      error(Code.F_BAD_VALUE, name + "='" + value + "' is no number from 0 to 1");
    }
  }

  private void finish() {
    if (!bad) {
      requireEnds();
    }
    if (!bad && kind == Rows.Kind.CONNECTION_WD) {
      require(hasWeight, "weight");
      require(hasDelay, "delay");
    }
    if (!bad && kind == Rows.Kind.INPUT_W) {
      require(hasWeight, "weight");
    }
    if (bad) {
      rows.removeLast();
    }
  }

  private void requireEnds() {
    int row = rows.size() - 1;
    if (kind.isConnection()) {
      require(rows.hasEnd(row, Rows.PRE), "preCellId");
      require(rows.hasEnd(row, Rows.POST), "postCellId");
    } else {
      require(rows.hasEnd(row, Rows.POST), kind.isInput() ? "target" : "id");
    }
  }

  private void require(boolean present, String attribute) {
    if (!present) {
      error(Code.F_MISSING_ATTRIBUTE, kind.element() + " lacks the attribute '" + attribute + "'");
    }
  }

  private void error(Code code, String message) {
    bad = true;
    SourceRef at = new SourceRef(file, line, column, parent.where().path());
    String path = String.format(Locale.ROOT, "%s[%d]", kind.element(), rows.size() - 1);
    diagnostics.add(Diagnostic.error(code, at.child(path), message));
  }
}
