package org.bitspike.compiler.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.compiler.dynamics.Step;
import org.bitspike.compiler.dynamics.StepModel;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Translate;

/**
 * Puts a named value where it is used, if that is one place, as a term of a sum, and nothing that
 * it depends on has changed until then.
 *
 * <p>A name's value is rounded to a word's width, whose step is that of its largest part. Within a
 * sum each part is as fine as the sum, so that a current of picoamperes is not lost beside one of
 * microamperes.
 */
final class LinearLets {

  private LinearLets() {}

  static StepModel inline(StepModel model) {
    return new StepModel(model.variables(), inline(model.steps()));
  }

  private static List<Step> inline(List<Step> steps) {
    List<Step> out = new ArrayList<>();
    List<Step> left = steps;
    while (!left.isEmpty()) {
      Step step = left.get(0);
      List<Step> rest = left.subList(1, left.size());
      left = rest;
      if (step instanceof Step.Let(String name, Sym value)
          && value instanceof Sym.Sum
          && uses(rest, name) == 1) {
        Optional<List<Step>> placed = place(rest, name, value, value.names());
        if (placed.isPresent()) {
          left = placed.get();
          continue;
        }
      }
      out.add(
          step instanceof Step.If(Sym condition, List<Step> then, List<Step> otherwise)
              ? new Step.If(condition, inline(then), inline(otherwise))
              : step);
    }
    return out;
  }

  /** The same steps with the value in its place; nothing where it cannot stand there. */
  private static Optional<List<Step>> place(
      List<Step> steps, String name, Sym value, Set<String> needed) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (uses(List.of(step), name) > 0) {
        Optional<Step> placed = place(step, name, value, needed);
        if (placed.isEmpty()) {
          return Optional.empty();
        }
        List<Step> out = new ArrayList<>(steps);
        out.set(i, placed.get());
        return Optional.of(out);
      }
      if (Step.assigned(List.of(step)).stream().anyMatch(needed::contains)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<Step> place(Step step, String name, Sym value, Set<String> needed) {
    return switch (step) {
      case Step.Let(String let, Sym of) when isTerm(of, name) ->
          Optional.of(new Step.Let(let, Translate.substitute(of, Map.of(name, value))));
      case Step.Assign(String variable, Sym of) when isTerm(of, name) ->
          Optional.of(new Step.Assign(variable, Translate.substitute(of, Map.of(name, value))));
      case Step.If(Sym condition, List<Step> then, List<Step> otherwise) -> {
        if (condition.names().contains(name)) {
          yield Optional.empty();
        }
        boolean inThen = uses(then, name) > 0;
        yield place(inThen ? then : otherwise, name, value, needed)
            .map(
                placed ->
                    new Step.If(condition, inThen ? placed : then, inThen ? otherwise : placed));
      }
      default -> Optional.empty();
    };
  }

  private static boolean isTerm(Sym sym, String name) {
    return sym instanceof Sym.Sum s
        && s.terms().stream().anyMatch(t -> t.atom().equals(new Sym.Ref(name)));
  }

  private static int uses(List<Step> steps, String name) {
    int uses = 0;
    for (Step step : steps) {
      uses +=
          switch (step) {
            case Step.Let let -> uses(let.value(), name);
            case Step.Assign assign -> uses(assign.value(), name);
            case Step.If branch ->
                uses(branch.condition(), name)
                    + uses(branch.then(), name)
                    + uses(branch.otherwise(), name);
            case Step.Spike spike -> 0;
          };
    }
    return uses;
  }

  private static int uses(Sym sym, String name) {
    return sym instanceof Sym.Ref(String other)
        ? other.equals(name) ? 1 : 0
        : sym.parts().stream().mapToInt(p -> uses(p, name)).sum();
  }
}
