package org.bitspike.compiler.dynamics;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Sym.Ref;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Definition;

/** Computes derived variables: by expression, by cases, and from what stands at a path. */
final class DerivedValues {

  private final StepScope scope;
  private final Set<String> levels;

  /**
   * Computes in a scope.
   *
   * @param levels exposures that inputs add to wherever attachments are summed
   */
  DerivedValues(StepScope scope, Set<String> levels) {
    this.scope = scope;
    this.levels = levels;
  }

  /** Gives all derived variables of an instance their value at this point of the step. */
  void all(Instance instance) {
    for (ComponentType.DerivedVariable derived : instance.type.dynamics().derivedVariables()) {
      instance.values.put(derived.name(), define(instance, derived.definition()));
    }
  }

  /**
   * Gives the derived variables that are the same in every step, such as a surface, their value, so
   * that parts find it, which advance before what they are part of.
   */
  void constants(List<Instance> partsFirst) {
    boolean more = true;
    while (more) {
      more = false;
      for (Instance instance : partsFirst) {
        for (ComponentType.DerivedVariable derived : instance.type.dynamics().derivedVariables()) {
          if (!instance.values.containsKey(derived.name())) {
            Optional<Sym> constant = constant(instance, derived.definition());
            constant.ifPresent(value -> instance.values.put(derived.name(), value));
            more |= constant.isPresent();
          }
        }
      }
    }
  }

  private Optional<Sym> constant(Instance instance, Definition definition) {
    try {
      return Optional.of(define(instance, definition)).filter(Sym::isConstant);
    } catch (NotLowerable notYet) {
      return Optional.empty();
    }
  }

  private Sym define(Instance instance, Definition definition) {
    return switch (definition) {
      case Definition.Value(Expr value) -> scope.sym(instance, value);
      case Definition.Conditional(List<Definition.Case> cases) -> {
        Sym result = Sym.ZERO;
        for (Definition.Case c : cases.reversed()) {
          Sym value = scope.sym(instance, c.value());
          Sym otherwise = result;
          result =
              c.condition()
                  .map(e -> Algebra.choose(scope.sym(instance, e), value, otherwise))
                  .orElse(value);
        }
        yield result;
      }
      case Definition.Select select -> select(instance, select);
    };
  }

  private Sym select(Instance instance, Definition.Select select) {
    Instance.Reached found = instance.reached(select.path());
    boolean multiply = select.reduce().filter(r -> r == Definition.Reduce.MULTIPLY).isPresent();
    Sym result = multiply ? Sym.ONE : Sym.ZERO;
    String exposure = found.exposure();
    for (Instance from : found.instances()) {
      Sym value = from.exposed(from.behindExposure(exposure));
      result = multiply ? Algebra.multiply(result, value) : Algebra.add(result, value);
    }
    return found.attachments() && levels.contains(exposure)
        ? Algebra.add(result, new Ref(level(exposure)))
        : result;
  }

  /** The word of the current that inputs give by an exposure. */
  static String level(String exposure) {
    return "level_" + exposure;
  }
}
