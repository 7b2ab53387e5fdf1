package org.bitspike.compiler.dynamics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.compiler.dynamics.StepModel.Kind;
import org.bitspike.compiler.dynamics.StepModel.Variable;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Sym.Ref;
import org.bitspike.compiler.symbolic.Translate;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType;

/**
 * The step in the making: its variables, the words of every instance, and the list that statements
 * go to at present.
 */
final class StepScope {

  private final double dt;
  private final Names names = new Names();
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Map<Instance, Map<String, String>> words = new LinkedHashMap<>();
  private final Map<Instance, Set<String>> timeStates = new LinkedHashMap<>();
  private List<Step> out = new ArrayList<>();
  private boolean keepsDerived = true;

  StepScope(double dt) {
    this.dt = dt;
  }

  double dt() {
    return dt;
  }

  /** What has been written so far. */
  StepModel model() {
    return new StepModel(List.copyOf(variables.values()), out);
  }

  // ---- variables

  /** Gives every state of an instance a word, and the instance its time. */
  void declare(Instance instance) {
    Map<String, String> own = new LinkedHashMap<>();
    words.put(instance, own);
    Set<String> times = TimeStates.of(instance.type);
    timeStates.put(instance, times);
    // during tick n the model's time is that of its end
    instance.values.put("t", Algebra.scale(Algebra.add(new Ref(StepModel.NOW), Sym.ONE), dt));
    InitialValues initial = InitialValues.of(instance);
    for (ComponentType.StateVariable state : instance.type.dynamics().stateVariables()) {
      boolean time = times.contains(state.name());
      double value = initial.of(state.name());
      String rangeName = time ? "" : instance.rangePrefix + state.name();
      String word =
          variable(
              instance.prefix + state.name(),
              time ? new Kind.Ticks() : new Kind.State(),
              time ? value / dt : value,
              rangeName,
              Optional.empty());
      own.put(state.name(), word);
      Sym read = new Ref(word);
      instance.values.put(state.name(), time ? Algebra.scale(read, dt) : read);
    }
    int regimes = instance.type.dynamics().regimes().size();
    if (regimes > 0) {
      Interval bound = new Interval(0, regimes - 1.0);
      own.put(
          "",
          variable(
              instance.prefix + "regime",
              new Kind.Regime(),
              initial.regime(),
              "",
              Optional.of(bound)));
    }
  }

  /** Declares a variable under the wanted name or the nearest that is free, and gives the name. */
  String variable(
      String wanted, Kind kind, double initial, String rangeName, Optional<Interval> bound) {
    String name = names.fresh(wanted);
    variables.put(name, new Variable(name, kind, initial, rangeName, bound));
    return name;
  }

  /** A variable that starts at 0 and whose range the reference run does not tell. */
  String variable(String wanted, Kind kind) {
    return variable(wanted, kind, 0, "", Optional.empty());
  }

  boolean isState(Instance instance, String variable) {
    return words.getOrDefault(instance, Map.of()).containsKey(variable);
  }

  /** Whether a state holds a time, counted in ticks. */
  boolean isTime(Instance instance, String variable) {
    return timeStates.getOrDefault(instance, Set.of()).contains(variable);
  }

  /** The word of a state variable; of the active regime for the empty name. */
  String word(Instance instance, String variable) {
    String word = words.getOrDefault(instance, Map.of()).get(variable);
    if (word == null) {
      throw NotLowerable.because(
          "an assignment to '"
              + variable
              + "', which is no state variable of "
              + instance.type.name());
    }
    return word;
  }

  /** An expression of an instance at this point of the step. */
  Sym sym(Instance instance, Expr expr) {
    return Translate.expr(expr, instance::exposed);
  }

  // ---- statements

  void add(Step step) {
    out.add(step);
  }

  /** Names a value. */
  Sym let(String wanted, Sym value) {
    String name = names.fresh(wanted);
    out.add(new Step.Let(name, value));
    return new Ref(name);
  }

  /** What a piece of work writes, as a list of its own. */
  List<Step> nested(Runnable work) {
    List<Step> outer = out;
    out = new ArrayList<>();
    work.run();
    List<Step> inner = out;
    out = outer;
    return inner;
  }

  /** As {@link #nested}, for work after which nobody asks for derived variables of before. */
  List<Step> nestedAlone(Runnable work) {
    keepsDerived = false;
    List<Step> inner = nested(work);
    keepsDerived = true;
    return inner;
  }

  /**
   * Keeps the present value of every derived variable that an assignment to one of these words
   * would change.
   */
  void freeze(List<String> assigned) {
    if (!keepsDerived) {
      return;
    }
    for (Instance instance : words.keySet()) {
      for (ComponentType.DerivedVariable derived : instance.type.dynamics().derivedVariables()) {
        Sym value = instance.values.getOrDefault(derived.name(), Sym.ZERO);
        if (value.names().stream().anyMatch(assigned::contains)) {
          instance.values.put(
              derived.name(), let(instance.prefix + derived.name() + "_before", value));
        }
      }
    }
  }
}
