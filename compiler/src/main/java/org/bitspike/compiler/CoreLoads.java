package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitspike.ir.profile.HardwareProfile.Limits;
import org.bitspike.ir.profile.SynapseMemory;

/** What neurons take of their cores beside circuits, neuron after neuron. */
final class CoreLoads {

  /** What a core can be short of. */
  enum Resource {
    CIRCUITS("circuits", "circuits"),
    AXONS_IN("input axons", "sources of the core with most"),
    AXONS_OUT("output axons", "output axons of the core with most"),
    MEMORY("bits of synaptic memory", "bits of synaptic memory of the core with most");

    private final String what;
    private final String ofTheFullest;

    Resource(String what, String ofTheFullest) {
      this.what = what;
      this.ofTheFullest = ofTheFullest;
    }

    String what() {
      return what;
    }

    String ofTheFullest() {
      return ofTheFullest;
    }
  }

  /** A resource of which a core would need more than there is. */
  record Shortage(Resource resource, int core, long needed, long available) {}

  private final Limits limits;
  private final CoreInputs inputs;
  private final long codes;
  private final long delays;
  private final List<Core> cores = new ArrayList<>();
  private final int[] coreOf;
  private final int[] reach;

  /**
   * No neuron has a place yet.
   *
   * @param limits what a core has
   * @param inputs who reaches whom
   * @param codes number of weight codes
   * @param delays number of delays
   */
  CoreLoads(Limits limits, CoreInputs inputs, long codes, long delays) {
    this.limits = limits;
    this.inputs = inputs;
    this.codes = codes;
    this.delays = delays;
    this.coreOf = new int[inputs.neurons()];
    java.util.Arrays.fill(coreOf, -1);
    this.reach = new int[inputs.members()];
  }

  /** What one core holds. */
  private static final class Core {
    /** Synapses of each source that reaches the core. */
    final Map<Integer, Integer> synapses = new HashMap<>();

    int circuits;
    int axonsOut;
    int synapseBits;
    long bits;
  }

  /** Puts a neuron onto a core, whether it fits or not. */
  void add(int neuron, int circuits, int index) {
    Core core = core(index);
    long bits = bitsWith(core, neuron, circuits);
    axonsOut(neuron, index).forEach((c, more) -> core(c).axonsOut += more);
    int[] sources = inputs.sources(neuron);
    for (int k = 0; k < sources.length; k++) {
      if (core.synapses.merge(sources[k], inputs.synapses(neuron)[k], Integer::sum)
          == inputs.synapses(neuron)[k]) {
        reach[sources[k]]++;
      }
    }
    core.circuits += circuits;
    coreOf[neuron] = index;
    core.bits = bits;
    core.synapseBits =
        limits.synapseMemory().map(m -> m.bitsOf(codes, delays, core.circuits)).orElse(0);
  }

  /** Whether no neuron sits on a core. */
  boolean isEmpty(int index) {
    return core(index).circuits == 0;
  }

  /** What a core would lack with a neuron more; empty where it fits. */
  Optional<Shortage> lacks(int neuron, int circuits, int index, int circuitsOfCore) {
    Core core = core(index);
    if (core.circuits + circuits > circuitsOfCore) {
      return Optional.of(
          new Shortage(Resource.CIRCUITS, index, core.circuits + circuits, circuitsOfCore));
    }
    int[] sources = inputs.sources(neuron);
    long rows = core.synapses.size();
    for (int source : sources) {
      rows += core.synapses.containsKey(source) ? 0 : 1;
    }
    if (limits.rowsPerCore() > 0 && rows > limits.rowsPerCore()) {
      return Optional.of(new Shortage(Resource.AXONS_IN, index, rows, limits.rowsPerCore()));
    }
    if (limits.axonsOutPerCore() > 0) {
      for (Map.Entry<Integer, Integer> more : axonsOut(neuron, index).entrySet()) {
        long needed = (long) core(more.getKey()).axonsOut + more.getValue();
        if (needed > limits.axonsOutPerCore()) {
          return Optional.of(
              new Shortage(Resource.AXONS_OUT, more.getKey(), needed, limits.axonsOutPerCore()));
        }
      }
    }
    long bits = bitsWith(core, neuron, circuits);
    long available = limits.synapseMemory().map(SynapseMemory::bitsPerCore).orElse(0);
    return bits > available && limits.synapseMemory().isPresent()
        ? Optional.of(new Shortage(Resource.MEMORY, index, bits, available))
        : Optional.empty();
  }

  private long bitsWith(Core core, int neuron, int circuits) {
    if (limits.synapseMemory().isEmpty()) {
      return 0;
    }
    SynapseMemory memory = limits.synapseMemory().orElseThrow();
    int each = memory.bitsOf(codes, delays, core.circuits + circuits);
    int[] sources = inputs.sources(neuron);
    int[] more = inputs.synapses(neuron);
    long bits = core.bits;
    if (each != core.synapseBits) {
      bits = 0;
      for (int count : core.synapses.values()) {
        bits += memory.bitsOfRows(count, each);
      }
    }
    for (int k = 0; k < sources.length; k++) {
      int count = core.synapses.getOrDefault(sources[k], 0);
      bits += memory.bitsOfRows(count + more[k], each) - memory.bitsOfRows(count, each);
    }
    return bits;
  }

  /**
   * Output axons more that each core would have with a neuron on a core. One that reaches any has
   * its first from the beginning.
   */
  private Map<Integer, Integer> axonsOut(int neuron, int index) {
    Map<Integer, Integer> more = new TreeMap<>();
    Core core = core(index);
    int own = reach[neuron];
    for (int source : inputs.sources(neuron)) {
      if (core.synapses.containsKey(source)) {
        continue;
      }
      if (source == neuron) {
        own++;
      } else if (source < coreOf.length && coreOf[source] >= 0 && reach[source] > 0) {
        more.merge(coreOf[source], 1, Integer::sum);
      }
    }
    own = Math.max(own, limits.copies() || inputs.reaches(neuron) ? 1 : 0);
    if (own > 0) {
      more.merge(index, own, Integer::sum);
    }
    return more;
  }

  /** The most that any core has of a resource. */
  long most(Resource resource) {
    return cores.stream()
        .mapToLong(
            c ->
                switch (resource) {
                  case CIRCUITS -> c.circuits;
                  case AXONS_IN -> c.synapses.size();
                  case AXONS_OUT -> c.axonsOut;
                  case MEMORY -> c.bits;
                })
        .max()
        .orElse(0);
  }

  /** What a core has of a resource; 0 where nothing limits it. */
  long available(Resource resource) {
    return switch (resource) {
      case CIRCUITS -> limits.circuitsPerCore();
      case AXONS_IN -> limits.rowsPerCore();
      case AXONS_OUT -> limits.axonsOutPerCore();
      case MEMORY -> limits.synapseMemory().map(SynapseMemory::bitsPerCore).orElse(0);
    };
  }

  /** Whether every core has what its neurons take. */
  boolean fit() {
    for (Resource resource : Resource.values()) {
      if (available(resource) > 0 && most(resource) > available(resource)) {
        return false;
      }
    }
    return true;
  }

  private Core core(int index) {
    while (cores.size() <= index) {
      cores.add(new Core());
    }
    return cores.get(index);
  }
}
