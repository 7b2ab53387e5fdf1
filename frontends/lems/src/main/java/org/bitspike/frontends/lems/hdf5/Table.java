package org.bitspike.frontends.lems.hdf5;

import java.util.List;

/**
 * Numbers in rows under named columns.
 *
 * @param path where it stands in the file
 * @param columns names, in order
 * @param rows number of rows
 * @param values row by row; shared, never changed
 */
@SuppressWarnings("ArrayRecordComponent")
record Table(String path, List<Column> columns, int rows, double[] values) {

  /** A table without rows. */
  static final Table EMPTY = new Table("", List.of(), 0, new double[0]);

  boolean has(Column column) {
    return columns.contains(column);
  }

  double at(int row, int column) {
    return values[row * columns.size() + column];
  }
}
