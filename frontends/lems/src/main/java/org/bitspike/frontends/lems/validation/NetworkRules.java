package org.bitspike.frontends.lems.validation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.frontends.lems.CellPath;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;

/** Populations, projections and inputs of a network refer to what there is. */
final class NetworkRules {

  private static final Set<ComponentKind> MEMBERS = Set.of(ComponentKind.CELL, ComponentKind.INPUT);
  private static final Set<ComponentKind> SYNAPSES = Set.of(ComponentKind.SYNAPSE);
  private static final Set<ComponentKind> INPUTS = Set.of(ComponentKind.INPUT);

  private final Model model;
  private final Found found;
  private final Map<String, Node> populations = new LinkedHashMap<>();
  private final Map<String, Optional<Set<String>>> segmentsOfCells = new HashMap<>();

  NetworkRules(Model model, Found found) {
    this.model = model;
    this.found = found;
  }

  void check(Node network) {
    network.children("population").forEach(p -> populations.putIfAbsent(p.id(), p));
    ids(network);
    for (Node child : network.children()) {
      switch (child.name()) {
        case "population" -> population(child);
        case "projection" -> {
          projection(child);
          synapse(child.text("synapse"), child.where());
        }
        case "electricalProjection" -> {
          projection(child);
          child.rows().ifPresent(rows -> rows.references("synapse").forEach(this::synapse));
        }
        case "continuousProjection" -> {
          projection(child);
          child
              .rows()
              .ifPresent(
                  rows -> {
                    rows.references("preComponent").forEach(this::graded);
                    rows.references("postComponent").forEach(this::graded);
                  });
        }
        case "inputList" -> inputList(child);
        case "explicitInput" -> {
          member(child, "target");
          model.require(child.text("input"), Code.V_INPUT, "input", INPUTS, child.where());
        }
        case "synapticConnection" -> {
          member(child, "from");
          member(child, "to");
          synapse(child.text("synapse"), child.where());
        }
        default -> {
          // nothing that refers to others
        }
      }
    }
  }

  private void ids(Node network) {
    Map<String, Node> seen = new HashMap<>();
    for (Node child : network.children()) {
      Node known = child.id().isEmpty() ? null : seen.putIfAbsent(child.id(), child);
      if (known != null) {
        found.error(
            Code.V_NETWORK_ID,
            child.where(),
            child.label()
                + " has the id of the "
                + known.name()
                + " in line "
                + known.where().line());
      }
    }
  }

  private void population(Node population) {
    model.require(
        population.text("component"),
        Code.V_POPULATION_COMPONENT,
        "component of " + population.label(),
        MEMBERS,
        population.where());
    int instances = population.rows().map(RowSummary::count).orElse(0);
    Optional<String> size = population.attribute("size");
    boolean list = "populationList".equals(population.text("type"));
    if (size.isPresent()) {
      int number = RowSummary.number(size.get().strip());
      if ((list || instances > 0) && number >= 0 && number != instances) {
        found.error(
            Code.V_POPULATION_SIZE,
            population.where(),
            population.label() + " has size " + number + ", but " + instances + " instances");
      }
    } else if (instances == 0 && population.child("layout").isEmpty()) {
      found.error(
          Code.V_NO_SIZE,
          population.where(),
          population.label() + " has neither a size nor instances");
    }
  }

  private void projection(Node projection) {
    for (String end : new String[] {"presynapticPopulation", "postsynapticPopulation"}) {
      String id = projection.text(end);
      if (!id.isEmpty() && !populations.containsKey(id)) {
        found.error(
            Code.V_PROJECTION_POPULATION,
            projection.where(),
            end + "='" + id + "' of " + projection.label() + " is no population of the network");
      }
    }
    projection.rows().ifPresent(rows -> rows(rows, projection));
  }

  private void inputList(Node list) {
    String id = list.text("population");
    if (!id.isEmpty() && !populations.containsKey(id)) {
      found.error(
          Code.V_INPUT,
          list.where(),
          "population='" + id + "' of " + list.label() + " is no population of the network");
    }
    model.require(
        list.text("component"), Code.V_INPUT, "component of " + list.label(), INPUTS, list.where());
    list.rows().ifPresent(rows -> rows(rows, list));
  }

  private void rows(RowSummary rows, Node parent) {
    for (int which : new int[] {RowSummary.PRE, RowSummary.POST}) {
      RowSummary.End end = rows.end(which);
      Node population = populations.get(end.population);
      if (population != null) {
        highest(end, population);
        components(end, population);
        segments(end, population, parent);
      }
    }
  }

  private void highest(RowSummary.End end, Node population) {
    SourceRef where = end.highestAt;
    Optional<Integer> size = RowSummary.size(population);
    if (where != null && size.isPresent() && end.highest >= size.get()) {
      found.error(
          Code.V_CELL_PATH,
          where,
          RowSummary.outside("a path", end.highest, population.id(), size.get()));
    }
  }

  private void components(RowSummary.End end, Node population) {
    String component = population.text("component");
    end.components.forEach(
        (written, where) -> {
          String plain =
              written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
          if (!plain.equals(component)) {
            found.error(
                Code.V_CELL_PATH,
                where,
                "a path to a cell of population '"
                    + population.id()
                    + "' ends in '"
                    + plain
                    + "', but its component is '"
                    + component
                    + "'");
          }
        });
  }

  private void segments(RowSummary.End end, Node population, Node parent) {
    Optional<Set<String>> known =
        segmentsOfCells.computeIfAbsent(population.text("component"), this::segmentsOf);
    known.ifPresent(
        segments ->
            end.segments.forEach(
                (segment, where) -> {
                  if (!segments.contains(Integer.toString(segment))) {
                    found.error(
                        Code.V_CONNECTION_SEGMENT,
                        where,
                        "segment "
                            + segment
                            + " in "
                            + parent.label()
                            + ": cell '"
                            + population.text("component")
                            + "' has no such segment");
                  }
                }));
  }

  /** The segments of a cell; only 0 for a point neuron, empty where that is not known. */
  private Optional<Set<String>> segmentsOf(String component) {
    Optional<Node> cell = model.find(component);
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    if (CellRules.isCell(cell.get())) {
      return CellRules.morphology(cell.get(), model).map(MorphologyRules::segmentIds);
    }
    return ComponentKind.of(cell.get()) == ComponentKind.CELL
        ? Optional.of(Set.of("0"))
        : Optional.empty();
  }

  private void synapse(String id, SourceRef where) {
    model.require(id, Code.V_SYNAPSE, "synapse", SYNAPSES, where);
  }

  private void graded(String id, SourceRef where) {
    model.require(id, Code.V_COMPONENT, "component", SYNAPSES, where);
  }

  private void member(Node element, String attribute) {
    String path = element.text(attribute);
    Optional<CellPath> to = CellPath.parse(path);
    if (to.isEmpty()) {
      return;
    }
    String id = to.get().population();
    Node population = populations.get(id);
    if (population == null) {
      found.error(
          Code.V_CELL_PATH,
          element.where(),
          attribute + "='" + path + "': the network has no population '" + id + "'");
      return;
    }
    Optional<Integer> size = RowSummary.size(population);
    if (size.isPresent() && to.get().index() >= size.get()) {
      found.error(
          Code.V_CELL_PATH,
          element.where(),
          RowSummary.outside(attribute + "='" + path + "'", to.get().index(), id, size.get()));
    }
  }
}
