package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Projection;

/**
 * Connections made one by one, gathered into one projection, coupling or input for each pair of
 * populations, component and place of origin.
 */
final class StructureWires {

  private final Site site;
  private final Map<List<String>, Group> groups = new LinkedHashMap<>();

  StructureWires(Site site) {
    this.site = site;
  }

  /** How instances are joined. */
  enum Kind {
    EVENTS,
    TUNNEL,
    INPUT
  }

  /**
   * What all connections of a group have in common.
   *
   * @param name preferred id
   * @param first the synapse, the input, or what stands at the presynaptic end; empty for none
   * @param second what stands at the postsynaptic end of a tunnel
   */
  record Head(
      Kind kind,
      String name,
      String first,
      String second,
      Optional<String> sourcePort,
      Optional<String> targetPort,
      SourceRef where) {}

  /** An end of a connection. */
  record End(Member member, double fraction) {}

  private static final class Group {
    private final Head head;
    private final Member pre;
    private final Member post;
    private final SitedTable table;

    Group(Head head, Member pre, Member post, SitedTable table) {
      this.head = head;
      this.pre = pre;
      this.post = post;
      this.table = table;
    }
  }

  /** Adds a connection. An input's two ends are the same. */
  void add(Head head, End from, End to, double weight, double delay, int line) {
    List<String> key =
        List.of(
            head.kind().name(),
            head.name(),
            head.first(),
            head.second(),
            head.sourcePort().orElse(""),
            head.targetPort().orElse(""),
            from.member().population(),
            to.member().population());
    Group group =
        groups.computeIfAbsent(
            key,
            k ->
                new Group(
                    head,
                    from.member(),
                    to.member(),
                    new SitedTable(
                        ConnectionTable.builder(),
                        site.hasMorphology(from.member().cells()),
                        site.hasMorphology(to.member().cells()))));
    group.table.pre(from.member().segment(), from.fraction());
    group.table.post(to.member().segment(), to.fraction());
    group.table.add(from.member().index(), to.member().index(), weight, delay, line);
  }

  private List<Group> of(Kind kind) {
    return groups.values().stream().filter(g -> g.head.kind() == kind).toList();
  }

  private static String id(Group group, Set<String> taken) {
    String pair = group.pre.population() + "_" + group.post.population();
    String base =
        group.head.name().isEmpty()
            ? pair + (group.head.first().isEmpty() ? "" : "_" + group.head.first())
            : group.head.name();
    String id = base;
    for (int n = 2; !taken.add(id); n++) {
      id = base + "_" + n;
    }
    return id;
  }

  /** The projections; {@code taken} holds the ids that are in use. */
  List<Projection> projections(Set<String> taken) {
    List<Projection> all = new ArrayList<>();
    for (Group g : of(Kind.EVENTS)) {
      all.add(
          new Projection(
              id(g, taken),
              g.pre.population(),
              g.post.population(),
              g.head.first().isEmpty() ? Optional.empty() : Optional.of(g.head.first()),
              Optional.empty(),
              g.table.finish().build(),
              g.head.sourcePort(),
              g.head.targetPort(),
              g.head.where()));
    }
    return all;
  }

  /** The couplings. */
  List<Coupling> couplings(Set<String> taken) {
    List<Coupling> all = new ArrayList<>();
    for (Group g : of(Kind.TUNNEL)) {
      all.add(
          new Coupling(
              id(g, taken),
              g.pre.population(),
              g.post.population(),
              g.head.first(),
              g.head.second(),
              g.table.finish().build(),
              g.head.where()));
    }
    return all;
  }

  /** The inputs. */
  List<InputBinding> inputs(Set<String> taken) {
    List<InputBinding> all = new ArrayList<>();
    for (Group g : of(Kind.INPUT)) {
      ConnectionTable table = g.table.finish().build();
      int size = table.size();
      int[] targets = new int[size];
      double[] weights = new double[size];
      int[] segments = new int[size];
      double[] fractions = new double[size];
      for (int c = 0; c < size; c++) {
        targets[c] = table.post(c);
        weights[c] = table.weight(c);
        segments[c] = (int) table.attribute(ConnectionTable.POST_SEGMENT, c, 0);
        fractions[c] = table.attribute(ConnectionTable.POST_FRACTION, c, Places.MIDDLE);
      }
      boolean sited = table.attributeNames().contains(ConnectionTable.POST_SEGMENT);
      all.add(
          new InputBinding(
              id(g, taken),
              g.head.first(),
              g.post.population(),
              targets,
              weights,
              sited ? Optional.of(new InputBinding.Sites(segments, fractions)) : Optional.empty(),
              g.head.where()));
    }
    return all;
  }
}
