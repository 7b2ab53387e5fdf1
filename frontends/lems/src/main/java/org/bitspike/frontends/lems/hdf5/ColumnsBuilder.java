package org.bitspike.frontends.lems.hdf5;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Grows a table row by row; columns in which nothing was written are left out of it. */
final class ColumnsBuilder {

  private final List<Column> possible;
  private final Map<Column, double[]> values = new EnumMap<>(Column.class);
  private int rows;

  ColumnsBuilder(List<Column> possible) {
    this.possible = possible;
  }

  /** Starts a row; the setter below changes the latest one. */
  void add() {
    rows++;
  }

  int rows() {
    return rows;
  }

  boolean has(Column column) {
    return values.containsKey(column);
  }

  void set(Column column, double value) {
    double[] all = values.get(column);
    if (all == null || all.length < rows) {
      double[] grown =
          all == null ? new double[rows + 16] : Arrays.copyOf(all, rows + rows / 2 + 16);
      Arrays.fill(grown, all == null ? 0 : all.length, grown.length, column.otherwise());
      all = grown;
      values.put(column, all);
    }
    all[rows - 1] = value;
  }

  double get(Column column, int row) {
    double[] all = values.get(column);
    return all == null || row >= all.length ? column.otherwise() : all[row];
  }

  List<Column> columns() {
    List<Column> written = new ArrayList<>(possible);
    written.retainAll(values.keySet());
    return written;
  }
}
