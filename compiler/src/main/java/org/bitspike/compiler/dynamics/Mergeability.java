package org.bitspike.compiler.dynamics;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.compiler.symbolic.Shape;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Translate;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.Network;

/**
 * Whether all connections of a neuron through one synapse can share one set of states.
 *
 * <p>They can when the synapse is linear: its states start at 0, events add to them in proportion
 * to the weight, rates and current are linear and homogeneous in them. Then the sum of the
 * connections' states obeys the same equations as each.
 */
public enum Mergeability {
  /** Linear. */
  MERGED,
  /** Linear, and events do the same whatever the weight. */
  MERGED_WEIGHTLESS,
  /** Each connection needs states of its own. */
  SEPARATE;

  /** Judges a synapse component. Only what its current depends on counts. */
  public static Mergeability of(Network network, Component synapse) {
    ComponentType type = network.type(synapse.type());
    var dynamics = type.dynamics();
    if (!dynamics.regimes().isEmpty()
        || !dynamics.onConditions().isEmpty()
        || dynamics.onEvents().isEmpty()) {
      return SEPARATE;
    }
    Instance instance = new Instance(network, synapse, Optional.empty(), "", "");
    boolean statefulParts =
        instance.partsFirst().stream()
            .anyMatch(i -> i != instance && !i.type.dynamics().stateVariables().isEmpty());
    if (statefulParts) {
      return SEPARATE;
    }
    return new Judge(instance).judge();
  }

  private static final class Judge {
    private final Instance instance;
    private final Set<String> states = new TreeSet<>();

    Judge(Instance instance) {
      this.instance = instance;
    }

    Mergeability judge() {
      ComponentType type = instance.type;
      type.dynamics().stateVariables().forEach(s -> states.add(s.name()));
      states.retainAll(relevant());
      InitialValues initial = InitialValues.of(instance);
      boolean linear =
          states.stream().allMatch(s -> initial.of(s) == 0)
              && type.dynamics().timeDerivatives().stream()
                  .filter(d -> states.contains(d.variable()))
                  .allMatch(d -> homogeneous(sym(d.rate())))
              && exposuresHomogeneous();
      return linear ? events(type.dynamics().onEvents().get(0).actions()) : SEPARATE;
    }

    private boolean exposuresHomogeneous() {
      return instance.type.dynamics().derivedVariables().stream()
          .filter(d -> d.exposure().filter(CURRENTS::contains).isPresent())
          .allMatch(d -> homogeneous(value(d.name())));
    }

    private Mergeability events(List<Action> actions) {
      boolean weighted = false;
      boolean weightless = false;
      for (Action action : actions) {
        if (action instanceof Action.Assign(String variable, Expr value)
            && states.contains(variable)) {
          Sym increment =
              org.bitspike.compiler.symbolic.Algebra.subtract(sym(value), new Sym.Ref(variable));
          Optional<Shape.Affine> affine = Shape.affine(increment, "weight");
          if (affine.isEmpty()
              || !affine.get().factor().isConstant()
              || !affine.get().rest().isConstant()) {
            return SEPARATE;
          }
          weighted |= !affine.get().factor().equals(Sym.ZERO);
          weightless |= !affine.get().rest().equals(Sym.ZERO);
        }
      }
      return weighted && weightless ? SEPARATE : weightless ? MERGED_WEIGHTLESS : MERGED;
    }

    /** Linear in the states without a constant: removing each state's part leaves nothing. */
    private boolean homogeneous(Sym sym) {
      Sym rest = sym;
      for (String state : states) {
        Optional<Shape.Affine> affine = Shape.affine(rest, state);
        if (affine.isEmpty() || affine.get().factor().names().stream().anyMatch(states::contains)) {
          return false;
        }
        rest = affine.get().rest();
      }
      return rest.equals(Sym.ZERO);
    }

    private Set<String> relevant() {
      Set<String> relevant = new TreeSet<>();
      for (ComponentType.DerivedVariable derived : instance.type.dynamics().derivedVariables()) {
        if (derived.exposure().filter(CURRENTS::contains).isPresent()) {
          relevant.addAll(value(derived.name()).names());
        }
      }
      instance.type.dynamics().stateVariables().stream()
          .filter(s -> s.exposure().filter(CURRENTS::contains).isPresent())
          .forEach(s -> relevant.add(s.name()));
      int before;
      do {
        before = relevant.size();
        instance.type.dynamics().timeDerivatives().stream()
            .filter(d -> relevant.contains(d.variable()))
            .forEach(d -> relevant.addAll(sym(d.rate()).names()));
      } while (relevant.size() > before);
      return relevant;
    }

    private Sym sym(Expr expr) {
      return Translate.expr(expr, this::value);
    }

    private Sym value(String name) {
      Double constant = instance.constants.get(name);
      if (constant != null) {
        return new Sym.Const(constant);
      }
      for (ComponentType.DerivedVariable derived : instance.type.dynamics().derivedVariables()) {
        if (derived.name().equals(name)) {
          return switch (derived.definition()) {
            case ComponentType.Definition.Value(Expr value) -> sym(value);
            // parts without states, such as a block: a function of the cell's variables
            case ComponentType.Definition.Select select -> new Sym.Ref("part:" + select.path());
            case ComponentType.Definition.Conditional c ->
                throw NotLowerable.because("a conditional synapse");
          };
        }
      }
      return new Sym.Ref(name);
    }
  }

  /** Exposures by which a synapse acts on its cell. */
  private static final Set<String> CURRENTS = Set.of("i", "I");
}
