package org.bitspike.reference.cable;

/**
 * Solves the voltages of all compartments of equal cells for one backward Euler step, by elimination
 * from the tips to the root and substitution back (Hines 1984, Int. J. Biomed. Comput. 15:69-76): in
 * each node {@code (C/dt + G + sum g) dv = I + sum g (v_other - v)}, with {@code G = -dI/dv}, linearised
 * at the present voltage.
 *
 * <p>Nodes of cell {@code m} stand at {@code m * nodes}, parents before children.
 */
final class CableSolver {

  private final int nodes;
  private final int cells;
  private final int[] parent;
  private final double[] axial;
  private final double[] fixedDiagonal;
  private final double[] d;

  /** Current into each node, amperes; on return of {@link #solve} the change of voltage. */
  final double[] current;

  /** {@code -dI/dv} of each node, siemens. */
  final double[] slope;

  /**
   * Prepares.
   *
   * @param capacitance of each node of one cell, farads
   */
  CableSolver(int[] parent, double[] axial, double[] capacitance, int cells, double dt) {
    this.nodes = parent.length;
    this.cells = cells;
    this.parent = parent.clone();
    this.axial = axial.clone();
    this.fixedDiagonal = new double[nodes];
    for (int n = 0; n < nodes; n++) {
      fixedDiagonal[n] += capacitance[n] / dt;
      if (parent[n] >= 0) {
        fixedDiagonal[n] += axial[n];
        fixedDiagonal[parent[n]] += axial[n];
      }
    }
    this.d = new double[nodes];
    this.current = new double[Math.multiplyExact(nodes, cells)];
    this.slope = new double[nodes * cells];
  }

  /** Adds the change to {@code v}. */
  void solve(double[] v) {
    for (int m = 0; m < cells; m++) {
      solve(v, m * nodes);
    }
  }

  private void solve(double[] v, int base) {
    double[] rhs = current;
    double[] diagonal = d;
    int[] up = parent;
    double[] g = axial;
    for (int n = 0; n < diagonal.length; n++) {
      diagonal[n] = fixedDiagonal[n] + slope[base + n];
    }
    for (int n = 1; n < up.length; n++) {
      double flow = g[n] * (v[base + up[n]] - v[base + n]);
      rhs[base + n] += flow;
      rhs[base + up[n]] -= flow;
    }
    for (int n = up.length - 1; n > 0; n--) {
      double inverse = 1 / diagonal[n];
      double factor = g[n] * inverse;
      diagonal[up[n]] -= factor * g[n];
      rhs[base + up[n]] += factor * rhs[base + n];
      rhs[base + n] *= inverse;
      diagonal[n] = factor;
    }
    rhs[base] /= diagonal[0];
    v[base] += rhs[base];
    for (int n = 1; n < up.length; n++) {
      rhs[base + n] += diagonal[n] * rhs[base + up[n]];
      v[base + n] += rhs[base + n];
    }
  }
}
