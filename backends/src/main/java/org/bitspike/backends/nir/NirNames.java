package org.bitspike.backends.nir;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;

/** Names of nodes: letters, digits and underscores, each once; a full stop separates sub-graphs. */
final class NirNames {

  private final Map<String, String> populations = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  NirNames(Network network) {
    for (Population population : network.populations()) {
      populations.put(population.id(), fresh(population.id()));
    }
  }

  /** The node of a population. */
  String population(String id) {
    return java.util.Objects.requireNonNull(populations.get(id), id);
  }

  /** A name not given before. */
  String fresh(String wanted) {
    String plain = wanted.replaceAll("[^A-Za-z0-9_]", "_");
    String name = plain;
    for (int n = 2; !taken.add(name); n++) {
      name = plain + "_" + n;
    }
    return name;
  }
}
