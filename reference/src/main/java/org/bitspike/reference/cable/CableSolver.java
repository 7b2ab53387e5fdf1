package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Solves the voltages of all compartments of equal cells for one backward Euler step, by
 * elimination from the tips to a root and substitution back (Hines 1984, Int. J. Biomed. Comput.
 * 15:69-76): in each node {@code (C/dt + G + sum g) dv = I + sum g (v_other - v)}, with {@code G =
 * -dI/dv}, linearised at the present voltage.
 *
 * <p>Any node can be the root of the elimination. The middle of the longest way through the cell is
 * taken, and nodes of equal distance from it are done one after the other: what is eliminated next
 * then does not wait for what was eliminated last. The result is the same but for rounding.
 *
 * <p>Nodes of cell {@code m} stand at {@code m * nodes}.
 */
final class CableSolver {

  private final int nodes;
  private final int cells;

  /** Node at each position of the elimination's order, root first. */
  private final int[] order;

  /** Position of the neighbour nearer to the root, by position. */
  private final int[] up;

  private final double[] axial;
  private final double[] axialSquared;
  private final double[] fixedDiagonal;
  private final double[] diagonal;
  private final double[] right;
  private final double[] flow;
  private final double[] factor;
  private final double[] x;

  /** Current into each node, amperes. */
  final double[] current;

  /** {@code -dI/dv} of each node, siemens. */
  final double[] slope;

  /**
   * Prepares.
   *
   * @param parent of each node of one cell; -1 for the root
   * @param toParent axial conductance between each node and its parent, siemens
   * @param capacitance of each node, farads
   */
  CableSolver(int[] parent, double[] toParent, double[] capacitance, int cells, double dt) {
    this.nodes = parent.length;
    this.cells = cells;
    this.order = new int[nodes];
    this.up = new int[nodes];
    this.axial = new double[nodes];
    this.axialSquared = new double[nodes];
    this.fixedDiagonal = new double[nodes];
    this.diagonal = new double[nodes];
    this.right = new double[nodes];
    this.flow = new double[nodes];
    this.factor = new double[nodes];
    this.x = new double[nodes];
    this.current = new double[Math.multiplyExact(nodes, cells)];
    this.slope = new double[nodes * cells];
    arrange(parent, toParent);
    for (int k = 0; k < nodes; k++) {
      int n = order[k];
      fixedDiagonal[k] += capacitance[n] / dt;
      if (k > 0) {
        fixedDiagonal[k] += axial[k];
        fixedDiagonal[up[k]] += axial[k];
        axialSquared[k] = axial[k] * axial[k];
      }
    }
  }

  // ------------------------------------------------------------------------------------------------ order

  private void arrange(int[] parent, double[] toParent) {
    List<List<Integer>> neighbours = new ArrayList<>();
    for (int n = 0; n < nodes; n++) {
      neighbours.add(new ArrayList<>());
    }
    for (int n = 0; n < nodes; n++) {
      if (parent[n] >= 0) {
        neighbours.get(n).add(parent[n]);
        neighbours.get(parent[n]).add(n);
      }
    }
    int[] from = new int[nodes];
    int end = walk(neighbours, walk(neighbours, 0, from)[nodes - 1], from)[nodes - 1];
    int steps = 0;
    for (int n = end; from[n] >= 0; n = from[n]) {
      steps++;
    }
    int middle = end;
    for (int s = 0; s < steps / 2; s++) {
      middle = from[middle];
    }
    int[] walked = walk(neighbours, middle, from);
    int[] position = new int[nodes];
    for (int k = 0; k < nodes; k++) {
      order[k] = walked[k];
      position[walked[k]] = k;
      int next = from[walked[k]];
      up[k] = next < 0 ? -1 : position[next];
      if (next >= 0) {
        axial[k] = parent[walked[k]] == next ? toParent[walked[k]] : toParent[next];
      }
    }
  }

  /** All nodes by distance from a start, which comes first; {@code from} gets the way back. */
  private static int[] walk(List<List<Integer>> neighbours, int start, int[] from) {
    int[] walked = new int[from.length];
    Arrays.fill(from, -1);
    walked[0] = start;
    int count = 1;
    for (int k = 0; k < count; k++) {
      for (int n : neighbours.get(walked[k])) {
        if (n != from[walked[k]]) {
          from[n] = walked[k];
          walked[count++] = n;
        }
      }
    }
    return walked;
  }

  // ------------------------------------------------------------------------------------------------ solving

  /** Moves {@code v} by one step. */
  void solve(double[] v) {
    for (int m = 0; m < cells; m++) {
      solve(v, m * nodes);
    }
  }

  private void solve(double[] v, int base) {
    load(v, base);
    eliminate();
    substitute();
    for (int k = 0; k < order.length; k++) {
      v[base + order[k]] += x[k];
    }
  }

  private void load(double[] v, int base) {
    double[] volts = x;
    for (int k = 0; k < order.length; k++) {
      int n = base + order[k];
      volts[k] = v[n];
      diagonal[k] = fixedDiagonal[k] + slope[n];
      right[k] = current[n];
    }
    for (int k = 1; k < order.length; k++) {
      double in = axial[k] * (volts[up[k]] - volts[k]);
      flow[k] = in;
      right[k] += in;
    }
  }

  private void eliminate() {
    double[] d = diagonal;
    double[] r = right;
    for (int k = d.length - 1; k > 0; k--) {
      double dk = d[k];
      int p = up[k];
      d[p] -= axialSquared[k] / dk;
      double inverse = 1 / dk;
      double f = axial[k] * inverse;
      factor[k] = f;
      r[p] += f * r[k] - flow[k];
      r[k] *= inverse;
    }
    r[0] /= d[0];
  }

  private void substitute() {
    double[] change = x;
    change[0] = right[0];
    for (int k = 1; k < change.length; k++) {
      change[k] = right[k] + factor[k] * change[up[k]];
    }
  }
}
