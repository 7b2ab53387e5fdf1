package org.bitspike.hwprofiles;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.profile.Topology;
import org.bitspike.ir.profile.Topology.GroupFamily;
import org.bitspike.ir.profile.Topology.Member;
import org.bitspike.ir.profile.Topology.NodeFamily;
import org.bitspike.ir.profile.Topology.SwitchFamily;

/** Reads the lines of a core and the switches between them. */
final class TopologySchema {

  private TopologySchema() {}

  /** The section {@code topology}; its expressions know the constants, but no {@code dt}. */
  static Topology topology(Section s, Set<String> constants) {
    Scope sizes = Scope.of(constants);
    return new Topology(
        s.each("nodes", (name, n) -> nodes(name, n, sizes)),
        s.each("groups", (name, g) -> groups(name, g, sizes)),
        s.each("switches", (name, w) -> switches(name, w, sizes)),
        s.optionalSection("delivery", d -> DeliverySchema.delivery(d, sizes)),
        s.each("defects", (name, d) -> defect(name, d, sizes)));
  }

  private static Topology.Defect defect(String name, Section s, Scope sizes) {
    return new Topology.Defect(
        name,
        optionalEnd("node", s, sizes),
        optionalEnd("group", s, sizes),
        s.integer("core", 0, 1 << 20, 0),
        s.ascendingOrNone("circuits", 0, 1 << 20));
  }

  private static NodeFamily nodes(String name, Section s, Scope sizes) {
    Map<String, Expr> over = s.expressions("over", sizes);
    return new NodeFamily(name, over, s.expression("capacity", sizes.with(over.keySet())));
  }

  private static GroupFamily groups(String name, Section s, Scope sizes) {
    Map<String, Expr> over = s.expressions("over", sizes);
    return new GroupFamily(name, over, s.expression("closed", sizes.with(over.keySet())));
  }

  private static SwitchFamily switches(String name, Section s, Scope sizes) {
    Map<String, Expr> over = s.expressions("over", sizes);
    Scope indices = sizes.with(over.keySet());
    return new SwitchFamily(
        name,
        over,
        s.optionalExpression("when", indices),
        end("from", s, indices),
        end("to", s, indices),
        s.flag("both_ways", false),
        members("in_groups", s, indices));
  }

  static Member end(String key, Section s, Scope indices) {
    List<Member> members = members(key, s, indices);
    if (members.size() == 1) {
      return members.getFirst();
    }
    s.report(Code.H_BAD_VALUE, key, "names one family of nodes, found " + members.size());
    return new Member("", Map.of());
  }

  private static Optional<Member> optionalEnd(String key, Section s, Scope indices) {
    List<Member> members = members(key, s, indices);
    if (members.size() > 1) {
      s.report(Code.H_BAD_VALUE, key, "names one family, found " + members.size());
    }
    return members.stream().findFirst();
  }

  private static List<Member> members(String key, Section s, Scope indices) {
    return s.expressionsByName(key, indices).entrySet().stream()
        .map(e -> new Member(e.getKey(), e.getValue()))
        .toList();
  }
}
