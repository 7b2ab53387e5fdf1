package org.bitspike.compiler.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.compiler.dynamics.StepModel.Kind;
import org.bitspike.compiler.dynamics.StepModel.Variable;

/** Leaves out what can reach neither a spike nor a recorded variable. */
final class Liveness {

  /** A variable of this name is always kept: it is what users look at. */
  private static final String MEMBRANE = "v";

  private Liveness() {}

  static StepModel prune(StepModel model) {
    Set<String> live = new TreeSet<>();
    for (Variable variable : model.variables()) {
      if (variable.kind() instanceof Kind.Watched || variable.name().equals(MEMBRANE)) {
        live.add(variable.name());
      }
    }
    int before;
    do {
      before = live.size();
      mark(model.steps(), live);
    } while (live.size() > before);
    List<Step> kept = sweep(model.steps(), live);
    List<Variable> variables =
        model.variables().stream().filter(v -> live.contains(v.name())).toList();
    return new StepModel(variables, kept);
  }

  /** Marks what live statements read; tells whether the list holds any. */
  private static boolean mark(List<Step> steps, Set<String> live) {
    boolean any = false;
    for (int i = steps.size() - 1; i >= 0; i--) {
      switch (steps.get(i)) {
        case Step.Let let -> {
          if (live.contains(let.name())) {
            live.addAll(let.value().names());
          }
        }
        case Step.Assign assign -> {
          if (live.contains(assign.variable())) {
            live.addAll(assign.value().names());
            any = true;
          }
        }
        case Step.If branch -> {
          boolean then = mark(branch.then(), live);
          boolean otherwise = mark(branch.otherwise(), live);
          if (then || otherwise) {
            live.addAll(branch.condition().names());
            any = true;
          }
        }
        case Step.Spike spike -> any = true;
      }
    }
    return any;
  }

  private static List<Step> sweep(List<Step> steps, Set<String> live) {
    List<Step> kept = new ArrayList<>();
    for (Step step : steps) {
      switch (step) {
        case Step.Let let -> {
          if (live.contains(let.name())) {
            kept.add(let);
          }
        }
        case Step.Assign assign -> {
          if (live.contains(assign.variable())) {
            kept.add(assign);
          }
        }
        case Step.If branch -> {
          List<Step> then = sweep(branch.then(), live);
          List<Step> otherwise = sweep(branch.otherwise(), live);
          if (!then.isEmpty() || !otherwise.isEmpty()) {
            kept.add(new Step.If(branch.condition(), then, otherwise));
          }
        }
        case Step.Spike spike -> kept.add(spike);
      }
    }
    return kept;
  }
}
