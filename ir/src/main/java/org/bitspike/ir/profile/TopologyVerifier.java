package org.bitspike.ir.profile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.profile.ProfileVerifier.ProfileFindings;
import org.bitspike.ir.profile.Topology.GroupFamily;
import org.bitspike.ir.profile.Topology.Member;
import org.bitspike.ir.profile.Topology.NodeFamily;
import org.bitspike.ir.profile.Topology.SwitchFamily;

/** Families fit together: sizes are whole, members name a family and all of its indices. */
final class TopologyVerifier {

  private static final int MOST_SIGNALS = 1 << 20;

  private final Topology topology;
  private final Map<String, Double> constants;
  private final ProfileFindings found;

  TopologyVerifier(HardwareProfile profile, ProfileFindings found) {
    topology = profile.topology();
    constants = profile.constants();
    this.found = found;
  }

  void verify() {
    Map<String, Set<String>> nodes = new HashMap<>();
    for (NodeFamily family : topology.nodes()) {
      String key = "topology.nodes." + family.name();
      once(nodes, key, family.name(), family.over());
      amount(key + ".capacity", family.capacity(), family.over());
    }
    Map<String, Set<String>> groups = new HashMap<>();
    for (GroupFamily family : topology.groups()) {
      String key = "topology.groups." + family.name();
      once(groups, key, family.name(), family.over());
      amount(key + ".closed", family.closed(), family.over());
    }
    Map<String, Set<String>> switches = new HashMap<>();
    for (SwitchFamily family : topology.switches()) {
      String key = "topology.switches." + family.name();
      once(switches, key, family.name(), family.over());
      family.when().ifPresent(when -> evaluates(key + ".when", when, family.over()));
      member(key + ".from", family.from(), nodes, family.over());
      member(key + ".to", family.to(), nodes, family.over());
      for (Member group : family.inGroups()) {
        member(key + ".in_groups", group, groups, family.over());
      }
    }
    topology.delivery().ifPresent(d -> delivery(d, nodes));
    for (Topology.Defect defect : topology.defects()) {
      String key = "topology.defects." + defect.name();
      defect.node().ifPresent(n -> member(key + ".node", n, nodes, Map.of()));
      defect.group().ifPresent(g -> member(key + ".group", g, groups, Map.of()));
      if (defect.node().isEmpty() && defect.group().isEmpty() && defect.circuits().isEmpty()) {
        found.bad(key, "names nothing that is out of order");
      }
    }
  }

  private void once(
      Map<String, Set<String>> families, String key, String name, Map<String, Expr> over) {
    if (families.put(name, over.keySet()) != null) {
      found.bad(key, "the family stands twice");
    }
    for (String index : over.keySet()) {
      if (constants.containsKey(index)) {
        found.bad(key + ".over", "'" + index + "' is a constant already");
      }
    }
    try {
      Extents.of(over, constants);
    } catch (IllegalArgumentException e) {
      found.outOfRange(key + ".over", String.valueOf(e.getMessage()));
    }
  }

  private void delivery(Delivery delivery, Map<String, Set<String>> nodes) {
    String top = "topology.delivery.";
    Delivery.Cores cores = delivery.cores();
    cores.when().ifPresent(e -> evaluates(top + "cores.when", e, cores.grid()));
    cores.fill().ifPresent(e -> evaluates(top + "cores.fill", e, cores.grid()));
    evaluates(top + "address.usable", delivery.address().usable(), named("address"));
    if (delivery.address().rowBits() > delivery.address().bits()) {
      found.outOfRange(top + "address.row_bits", "is more than the bits of an address");
    }
    Delivery.Buses buses = delivery.buses();
    if (buses.over().size() != 1) {
      found.bad(top + "buses.over", "a core's buses have one index");
    }
    Map<String, Expr> all = new HashMap<>(cores.grid());
    all.putAll(buses.over());
    member(top + "buses.node", buses.node(), nodes, all);
    for (Delivery.Merge merge : buses.merges()) {
      evaluates(top + "buses.merges." + merge.name() + ".onto", merge.onto(), named("block"));
    }
    if (buses.merges().isEmpty()) {
      found.bad(top + "buses.merges", "there is no way from a block to a bus");
    }
    Delivery.Drivers drivers = delivery.drivers();
    Map<String, Expr> over =
        topology.nodes().stream()
            .filter(f -> f.name().equals(drivers.family()))
            .findFirst()
            .map(NodeFamily::over)
            .orElse(Map.of());
    if (!nodes.containsKey(drivers.family())) {
      found.bad(top + "drivers.family", "there is no family " + drivers.family());
    }
    if (!drivers.core().keySet().equals(cores.grid().keySet())) {
      found.bad(
          top + "drivers.core",
          "the grid's indices are " + cores.grid().keySet() + ", not " + drivers.core().keySet());
    }
    drivers.core().forEach((index, e) -> evaluates(top + "drivers.core." + index, e, over));
    evaluates(top + "drivers.zone", drivers.zone(), over);
    evaluates(top + "drivers.circuit_zone", drivers.circuitZone(), named("circuit"));
    evaluates(top + "drivers.lane", drivers.lane(), named("circuit"));
  }

  private static Map<String, Expr> named(String name) {
    return Map.of(name, new Expr.Num(1));
  }

  /** Where it depends on an index, its value is looked at when the graph is written out. */
  private void amount(String key, Expr expr, Map<String, Expr> over) {
    if (Extents.names(expr).stream().anyMatch(over::containsKey)) {
      evaluates(key, expr, over);
      return;
    }
    try {
      Extents.whole(expr, Extents.constant(constants), 0, MOST_SIGNALS, "it");
    } catch (IllegalArgumentException e) {
      found.outOfRange(key, String.valueOf(e.getMessage()));
    }
  }

  private void member(
      String key, Member member, Map<String, Set<String>> families, Map<String, Expr> over) {
    Set<String> indices = families.get(member.family());
    if (indices == null) {
      found.bad(key, "there is no family " + member.family());
    } else if (!new HashSet<>(indices).equals(member.at().keySet())) {
      found.bad(
          key,
          "the indices of "
              + member.family()
              + " are "
              + indices
              + ", not "
              + member.at().keySet());
    }
    member.at().forEach((index, expr) -> evaluates(key + "." + index, expr, over));
  }

  /** Evaluation looks at every name, whatever the values. */
  private void evaluates(String key, Expr expr, Map<String, Expr> over) {
    ToDoubleFunction<String> constant = Extents.constant(constants);
    try {
      ExprEvaluator.evaluate(
          expr, name -> over.containsKey(name) ? 0 : constant.applyAsDouble(name));
    } catch (IllegalArgumentException e) {
      found.bad(key, String.valueOf(e.getMessage()));
    }
  }
}
