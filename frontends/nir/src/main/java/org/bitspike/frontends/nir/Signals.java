package org.bitspike.frontends.nir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.diag.Code;

/** What flows out of and into nodes, found by walking back along the edges. */
final class Signals {

  /** Nodes that spike. */
  static final Set<String> NEURONS = Set.of("LIF", "CubaLIF", "IF");

  /** Nodes whose output is a potential. */
  private static final Set<String> GRADED = Set.of("LI", "CubaLI", "I");

  private static final Set<String> LINEAR =
      Set.of(
          "Linear",
          "Affine",
          "Scale",
          "Conv1d",
          "Conv2d",
          "SumPool2d",
          "AvgPool2d",
          "Flatten",
          "Delay",
          "Input",
          "Output");

  private final FlatGraph graph;
  private final Faults faults;
  private final LinearMaps maps;
  private final Convolution convolution;
  private final Map<String, Signal> known = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  Signals(FlatGraph graph, Faults faults) {
    this.graph = graph;
    this.faults = faults;
    this.maps = new LinearMaps(faults);
    this.convolution = new Convolution(faults, maps);
  }

  /** Refuses nodes of other types, and warns of potentials that nothing spikes from. */
  void check() {
    graph
        .nodes()
        .forEach(
            (name, node) -> {
              String type = node.type();
              if (GRADED.contains(type) && !reachesNeuron(name, new HashSet<>())) {
                faults.warn(
                    node.path(),
                    type + " node '" + name + "' is a read-out without spikes and is left out",
                    "compute the read-out from the recorded spikes");
              } else if (type.equals("Threshold")) {
                throw faults.unsupported(
                    node, "no cell spikes from a sum without a membrane between");
              } else if (GRADED.contains(type) && !type.equals("LI")) {
                throw faults.unsupported(
                    node, "its output is a potential, and is no synaptic current of one decay");
              } else if (!LINEAR.contains(type)
                  && !NEURONS.contains(type)
                  && !GRADED.contains(type)) {
                throw faults.unsupported(node, "there is no such primitive here");
              }
            });
  }

  private boolean reachesNeuron(String name, Set<String> seen) {
    return graph.after(name).stream()
        .anyMatch(
            next ->
                NEURONS.contains(graph.node(next).type())
                    || seen.add(next) && reachesNeuron(next, seen));
  }

  /** What flows into a node, of a given number of elements. */
  Signal into(String name, int size) {
    NirNode node = graph.node(name);
    Signal sum = null;
    for (String from : graph.before(name)) {
      Signal one = out(from);
      sum = sum == null ? one : sum(node, sum, one);
    }
    if (sum == null) {
      return new Signal(new int[] {Math.max(size, 0)}, new double[Math.max(size, 0)], List.of());
    }
    if (size >= 0 && sum.size() != size) {
      throw maps.mismatch(node, "what flows into it", sum.size(), size);
    }
    return sum;
  }

  private Signal sum(NirNode node, Signal a, Signal b) {
    if (a.size() != b.size()) {
      throw maps.mismatch(node, "one of its inputs", a.size(), b.size());
    }
    double[] bias = a.bias().clone();
    for (int k = 0; k < bias.length; k++) {
      bias[k] += b.bias()[k];
    }
    List<Connections> all = new ArrayList<>(a.connections());
    all.addAll(b.connections());
    return new Signal(a.shape().length >= b.shape().length ? a.shape() : b.shape(), bias, all);
  }

  private Signal out(String name) {
    Signal done = known.get(name);
    if (done != null) {
      return done;
    }
    NirNode node = graph.node(name);
    if (NEURONS.contains(node.type())) {
      return emitter(name, maps.parameter(node, "v_threshold").shape());
    }
    if (graph.isInput(name)) {
      Tensor shape = maps.parameter(node, "shape");
      int[] sizes = new int[shape.size()];
      for (int d = 0; d < sizes.length; d++) {
        sizes[d] = (int) shape.at(d);
        if (sizes[d] < 1 || sizes[d] != shape.at(d)) {
          throw faults.error(
              Code.F_BAD_VALUE, node.path(), "shape has the dimension " + shape.at(d));
        }
      }
      return emitter(name, sizes);
    }
    if (!open.add(name)) {
      throw faults.error(
          Code.F_CYCLE,
          node.path(),
          "the nodes " + String.join(", ", open) + " form a circle without a neuron in it",
          "put a neuron into the circle");
    }
    Signal result = through(node, into(name, -1));
    open.remove(name);
    known.put(name, result);
    return result;
  }

