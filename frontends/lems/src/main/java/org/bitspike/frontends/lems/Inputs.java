package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.unit.Dimension;

/**
 * The inputs of a network: lists, and explicit ones, which become one binding for each component
 * and population.
 */
final class Inputs extends ElementReader {

  private final Populations populations;
  private final ComponentTable components;
  private final Attachment attachment;
  private final Site site;
  private final List<InputBinding> bindings = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<String, Group> explicit = new LinkedHashMap<>();

  Inputs(
      Populations populations,
      ComponentTable components,
      Attachment attachment,
      Site site,
      Definitions definitions,
      Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.populations = populations;
    this.components = components;
    this.attachment = attachment;
    this.site = site;
  }

  /** Targets that grow one by one. */
  private static final class Group {
    private final String component;
    private final String population;
    private final SourceRef where;
    private int size;
    private int[] targets = new int[4];
    private double[] weights = new double[4];
    private final Places places = new Places();

    Group(String component, String population, SourceRef where) {
      this.component = component;
      this.population = population;
      this.where = where;
    }

    void add(int target, double weight, int segment, double fraction) {
      if (size == targets.length) {
        targets = Arrays.copyOf(targets, 2 * size);
        weights = Arrays.copyOf(weights, 2 * size);
      }
      places.segment(size, segment);
      places.fraction(size, fraction);
      targets[size] = target;
      weights[size++] = weight;
    }

    /** {@code sited} tells whether the targets have a morphology. */
    InputBinding binding(String id, boolean sited) {
      return new InputBinding(
          id,
          component,
          population,
          Arrays.copyOf(targets, size),
          Arrays.copyOf(weights, size),
          sited && places.used()
              ? Optional.of(new InputBinding.Sites(places.segments(size), places.fractions(size)))
              : Optional.empty(),
          where);
    }
  }

  List<InputBinding> finish() {
    for (Group group : explicit.values()) {
      String base = group.component + "_" + group.population;
      String id = base;
      for (int i = 2; !ids.add(id); i++) {
        id = base + "_" + i;
      }
      bindings.add(group.binding(id, true));
    }
    explicit.clear();
    return List.copyOf(bindings);
  }

  /** Reads an inputList. */
  void readList(Element e) {
    for (Element child : e.children()) {
      unknown(child, e.name());
    }
    Optional<String> id = required(e, "id");
    Optional<Populations.Entry> target =
        required(e, "population").flatMap(p -> populations.require(p, "population", e.where()));
    Optional<ComponentTable.Built> component =
        required(e, "component").flatMap(c -> components.require(c, "component", e.where()));
    if (id.isPresent() && !ids.add(id.get())) {
      error(Code.F_DUPLICATE, e.where(), "inputList '" + id.get() + "' is defined twice");
      return;
    }
    if (id.isEmpty() || target.isEmpty() || component.isEmpty()) {
      return;
    }
    Group group =
        new Group(component.get().component().id(), target.get().population().id(), e.where());
    Set<String> destinations = new HashSet<>();
    Optional<Rows> rows = e.rows();
    for (int row = 0; row < rows.map(Rows::size).orElse(0); row++) {
      input(e, rows.get(), row, target.get(), group);
      destinations.add(rows.get().destination(row));
    }
    for (String destination : destinations) {
      attachment.check(component.get(), target.get(), destination, e.where());
    }
    bindings.add(group.binding(id.get(), site.hasMorphology(target.get())));
  }

  private void input(Element e, Rows rows, int row, Populations.Entry target, Group group) {
    SourceRef where =
        new SourceRef(e.where().file(), rows.line(row), rows.column(row), e.where().path())
            .child(String.format(Locale.ROOT, "%s[%d]", rows.kind(row).element(), row));
    if (!rows.kind(row).isInput()) {
      error(
          Code.F_UNKNOWN_ELEMENT,
          where,
          "'" + rows.kind(row).element() + "' is no element of an inputList");
      return;
    }
    String named = rows.population(row, Rows.POST);
    if (!named.isEmpty() && !named.equals(group.population)) {
      error(
          Code.F_UNRESOLVED,
          where,
          "the input's target is in '"
              + named
              + "', but the list's population is '"
              + group.population
              + "'");
      return;
    }
    int index = rows.index(row, Rows.POST);
    populations
        .member(target, index, named + "[" + index + "]", where)
        .filter(m -> site.exists(target, rows.segment(row, Rows.POST), where))
        .ifPresent(
            m ->
                group.add(
                    m,
                    rows.weight(row),
                    rows.segment(row, Rows.POST),
                    rows.fraction(row, Rows.POST)));
  }

  /** Reads an explicitInput. */
  void readExplicit(Element e) {
    Optional<String> targetText = required(e, "target");
    Optional<ComponentTable.Built> component =
        required(e, "input").flatMap(c -> components.require(c, "input", e.where()));
    Optional<CellPath> path =
        targetText.flatMap(CellPath::parse).filter(p -> !p.population().isEmpty());
    if (targetText.isPresent() && path.isEmpty()) {
      error(
          Code.F_BAD_VALUE,
          e.where(),
          "target='" + targetText.get() + "' is no path to a cell, such as population[0]");
    }
    Optional<Populations.Entry> target =
        path.flatMap(p -> populations.require(p.population(), "target", e.where()));
    Optional<Double> weight =
        e.attribute("weight").isEmpty()
            ? Optional.of(1.0)
            : definitions.value(e.attribute("weight").get(), Dimension.NONE, "weight", e.where());
    if (component.isEmpty() || target.isEmpty() || path.isEmpty() || weight.isEmpty()) {
      return;
    }
    String id = component.get().component().id();
    String population = target.get().population().id();
    attachment.check(
        component.get(), target.get(), e.attribute("destination").orElse(""), e.where());
    int segment = Site.segment(path.get().below(target.get().population().component())).orElse(0);
    populations
        .member(target.get(), path.get().index(), targetText.orElse(""), e.where())
        .filter(m -> site.exists(target.get(), segment, e.where()))
        .ifPresent(
            m ->
                explicit
                    .computeIfAbsent(
                        id + " " + population, k -> new Group(id, population, e.where()))
                    .add(m, weight.get(), segment, Places.MIDDLE));
  }
}
