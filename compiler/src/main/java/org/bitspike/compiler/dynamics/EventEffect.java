package org.bitspike.compiler.dynamics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.compiler.symbolic.Evaluate;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.Network;

/**
 * How much one event through a synapse does to a resting cell: what synapses are compared by when
 * not all have a place.
 */
public final class EventEffect {

  /** Steps that are summed at most. */
  private static final int LONGEST = 20_000;

  private EventEffect() {}

  /**
   * The charge that an event of weight 1 brings to the cell while the cell stays at its initial
   * potential: the sum of the changes it makes to {@code v}, in the unit of v, in magnitude. 1
   * where nothing can be computed.
   *
   * @param merged whether all connections share the synapse's states
   * @param weightless whether events do the same whatever their weight
   */
  public static double of(
      Network network,
      double dt,
      Component cell,
      Component synapse,
      boolean merged,
      boolean weightless) {
    try {
      Receptor receptor = new Receptor("probe", synapse, merged ? -1 : 0, weightless);
      StepModel model =
          Discretiser.discretise(
              network, dt, cell, List.of(receptor), java.util.Set.of(), java.util.Set.of());
      double with = new Run(model, 1).drift(dt);
      double without = new Run(model, 0).drift(dt);
      double effect = Math.abs(with - without);
      return effect > 0 ? effect : 1;
    } catch (NotLowerable e) {
      return 1;
    }
  }

  /** Runs a step model on doubles with v held. */
  private static final class Run {
    private final StepModel model;
    private final Map<String, Double> values = new HashMap<>();
    private final double weight;

    Run(StepModel model, double weight) {
      this.model = model;
      this.weight = weight;
      model.variables().forEach(v -> values.put(v.name(), v.initial()));
    }

    double drift(double dt) {
      double rest = values.getOrDefault("v", 0.0);
      double sum = 0;
      int steps = (int) Math.min(LONGEST, Math.ceil(0.1 / dt));
      for (int tick = 0; tick < steps; tick++) {
        values.put(StepModel.NOW, (double) tick);
        for (StepModel.Variable v : model.variables()) {
          switch (v.kind()) {
            case StepModel.Kind.Arrivals a -> values.put(v.name(), tick == 0 ? weight : 0);
            case StepModel.Kind.Gain g -> values.put(v.name(), g.factor());
            default -> {}
          }
        }
        steps(model.steps());
        sum += values.getOrDefault("v", 0.0) - rest;
        values.put("v", rest);
      }
      return sum;
    }

    private void steps(List<Step> steps) {
      for (Step step : new ArrayList<>(steps)) {
        switch (step) {
          case Step.Let l -> values.put(l.name(), at(l.value()));
          case Step.Assign a -> values.put(a.variable(), at(a.value()));
          case Step.If i -> steps(at(i.condition()) != 0 ? i.then() : i.otherwise());
          case Step.Spike s -> {}
        }
      }
    }

    private double at(Sym sym) {
      return Evaluate.at(sym, name -> values.getOrDefault(name, 0.0));
    }
  }
}
