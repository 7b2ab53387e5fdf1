package org.bitspike.reference;

import java.util.List;

/**
 * Moves the occupancies of a {@link org.bitspike.ir.network.ComponentType.KineticScheme} over one
 * step: they are multiplied by the exponential of the rate matrix times the step, so that they keep
 * their sum whatever the step.
 *
 * <p>The exponential is found by scaling and squaring, {@code exp(A) - 1} doubling from a first
 * guess of {@code A / 2^p} with elements below 1e-12. LEMS's own interpreter does the same, which
 * is why its rows come out.
 */
final class KineticSchemeCode {

  private static final double SMALL = 1e-12;

  private final double dt;
  private final Group.Ref[] occupancy;
  private final Group.Ref[] forward;
  private final Group.Ref[] reverse;
  private final int[] source;
  private final int[] target;
  private final int[] state;
  private final Group[] nodes;
  private double[][] matrix;
  private double[][] square;
  private final double[] before;

  /**
   * A scheme.
   *
   * @param nodes the groups of the states, in order
   * @param state column of the occupancy in each of them
   * @param occupancy the occupancies as others see them
   * @param forward rates from source to target, one per edge
   * @param reverse rates from target to source, one per edge
   * @param source node that each edge leaves
   * @param target node that each edge enters
   */
  KineticSchemeCode(
      double dt,
      List<Group> nodes,
      int[] state,
      List<Group.Ref> occupancy,
      List<Group.Ref> forward,
      List<Group.Ref> reverse,
      int[] source,
      int[] target) {
    this.dt = dt;
    this.nodes = nodes.toArray(Group[]::new);
    this.state = state.clone();
    this.occupancy = occupancy.toArray(Group.Ref[]::new);
    this.forward = forward.toArray(Group.Ref[]::new);
    this.reverse = reverse.toArray(Group.Ref[]::new);
    this.source = source.clone();
    this.target = target.clone();
    int n = this.nodes.length;
    matrix = new double[n][n];
    square = new double[n][n];
    before = new double[n];
  }

  /** Puts all of instance {@code i} in the first state. */
  void start(int i) {
    for (int k = 0; k < nodes.length; k++) {
      nodes[k].code().columns[state[k]][i] = k == 0 ? 1 : 0;
    }
  }

  /** Advances instance {@code i} by a step. */
  void advance(int i) {
    int n = nodes.length;
    for (double[] row : matrix) {
      java.util.Arrays.fill(row, 0);
    }
    for (int e = 0; e < source.length; e++) {
      int from = source[e];
      int to = target[e];
      double f = value(forward[e], i);
      double r = value(reverse[e], i);
      matrix[from][from] -= f;
      matrix[to][from] += f;
      matrix[to][to] -= r;
      matrix[from][to] += r;
    }
    exponentiate();
    for (int k = 0; k < n; k++) {
      before[k] = value(occupancy[k], i);
    }
    for (int k = 0; k < n; k++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += matrix[k][j] * before[j];
      }
      nodes[k].code().columns[state[k]][i] = sum;
    }
  }

  private static double value(Group.Ref ref, int i) {
    return ref.isConstant() ? ref.constant() : ref.group().code().columns[ref.column()][i];
  }

  /** Replaces the matrix by the exponential of its product with the step. */
  private void exponentiate() {
    int n = matrix.length;
    double largest = 0;
    for (double[] row : matrix) {
      for (int j = 0; j < n; j++) {
        row[j] *= dt;
        largest = Math.max(largest, Math.abs(row[j]));
      }
    }
    int doublings = 0;
    double scale = 1;
    // a rate that is not a number or infinite ends the loop and shows in the occupancies
    while (largest * scale > SMALL && doublings < 2000) {
      scale *= 0.5;
      doublings++;
    }
    for (double[] row : matrix) {
      for (int j = 0; j < n; j++) {
        row[j] *= scale;
      }
    }
    for (int d = 0; d < doublings; d++) {
      doubleUp();
    }
    for (int k = 0; k < n; k++) {
      matrix[k][k] += 1;
    }
  }

  /** From {@code exp(x) - 1} to {@code exp(2x) - 1}: twice itself and its square. */
  private void doubleUp() {
    int n = matrix.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += matrix[i][k] * matrix[k][j];
        }
        square[i][j] = matrix[i][j] + matrix[i][j] + sum;
      }
    }
    double[][] swap = matrix;
    matrix = square;
    square = swap;
  }
}
