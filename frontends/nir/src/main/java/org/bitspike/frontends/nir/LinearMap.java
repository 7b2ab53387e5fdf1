package org.bitspike.frontends.nir;

import java.util.Arrays;
import org.bitspike.ir.diag.Code;

/**
 * A sparse matrix from one signal to another, column by column, with a constant added.
 *
 * @param outShape shape of what comes out
 * @param columnStart where each column begins, and the end
 * @param row of every entry
 * @param weight of every entry
 * @param bias constant added, by row
 */
@SuppressWarnings("ArrayRecordComponent") // shared, never changed after construction
record LinearMap(int[] outShape, int[] columnStart, int[] row, double[] weight, double[] bias) {

  /** Connections of one signal at most. */
  static final long MOST = 20_000_000;

  /** Builds a map from entries in any order. */
  static LinearMap of(
      int[] outShape, int columns, int[] column, int[] row, double[] weight, double[] bias) {
    int[] start = new int[columns + 1];
    for (int c : column) {
      start[c + 1]++;
    }
    for (int c = 0; c < columns; c++) {
      start[c + 1] += start[c];
    }
    int[] next = Arrays.copyOf(start, columns);
    int[] rows = new int[row.length];
    double[] weights = new double[row.length];
    for (int k = 0; k < row.length; k++) {
      int at = next[column[k]]++;
      rows[at] = row[k];
      weights[at] = weight[k];
    }
    return new LinearMap(outShape, start, rows, weights, bias);
  }

  Signal apply(Signal in, NirNode node, Faults faults) {
    double[] constant = bias.clone();
    for (int c = 0; c < in.size(); c++) {
      for (int k = columnStart[c]; k < columnStart[c + 1]; k++) {
        constant[row[k]] += weight[k] * in.bias()[c];
      }
    }
    return new Signal(
        outShape, constant, in.connections().stream().map(x -> apply(x, node, faults)).toList());
  }

  private Connections apply(Connections in, NirNode node, Faults faults) {
    Connections out = new Connections(in.emitter());
    boolean identity = true;
    for (int c = 0; c < in.size(); c++) {
      int column = in.post(c);
      identity &= in.pre(c) == column && in.weight(c) == 1;
      if (out.size() + (long) columnStart[column + 1] - columnStart[column] > MOST) {
        throw faults.error(
            Code.F_TOO_LARGE,
            node.path(),
            "more than " + MOST + " connections come together here",
            "make the layers before it smaller");
      }
      for (int k = columnStart[column]; k < columnStart[column + 1]; k++) {
        out.add(in.pre(c), row[k], in.weight(c) * weight[k], in.delay(c), in.tau(c));
      }
    }
    return identity ? out : out.merged();
  }
}
