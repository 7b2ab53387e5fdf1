package org.bitspike.compiler.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.profile.Extents;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.Topology;
import org.bitspike.ir.profile.Topology.GroupFamily;
import org.bitspike.ir.profile.Topology.Member;
import org.bitspike.ir.profile.Topology.NodeFamily;
import org.bitspike.ir.profile.Topology.SwitchFamily;

/**
 * A profile's families written out as a graph. The members of a family have consecutive numbers,
 * the last index running fastest.
 */
public final class TopologyExpansion {

  private record Family(Extents extents, int first) {}

  private final Map<String, Double> constants;
  private final RoutingGraph.Builder builder = new RoutingGraph.Builder();
  private final Map<String, Family> nodes = new HashMap<>();
  private final Map<String, Family> groups = new HashMap<>();
  private final Map<String, Integer> firstSwitch = new LinkedHashMap<>();
  private final Map<String, Integer> switchCount = new HashMap<>();
  private final RoutingGraph graph;

  private TopologyExpansion(HardwareProfile profile) {
    constants = profile.constants();
    Topology topology = profile.topology();
    int first = 0;
    for (NodeFamily family : topology.nodes()) {
      Extents extents = Extents.of(family.over(), constants);
      String key = "topology.nodes." + family.name() + ".capacity";
      amounts(key, family.capacity(), extents, builder::node);
      nodes.put(family.name(), new Family(extents, first));
      first += extents.count();
    }
    first = 0;
    for (GroupFamily family : topology.groups()) {
      Extents extents = Extents.of(family.over(), constants);
      String key = "topology.groups." + family.name() + ".closed";
      amounts(key, family.closed(), extents, builder::group);
      groups.put(family.name(), new Family(extents, first));
      first += extents.count();
    }
    first = 0;
    for (SwitchFamily family : topology.switches()) {
      int count = expand(family);
      firstSwitch.put(family.name(), first);
      switchCount.put(family.name(), count);
      first += count;
    }
    for (Topology.Defect defect : topology.defects()) {
      String key = "topology.defects." + defect.name();
      defect.node().ifPresent(n -> builder.withoutNode(number(key, n, nodes)));
      defect.group().ifPresent(g -> builder.withoutGroup(number(key, g, groups)));
    }
    graph = builder.build();
  }

  /**
   * Writes out.
   *
   * @param profile one that verifies
   * @throws BitspikeException {@code H003} with the key of a rule that gives an index outside its
   *     family, and where
   */
  public static TopologyExpansion of(HardwareProfile profile) {
    return new TopologyExpansion(profile);
  }

  /** The graph. */
  public RoutingGraph graph() {
    return graph;
  }

  /** Number of nodes of a family. */
  public int nodes(String family) {
    return known(nodes, family).extents().count();
  }

  /**
   * Number of a node in the graph.
   *
   * @throws IllegalArgumentException if there is no such family or index
   */
  public int node(String family, int... at) {
    Family found = known(nodes, family);
    List<Integer> sizes = found.extents().sizes();
    if (at.length != sizes.size()) {
      throw new IllegalArgumentException(family + " has " + sizes.size() + " indices");
    }
    int flat = 0;
    for (int i = 0; i < at.length; i++) {
      if (at[i] < 0 || at[i] >= sizes.get(i)) {
        throw new IllegalArgumentException("index " + at[i] + " of " + sizes.get(i));
      }
      flat = flat * sizes.get(i) + at[i];
    }
    return found.first() + flat;
  }

  /** Number of the first node of a family; the others follow. */
  public int firstNode(String family) {
    return known(nodes, family).first();
  }

  /** How the indices of a family of nodes run. */
  Extents extents(String family) {
    return known(nodes, family).extents();
  }

  /** Families of switches, in the profile's order. */
  List<String> switchFamilies() {
    return List.copyOf(firstSwitch.keySet());
  }

  /** Number of the first switch of a family; the others follow. */
  public int firstSwitch(String family) {
    return known(firstSwitch, family);
  }

