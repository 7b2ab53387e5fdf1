package org.bitspike.frontends.lems.hdf5;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bitspike.ir.diag.Code;

/** Writes a table's rows as the elements they stand for. */
final class RowXml {

  static final RowXml NONE = new RowXml("", "", List.of(), new Faults(""));

  private final String element;
  private final String extras;
  private final List<Cell> cells;
  private final Faults faults;

  /** What stands before and after a member's index in a path to it. */
  record Path(String before, String after) {}

  /** An attribute that a column becomes. */
  private record Cell(Column column, int at, String before, String after) {}

  private RowXml(String element, String extras, List<Cell> cells, Faults faults) {
    this.element = element;
    this.extras = extras;
    this.cells = cells;
    this.faults = faults;
  }

  /**
   * Prepares to write.
   *
   * @param paths gives the path of a population's members, by the attribute that names it
   * @param extras attributes that every row has
   */
  static RowXml of(
      Kind kind, Table table, Function<String, Path> paths, String extras, Faults faults) {
    if (table.rows() == 0) {
      return NONE;
    }
    List<Cell> cells = new ArrayList<>();
    for (int at = 0; at < table.columns().size(); at++) {
      Column column = table.columns().get(at);
      switch (column) {
        case PRE_CELL -> cells.add(end(column, at, kind, "pre", paths));
        case POST_CELL -> cells.add(end(column, at, kind, "post", paths));
        case TARGET_CELL -> {
          Path path = paths.apply("population");
          cells.add(new Cell(column, at, " target=\"" + path.before(), path.after() + '"'));
        }
        case X, Y, Z -> {
          // a place stands in an element of its own and means nothing to what is simulated
        }
        default -> cells.add(new Cell(column, at, " " + name(column, kind) + "=\"", unit(column)));
      }
    }
    List<Column> needed =
        switch (kind) {
          case POPULATION -> List.of();
          case INPUT_LIST -> List.of(Column.TARGET_CELL);
          default -> List.of(Column.PRE_CELL, Column.POST_CELL);
        };
    for (Column column : needed) {
      if (!table.has(column)) {
        throw faults.error(
            Code.F_MISSING_ATTRIBUTE,
            table.path(),
            "the table has no column '" + column.label() + "'");
      }
    }
    String more = kind == Kind.INPUT_LIST ? " destination=\"synapses\"" : extras;
    return new RowXml(element(kind, table), more, cells, faults);
  }

  private static Cell end(
      Column column, int at, Kind kind, String side, Function<String, Path> paths) {
    Path path = paths.apply(side + "synapticPopulation");
    String attribute = kind == Kind.PROJECTION ? side + "CellId" : side + "Cell";
    return new Cell(column, at, " " + attribute + "=\"" + path.before(), path.after() + '"');
  }

  private static String unit(Column column) {
    return column == Column.DELAY ? "ms\"" : "\"";
  }

  private static String name(Column column, Kind kind) {
    boolean coupling = kind == Kind.ELECTRICAL || kind == Kind.CONTINUOUS;
    return switch (column) {
      case PRE_SEGMENT -> coupling ? "preSegment" : "preSegmentId";
      case POST_SEGMENT -> coupling ? "postSegment" : "postSegmentId";
      case SEGMENT -> "segmentId";
      case PRE_FRACTION -> "preFractionAlong";
      case POST_FRACTION -> "postFractionAlong";
      case FRACTION -> "fractionAlong";
      default -> column.label();
    };
  }

  private static String element(Kind kind, Table table) {
    boolean weighted = table.has(Column.WEIGHT);
    return switch (kind) {
      case POPULATION -> "instance";
      case PROJECTION -> weighted || table.has(Column.DELAY) ? "connectionWD" : "connection";
      case ELECTRICAL ->
          weighted ? "electricalConnectionInstanceW" : "electricalConnectionInstance";
      case CONTINUOUS ->
          weighted ? "continuousConnectionInstanceW" : "continuousConnectionInstance";
      case INPUT_LIST -> weighted ? "inputW" : "input";
    };
  }

  void append(StringBuilder text, Table table, int row) {
    text.append('<').append(element);
    if (!table.has(Column.ID)) {
      text.append(" id=\"").append(row).append('"');
    }
    for (Cell cell : cells) {
      double value = table.at(row, cell.at);
      text.append(cell.before);
      if (!cell.column.isIndex()) {
        text.append(value);
      } else if (value == (long) value) {
        text.append((long) value);
      } else {
        throw faults.error(
            Code.F_BAD_VALUE,
            table.path() + "[" + row + "]",
            cell.column.label() + " " + value + " is no whole number");
      }
      text.append(cell.after);
    }
    if (element.equals("connectionWD")) {
      text.append(table.has(Column.WEIGHT) ? "" : " weight=\"1\"");
      text.append(table.has(Column.DELAY) ? "" : " delay=\"0ms\"");
    }
    text.append(extras).append("/>\n");
  }
}
