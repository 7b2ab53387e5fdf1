package org.bitspike.frontends.lems.validation;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamReader;
import org.bitspike.frontends.lems.CellPath;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.jspecify.annotations.Nullable;

/**
 * What the connections, inputs, spikes or instances of one element amount to. A network may have
 * millions of them, so each is judged as it passes, and only what is needed later stays: names that
 * occur, segments that occur, the highest member where a population is not known yet.
 */
final class RowSummary {

  static final int PRE = 0;
  static final int POST = 1;

  /** Different names or segments remembered; more of them are not looked up. */
  private static final int REMEMBERED = 10_000;

  /** Ids above this are not watched for repetition, for the sake of memory. */
  private static final int HIGHEST_ID = 1 << 27;

  private static final Set<String> NAMES =
      Set.of(
          "connection",
          "connectionWD",
          "electricalConnection",
          "electricalConnectionInstance",
          "electricalConnectionInstanceW",
          "continuousConnection",
          "continuousConnectionInstance",
          "continuousConnectionInstanceW",
          "input",
          "inputW",
          "instance",
          "spike");

  /** One end of the rows. */
  final class End {
    final String population;
    final Map<String, SourceRef> components = new LinkedHashMap<>();
    final Map<Integer, SourceRef> segments = new LinkedHashMap<>();
    private final Optional<Node> known;
    int highest = -1;
    @Nullable SourceRef highestAt;

    private End(String population) {
      this.population = population;
      this.known = population(population);
    }
  }

  private final Node parent;
  private final Optional<Node> network;
  private final End[] ends;
  private final Map<String, Map<String, SourceRef>> references = new HashMap<>();
  private @Nullable BitSet ids = new BitSet();
  private int count;

  RowSummary(Node parent, Optional<Node> network) {
    this.parent = parent;
    this.network = network;
    this.ends =
        parent.name().equals("inputList")
            ? new End[] {new End(""), new End(parent.text("population"))}
            : new End[] {
              new End(parent.text("presynapticPopulation")),
              new End(parent.text("postsynapticPopulation"))
            };
  }

  /** Whether an element of this name is a row when it stands in this parent. */
  static boolean isRow(String name, String parent) {
    return NAMES.contains(name)
        && switch (parent) {
          case "projection",
              "electricalProjection",
              "continuousProjection",
              "inputList",
              "population",
              "spikeArray",
              "timedSynapticInput" ->
              true;
          default -> false;
        };
  }

  int count() {
    return count;
  }

  End end(int which) {
    return ends[which];
  }

  /** What an attribute of the rows names, each with its first place. */
  Map<String, SourceRef> references(String attribute) {
    return references.getOrDefault(attribute, Map.of());
  }

  /** No row will follow. */
  void close() {
    ids = null;
  }

  private Optional<Node> population(String id) {
    return network.flatMap(
        n -> n.children("population").filter(p -> p.id().equals(id)).findFirst());
  }

  /**
   * Members of a population; empty when it does not say. Where it says two things, the larger,
   * since that they differ is told elsewhere.
   */
  static Optional<Integer> size(Node population) {
    Optional<Integer> instances = population.rows().map(RowSummary::count);
    Optional<Integer> size =
        population
            .attribute("size")
            .map(String::strip)
            .filter(s -> Numerals.isWhole(s, true) && s.length() < 10)
            .map(Integer::valueOf);
    return size.isPresent() && instances.isPresent()
        ? Optional.of(Math.max(size.get(), instances.get()))
        : size.or(() -> instances);
  }

  /** Takes the row whose start tag was just read. */
  void add(XMLStreamReader row, Supplier<SourceRef> where, Found found) {
    count++;
    for (int i = 0; i < row.getAttributeCount(); i++) {
      String value = row.getAttributeValue(i);
      String name = row.getAttributeLocalName(i);
      switch (name) {
        case "id" -> id(value, row.getLocalName(), where, found);
        case "preCellId", "preCell" -> cell(ends[PRE], name, value, where, found);
        case "postCellId", "postCell", "target" -> cell(ends[POST], name, value, where, found);
        case "preSegmentId", "preSegment" -> segment(ends[PRE], value, where);
        case "postSegmentId", "postSegment", "segmentId" -> segment(ends[POST], value, where);
        case "synapse", "preComponent", "postComponent" ->
            remember(references.computeIfAbsent(name, n -> new LinkedHashMap<>()), value, where);
        default -> {
          // judged by the grammar alone
        }
      }
    }
  }

  private static <K> void remember(Map<K, SourceRef> seen, K key, Supplier<SourceRef> where) {
    if (!seen.containsKey(key) && seen.size() < REMEMBERED) {
      seen.put(key, where.get());
    }
  }

  private void id(String value, String row, Supplier<SourceRef> where, Found found) {
    BitSet seen = ids;
    int id = number(value);
    if (seen == null || id < 0 || id > HIGHEST_ID) {
      return;
    }
    if (seen.get(id)) {
      found.warning(
          Code.V_ROW_ID,
          where.get(),
          "id='" + value + "' is the id of a " + row + " before it in " + parent.label());
    }
    seen.set(id);
  }

  private static void segment(End end, String value, Supplier<SourceRef> where) {
    int segment = number(value);
    if (segment >= 0) {
      remember(end.segments, segment, where);
    }
  }

  /** A whole number; -1 for a text that is none, or one too large. */
  static int number(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i == 9) {
        return -1;
      }
      value = 10 * value + (c - '0');
    }
    return text.isEmpty() ? -1 : value;
  }

  private void cell(
      End end, String attribute, String value, Supplier<SourceRef> where, Found found) {
    Optional<CellPath> path = CellPath.parse(value);
    if (path.isEmpty() || path.get().index() < 0) {
      found.error(
          Code.V_CELL_PATH, where.get(), attribute + "='" + value + "' is no path to a cell");
      return;
    }
    CellPath to = path.get();
    if (!to.population().isEmpty() && !to.population().equals(end.population)) {
      found.error(
          Code.V_CELL_PATH,
          where.get(),
          attribute
              + "='"
              + value
              + "' leads to population '"
              + to.population()
              + "', but "
              + parent.label()
              + " is about '"
              + end.population
              + "'");
      return;
    }
    if (!to.indexed()) {
      remember(end.components, to.rest(), where);
    }
    Optional<Integer> size = end.known.flatMap(RowSummary::size);
    if (size.isPresent()) {
      if (to.index() >= size.get()) {
        found.error(
            Code.V_CELL_PATH,
            where.get(),
            outside(attribute + "='" + value + "'", to.index(), end.population, size.get()));
      }
    } else if (to.index() > end.highest) {
      end.highest = to.index();
      end.highestAt = where.get();
    }
  }

  static String outside(String what, int index, String population, int size) {
    return what
        + " leads to member "
        + index
        + ", but population '"
        + population
        + "' has "
        + size
        + (size == 1 ? " member" : " members");
  }
}
