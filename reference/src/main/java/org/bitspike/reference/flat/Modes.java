package org.bitspike.reference.flat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bitspike.ir.expr.Expr;

/** A system with some of its symbols known. */
public final class Modes {

  private Modes() {}

  /**
   * The same system with numbers in place of symbols, in quantities and rates, and with cases
   * decided whose tests are known then. Actions stay as they are.
   */
  public static FlatSystem fixed(FlatSystem system, Map<String, Double> values) {
    Function<String, Expr> by =
        name -> {
          Double value = values.get(name);
          return value == null ? new Expr.Var(name) : new Expr.Num(value);
        };
    List<FlatSystem.Quantity> quantities =
        system.quantities().stream()
            .map(
                q ->
                    new FlatSystem.Quantity(
                        q.name(), q.part(), Exprs.replace(q.definition(), by)))
            .toList();
    List<FlatSystem.Rate> rates =
        system.rates().stream()
            .map(r -> new FlatSystem.Rate(r.state(), Exprs.replace(r.definition(), by)))
            .toList();
    return with(system, quantities, rates);
  }

  /** The system with other quantities and rates. */
  static FlatSystem with(
      FlatSystem s, List<FlatSystem.Quantity> quantities, List<FlatSystem.Rate> rates) {
    return new FlatSystem(
        s.parts(),
        s.states(),
        s.properties(),
        s.inputs(),
        quantities,
        rates,
        s.machines(),
        s.conditions(),
        s.handlers(),
        s.starts(),
        s.relays(),
        s.schemes(),
        s.aliases());
  }
}
