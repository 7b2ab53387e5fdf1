package org.bitspike.reference.converged;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.Population;

/** A member of a population while the network is wired. */
final class Cell {

  /**
   * What is attached to it.
   *
   * @param name its path below the cell
   * @param stream of its random numbers
   * @param index in the stream
   */
  record Attached(
      Component component,
      String slot,
      String name,
      double weight,
      boolean merged,
      int stream,
      long index) {}

  final Population population;
  final Component component;
  final int index;
  final List<Attached> attached = new ArrayList<>();
  final List<ConvergedOptions.TraceRequest> traces = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Integer> merged = new HashMap<>();

  Cell(Population population, Component component, int index) {
    this.population = population;
    this.component = component;
    this.index = index;
  }

  String name() {
    return population.id() + "[" + index + "]";
  }

  /** Attaches and gives the place in {@link #attached}; merged ones have one place for all. */
  int attach(Component what, String slot, double weight, boolean isMerged, int stream, long draws) {
    if (isMerged) {
      Integer known = merged.get(what.id());
      if (known != null) {
        return known;
      }
      merged.put(what.id(), attached.size());
    }
    int k = counts.merge(what.id(), 1, Integer::sum) - 1;
    attached.add(
        new Attached(
            what, slot, slot + ":" + what.id() + ":" + k, weight, isMerged, stream, draws));
    return attached.size() - 1;
  }

  /** The path as the flattened system has it: an attached component may be named by its id. */
  String pathOf(String variable) {
    int slash = variable.indexOf('/');
    if (slash < 0) {
      return variable;
    }
    String first = variable.substring(0, slash);
    return attached.stream()
        .filter(a -> a.component.id().equals(first))
        .findFirst()
        .map(a -> a.name + variable.substring(slash))
        .orElse(variable);
  }
}
