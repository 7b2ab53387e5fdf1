package org.bitspike.reference.cable;

/**
 * States that depend on each other: one linearly implicit Euler step, {@code (1 - dt J) dx = dt f},
 * which is backward Euler where the rates are linear, as in a kinetic scheme. Solved by elimination
 * with partial pivoting, row by row.
 */
final class CoupledStates {

  private final double[][] values;
  private final double[][] rates;
  private final double[][][] jacobian;
  private final ArrayProgram program;
  private final double dt;
  private final boolean conserved;
  private final double[][] matrix;
  private final double[] right;

  /**
   * States.
   *
   * @param values the states' columns
   * @param rates where the program puts their rates of change
   * @param jacobian where it puts the derivative of rate k with respect to state l
   * @param conserved whether the states are occupancies, which sum to 1
   */
  CoupledStates(
      double[][] values,
      double[][] rates,
      double[][][] jacobian,
      ArrayProgram program,
      double dt,
      boolean conserved) {
    this.values = values;
    this.rates = rates;
    this.jacobian = jacobian;
    this.program = program;
    this.dt = dt;
    this.conserved = conserved;
    this.matrix = new double[values.length][values.length];
    this.right = new double[values.length];
  }

  boolean conserved() {
    return conserved;
  }

  void advance() {
    int n = values.length;
    int rows = values[0].length;
    program.run(0, rows);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < n; k++) {
        for (int l = 0; l < n; l++) {
          matrix[k][l] = (k == l ? 1 : 0) - dt * jacobian[k][l][i];
        }
        right[k] = dt * rates[k][i];
      }
      solve();
      for (int k = 0; k < n; k++) {
        values[k][i] += right[k];
      }
    }
  }

  /** Occupancies whose rates of change are all 0: the last equation gives way to their sum. */
  void toSteadyState() {
    int n = values.length;
    int rows = values[0].length;
    program.run(0, rows);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < n; k++) {
        for (int l = 0; l < n; l++) {
          matrix[k][l] = k == n - 1 ? 1 : jacobian[k][l][i];
        }
        right[k] = k == n - 1 ? 1 : 0;
      }
      solve();
      for (int k = 0; k < n; k++) {
        values[k][i] = right[k];
      }
    }
  }

  private void solve() {
    int n = right.length;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int r = k + 1; r < n; r++) {
        if (Math.abs(matrix[r][k]) > Math.abs(matrix[pivot][k])) {
          pivot = r;
        }
      }
      double[] row = matrix[pivot];
      matrix[pivot] = matrix[k];
      matrix[k] = row;
      double value = right[pivot];
      right[pivot] = right[k];
      right[k] = value;
      for (int r = k + 1; r < n; r++) {
        double factor = matrix[r][k] / row[k];
        for (int c = k; c < n; c++) {
          matrix[r][c] -= factor * row[c];
        }
        right[r] -= factor * right[k];
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int c = k + 1; c < n; c++) {
        right[k] -= matrix[k][c] * right[c];
      }
      right[k] /= matrix[k][k];
    }
  }
}
