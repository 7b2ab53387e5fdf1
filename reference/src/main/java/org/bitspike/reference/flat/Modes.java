package org.bitspike.reference.flat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
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
                q -> new FlatSystem.Quantity(q.name(), q.part(), Exprs.replace(q.definition(), by)))
            .toList();
    List<FlatSystem.Rate> rates =
        system.rates().stream()
            .map(r -> new FlatSystem.Rate(r.state(), Exprs.replace(r.definition(), by)))
            .toList();
    return with(system, system.states(), quantities, rates, system.conditions());
  }

  /**
   * The system with other parts.
   *
   * @param quantities in any order
   * @throws org.bitspike.ir.diag.BitspikeException when they depend on each other in a circle
   */
  public static FlatSystem with(
      FlatSystem s,
      List<FlatSystem.State> states,
      List<FlatSystem.Quantity> quantities,
      List<FlatSystem.Rate> rates,
      List<FlatSystem.Condition> conditions) {
    return new FlatSystem(
        s.parts(),
        states,
        s.properties(),
        s.inputs(),
        new QuantityOrder(quantities, circle -> circular(s, circle)).ordered(),
        rates,
        s.machines(),
        conditions,
        s.handlers(),
        s.starts(),
        s.relays(),
        s.schemes(),
        s.aliases());
  }

  private static void circular(FlatSystem s, List<FlatSystem.Quantity> circle) {
    FlatSystem.Part part = s.parts().get(circle.getFirst().part());
    throw new BitspikeException(
        Diagnostic.error(
            Code.R_UNSUPPORTED,
            part.source(),
            "component "
                + part.component()
                + " cannot run: values depend on each other in a circle: "
                + String.join(" <- ", circle.stream().map(FlatSystem.Quantity::name).toList())));
  }
}
