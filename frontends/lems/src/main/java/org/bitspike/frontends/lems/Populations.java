package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.Population;

/** The populations of a network, and which member a path means. */
final class Populations extends ElementReader {

  private static final Set<String> PLACEMENT =
      Set.of("layout", "location", "notes", "annotation", "property");

  private final ComponentTable components;
  private final Requirements requirements;
  private final Limits limits;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> rejected = new HashSet<>();
  private UnaryOperator<Optional<ComponentTable.Built>> surroundings = UnaryOperator.identity();

  /**
   * A population.
   *
   * @param memberByInstance member of each instance id, where ids are not simply 0, 1, 2, ...
   */
  record Entry(
      Population population,
      Component component,
      TypeModel type,
      Optional<Map<Integer, Integer>> memberByInstance) {

    /** The member a path means, or -1 when it is outside the population. */
    int member(int index) {
      if (memberByInstance.isPresent()) {
        return memberByInstance.get().getOrDefault(index, -1);
      }
      return index < population.size() ? index : -1;
    }
  }

  Populations(
      ComponentTable components,
      Requirements requirements,
      Definitions definitions,
      Limits limits,
      Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.components = components;
    this.requirements = requirements;
    this.limits = limits;
  }

  List<Population> all() {
    return entries.values().stream().map(Entry::population).toList();
  }

  /** Reads a population or populationList element. */
  void read(Element e) {
    Optional<String> id = required(e, "id");
    Optional<String> componentId = required(e, "component");
    for (Element child : e.children()) {
      if (!PLACEMENT.contains(child.name())) {
        unknown(child, e.name());
      }
    }
    Optional<List<Integer>> instances =
        e.rows().map(Populations::instanceIds).filter(ids -> !ids.isEmpty());
    int size = instances.map(List::size).orElseGet(() -> writtenSize(e));
    if (id.isEmpty() || componentId.isEmpty()) {
      return;
    }
    Optional<ComponentTable.Built> component =
        components.require(componentId.get(), "component", e.where());
    if (component.isEmpty() || size < 1) {
      // Known all the same, so that what refers to it is not reported as well.
      rejected.add(id.get());
      return;
    }
    add(id.get(), component.get(), size, instances.flatMap(ids -> byInstance(ids, e)), e.where());
  }

  /** From here on members are what {@code place} makes of their component. */
  void inside(Function<ComponentTable.Built, Optional<ComponentTable.Built>> place) {
    surroundings = component -> component.flatMap(place);
  }

  /** Adds a population of members that are {@code component}. */
  void add(
      String id,
      ComponentTable.Built written,
      int size,
      Optional<Map<Integer, Integer>> byInstance,
      SourceRef where) {
    Optional<ComponentTable.Built> placed = surroundings.apply(Optional.of(written));
    if (placed.isEmpty()) {
      rejected.add(id);
      return;
    }
    ComponentTable.Built component = placed.get();
    requirements.check(component.component(), List.of(), where);
    Entry known =
        entries.putIfAbsent(
            id,
            new Entry(
                new Population(id, component.component().id(), size, where),
                component.component(),
                component.type(),
                byInstance));
    if (known != null) {
      error(
          Code.F_DUPLICATE,
          where,
          "population '" + id + "' is defined before at " + known.population().source());
    }
  }

  private int writtenSize(Element e) {
    Optional<String> text = e.attribute("size").or(() -> e.attribute("number"));
    if (text.isEmpty()) {
      error(
          Code.F_MISSING_ATTRIBUTE,
          e.where(),
          "population '" + e.label() + "' has neither a size nor instances");
      return 0;
    }
    Optional<Double> size =
        definitions.value(text.get(), org.bitspike.ir.unit.Dimension.NONE, "size", e.where());
    if (size.isEmpty()) {
      return 0;
    }
    if (size.get() != Math.rint(size.get())
        || size.get() < 1
        || size.get() > limits.populationSize()) {
      error(
          Code.N_BAD_SIZE,
          e.where(),
          "population '"
              + e.label()
              + "' has size "
              + text.get()
              + "; whole numbers from 1 to "
              + limits.populationSize()
              + " are possible");
      return 0;
    }
    return size.get().intValue();
  }

  private static List<Integer> instanceIds(Rows rows) {
    List<Integer> ids = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      if (rows.kind(row) == Rows.Kind.INSTANCE) {
        ids.add(rows.index(row, Rows.POST));
      }
    }
    return ids;
  }

  private Optional<Map<Integer, Integer>> byInstance(List<Integer> ids, Element e) {
    boolean plain = true;
    for (int i = 0; i < ids.size(); i++) {
      plain &= ids.get(i) == i;
    }
    warnOfSize(ids.size(), e);
    if (plain) {
      return Optional.empty();
    }
    Map<Integer, Integer> members = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      if (members.putIfAbsent(ids.get(i), i) != null) {
        error(
            Code.F_DUPLICATE,
            e.where(),
            "population '" + e.label() + "' has two instances with id " + ids.get(i));
      }
    }
    return Optional.of(members);
  }

  private void warnOfSize(int instances, Element e) {
    Optional<Quantity> written = e.attribute("size").flatMap(Quantity::parse);
    if (written.isPresent() && written.get().value() != instances) {
      warn(
          Code.N_BAD_SIZE,
          e.where(),
          "population '"
              + e.label()
              + "' says size "
              + written.get().number()
              + " and has "
              + instances
              + " instances; the instances count");
    }
  }

  /** The population, or empty and a finding; no second finding for one that was rejected. */
  Optional<Entry> require(String id, String what, SourceRef where) {
    Entry entry = entries.get(id);
    if (entry == null && !rejected.contains(id)) {
      error(Code.F_UNRESOLVED, where, what + " '" + id + "' is no population of this network");
    }
    return Optional.ofNullable(entry);
  }

  /** The population, when there is one of that id. */
  Optional<Entry> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** Whether the file has none, not even a wrong one. */
  boolean isEmpty() {
    return entries.isEmpty() && rejected.isEmpty();
  }

  /** The member that a path with brackets or slashes means, checked against the population. */
  Optional<Integer> member(Entry entry, int index, String text, SourceRef where) {
    int member = index < 0 ? -1 : entry.member(index);
    if (member < 0) {
      error(
          Code.N_INDEX,
          where,
          text
              + ": index outside population '"
              + entry.population().id()
              + "' of size "
              + entry.population().size());
      return Optional.empty();
    }
    return Optional.of(member);
  }
}
