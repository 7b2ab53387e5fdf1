package org.bitspike.frontends.nir;

import java.util.Optional;
import org.bitspike.ir.diag.Code;

/** The parameters of one node of neurons. */
final class NeuronParameters {

  /** Neurons of one node at most. */
  static final int MOST = 1_000_000;

  /**
   * One neuron.
   *
   * @param tau membrane time constant, s; 0 for a perfect integrator
   * @param r factor of the current
   * @param leak what the membrane leaks to, V
   * @param threshold V
   * @param reset V
   * @param tauSyn of the neuron's own synaptic current, s; 0 when it has none
   * @param wIn factor of that current's input
   * @param refractory s; only from metadata, 0 without it
   * @param initial V; only from metadata, the leak without it
   */
  record Neuron(
      double tau,
      double r,
      double leak,
      double threshold,
      double reset,
      double tauSyn,
      double wIn,
      double refractory,
      double initial) {

    /** What makes a cell differ; factors of inputs go into weights. */
    Neuron cell() {
      return new Neuron(tau, 1, leak, threshold, reset, 0, 1, refractory, initial);
    }
  }

  private final NirNode node;
  private final Faults faults;
  private final int size;

  NeuronParameters(NirNode node, Faults faults) {
    this.node = node;
    this.faults = faults;
    this.size = new LinearMaps(faults).parameter(node, "v_threshold").size();
    if (size > MOST || size < 1) {
      throw faults.error(
          Code.F_TOO_LARGE, node.path(), "the node has " + size + " neurons; 1 to " + MOST);
    }
  }

  int size() {
    return size;
  }

  Neuron neuron(int k) {
    boolean cuba = node.type().equals("CubaLIF");
    boolean leaks = !node.type().equals("IF");
    double leak = leaks ? value("v_leak", k) : 0;
    double tau = leaks ? positive(cuba ? "tau_mem" : "tau", k) : 0;
    double reset = node.numbers().containsKey("v_reset") ? value("v_reset", k) : 0;
    return new Neuron(
        tau,
        value("r", k),
        leak,
        value("v_threshold", k),
        reset,
        cuba ? positive("tau_syn", k) : 0,
        cuba && node.numbers().containsKey("w_in") ? value("w_in", k) : 1,
        metadata("tau_refrac", k).orElse(0.0),
        metadata("v_init", k).orElse(leak));
  }

  private Optional<Double> metadata(String name, int k) {
    return Optional.ofNullable(node.metadata().get(name))
        .filter(t -> t.size() == size || t.size() == 1)
        .map(t -> t.at(k));
  }

  private double positive(String name, int k) {
    double value = value(name, k);
    if (value <= 0) {
      throw faults.error(
          Code.F_BAD_VALUE,
          node.path(),
          name + "[" + k + "] is " + value + " s, not above 0",
          "give a time constant in seconds");
    }
    return value;
  }

  private double value(String name, int k) {
    LinearMaps maps = new LinearMaps(faults);
    Tensor tensor = node.numbers().get(name);
    if (tensor == null || k == 0) {
      tensor = maps.parameter(node, name); // tells what is missing or not finite
    }
    if (tensor.size() != size && tensor.size() != 1) {
      throw maps.mismatch(node, name + " " + tensor.shapeText(), tensor.size(), size);
    }
    return tensor.at(k);
  }
}
