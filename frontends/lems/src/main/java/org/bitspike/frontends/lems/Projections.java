package org.bitspike.frontends.lems;

import java.util.ArrayList;
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
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Connectivity;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.unit.Dimension;

/** The projections of a network: written out, by a rule, or as single connections. */
final class Projections extends ElementReader {

  private final Populations populations;
  private final ComponentTable components;
  private final Attachment attachment;
  private final Site site;
  private final List<Projection> projections = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<String, Singles> singles = new LinkedHashMap<>();

  Projections(
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

  /** What a projection element says apart from its connections. */
  private record Head(
      String id,
      Populations.Entry pre,
      Populations.Entry post,
      Optional<ComponentTable.Built> synapse,
      Optional<String> plasticity) {}

  /** Single connections between the same populations through the same synapse. */
  private record Singles(
      Populations.Entry pre,
      Populations.Entry post,
      Optional<String> synapse,
      ConnectionTable.Builder table,
      SourceRef where) {}

  /** All projections; single connections become one for each pair of populations and synapse. */
  List<Projection> finish() {
    for (Singles s : singles.values()) {
      String base =
          s.pre().population().id()
              + "_"
              + s.post().population().id()
              + "_"
              + s.synapse().orElse("none");
      String id = base;
      for (int i = 2; !ids.add(id); i++) {
        id = base + "_" + i;
      }
      projections.add(
          new Projection(
              id,
              s.pre().population().id(),
              s.post().population().id(),
              s.synapse(),
              Optional.empty(),
              s.table().build(),
              s.where()));
    }
    singles.clear();
    return List.copyOf(projections);
  }

  /** Reads a projection with connections. */
  void readExplicit(Element e) {
    for (Element child : e.children()) {
      unknown(child, e.name());
    }
    Optional<Head> head = head(e);
    if (head.isEmpty()) {
      return;
    }
    ConnectionTable.Builder table = ConnectionTable.builder();
    SitedTable sited =
        new SitedTable(
            table, site.hasMorphology(head.get().pre()), site.hasMorphology(head.get().post()));
    Optional<Rows> rows = e.rows();
    for (int row = 0; row < rows.map(Rows::size).orElse(0); row++) {
      connection(e, rows.get(), row, head.get(), sited);
    }
    sited.finish();
    warnOfWeights(e, head.get());
    e.dropRows();
    if (table.size() == 0) {
      warn(
          Code.F_MISSING_ATTRIBUTE,
          e.where(),
          "projection '" + head.get().id() + "' has no connections");
    }
    add(head.get(), table.build(), e.where());
  }

  /**
   * A weight other than 1 needs a synapse with a property to put it in, or learning to give it a
   * meaning.
   */
  private void warnOfWeights(Element e, Head head) {
    if (head.synapse().isEmpty()
        || head.synapse().get().type().properties.containsKey("weight")
        || head.plasticity().isPresent()) {
      return;
    }
    Optional<Rows> rows = e.rows();
    for (int row = 0; row < rows.map(Rows::size).orElse(0); row++) {
      if (rows.get().weight(row) != 1) {
        warn(
            Code.N_UNKNOWN_PARAMETER,
            where(e, rows.get(), row),
            "synapse '"
                + head.synapse().get().component().id()
                + "' has no property 'weight', so weights have no effect");
        return;
      }
    }
  }

  /** Reads one of our projections by rule. */
  void readProcedural(Element e) {
    for (Element child : e.children()) {
      unknown(child, e.name());
    }
    Optional<Head> head = head(e);
    Optional<? extends Connectivity> connector =
        new ProceduralReader(definitions, diagnostics).read(e);
    if (head.isPresent() && connector.isPresent()) {
      add(head.get(), connector.get(), e.where());
    }
  }

  private void add(Head head, Connectivity connectivity, SourceRef where) {
    projections.add(
        new Projection(
            head.id(),
            head.pre().population().id(),
            head.post().population().id(),
            head.synapse().map(s -> s.component().id()),
            head.plasticity(),
            connectivity,
            where));
  }

  private Optional<Head> head(Element e) {
    Optional<String> id = required(e, "id");
    Optional<Populations.Entry> pre = population(e, "presynapticPopulation");
    Optional<Populations.Entry> post = population(e, "postsynapticPopulation");
    Optional<String> synapseId = e.attribute("synapse");
    Optional<String> plasticity = e.attribute("plasticity");
    Optional<ComponentTable.Built> synapse = Optional.empty();
    boolean right = true;
    if (synapseId.isPresent()) {
      synapse = components.require(synapseId.get(), "synapse", e.where());
      right = synapse.isPresent();
    } else if (plasticity.isEmpty()) {
      required(e, "synapse");
      right = false;
    }
    if (plasticity.isPresent()) {
      Optional<ComponentTable.Built> rule =
          components.require(plasticity.get(), "plasticity", e.where());
      rule.ifPresent(r -> LearningCheck.check(r, e.where(), diagnostics));
      right &= rule.isPresent();
    }
    if (id.isPresent() && !ids.add(id.get())) {
      error(Code.F_DUPLICATE, e.where(), "projection '" + id.get() + "' is defined twice");
    }
    if (pre.isPresent()) {
      checkSource(pre.get(), e.where());
    }
    if (post.isPresent() && synapse.isPresent()) {
      attachment.check(synapse.get(), post.get(), "", e.where());
    }
    if (!right || id.isEmpty() || pre.isEmpty() || post.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Head(id.get(), pre.get(), post.get(), synapse, plasticity));
  }

  private void checkSource(Populations.Entry pre, SourceRef where) {
    if (!pre.type().emitsEvents()) {
      error(
          Code.N_TYPE_MISMATCH,
          where,
          "population '"
              + pre.population().id()
              + "' is of "
              + pre.type().name
              + ", which emits no events");
    }
  }

  private Optional<Populations.Entry> population(Element e, String attribute) {
    return required(e, attribute).flatMap(id -> populations.require(id, attribute, e.where()));
  }

  private void connection(Element e, Rows rows, int row, Head head, SitedTable table) {
    if (!rows.kind(row).isConnection()) {
      error(
          Code.F_UNKNOWN_ELEMENT,
          where(e, rows, row),
          "'" + rows.kind(row).element() + "' is no element of a " + e.name());
      return;
    }
    int pre = member(e, rows, row, Rows.PRE, head.pre());
    int post = member(e, rows, row, Rows.POST, head.post());
    double delay = delay(e, rows, row);
    if (pre >= 0
        && post >= 0
        && delay >= 0
        && exists(e, rows, row, Rows.PRE, head.pre())
        && exists(e, rows, row, Rows.POST, head.post())) {
      table.pre(rows.segment(row, Rows.PRE), rows.fraction(row, Rows.PRE));
      table.post(rows.segment(row, Rows.POST), rows.fraction(row, Rows.POST));
      table.add(pre, post, rows.weight(row), delay, rows.line(row));
    }
  }

  private boolean exists(Element e, Rows rows, int row, int end, Populations.Entry entry) {
    return !rows.placed(end) || site.exists(entry, rows.segment(row, end), where(e, rows, row));
  }

  private int member(Element e, Rows rows, int row, int end, Populations.Entry entry) {
    String named = rows.population(row, end);
    if (!named.isEmpty() && !named.equals(entry.population().id())) {
      error(
          Code.F_UNRESOLVED,
          where(e, rows, row),
          "the connection "
              + (end == Rows.PRE ? "starts" : "ends")
              + " in '"
              + named
              + "', but the projection's population is '"
              + entry.population().id()
              + "'");
      return -1;
    }
    int index = rows.index(row, end);
    int member = index < 0 ? -1 : entry.member(index);
    if (member < 0) {
      populations.member(entry, index, named + "[" + index + "]", where(e, rows, row));
    }
    return member;
  }

  private double delay(Element e, Rows rows, int row) {
    double value = rows.delay(row);
    if (value == 0 && rows.delayUnit(row).isEmpty()) {
      return 0;
    }
    Optional<Unit> unit = definitions.unit(rows.delayUnit(row));
    if (unit.isPresent() && unit.get().dimension().sameAs(Dimension.TIME)) {
      return unit.get().toSi(value);
    }
    definitions.value(value + rows.delayUnit(row), Dimension.TIME, "delay", where(e, rows, row));
    return -1;
  }

  private static SourceRef where(Element e, Rows rows, int row) {
    SourceRef at =
        new SourceRef(e.where().file(), rows.line(row), rows.column(row), e.where().path());
    return at.child(String.format(Locale.ROOT, "%s[%d]", rows.kind(row).element(), row));
  }

  /** Reads a synapticConnection, synapticConnectionWD or explicitConnection. */
  void readSingle(Element e) {
    Optional<String> synapseId = e.attribute("synapse");
    if (synapseId.isEmpty() && e.name().equals("explicitConnection")) {
      error(Code.F_UNSUPPORTED, e.where(), "explicitConnection without a synapse");
      return;
    }
    Optional<Populations.Entry> pre = end(e, "from");
    Optional<Populations.Entry> post = end(e, "to");
    Optional<ComponentTable.Built> synapse =
        required(e, "synapse").flatMap(s -> components.require(s, "synapse", e.where()));
    Optional<Double> weight =
        e.attribute("weight").isEmpty()
            ? Optional.of(1.0)
            : definitions.value(e.attribute("weight").get(), Dimension.NONE, "weight", e.where());
    Optional<Double> delay =
        e.attribute("delay").isEmpty()
            ? Optional.of(0.0)
            : definitions.value(e.attribute("delay").get(), Dimension.TIME, "delay", e.where());
    if (e.name().equals("synapticConnectionWD")) {
      required(e, "weight");
      required(e, "delay");
    }
    if (delay.isPresent() && delay.get() < 0) {
      error(
          Code.N_NEGATIVE_DELAY,
          e.where(),
          "delay='" + e.attribute("delay").orElse("") + "' is negative");
      return;
    }
    if (pre.isEmpty()
        || post.isEmpty()
        || synapse.isEmpty()
        || weight.isEmpty()
        || delay.isEmpty()) {
      return;
    }
    Optional<Integer> preIndex = member(e, "from", pre.get());
    Optional<Integer> postIndex = member(e, "to", post.get());
    checkSource(pre.get(), e.where());
    String id = synapse.get().component().id();
    attachment.check(synapse.get(), post.get(), e.attribute("destination").orElse(""), e.where());
    if (preIndex.isPresent() && postIndex.isPresent()) {
      String key = pre.get().population().id() + " " + post.get().population().id() + " " + id;
      Singles group =
          singles.computeIfAbsent(
              key,
              k ->
                  new Singles(
                      pre.get(),
                      post.get(),
                      Optional.of(id),
                      ConnectionTable.builder(),
                      e.where()));
      group
          .table()
          .add(preIndex.get(), postIndex.get(), weight.get(), delay.get(), e.where().line());
    }
  }

  private Optional<Populations.Entry> end(Element e, String attribute) {
    Optional<String> text = required(e, attribute);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<CellPath> path = CellPath.parse(text.get());
    if (path.isEmpty() || path.get().population().isEmpty()) {
      error(
          Code.F_BAD_VALUE,
          e.where(),
          attribute + "='" + text.get() + "' is no path to a cell, such as population[0]");
      return Optional.empty();
    }
    return populations.require(path.get().population(), attribute, e.where());
  }

  private Optional<Integer> member(Element e, String attribute, Populations.Entry entry) {
    String text = e.attribute(attribute).orElse("");
    return CellPath.parse(text).flatMap(p -> populations.member(entry, p.index(), text, e.where()));
  }
}
