package org.bitspike.frontends.lems;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.ComponentType.Property;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.unit.Dimension;

/** Follows the With, ForEach, EventConnection and Tunnel of a Structure. */
final class StructureLinks extends ElementReader {

  /** Connections that loops of one network may make; a limit of memory. */
  private static final int MOST_CONNECTIONS = 20_000_000;

  private static final String WEIGHT = "weight";

  private final ComponentTable components;
  private final Members members;
  private final ComponentVariants variants;
  private final Attachment attachment;
  private final Site site;
  private final StructureValues values;
  private final StructureWires wires;
  private final StructurePorts ports;
  private int made;

  StructureLinks(
      ComponentTable components,
      Members members,
      ComponentVariants variants,
      Attachment attachment,
      Site site,
      StructureValues values,
      StructureWires wires,
      Definitions definitions,
      Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.components = components;
    this.members = members;
    this.variants = variants;
    this.attachment = attachment;
    this.site = site;
    this.values = values;
    this.wires = wires;
    this.ports = new StructurePorts(definitions, diagnostics);
  }

  /** An instance under a name, and what it was found by. */
  private record Bound(Member member, String origin) {}

  /** What an item of the Structure says for all instances it is done for. */
  private record Plan(
      Optional<ComponentTable.Built> first,
      Optional<ComponentTable.Built> second,
      double delay,
      double weight,
      String destination,
      Optional<String> sourcePort,
      Optional<String> targetPort) {}

  private static final class Scope {
    private final StructureNode node;
    private long rounds = 1;
    private final Map<String, Bound> names = new HashMap<>();
    private final Map<Element, Optional<Plan>> plans = new IdentityHashMap<>();

    Scope(StructureNode node) {
      this.node = node;
    }
  }

  void read(StructureNode node) {
    items(node.structure(), new Scope(node));
  }

  private void items(List<Element> items, Scope scope) {
    for (Element item : items) {
      switch (item.name()) {
        case "With" -> with(item, scope);
        case "ForEach" -> forEach(item, scope);
        case "EventConnection" -> event(item, scope);
        case "Tunnel" -> tunnel(item, scope);
        default -> {
          // what makes instances is done before, and what cannot be followed is told by the caller
        }
      }
      if (made > MOST_CONNECTIONS) {
        return;
      }
    }
  }

  private void with(Element item, Scope scope) {
    Optional<String> as = required(item, "as");
    Optional<String> list = item.attribute("list");
    String name = list.or(() -> item.attribute("instance")).orElse("");
    Optional<String> text = scope.node.text(name);
    SourceRef where = scope.node.where();
    if (as.isEmpty() || name.isEmpty() || text.isEmpty()) {
      error(
          Code.F_MISSING_ATTRIBUTE,
          where,
          "'" + scope.node.label() + "' does not say what its '" + name + "' is");
      return;
    }
    Optional<Member> member =
        list.isPresent()
            ? listed(item, text.get(), name, scope)
            : members
                .find(text.get(), name, where)
                .filter(f -> wholeCell(f, text.get(), where))
                .map(Members.Found::member);
    member.ifPresent(m -> scope.names.put(as.get(), new Bound(m, name)));
  }

  private boolean wholeCell(Members.Found found, String text, SourceRef where) {
    if (!found.rest().isEmpty()) {
      error(
          Code.F_UNRESOLVED,
          where,
          "'" + text + "' leads below a member of '" + found.member().population() + "'");
      return false;
    }
    return site.exists(found.member().cells(), found.member().segment(), where);
  }

  private Optional<Member> listed(Element item, String id, String name, Scope scope) {
    Optional<String> index = required(item, "index");
    Optional<String> text = index.flatMap(scope.node::text);
    if (index.isEmpty() || text.isEmpty()) {
      error(
          Code.F_MISSING_ATTRIBUTE,
          scope.node.where(),
          "'" + scope.node.label() + "' lacks the attribute '" + index.orElse("index") + "'");
      return Optional.empty();
    }
    Optional<CellPath> path = CellPath.parse(text.get());
    if (path.isEmpty()) {
      error(
          Code.F_BAD_VALUE,
          scope.node.where(),
          index.get() + "='" + text.get() + "' is no number of an instance");
      return Optional.empty();
    }
    return members.member(id, path.get().index(), name, scope.node.where());
  }

