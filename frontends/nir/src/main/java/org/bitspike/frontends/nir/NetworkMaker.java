package org.bitspike.frontends.nir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bitspike.frontends.lems.ComponentTypes;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;

/**
 * Writes neurons and connections as a network. Neurons of a node that are alike form a population;
 * so do elements of an Input node whose spikes are the same.
 */
final class NetworkMaker {

  private final Faults faults;
  private final ComponentTypes library = ComponentTypes.standard();
  private final Map<String, ComponentType> types = new LinkedHashMap<>();
  private final Map<String, Component> components = new LinkedHashMap<>();
  private final List<Population> populations = new ArrayList<>();
  private final List<Projection> projections = new ArrayList<>();
  private final List<InputBinding> inputs = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Member[]> members = new LinkedHashMap<>();

  /** Where an element of a node is. */
  private record Member(String population, int index) {}

  NetworkMaker(Faults faults) {
    this.faults = faults;
  }

  private String fresh(String wanted) {
    String plain = wanted.replaceAll("[^A-Za-z0-9_]", "_");
    String name = plain;
    for (int n = 2; !names.add(name); n++) {
      name = plain + "_" + n;
    }
    return name;
  }

  private String component(String id, String type, Map<String, Double> parameters, String path) {
    return component(id, type, parameters, Map.of(), path);
  }

  private String component(
      String id,
      String type,
      Map<String, Double> parameters,
      Map<String, List<Component>> children,
      String path) {
    types.computeIfAbsent(type, library::type);
    components.put(id, new Component(id, type, parameters, Map.of(), children, faults.at(path)));
    return id;
  }

  /** Groups elements that are alike, in the order of their first. */
  private <K> void populations(
      String node,
      String path,
      List<K> kinds,
      java.util.function.BiFunction<K, String, String> of) {
    Map<K, List<Integer>> groups = new LinkedHashMap<>();
    for (int k = 0; k < kinds.size(); k++) {
      groups.computeIfAbsent(kinds.get(k), key -> new ArrayList<>()).add(k);
    }
    Member[] where = new Member[kinds.size()];
    int number = 0;
    for (Map.Entry<K, List<Integer>> group : groups.entrySet()) {
      String id = fresh(groups.size() == 1 ? node : node + "_" + number++);
      for (int k = 0; k < group.getValue().size(); k++) {
        where[group.getValue().get(k)] = new Member(id, k);
      }
      populations.add(
          new Population(
              id, of.apply(group.getKey(), id), group.getValue().size(), faults.at(path)));
    }
    members.put(node, where);
  }

