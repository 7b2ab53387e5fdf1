package org.bitspike.compiler.dynamics;

import java.util.List;
import java.util.Optional;
import org.bitspike.compiler.dynamics.StepModel.Kind;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Shape;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Sym.Ref;
import org.bitspike.ir.expr.Expr.BinaryOperator;

/**
 * Writes what the events of a tick do to a receptor: what arrives is a sum of weight codes, and a
 * gain word says what one code is worth.
 */
final class Arrivals {

  private static final String WEIGHT = "weight";

  private final StepScope scope;
  private final DerivedValues derived;
  private final Deeds deeds;

  Arrivals(StepScope scope, DerivedValues derived, Deeds deeds) {
    this.scope = scope;
    this.derived = derived;
    this.deeds = deeds;
  }

  void at(Receptor receptor, Instance synapse) {
    String port = scope.variable(receptor.port(), new Kind.Arrivals(receptor.name()));
    // handlers read derived variables as they are before the step: nothing has changed since
    synapse.partsFirst().forEach(derived::all);
    if (receptor.isMerged()) {
      all(receptor, synapse, port);
    } else {
      one(receptor, synapse, port);
    }
  }

  /** One connection's event, if there is one, handled as it is. */
  private void one(Receptor receptor, Instance synapse, String port) {
    String gain = gain(receptor, 1, receptor.name());
    setWeight(synapse, Algebra.multiply(new Ref(gain), new Ref(port)));
    List<Step> body = scope.nested(() -> deeds.deliver(synapse));
    scope.add(
        new Step.If(
            Algebra.compare(BinaryOperator.NOT_EQUAL, new Ref(port), Sym.ZERO), body, List.of()));
  }

  /** All connections' events at once: they only add to states, in proportion to their weights. */
  private void all(Receptor receptor, Instance synapse, String port) {
    setWeight(synapse, new Ref(WEIGHT));
    for (Step step : scope.nestedAlone(() -> deeds.deliver(synapse))) {
      if (step instanceof Step.Assign(String variable, Sym value)) {
        Sym increment = Algebra.subtract(value, new Ref(variable));
        Optional<Sym> perWeight =
            receptor.weightless()
                ? Optional.of(increment)
                : Shape.affine(increment, WEIGHT).map(Shape.Affine::factor);
        // anything but a constant is the increment of a state that the current of this linear
        // synapse does not depend on
        if (perWeight.orElse(increment) instanceof Sym.Const(double factor)) {
          Sym arrived = Algebra.multiply(new Ref(gain(receptor, factor, variable)), new Ref(port));
          scope.add(new Step.Assign(variable, Algebra.add(new Ref(variable), arrived)));
        }
      }
    }
  }

  private String gain(Receptor receptor, double factor, String hint) {
    return scope.variable("gain_" + hint, new Kind.Gain(receptor.name(), factor));
  }

  private static void setWeight(Instance synapse, Sym weight) {
    if (synapse.type.properties().stream().anyMatch(p -> p.name().equals(WEIGHT))) {
      synapse.values.put(WEIGHT, weight);
    }
  }
}
