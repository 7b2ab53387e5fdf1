package org.bitspike.ir.profile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;

/** Where the cores of a {@link Delivery} are: their numbers and their places on the grid. */
public final class CoreGrid {

  private final Extents grid;
  private final int[] coreOfCell;
  private final int[] cellOfCore;

  private CoreGrid(Delivery.Cores cores, Map<String, Double> constants) {
    grid = Extents.of(cores.grid(), constants);
    Expr when = cores.when().orElse(new Expr.Num(1));
    coreOfCell = new int[grid.count()];
    Map<String, Double> names = new HashMap<>(constants);
    int next = 0;
    for (int cell = 0; cell < coreOfCell.length; cell++) {
      int[] at = at(cell);
      for (int i = 0; i < at.length; i++) {
        names.put(grid.names().get(i), (double) at[i]);
      }
      boolean there = ExprEvaluator.evaluate(when, Extents.constant(names)) != 0;
      coreOfCell[cell] = there ? next++ : -1;
    }
    cellOfCore = new int[next];
    for (int cell = 0; cell < coreOfCell.length; cell++) {
      if (coreOfCell[cell] >= 0) {
        cellOfCore[coreOfCell[cell]] = cell;
      }
    }
  }

  /**
   * Numbers cores.
   *
   * @throws IllegalArgumentException if a size is not whole or a name is not known
   */
  public static CoreGrid of(Delivery.Cores cores, Map<String, Double> constants) {
    return new CoreGrid(cores, constants);
  }

  /** How the indices of the grid run. */
  public Extents extents() {
    return grid;
  }

  /** Number of cores. */
  public int cores() {
    return cellOfCore.length;
  }

  /**
   * The core in a cell of the grid, counted with the last index fastest; -1 where there is none.
   */
  public int core(int cell) {
    return coreOfCell[cell];
  }

  /** The cell of a core. */
  public int cell(int core) {
    return cellOfCore[core];
  }

  /** A core's place along each index. */
  public int[] place(int core) {
    return at(cellOfCore[core]);
  }

  /** How far apart two cores are: the sum of the distances along the indices. */
  public int distance(int core, int other) {
    int[] a = place(core);
    int[] b = place(other);
    Arrays.setAll(a, i -> Math.abs(a[i] - b[i]));
    return Arrays.stream(a).sum();
  }

  private int[] at(int cell) {
    int[] at = new int[grid.sizes().size()];
    int rest = cell;
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = rest % grid.sizes().get(i);
      rest /= grid.sizes().get(i);
    }
    return at;
  }
}
