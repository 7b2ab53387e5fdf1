package org.bitspike.compiler.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Sym.Ref;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.Slot;

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
    List<String> segments = List.of(select.path().split("/"));
    List<Instance> reached = List.of(instance);
    boolean attachments = false;
    for (String segment : segments.subList(0, segments.size() - 1)) {
      if (segment.contains("[") && !segment.endsWith("[*]")) {
        throw NotLowerable.because("the selecting path '" + select.path() + "'");
      }
      String slot = segment.replaceFirst("\\[.*", "");
      List<Instance> next = new ArrayList<>();
      for (Instance from : reached) {
        next.addAll(from.slot(slot));
        attachments |=
            from.type.slots().stream()
                .anyMatch(s -> s.name().equals(slot) && s.kind() == Slot.Kind.ATTACHMENTS);
      }
      reached = next;
    }
    String exposure = segments.get(segments.size() - 1);
    boolean multiply = select.reduce().filter(r -> r == Definition.Reduce.MULTIPLY).isPresent();
    Sym result = multiply ? Sym.ONE : Sym.ZERO;
    for (Instance from : reached) {
      Sym value = from.exposed(from.behindExposure(exposure));
      result = multiply ? Algebra.multiply(result, value) : Algebra.add(result, value);
    }
    return attachments && levels.contains(exposure)
        ? Algebra.add(result, new Ref(level(exposure)))
        : result;
  }

  /** The word of the current that inputs give by an exposure. */
  static String level(String exposure) {
    return "level_" + exposure;
  }
}
