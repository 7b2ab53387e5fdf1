package org.bitspike.compiler.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
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
  private final Map<String, Integer> firstSwitch = new HashMap<>();
  private final Map<String, Integer> switchCount = new HashMap<>();
  private final RoutingGraph graph;

  private TopologyExpansion(HardwareProfile profile) {
    constants = profile.constants();
    Topology topology = profile.topology();
    int first = 0;
    for (NodeFamily family : topology.nodes()) {
      Extents extents = Extents.of(family.over(), constants);
      int capacity = amount(family.capacity());
      for (int n = 0; n < extents.count(); n++) {
        builder.node(capacity);
      }
      nodes.put(family.name(), new Family(extents, first));
      first += extents.count();
    }
    first = 0;
    for (GroupFamily family : topology.groups()) {
      Extents extents = Extents.of(family.over(), constants);
      int closed = amount(family.closed());
      for (int g = 0; g < extents.count(); g++) {
        builder.group(closed);
      }
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

  private int amount(Expr expr) {
    return Extents.whole(expr, Extents.constant(constants), 0, Integer.MAX_VALUE, "amount");
  }

  private int expand(SwitchFamily family) {
    Extents extents = Extents.of(family.over(), constants);
    String key = "topology.switches." + family.name();
    Map<String, Double> scope = new HashMap<>(constants);
    int[] at = new int[extents.sizes().size()];
    int count = 0;
    for (int k = 0; k < extents.count(); k++) {
      int rest = k;
      for (int i = at.length - 1; i >= 0; i--) {
        at[i] = rest % extents.sizes().get(i);
        rest /= extents.sizes().get(i);
        scope.put(extents.names().get(i), (double) at[i]);
      }
      if (family.when().isEmpty() || holds(family, scope)) {
        add(family, key, scope, extents.names());
        count++;
      }
    }
    return count;
  }

  private static boolean holds(SwitchFamily family, Map<String, Double> scope) {
    return ExprEvaluator.evaluate(family.when().orElseThrow(), Extents.constant(scope)) != 0;
  }

  private void add(
      SwitchFamily family, String key, Map<String, Double> scope, List<String> indices) {
    int from = member(family.from(), nodes, key + ".from", scope, indices);
    int to = member(family.to(), nodes, key + ".to", scope, indices);
    if (from == to) {
      throw bad(key, "joins a node with itself", scope, indices);
    }
    int[] in = new int[family.inGroups().size()];
    for (int g = 0; g < in.length; g++) {
      in[g] = member(family.inGroups().get(g), groups, key + ".in_groups", scope, indices);
    }
    if (family.bothWays()) {
      builder.bothWays(from, to, in);
    } else {
      builder.oneWay(from, to, in);
    }
  }

  private static int member(
      Member member,
      Map<String, Family> families,
      String key,
      Map<String, Double> scope,
      List<String> indices) {
    Family family = known(families, member.family());
    int flat = 0;
    for (int i = 0; i < family.extents().names().size(); i++) {
      String name = family.extents().names().get(i);
      int size = family.extents().sizes().get(i);
      try {
        flat =
            flat * size
                + Extents.whole(
                    Optional.ofNullable(member.at().get(name)).orElseThrow(),
                    Extents.constant(scope),
                    0,
                    size - 1,
                    "the index " + name + " of " + member.family());
      } catch (IllegalArgumentException e) {
        throw bad(key, String.valueOf(e.getMessage()), scope, indices);
      }
    }
    return family.first() + flat;
  }

  private static BitspikeException bad(
      String key, String message, Map<String, Double> scope, List<String> indices) {
    List<String> where = new ArrayList<>();
    indices.forEach(i -> where.add(i + " = " + Math.round(scope.getOrDefault(i, 0.0))));
    return new BitspikeException(
        Diagnostic.error(
            Code.H_OUT_OF_RANGE,
            SourceRef.ofPath(key),
            message + (where.isEmpty() ? "" : ", for " + String.join(", ", where))));
  }
}
