package org.bitspike.reference.converged;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.ToIntFunction;
import org.bitspike.ir.expr.Expr;
import org.bitspike.reference.flat.Exprs;
import org.bitspike.reference.flat.FlatSystem;
import org.bitspike.reference.flat.FlatSystem.Quantity;

/** Assignments over a frame, preceded by the quantities that they read. */
final class Program {

  private final int[] quantitySlots;
  private final Terms.Term[] quantities;
  private final int[] targets;
  private final Terms.Term[] values;

  private Program(
      int[] quantitySlots, Terms.Term[] quantities, int[] targets, Terms.Term[] values) {
    this.quantitySlots = quantitySlots;
    this.quantities = quantities;
    this.targets = targets;
    this.values = values;
  }

  /**
   * Makes one.
   *
   * @param slots place of each symbol, quantities included
   * @param read further symbols that are read after it has run
   */
  static Program of(
      FlatSystem system,
      ToIntFunction<String> slots,
      Map<String, Expr> assignments,
      Set<String> read) {
    List<String> targets = new ArrayList<>(assignments.keySet());
    return of(system, slots, targets, new ArrayList<>(assignments.values()), read);
  }

  static Program of(
      FlatSystem system,
      ToIntFunction<String> slots,
      List<String> targets,
      List<Expr> values,
      Set<String> read) {
    Map<String, Quantity> all = new LinkedHashMap<>();
    system.quantities().forEach(q -> all.put(q.name(), q));
    Set<String> needed = new LinkedHashSet<>();
    values.forEach(v -> Exprs.variables(v).forEach(n -> need(n, all, needed)));
    read.forEach(n -> need(n, all, needed));
    List<Quantity> ordered =
        system.quantities().stream().filter(q -> needed.contains(q.name())).toList();
    return new Program(
        ordered.stream().mapToInt(q -> slots.applyAsInt(q.name())).toArray(),
        ordered.stream().map(q -> Terms.of(q.definition(), slots)).toArray(Terms.Term[]::new),
        targets.stream().mapToInt(slots).toArray(),
        values.stream().map(v -> Terms.of(v, slots)).toArray(Terms.Term[]::new));
  }

  private static void need(String name, Map<String, Quantity> all, Set<String> needed) {
    Quantity q = all.get(name);
    if (q != null && needed.add(name)) {
      Exprs.variables(q.definition()).forEach(n -> need(n, all, needed));
    }
  }

  void run(double[] frame, DoubleSupplier draws) {
    for (int k = 0; k < quantities.length; k++) {
      frame[quantitySlots[k]] = quantities[k].value(frame, draws);
    }
    for (int k = 0; k < targets.length; k++) {
      frame[targets[k]] = values[k].value(frame, draws);
    }
  }

  boolean isEmpty() {
    return targets.length == 0;
  }
}