  /** Number of switches of a family. */
  public int switches(String family) {
    return known(switchCount, family);
  }

  private static <T> T known(Map<String, T> families, String family) {
    return Optional.ofNullable(families.get(family))
        .orElseThrow(() -> new IllegalArgumentException("there is no family " + family));
  }

  /** Indices of a member, the last one running fastest. */
  static void indices(int member, Extents extents, double[] at) {
    int rest = member;
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = rest % extents.sizes().get(i);
      rest /= extents.sizes().get(i);
    }
  }

  private void amounts(String key, Expr expr, Extents extents, IntConsumer add) {
    IndexExpr amount = IndexExpr.of(expr, extents.names(), constants);
    double[] at = new double[extents.sizes().size()];
    for (int n = 0; n < extents.count(); n++) {
      indices(n, extents, at);
      double value = amount.at(at);
      if (value != Math.rint(value) || value < 0 || value > Integer.MAX_VALUE) {
        throw bad(key, "is " + value + ", it is a whole number from 0 on", at, extents.names());
      }
      add.accept((int) value);
    }
  }

  /** A member of a family as expressions in the indices of another one. */
  private record Reference(String name, Family family, String key, List<IndexExpr> at) {
    int number(double[] index, List<String> names) {
      int flat = 0;
      for (int i = 0; i < at.size(); i++) {
        int size = family.extents().sizes().get(i);
        double value = at.get(i).at(index);
        if (value != Math.rint(value) || value < 0 || value > size - 1) {
          throw bad(
              key,
              "the index "
                  + family.extents().names().get(i)
                  + " of "
                  + name
                  + " is "
                  + value
                  + ", it is a whole number from 0 to "
                  + (size - 1),
              index,
              names);
        }
        flat = flat * size + (int) value;
      }
      return family.first() + flat;
    }
  }

  private Reference reference(
      String key, Member member, Map<String, Family> families, List<String> names) {
    Family family = known(families, member.family());
    List<IndexExpr> at = new ArrayList<>();
    for (String name : family.extents().names()) {
      at.add(
          IndexExpr.of(Optional.ofNullable(member.at().get(name)).orElseThrow(), names, constants));
    }
    return new Reference(member.family(), family, key, at);
  }

  private int number(String key, Member member, Map<String, Family> families) {
    return reference(key, member, families, List.of()).number(new double[0], List.of());
  }

  private int expand(SwitchFamily family) {
    Extents extents = Extents.of(family.over(), constants);
    List<String> names = extents.names();
    String key = "topology.switches." + family.name();
    IndexExpr when = IndexExpr.of(family.when().orElse(new Expr.Num(1)), names, constants);
    Reference from = reference(key + ".from", family.from(), nodes, names);
    Reference to = reference(key + ".to", family.to(), nodes, names);
    List<Reference> in = new ArrayList<>();
    for (Member group : family.inGroups()) {
      in.add(reference(key + ".in_groups", group, groups, names));
    }
    double[] at = new double[extents.sizes().size()];
    int[] inGroups = new int[in.size()];
    int count = 0;
    for (int k = 0; k < extents.count(); k++) {
      indices(k, extents, at);
      if (when.at(at) == 0) {
        continue;
      }
      int first = from.number(at, names);
      int second = to.number(at, names);
      if (first == second) {
        throw bad(key, "joins a node with itself", at, names);
      }
      for (int g = 0; g < inGroups.length; g++) {
        inGroups[g] = in.get(g).number(at, names);
      }
      if (family.bothWays()) {
        builder.bothWays(first, second, inGroups);
      } else {
        builder.oneWay(first, second, inGroups);
      }
      count++;
    }
    return count;
  }

  private static BitspikeException bad(
      String key, String message, double[] at, List<String> indices) {
    List<String> where = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      where.add(indices.get(i) + " = " + Math.round(at[i]));
    }
    return new BitspikeException(
        Diagnostic.error(
            Code.H_OUT_OF_RANGE,
            SourceRef.ofPath(key),
            message + (where.isEmpty() ? "" : ", for " + String.join(", ", where))));
  }
}