  private void forEach(Element item, Scope scope) {
    Optional<String> instances = required(item, "instances");
    Optional<String> as = required(item, "as");
    Optional<String> id = instances.flatMap(scope.node::text);
    if (instances.isPresent() && id.isEmpty()) {
      error(
          Code.F_MISSING_ATTRIBUTE,
          scope.node.where(),
          "'" + scope.node.label() + "' does not say what '" + instances.get() + "' is");
    }
    Optional<List<Member>> all =
        id.flatMap(i -> members.all(i, instances.get(), scope.node.where()));
    if (as.isEmpty() || all.isEmpty()) {
      return;
    }
    long rounds = scope.rounds;
    scope.rounds = rounds * all.get().size();
    if (made + scope.rounds > MOST_CONNECTIONS) {
      made = MOST_CONNECTIONS;
      count(scope); // told before the work is done
      return;
    }
    for (Member member : all.get()) {
      scope.names.put(as.get(), new Bound(member, ""));
      items(item.children(), scope);
      if (made > MOST_CONNECTIONS) {
        return;
      }
    }
    scope.names.remove(as.get());
    scope.rounds = rounds;
  }

  private Optional<Bound> bound(Element item, String attribute, Scope scope) {
    Optional<String> name = required(item, attribute);
    Optional<Bound> found = name.map(scope.names::get);
    boolean declared =
        scope.node.structure().stream()
            .anyMatch(e -> e.attribute("as").equals(name) && e.name().equals("With"));
    if (name.isPresent() && found.isEmpty() && !declared) {
      error(
          Code.F_UNRESOLVED,
          item.where(),
          item.name() + " names '" + name.get() + "', which no With or ForEach defines");
    }
    return found;
  }

  private boolean count(Scope scope) {
    if (++made > MOST_CONNECTIONS) {
      error(
          Code.F_TOO_LARGE,
          scope.node.where(),
          "the Structures of this network make more than " + MOST_CONNECTIONS + " connections");
      return false;
    }
    return true;
  }

  private void event(Element item, Scope scope) {
    Optional<Bound> from = bound(item, "from", scope);
    Optional<Bound> to = bound(item, "to", scope);
    Optional<Plan> plan = scope.plans.get(item);
    if (plan == null) {
      plan = plan(item, "receiver", "", scope);
      scope.plans.put(item, plan);
    }
    if (from.isEmpty() || to.isEmpty() || plan.isEmpty() || !count(scope)) {
      return;
    }
    Plan p = plan.get();
    Member pre = from.get().member();
    Member post = to.get().member();
    boolean input =
        p.first().isPresent()
            && !from.get().origin().isEmpty()
            && from.get().origin().equals(to.get().origin());
    SourceRef where = scope.node.where();
    p.first().ifPresent(r -> attachment.check(r, post.cells(), p.destination(), where));
    Optional<String> source = input ? Optional.empty() : ports.source(p.sourcePort(), pre, where);
    Optional<String> target =
        input ? Optional.empty() : ports.target(p.targetPort(), p.first(), post, where);
    if (!input && (source.isEmpty() || target.isEmpty())) {
      return;
    }
    wires.add(
        new StructureWires.Head(
            input ? StructureWires.Kind.INPUT : StructureWires.Kind.EVENTS,
            name(scope.node),
            p.first().map(f -> f.component().id()).orElse(""),
            "",
            source.filter(s -> !s.isEmpty()),
            target.filter(t -> !t.isEmpty()),
            scope.node.parent().map(StructureNode::where).orElse(where)),
        end(pre, scope.node, "pre"),
        end(post, scope.node, input ? "" : "post"),
        p.weight(),
        p.delay(),
        where.line());
  }

  private void tunnel(Element item, Scope scope) {
    Optional<Bound> a = bound(item, "endA", scope);
    Optional<Bound> b = bound(item, "endB", scope);
    Optional<Plan> plan = scope.plans.get(item);
    if (plan == null) {
      plan = plan(item, "componentA", "componentB", scope);
      plan.ifPresent(p -> checkPeers(item, p));
      scope.plans.put(item, plan);
    }
    if (a.isEmpty() || b.isEmpty() || plan.isEmpty() || !count(scope)) {
      return;
    }
    Plan p = plan.get();
    if (p.first().isEmpty() || p.second().isEmpty()) {
      return;
    }
    SourceRef where = scope.node.where();
    attachment.check(p.first().get(), a.get().member().cells(), "", where);
    attachment.check(p.second().get(), b.get().member().cells(), "", where);
    wires.add(
        new StructureWires.Head(
            StructureWires.Kind.TUNNEL,
            name(scope.node),
            p.first().get().component().id(),
            p.second().get().component().id(),
            Optional.empty(),
            Optional.empty(),
            scope.node.parent().map(StructureNode::where).orElse(where)),
        end(a.get().member(), scope.node, "pre"),
        end(b.get().member(), scope.node, "post"),
        p.weight(),
        0,
        where.line());
  }

