package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitspike.compiler.dynamics.GridInput;
import org.bitspike.compiler.dynamics.NotLowerable;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;

/** The currents that inputs give to neurons, as changes of each neuron's sum. */
final class InputCurrents {

  /** Changes that a program stores at most. */
  private static final int MOST_CHANGES = 1_000_000;

  private final Network network;
  private final PassContext context;
  private final Map<Key, Optional<GridInput.Changes>> computed = new HashMap<>();
  private final long ticks;

  InputCurrents(Network network, PassContext context) {
    this.network = network;
    this.context = context;
    this.ticks = Math.round(network.run().durationSeconds() / context.dt());
  }

  private record Key(String component, String exposure, double weight) {}

  List<CurrentPlan> into(Population population) {
    Map<String, Map<Integer, List<GridInput.Changes>>> byExposure = new TreeMap<>();
    for (InputBinding input : network.inputs()) {
      if (input.population().equals(population.id())
          && !NormaliseNetwork.isFiring(network, input)) {
        add(input, byExposure);
      }
    }
    List<CurrentPlan> plans = new ArrayList<>();
    byExposure.forEach((exposure, byNeuron) -> plans.add(sum(exposure, byNeuron)));
    return plans;
  }

  private void add(
      InputBinding input, Map<String, Map<Integer, List<GridInput.Changes>>> byExposure) {
    Component component = network.component(input.component());
    Optional<String> exposure = GridInput.exposure(network.type(component.type()));
    if (exposure.isEmpty() || !GridInput.isDeterministic(network, component)) {
      NormaliseNetwork.refuse(
          context,
          input.source(),
          "input "
              + input.id()
              + " ("
              + component.type()
              + ") gives a current that depends on more than time");
      return;
    }
    int[] targets = input.targets();
    for (int i = 0; i < targets.length; i++) {
      double weight = i < input.weights().length ? input.weights()[i] : 1;
      Optional<GridInput.Changes> changes = changes(component, exposure.get(), weight, input);
      if (changes.isEmpty()) {
        NormaliseNetwork.refuse(
            context,
            input.source(),
            "input " + input.id() + " changes more than " + MOST_CHANGES + " times in the run");
        return;
      }
      byExposure
          .computeIfAbsent(exposure.get(), e -> new TreeMap<>())
          .computeIfAbsent(targets[i], n -> new ArrayList<>())
          .add(changes.get());
    }
  }

  private Optional<GridInput.Changes> changes(
      Component component, String exposure, double weight, InputBinding input) {
    try {
      return computed.computeIfAbsent(
          new Key(component.id(), exposure, weight),
          k ->
              GridInput.run(
                  network, component, exposure, weight, context.dt(), ticks, MOST_CHANGES));
    } catch (NotLowerable e) {
      NormaliseNetwork.refuse(context, input.source(), "input " + input.id() + ": " + e.feature());
      return Optional.of(new GridInput.Changes(new long[0], new double[0]));
    }
  }

  private static CurrentPlan sum(String exposure, Map<Integer, List<GridInput.Changes>> byNeuron) {
    List<Change> all = new ArrayList<>();
    byNeuron.forEach((neuron, list) -> all.addAll(sumOf(neuron, list)));
    all.sort(
        (a, b) ->
            a.tick != b.tick ? Long.compare(a.tick, b.tick) : Integer.compare(a.neuron, b.neuron));
    long[] tick = all.stream().mapToLong(c -> c.tick).toArray();
    int[] neuron = all.stream().mapToInt(c -> c.neuron).toArray();
    double[] value = all.stream().mapToDouble(c -> c.value).toArray();
    return new CurrentPlan(exposure, tick, neuron, value);
  }

  private record Change(long tick, int neuron, double value) {}

  /**
   * The changes of the sum, added in the order of the inputs at each change so that equal sums are
   * equal numbers.
   */
  private static List<Change> sumOf(int neuron, List<GridInput.Changes> inputs) {
    double[] current = new double[inputs.size()];
    TreeMap<Long, Double> sums = new TreeMap<>();
    TreeMap<Long, List<int[]>> events = new TreeMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      for (int k = 0; k < inputs.get(i).tick().length; k++) {
        events
            .computeIfAbsent(inputs.get(i).tick()[k], t -> new ArrayList<>())
            .add(new int[] {i, k});
      }
    }
    events.forEach(
        (tick, changes) -> {
          changes.forEach(c -> current[c[0]] = inputs.get(c[0]).value()[c[1]]);
          double sum = 0;
          for (double x : current) {
            sum += x;
          }
          sums.put(tick, sum);
        });
    List<Change> list = new ArrayList<>();
    sums.forEach((tick, sum) -> list.add(new Change(tick, neuron, sum)));
    return list;
  }
}
