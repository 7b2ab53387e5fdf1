package org.bitspike.backends.nir;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.bitspike.backends.mapped.MappedNetwork;
import org.bitspike.backends.mapped.PointNeuron;
import org.bitspike.ir.hdf5.HdfNode;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.program.NeuronBlock;

/** The neurons of one population, as mapped. */
final class NirNeurons {

  private final Population population;
  private final PointNeuron[] neurons;
  private final double dt;

  NirNeurons(MappedNetwork mapped, Population population) {
    this.population = population;
    this.dt = mapped.tickSeconds();
    Network network = mapped.network();
    Component cell = network.component(population.component());
    neurons = new PointNeuron[population.size()];
    Arrays.fill(neurons, PointNeuron.of(cell).orElseThrow());
    for (NeuronBlock block : mapped.program().neurons()) {
      if (block.population().equals(population.id())) {
        for (int n = 0; n < block.size(); n++) {
          int member = block.populationIndex()[n];
          neurons[member] = neurons[member].with(mapped.changes(block, n));
        }
      }
    }
    for (InputBinding input : network.inputs()) {
      if (input.population().equals(population.id())) {
        double ampere =
            network.component(input.component()).parameters().getOrDefault("amplitude", 0.0);
        for (int k = 0; k < input.targets().length; k++) {
          int member = input.targets()[k];
          PointNeuron n = neurons[member];
          neurons[member] = n.with(Map.of("i_offset", n.offset() + ampere * input.weights()[k]));
        }
      }
    }
  }

  /** Whether an input is a current that lasts the whole run. */
  static boolean isConstant(Network network, InputBinding input) {
    Component component = network.component(input.component());
    Map<String, Double> p = component.parameters();
    return component.type().equals("pulseGenerator")
        && p.getOrDefault("delay", 1.0) <= 0
        && p.getOrDefault("delay", 0.0) + p.getOrDefault("duration", 0.0)
            >= network.run().durationSeconds();
  }

  int size() {
    return neurons.length;
  }

  String id() {
    return population.id();
  }

  boolean leaks() {
    return neurons[0].leak() != 0;
  }

  boolean hasRefractory() {
    return Arrays.stream(neurons).anyMatch(n -> n.refractory() > 0);
  }

  boolean startsElsewhere() {
    return Arrays.stream(neurons).anyMatch(n -> n.initial() != n.rest());
  }

  double capacitance(int n) {
    return neurons[n].capacitance();
  }

  private HdfNode column(ToDoubleFunction<PointNeuron> value) {
    return HdfNode.doubles(Arrays.stream(neurons).mapToDouble(value).toArray(), neurons.length);
  }

  /** LIF, or IF without a leak. */
  HdfNode.Group node() {
    HdfNode.Group node = NirGraph.node(leaks() ? "LIF" : "IF");
    if (leaks()) {
      node.with("tau", column(PointNeuron::tau));
    }
    return parameters(node);
  }

  /** CubaLIF: the synaptic current is the neuron's own. */
  HdfNode.Group node(double[] tauSyn) {
    HdfNode.Group node = NirGraph.node("CubaLIF");
    node.with("tau_mem", column(PointNeuron::tau));
    node.with("tau_syn", HdfNode.doubles(tauSyn, tauSyn.length));
    node.with(
        "w_in", HdfNode.doubles(Arrays.stream(tauSyn).map(t -> t / dt).toArray(), tauSyn.length));
    return parameters(node);
  }

  private HdfNode.Group parameters(HdfNode.Group node) {
    node.with("r", column(n -> leaks() ? n.tau() / dt : 1 / dt));
    if (leaks()) {
      node.with("v_leak", column(n -> n.rest() + n.offset() / n.leak()));
    }
    node.with("v_threshold", column(PointNeuron::threshold));
    node.with("v_reset", column(PointNeuron::reset));
    Map<String, HdfNode> more = new LinkedHashMap<>();
    more.put("population", HdfNode.Texts.one(population.id()));
    if (hasRefractory()) {
      more.put("tau_refrac", column(PointNeuron::refractory));
    }
    if (startsElsewhere()) {
      more.put("v_init", column(PointNeuron::initial));
    }
    HdfNode.Group metadata = new HdfNode.Group();
    more.forEach(metadata::with);
    return node.with("metadata", metadata);
  }
}