  private void checkPeers(Element item, Plan plan) {
    String name = item.attribute("name").orElse("");
    for (Optional<ComponentTable.Built> end : List.of(plan.first(), plan.second())) {
      Optional<Slot> peer =
          end.flatMap(
              e ->
                  e.type().slots.values().stream()
                      .filter(s -> s.kind() == Slot.Kind.PEER)
                      .findFirst());
      if (peer.isPresent() && !peer.get().name().equals(name)) {
        error(
            Code.F_UNRESOLVED,
            item.where(),
            "the Tunnel '"
                + name
                + "' does not meet the requirement '"
                + peer.get().name()
                + "' of a "
                + end.get().type().name);
      }
    }
  }

  /** Connections written in one element belong together; others go by what they connect. */
  private static String name(StructureNode node) {
    return node.parent().filter(p -> p.parent().isPresent()).flatMap(p -> p.own("id")).orElse("");
  }

  private StructureWires.End end(Member member, StructureNode node, String prefix) {
    String segment = prefix.isEmpty() ? "segment" : prefix + "Segment";
    String fraction = prefix.isEmpty() ? "fractionAlong" : prefix + "FractionAlong";
    Optional<String> id = node.own(segment + "Id").or(() -> node.own(segment));
    Optional<String> along = node.own(fraction);
    Optional<Integer> number = id.flatMap(Site::segment);
    Optional<Double> place = along.flatMap(Site::fraction);
    if (id.isPresent() && number.isEmpty()) {
      error(Code.F_BAD_VALUE, node.where(), segment + "='" + id.get() + "' is no id of a segment");
    }
    if (along.isPresent() && place.isEmpty()) {
      error(
          Code.F_BAD_VALUE,
          node.where(),
          fraction + "='" + along.get() + "' is no number from 0 to 1");
    }
    Member placed =
        number
            .filter(n -> site.exists(member.cells(), n, node.where()))
            .map(n -> new Member(member.cells(), member.index(), n))
            .orElse(member);
    return new StructureWires.End(placed, place.orElse(Places.MIDDLE));
  }

  private Optional<Plan> plan(Element item, String firstName, String secondName, Scope scope) {
    StructureNode node = scope.node;
    Optional<ComponentTable.Built> first = component(item, firstName, node);
    Optional<ComponentTable.Built> second = component(item, secondName, node);
    if (item.attribute(firstName).isPresent() && first.isEmpty()
        || item.attribute(secondName).isPresent() && second.isEmpty()) {
      return Optional.empty();
    }
    double weight = 1;
    Map<String, Double> set = new LinkedHashMap<>();
    for (Element assign : item.children()) {
      if (!assign.name().equals("Assign")) {
        unknown(assign, item.name());
        continue;
      }
      Optional<String> property = required(assign, "property");
      Optional<Double> value =
          property.flatMap(p -> assigned(assign, p, first.or(() -> second), node));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      if (property.get().equals(WEIGHT)) {
        weight = value.get();
      } else {
        set.put(property.get(), value.get());
      }
    }
    Optional<Double> delay =
        item.attribute("delay").isEmpty()
            ? Optional.of(0.0)
            : values.value(
                item.attribute("delay").get(), node, Dimension.TIME, "delay", node.where());
    if (delay.isPresent() && delay.get() < 0) {
      error(Code.N_NEGATIVE_DELAY, node.where(), "the delay is " + delay.get() + " s");
      return Optional.empty();
    }
    double factor = weight;
    return delay.map(
        d ->
            new Plan(
                first.map(f -> variants.withProperties(f, set)),
                second.map(s -> variants.withProperties(s, set)),
                d,
                factor,
                node.indirect(item, "receiverContainer").orElse(""),
                node.indirect(item, "sourcePort"),
                node.indirect(item, "targetPort")));
  }

  private Optional<Double> assigned(
      Element assign, String property, Optional<ComponentTable.Built> holder, StructureNode node) {
    Optional<Property> known = holder.map(h -> h.type().properties.get(property));
    if (known.isEmpty()) {
      String message =
          "Assign names the property '"
              + property
              + "', which "
              + holder.map(h -> "a " + h.type().name).orElse("the receiver")
              + " does not have";
      if (!property.equals(WEIGHT)) {
        error(Code.F_UNRESOLVED, assign.where(), message);
        return Optional.empty();
      }
      warn(Code.N_UNKNOWN_PARAMETER, node.where(), message + ", so weights have no effect");
    }
    Dimension wanted = known.map(Property::dimension).orElse(Dimension.NONE);
    return required(assign, "value")
        .flatMap(v -> values.value(v, node, wanted, property, node.where()));
  }

  private Optional<ComponentTable.Built> component(
      Element item, String attribute, StructureNode node) {
    Optional<String> name = attribute.isEmpty() ? Optional.empty() : item.attribute(attribute);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> id = node.text(name.get());
    if (id.isEmpty()) {
      error(
          Code.F_MISSING_ATTRIBUTE,
          node.where(),
          "'" + node.label() + "' lacks the attribute '" + name.get() + "'");
    }
    return id.flatMap(i -> components.require(i, name.get(), node.where()));
  }
}
