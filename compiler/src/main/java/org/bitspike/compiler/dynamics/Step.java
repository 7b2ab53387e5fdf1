package org.bitspike.compiler.dynamics;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.compiler.symbolic.Sym;

/** A statement of a neuron's step, over real numbers. */
public sealed interface Step {

  /** Names a value until the end of the enclosing list. */
  record Let(String name, Sym value) implements Step {}

  /** Gives a variable a new value. */
  record Assign(String variable, Sym value) implements Step {}

  /** Does one of two lists. */
  record If(Sym condition, List<Step> then, List<Step> otherwise) implements Step {
    public If {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }
  }

  /** The neuron fires. */
  record Spike() implements Step {}

  /** Variables that a list of statements may assign to. */
  static Set<String> assigned(List<Step> steps) {
    Set<String> names = new TreeSet<>();
    for (Step step : steps) {
      switch (step) {
        case Assign a -> names.add(a.variable());
        case If i -> {
          names.addAll(assigned(i.then()));
          names.addAll(assigned(i.otherwise()));
        }
        case Let l -> {}
        case Spike s -> {}
      }
    }
    return names;
  }
}
