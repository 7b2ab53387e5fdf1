package org.bitspike.compiler.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.compiler.dynamics.StepModel.Kind;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Sym.Ref;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ComponentType.TimeDerivative;
import org.bitspike.ir.network.Network;

/**
 * Runs a cell and what is attached to it through one step of forward Euler, symbolically.
 *
 * <p>The order is the grid contract of the reference simulator. First the events of the step change
 * what they arrive at. Then attachments advance, then the cell: derived variables from the values
 * at the start of the step, all rates from these, all updates together, conditions in order, each
 * with its assignments, then its events, then its transition; last the active regime, whose updates
 * see one another.
 */
public final class Discretiser {

  private final Network network;
  private final Instance cell;
  private final StepScope scope;
  private final DerivedValues derived;
  private final Deeds deeds;
  private final LateValues late;

  private Discretiser(Network network, double dt, Component cell, Set<String> levels) {
    this.network = network;
    this.cell = new Instance(network, cell, Optional.empty(), "", "");
    this.scope = new StepScope(dt);
    this.derived = new DerivedValues(scope, levels);
    this.deeds = new Deeds(scope, this.cell);
    this.late = new LateValues(scope, this.cell);
    this.cell.lateValues = late;
  }

  /**
   * Discretises.
   *
   * @param dt length of a tick, s
   * @param cell the cell's component
   * @param receptors its synaptic inputs
   * @param levels names of the exposures that inputs add to, such as {@code i}
   * @param watched derived variables of the cell that are recorded
   * @throws NotLowerable naming the feature in the way
   */
  public static StepModel discretise(
      Network network,
      double dt,
      Component cell,
      List<Receptor> receptors,
      Set<String> levels,
      Set<String> watched) {
    return new Discretiser(network, dt, cell, levels).run(receptors, levels, watched);
  }

  private StepModel run(List<Receptor> receptors, Set<String> levels, Set<String> watched) {
    cell.partsFirst().forEach(scope::declare);
    List<Instance> attached = new ArrayList<>();
    receptors.forEach(r -> attached.add(attach(r)));
    levels.forEach(l -> scope.variable(DerivedValues.level(l), new Kind.Level(l)));
    derived.constants(cell.partsFirst());
    Arrivals arrivals = new Arrivals(scope, derived, deeds);
    for (int i = 0; i < receptors.size(); i++) {
      arrivals.at(receptors.get(i), attached.get(i));
    }
    for (Instance instance : cell.partsFirst()) {
      if (instance == cell) {
        late.passStates();
      }
      advance(instance, instance == cell ? watched : Set.of());
    }
    return Liveness.prune(scope.model());
  }

  private Instance attach(Receptor receptor) {
    Component synapse = receptor.synapse();
    Instance instance =
        new Instance(
            network, synapse, Optional.of(cell), receptor.name() + "_", synapse.id() + ".");
    instance.partsFirst().forEach(scope::declare);
    instance.late = receptor.late();
    Slot place =
        cell.type.slots().stream()
            .filter(s -> s.kind() == Slot.Kind.ATTACHMENTS && instance.type.isA(s.type()))
            .findFirst()
            .orElseThrow(
                () ->
                    NotLowerable.because(
                        "component type "
                            + cell.type.name()
                            + " has no place to attach "
                            + instance.type.name()));
    cell.slot(place.name()).add(instance);
    return instance;
  }

  private void advance(Instance instance, Set<String> watched) {
    var dynamics = instance.type.dynamics();
    derived.all(instance);
    if (instance == cell) {
      late.passDerived();
    }
    for (String name : watched) {
      if (instance.values.containsKey(name) && !scope.isState(instance, name)) {
        String rangeName = instance.rangePrefix + name;
        String word = scope.variable(name, new Kind.Watched(), 0, rangeName, Optional.empty());
        scope.add(new Step.Assign(word, instance.exposed(name)));
      }
    }
    updateTogether(instance, dynamics.timeDerivatives());
    dynamics.onConditions().forEach(c -> deeds.conditional(instance, c));
    if (!dynamics.regimes().isEmpty()) {
      regimes(instance, dynamics.regimes());
    }
  }

  private void updateTogether(Instance instance, List<TimeDerivative> rates) {
    List<String> changed = rates.stream().map(r -> scope.word(instance, r.variable())).toList();
    List<Sym> increments = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      Sym increment = increment(instance, rates.get(i));
      boolean readsChanged = increment.names().stream().anyMatch(changed.subList(0, i)::contains);
      increments.add(readsChanged ? scope.let("change_" + changed.get(i), increment) : increment);
    }
    // every later use of a derived variable means its value before the updates
    scope.freeze(changed);
    for (int i = 0; i < rates.size(); i++) {
      grow(changed.get(i), increments.get(i));
    }
  }

  /** What a variable grows by in a step; a time counted in ticks grows by its rate. */
  private Sym increment(Instance instance, TimeDerivative rate) {
    double perRate = scope.isTime(instance, rate.variable()) ? 1 : scope.dt();
    return Algebra.scale(scope.sym(instance, rate.rate()), perRate);
  }

  private void grow(String word, Sym increment) {
    if (!increment.equals(Sym.ZERO)) {
      scope.add(new Step.Assign(word, Algebra.add(new Ref(word), increment)));
    }
  }

  private void regimes(Instance instance, List<ComponentType.Regime> regimes) {
    scope.freeze(regimes.stream().flatMap(r -> deeds.assigned(instance, r).stream()).toList());
    Sym active = new Ref(scope.word(instance, ""));
    List<Step> chain = List.of();
    for (int i = regimes.size() - 1; i >= 0; i--) {
      ComponentType.Regime regime = regimes.get(i);
      List<Step> body =
          scope.nested(
              () -> {
                regime
                    .timeDerivatives()
                    .forEach(d -> grow(scope.word(instance, d.variable()), increment(instance, d)));
                regime.onConditions().forEach(c -> deeds.conditional(instance, c));
              });
      boolean last = i == regimes.size() - 1;
      chain =
          last && i > 0
              ? body
              : List.of(
                  new Step.If(
                      Algebra.compare(BinaryOperator.EQUAL, active, Algebra.number(i)),
                      body,
                      chain));
    }
    chain.forEach(scope::add);
  }
}
