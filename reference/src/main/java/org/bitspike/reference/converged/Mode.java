package org.bitspike.reference.converged;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.expr.Expr;
import org.bitspike.reference.flat.Affine;
import org.bitspike.reference.flat.Exprs;
import org.bitspike.reference.flat.FlatCompiler;
import org.bitspike.reference.flat.FlatSystem;
import org.bitspike.reference.flat.Kernel;
import org.bitspike.reference.flat.Linearity;
import org.bitspike.reference.flat.Modes;

/**
 * A shape in one combination of regimes.
 *
 * <p>States whose rates are linear in one another with constant coefficients flow exactly; the
 * others are integrated step by step, with the exact ones as known functions of time.
 */
final class Mode {

  final Shape shape;
  final int[] exactSlots;
  final int[] steppedSlots;
  final int[] rateSlots;
  final Kernel rates;

  /** Conditions that are in force and need a search, by index, and where their margins go. */
  final int[] located;

  final int[] marginSlots;
  final Kernel margins;
  final int slots;

  private final TaylorFlow.Row[] rows;
  private final Program coefficientNeeds;

  Mode(Shape shape, double[] frame) {
    this.shape = shape;
    FlatSystem system = Modes.fixed(shape.system, shape.modeValues(frame));
    List<String> exact = new ArrayList<>();
    Map<String, Affine> linear = new HashMap<>();
    for (Linearity.Block block : new Linearity(system).constantBlocks(Set.of())) {
      exact.addAll(block.states());
      linear.putAll(block.rates());
    }
    Map<String, Integer> column = new LinkedHashMap<>();
    exact.forEach(s -> column.put(s, column.size()));
    Set<String> needs = new LinkedHashSet<>();
    rows =
        exact.stream()
            .map(s -> row(linear.getOrDefault(s, zero()), column, needs))
            .toArray(TaylorFlow.Row[]::new);
    coefficientNeeds = shape.program(Map.of(), needs);
    exactSlots = exact.stream().mapToInt(shape::slotOf).toArray();
    List<FlatSystem.Rate> stepped =
        system.rates().stream().filter(r -> !column.containsKey(r.state())).toList();
    steppedSlots = stepped.stream().mapToInt(r -> shape.slotOf(r.state())).toArray();
    FlatCompiler compiler = new FlatCompiler(system);
    List<FlatCompiler.Output> outputs =
        stepped.stream()
            .map(r -> new FlatCompiler.Output("@rate " + r.state(), r.definition()))
            .toList();
    rates = compiler.frame(outputs);
    rateSlots = outputs.stream().mapToInt(o -> compiler.slot(o.name())).toArray();
    located = located(frame);
    List<FlatCompiler.Output> found = new ArrayList<>();
    for (int w : located) {
      found.add(new FlatCompiler.Output("@margin " + w, shape.watches[w].margin()));
    }
    margins = compiler.frame(found);
    marginSlots = found.stream().mapToInt(o -> compiler.slot(o.name())).toArray();
    slots = compiler.slots();
  }

  private static Affine zero() {
    return new Affine(Map.of(), new Expr.Num(0));
  }

  private TaylorFlow.Row row(Affine a, Map<String, Integer> column, Set<String> needs) {
    int[] columns =
        a.factors().keySet().stream().mapToInt(x -> column.getOrDefault(x, 0)).toArray();
    Terms.Term[] factors =
        a.factors().values().stream()
            .map(f -> Terms.of(f, shape::slotOf))
            .toArray(Terms.Term[]::new);
    a.factors().values().forEach(f -> needs.addAll(Exprs.variables(f)));
    needs.addAll(Exprs.variables(a.rest()));
    return new TaylorFlow.Row(columns, factors, Terms.of(a.rest(), shape::slotOf));
  }

  private int[] located(double[] frame) {
    List<Integer> all = new ArrayList<>();
    for (int w = 0; w < shape.watches.length; w++) {
      if (shape.watches[w].located() && inForce(w, frame)) {
        all.add(w);
      }
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean inForce(int w, double[] frame) {
    int machine = shape.watches[w].machine();
    return machine < 0 || frame[shape.machineSlots[machine]] == shape.watches[w].regime();
  }

  TaylorFlow newFlow() {
    return new TaylorFlow(rows);
  }

  /** Computes the quantities that coefficients are made of. */
  void prepare(double[] frame) {
    coefficientNeeds.run(frame, () -> 0);
  }

  boolean isExact() {
    return steppedSlots.length == 0;
  }
}