  private Signal emitter(String name, int[] shape) {
    int size;
    try {
      size = Tensor.product(shape);
    } catch (ArithmeticException e) {
      size = Integer.MAX_VALUE;
    }
    if (size > NeuronParameters.MOST) {
      throw faults.error(
          Code.F_TOO_LARGE,
          graph.node(name).path(),
          "the node has more than " + NeuronParameters.MOST + " elements");
    }
    Signal signal = new Signal(shape, new double[size], List.of(Connections.identity(name, size)));
    known.put(name, signal);
    return signal;
  }

  private Signal through(NirNode node, Signal in) {
    return switch (node.type()) {
      case "Input", "Output" -> in;
      case "Linear", "Affine" -> maps.dense(node, in.shape()).apply(in, node, faults);
      case "Scale" -> maps.scale(node, in.shape()).apply(in, node, faults);
      case "Conv1d", "Conv2d" -> convolution.convolution(node, in.shape()).apply(in, node, faults);
      case "SumPool2d", "AvgPool2d" ->
          convolution.pooling(node, in.shape()).apply(in, node, faults);
      case "Flatten" -> new Signal(maps.flattened(node, in.shape()), in.bias(), in.connections());
      case "Delay" -> delayed(node, in);
      case "LI" -> filtered(node, in);
      default -> throw faults.unsupported(node, "its output is no spikes");
    };
  }

  private Signal delayed(NirNode node, Signal in) {
    Tensor delay = forElements(node, "delay", in.size());
    for (double d : delay.values()) {
      if (d < 0) {
        throw faults.error(Code.N_NEGATIVE_DELAY, node.path(), "a delay is " + d + " s");
      }
    }
    List<Connections> out = new ArrayList<>();
    for (Connections x : in.connections()) {
      Connections y = new Connections(x.emitter());
      for (int c = 0; c < x.size(); c++) {
        double seconds = x.delay(c) + delay.at(x.post(c));
        y.add(x.pre(c), x.post(c), x.weight(c), seconds, x.tau(c));
      }
      out.add(y);
    }
    return new Signal(in.shape(), in.bias(), out);
  }

  /** A leaky integrator between spikes and a neuron makes the synaptic current. */
  private Signal filtered(NirNode node, Signal in) {
    Tensor tau = forElements(node, "tau", in.size());
    Tensor r = forElements(node, "r", in.size());
    Tensor leak = forElements(node, "v_leak", in.size());
    double[] bias = in.bias().clone();
    for (int k = 0; k < bias.length; k++) {
      bias[k] = leak.at(k) + r.at(k) * bias[k];
      if (tau.at(k) <= 0) {
        throw faults.error(Code.F_BAD_VALUE, node.path(), "tau is " + tau.at(k) + " s");
      }
    }
    List<Connections> out = new ArrayList<>();
    for (Connections x : in.connections()) {
      Connections y = new Connections(x.emitter());
      for (int c = 0; c < x.size(); c++) {
        if (x.tau(c) != 0) {
          throw faults.unsupported(node, "spikes pass two leaky integrators before a neuron");
        }
        int k = x.post(c);
        y.add(x.pre(c), k, x.weight(c) * r.at(k), x.delay(c), tau.at(k));
      }
      out.add(y);
    }
    return new Signal(in.shape(), bias, out);
  }

  private Tensor forElements(NirNode node, String name, int size) {
    Tensor tensor = maps.parameter(node, name);
    if (tensor.size() != size && tensor.size() != 1) {
      throw maps.mismatch(node, name + " " + tensor.shapeText(), tensor.size(), size);
    }
    return tensor;
  }
}
