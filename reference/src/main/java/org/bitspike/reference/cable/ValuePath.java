package org.bitspike.reference.cable;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Finds what a path below a member of a cable population names. */
final class ValuePath {

  private final CablePopulation population;
  private final int member;

  ValuePath(CablePopulation population, int member) {
    this.population = population;
    this.member = member;
  }

  Optional<DoubleSupplier> resolve(String path) {
    String[] steps = path.split("/", -1);
    int node = population.rootNode();
    int segment = population.firstSegment();
    List<String> rest = Arrays.asList(steps);
    if (steps.length > 1 && steps[0].matches("[0-9]{1,9}")) {
      Optional<Integer> at = population.compartments().at(Integer.parseInt(steps[0]), 0.5);
      if (at.isEmpty()) {
        return Optional.empty();
      }
      node = at.get();
      segment = Integer.parseInt(steps[0]);
      rest = rest.subList(1, rest.size());
    }
    int place = member * population.nodesPerCell() + node;
    String below = String.join("/", rest);
    if (below.equals("v")) {
      double[] v = population.voltages();
      return Optional.of(() -> v[place]);
    }
    double[] known = population.world().get(below);
    if (known != null) {
      return Optional.of(() -> known[place]);
    }
    return attached(rest, segment).or(() -> mechanism(below, place));
  }

  private Optional<DoubleSupplier> mechanism(String name, int place) {
    for (Region r : population.regions()) {
      Optional<DoubleSupplier> found = of(r.mechanism, r.nodes, name, place);
      if (found.isPresent()) {
        return found;
      }
    }
    for (IonPool p : population.pools()) {
      Optional<DoubleSupplier> found = of(p.mechanism, p.nodes, name, place);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<DoubleSupplier> of(
      Mechanism mechanism, int[] nodes, String name, int place) {
    for (int row = 0; row < nodes.length; row++) {
      if (nodes[row] == place) {
        return mechanism.reader(name, row);
      }
    }
    return Optional.empty();
  }

  /**
   * {@code slot:component:k} and the variable: the k-th instance of the component on the segment.
   */
  private Optional<DoubleSupplier> attached(List<String> rest, int segment) {
    if (rest.size() < 2) {
      return Optional.empty();
    }
    String[] parts = rest.getFirst().split(":", -1);
    String component = parts.length == 3 ? parts[1] : rest.getFirst();
    int wanted =
        parts.length == 3 && parts[2].matches("[0-9]{1,9}") ? Integer.parseInt(parts[2]) : 0;
    for (PointProcesses p : population.points()) {
      for (int row = 0; p.component.id().equals(component) && row < p.size(); row++) {
        boolean here =
            p.node(row) / population.nodesPerCell() == member && p.segment(row) == segment;
        if (here && wanted-- == 0) {
          return p.mechanism.reader(String.join("/", rest.subList(1, rest.size())), row);
        }
      }
    }
    return Optional.empty();
  }
}
