package org.bitspike.backends.sanafe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bitspike.backends.standard.Lookup;
import org.bitspike.backends.standard.StandardNetwork;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.spi.ExportInput;

/**
 * The core of every neuron, as mapped; sources sit where their first target does, each on an input
 * unit of its own.
 */
final class Placement {

  /** Cores of a tile, as in the public Loihi file. */
  static final int CORES_PER_TILE = 4;

  private final Map<String, int[]> core = new HashMap<>();
  private final Map<String, int[]> unit = new HashMap<>();
  private int cores = 1;
  private int neurons = 1;
  private int inputs;

  Placement(ExportInput input, StandardNetwork network) {
    Map<Integer, Integer> used = new HashMap<>();
    for (NeuronBlock block : input.program().neurons()) {
      int[] own = core.computeIfAbsent(block.population(), p -> new int[size(network, p)]);
      for (int n = 0; n < block.size(); n++) {
        own[block.populationIndex()[n]] = block.place().core()[n];
        cores = Math.max(cores, block.place().core()[n] + 1);
        neurons = Math.max(neurons, used.merge(block.place().core()[n], 1, Integer::sum));
      }
    }
    Map<Integer, Integer> inputsOf = new HashMap<>();
    for (StandardNetwork.Sources sources : network.sources()) {
      int[] own = firstTargets(network, sources);
      core.put(sources.label(), own);
      int[] units = new int[own.length];
      for (int s = 0; s < own.length; s++) {
        units[s] = inputsOf.merge(own[s], 1, Integer::sum) - 1;
        inputs = Math.max(inputs, units[s] + 1);
      }
      unit.put(sources.label(), units);
    }
    if (input.profile().isPresent()) {
      HardwareProfile.Limits limits = input.profile().get().limits();
      cores = Math.max(cores, limits.cores());
      neurons = Math.max(neurons, limits.circuitsPerCore());
    }
  }

  private static int size(StandardNetwork network, String population) {
    return network.cells().stream()
        .filter(c -> c.label().equals(population))
        .mapToInt(StandardNetwork.Cells::size)
        .findFirst()
        .orElse(0);
  }

  private int[] firstTargets(StandardNetwork network, StandardNetwork.Sources sources) {
    int[] own = new int[sources.size()];
    Arrays.fill(own, -1);
    for (StandardNetwork.Connections connections : network.connections()) {
      if (connections.pre().equals(sources.label())) {
        for (int c = 0; c < connections.preIndex().length; c++) {
          if (own[connections.preIndex()[c]] < 0) {
            own[connections.preIndex()[c]] =
                Lookup.of(core, connections.post())[connections.postIndex()[c]];
          }
        }
      }
    }
    return Arrays.stream(own).map(c -> Math.max(c, 0)).toArray();
  }

  /** Number of tiles that hold all cores. */
  int tiles() {
    return (cores + CORES_PER_TILE - 1) / CORES_PER_TILE;
  }

  /** Neurons and inputs of the fullest core, or what the profile allows. */
  int mostPerCore() {
    return neurons + inputs;
  }

  /** Input units of the core with the most. */
  int inputs() {
    return inputs;
  }

  /** A member's core as SANA-FE writes it: {@code tile.core}. */
  String core(String population, int member) {
    int own = Lookup.of(core, population)[member];
    return own / CORES_PER_TILE + "." + own % CORES_PER_TILE;
  }

  /** The input unit of a source. */
  int unit(String population, int member) {
    return Lookup.of(unit, population)[member];
  }
}