  /** Adds an Input node's elements. */
  void sources(String name, NirNode node, int size, InputSpikes spikes) {
    List<List<Double>> trains = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      trains.add(spikes.of(name, k));
    }
    types.computeIfAbsent("spike", library::type);
    populations(
        name,
        node.path(),
        trains,
        (train, id) -> {
          List<Component> times = new ArrayList<>();
          for (double time : train) {
            times.add(Component.of(id + "_" + times.size(), "spike", Map.of("time", time)));
          }
          return component(
              id + "_spikes", "spikeArray", Map.of(), Map.of("spikes", times), node.path());
        });
  }

  /**
   * Adds a node's neurons.
   *
   * @param steps whether spikes step their potential
   */
  void neurons(String name, NirNode node, NeuronParameters parameters, boolean steps) {
    List<NeuronParameters.Neuron> cells = new ArrayList<>();
    for (int k = 0; k < parameters.size(); k++) {
      cells.add(parameters.neuron(k).cell());
    }
    populations(name, node.path(), cells, (cell, id) -> cell(cell, id, steps, node.path()));
  }

  /** A membrane of 1 MOhm, or of 1 nF without a leak. */
  private String cell(NeuronParameters.Neuron n, String id, boolean steps, String path) {
    Map<String, Double> p = new LinkedHashMap<>();
    if (n.refractory() > 0 && n.tau() > 0) {
      p.put("cm", n.tau() * 1e3);
      p.put("i_offset", 0.0);
      if (!steps) {
        p.put("tau_syn_E", 1.0);
        p.put("tau_syn_I", 1.0);
      }
      p.put("v_init", n.initial() * 1e3);
      p.put("tau_m", n.tau() * 1e3);
      p.put("tau_refrac", n.refractory() * 1e3);
      p.put("v_rest", n.leak() * 1e3);
      p.put("v_reset", n.reset() * 1e3);
      p.put("v_thresh", n.threshold() * 1e3);
      return component(id + "_cell", steps ? "IF_curr_delta" : "IF_curr_exp", p, path);
    }
    p.put("C", n.tau() > 0 ? n.tau() * 1e-6 : 1e-9);
    p.put("thresh", n.threshold());
    p.put("reset", n.reset());
    p.put("leakReversal", n.leak());
    p.put("leakConductance", n.tau() > 0 ? 1e-6 : 0);
    return component(id + "_cell", steps ? "iafStepCell" : "iafCell", p, path);
  }

  private record Bundle(String pre, String post, double tau) {}

  /**
   * Adds what flows into a node of neurons.
   *
   * @param pulse area of a spike, s
   */
  void connect(String name, NirNode node, NeuronParameters parameters, Signal in, double pulse) {
    Map<Bundle, ConnectionTable.Builder> bundles = new LinkedHashMap<>();
    Member[] targets = Objects.requireNonNull(members.get(name));
    for (Connections x : in.connections()) {
      Member[] sources = Objects.requireNonNull(members.get(x.emitter()));
      for (int c = 0; c < x.size(); c++) {
        NeuronParameters.Neuron neuron = parameters.neuron(x.post(c));
        if (neuron.tauSyn() > 0 && x.tau(c) > 0) {
          throw faults.unsupported(node, "spikes pass a leaky integrator before it");
        }
        double tau = neuron.tauSyn() > 0 ? neuron.tauSyn() : x.tau(c);
        Member from = sources[x.pre(c)];
        Member to = targets[x.post(c)];
        bundles
            .computeIfAbsent(
                new Bundle(from.population(), to.population(), tau), b -> ConnectionTable.builder())
            .add(from.index(), to.index(), weight(neuron, x.weight(c), tau, pulse), x.delay(c), 0);
      }
    }
    bundles.forEach((bundle, table) -> projection(bundle, table.build(), node));
    bias(node, parameters, in, targets);
  }

  /** In mV for a step, in nA for a current. */
  private static double weight(NeuronParameters.Neuron n, double weight, double tau, double pulse) {
    double gain = current(n) * weight;
    if (tau > 0) {
      return gain * pulse / tau;
    }
    // a pulse of charge: mV in 1 MOhm over tau, or in 1 nF
    return n.tau() > 0 ? gain * (pulse / n.tau()) : gain * pulse * 1e3;
  }

  /** Current in nA that an input of 1 gives. */
  private static double current(NeuronParameters.Neuron n) {
    return n.tau() > 0 ? 1e3 * n.r() * n.wIn() : n.r();
  }

  private void projection(Bundle bundle, ConnectionTable table, NirNode node) {
    String id = fresh(bundle.pre() + "_to_" + bundle.post());
    String synapse;
    if (bundle.tau() == 0) {
      synapse = "step";
      if (!components.containsKey(synapse)) {
        component(synapse, "deltaSynapse", Map.of(), node.path());
      }
    } else {
      double millis = bundle.tau() * 1e3;
      synapse =
          component(id + "_current", "expCurrSynapse", Map.of("tau_syn", millis), node.path());
    }
    projections.add(
        new Projection(
            id,
            bundle.pre(),
            bundle.post(),
            Optional.of(synapse),
            Optional.empty(),
            table,
            faults.at(node.path())));
  }

  private void bias(NirNode node, NeuronParameters parameters, Signal in, Member[] targets) {
    Map<String, List<double[]>> byPopulation = new LinkedHashMap<>();
    for (int k = 0; k < targets.length; k++) {
      if (in.bias()[k] != 0) {
        double nanoampere = current(parameters.neuron(k)) * in.bias()[k];
        byPopulation
            .computeIfAbsent(targets[k].population(), p -> new ArrayList<>())
            .add(new double[] {targets[k].index(), nanoampere});
      }
    }
    byPopulation.forEach(
        (population, list) -> {
          String constant = "constant";
          if (!components.containsKey(constant)) {
            component(
                constant,
                "pulseGenerator",
                Map.of("delay", 0.0, "duration", 1e9, "amplitude", 1e-9),
                node.path());
          }
          inputs.add(
              new InputBinding(
                  fresh(population + "_bias"),
                  constant,
                  population,
                  list.stream().mapToInt(x -> (int) x[0]).toArray(),
                  list.stream().mapToDouble(x -> x[1]).toArray(),
                  faults.at(node.path())));
        });
  }

  Network network(String name, Network.Run run) {
    return new Network(
        name,
        List.copyOf(types.values()),
        List.copyOf(components.values()),
        populations,
        projections,
        inputs,
        List.of(),
        run,
        faults.at(""));
  }
}
