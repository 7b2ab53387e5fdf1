package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.ComponentType.Parameter;
import org.bitspike.ir.network.ComponentType.Property;
import org.bitspike.ir.unit.Dimension;

/**
 * Reads networks of any user's own types by what the types' Structures say: which instances there
 * are, first, then how they are connected.
 */
final class StructureImport extends ElementReader {

  /** Instances that may differ in their properties: each is a population. */
  private static final int MOST_DIFFERENT = 100_000;

  /** Instances of several populations under one id. */
  private static final int MOST_LISTED = 1_000_000;

  private final TypeTable types;
  private final ComponentTable components;
  private final Populations populations;
  private final Members members;
  private final ComponentVariants variants;
  private final StructureTree tree;
  private final StructureValues values;
  private final StructureLinks links;
  private final Limits limits;
  private final Set<String> checkedTypes = new HashSet<>();

  StructureImport(
      TypeTable types,
      ComponentTable components,
      Populations populations,
      Members members,
      ComponentVariants variants,
      StructureTree tree,
      StructureValues values,
      StructureLinks links,
      Definitions definitions,
      Limits limits,
      Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.types = types;
    this.components = components;
    this.populations = populations;
    this.members = members;
    this.variants = variants;
    this.tree = tree;
    this.values = values;
    this.links = links;
    this.limits = limits;
  }

  /**
   * Reads a component of the top level.
   *
   * @param natives reads NeuroML's own elements
   * @param surround takes the component itself, when it lives and so surrounds all instances
   */
  void read(Element e, NativeParts natives, Consumer<ComponentTable.Built> surround) {
    Optional<StructureNode> root = tree.root(e);
    if (root.isEmpty()) {
      return;
    }
    members.root(e.label());
    if (StructureTree.lives(root.get().type())) {
      alive(root.get(), surround);
    }
    populate(root.get(), natives);
    connect(root.get(), natives);
    if (populations.isEmpty() && !diagnostics.hasErrors()) {
      error(Code.N_BAD_SIZE, e.where(), "'" + e.label() + "' makes no instances");
    }
  }

  /** Takes the instances of an element of a network that has no native reader. */
  Optional<StructureNode> instances(Element e, Element network, NativeParts natives) {
    Optional<StructureNode> node = tree.part(e, tree.bare(network));
    node.ifPresent(n -> populate(n, natives));
    return node;
  }

  /** Takes the connections of such an element. */
  void connections(StructureNode node, NativeParts natives) {
    connect(node, natives);
  }

  private void alive(StructureNode root, Consumer<ComponentTable.Built> surround) {
    if (StructureTree.isPopulation(root)) {
      error(
          Code.F_UNSUPPORTED,
          root.where(),
          root.type().name + " has dynamics of its own and makes instances");
      return;
    }
    List<Element> own = new ArrayList<>(StructureTree.ownParts(root));
    root.children()
        .removeIf(
            c -> {
              boolean part = tree.isSingle(c);
              if (part) {
                own.add(c.element());
              }
              return part;
            });
    components
        .build(root.element().with(own))
        .ifPresent(
            b -> {
              populations.add(root.label(), b, 1, Optional.empty(), root.where());
              surround.accept(b);
            });
  }

  private void populate(StructureNode node, NativeParts natives) {
    if (tree.isNetwork(node) && node.parent().isPresent()) {
      members.around(node.label());
      natives.network(node.element());
    } else if (natives.reads(node.element())) {
      natives.instances(node.element());
    } else if (tree.isSingle(node)) {
      components
          .build(node.element())
          .ifPresent(b -> populations.add(node.label(), b, 1, Optional.empty(), node.where()));
    } else if (StructureTree.isPopulation(node)) {
      checkNode(node);
      List<List<Member>> made = new ArrayList<>();
      for (Element item : node.structure()) {
        if (item.name().equals("MultiInstantiate")) {
          multiply(node, item, made);
        }
      }
      instances(node, made);
      if (made.size() != 1 || populations.find(node.label()).isEmpty()) {
        list(node, made);
      }
    } else {
      checkNode(node);
      members.around(node.label());
      node.children().forEach(c -> populate(c, natives));
    }
  }

  private void list(StructureNode node, List<List<Member>> made) {
    long all = made.stream().mapToLong(List::size).sum();
    if (all > MOST_LISTED) {
      error(
          Code.F_TOO_LARGE,
          node.where(),
          "'"
              + node.label()
              + "' makes "
              + all
              + " instances of several kinds; at most "
              + MOST_LISTED
              + " are possible");
      return;
    }
    members.list(node.label(), made.stream().flatMap(List::stream).toList());
  }

  /** The parameters a component has must be there and be read, used or not. */
  private void checkNode(StructureNode node) {
    TypeModel type = node.type();
    if (checkedTypes.add(type.name)) {
      TypeChecker.checkValues(type, types, definitions, diagnostics);
    }
    AttributeCheck.warnOfUnknown(node.element(), type, diagnostics);
    for (Parameter p : type.parameters.values()) {
      if (!type.fixed.containsKey(p.name()) && !type.selected.containsKey(p.name())) {
        required(node.element(), p.name())
            .ifPresent(
                t ->
                    definitions.value(
                        t, p.dimension(), p.name() + " of " + node.label(), node.where()));
      }
    }
  }

  private void multiply(StructureNode node, Element item, List<List<Member>> made) {
    Optional<Double> number =
        item.attribute("number").isEmpty()
            ? Optional.of(1.0)
            : values.value(
                item.attribute("number").get(), node, Dimension.NONE, "number", node.where());
    Optional<ComponentTable.Built> component = instantiated(node, item);
    if (number.isEmpty() || component.isEmpty()) {
      return;
    }
    double wanted = Math.rint(number.get());
    if (Math.abs(wanted - number.get()) > 1e-9 || wanted < 1 || wanted > limits.populationSize()) {
      error(
          Code.N_BAD_SIZE,
          node.where(),
          "'"
              + node.label()
              + "' makes "
              + number.get()
              + " instances; whole numbers from 1 to "
              + limits.populationSize()
              + " are possible");
      return;
    }
    int size = (int) wanted;
    List<Element> assigns = item.children();
    if (assigns.isEmpty()) {
      whole(node, component.get(), size, Optional.empty(), made);
      return;
    }
    if (size > MOST_DIFFERENT) {
      error(
          Code.F_TOO_LARGE,
          node.where(),
          "'"
              + node.label()
              + "' makes "
              + size
              + " instances with properties of their own; at most "
              + MOST_DIFFERENT
              + " are possible");
      return;
    }
    List<Map<String, Double>> properties = new ArrayList<>();
    for (int i = 0; i < size && properties.size() == i; i++) {
      int index = i;
      assigned(node, component.get(), assigns, OptionalInt.of(index)).ifPresent(properties::add);
    }
    if (properties.size() < size) {
      return;
    }
    if (properties.stream().distinct().count() == 1) {
      whole(
          node,
          variants.withProperties(component.get(), properties.get(0)),
          size,
          Optional.empty(),
          made);
      return;
    }
    List<Member> each = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String id = node.label() + "_" + i;
      populations.add(
          id,
          variants.withProperties(component.get(), properties.get(i)),
          1,
          Optional.empty(),
          node.where());
      populations.find(id).ifPresent(cells -> each.add(new Member(cells, 0, 0)));
    }
    made.add(each);
  }

  /** Takes instances as one population under the node's own id, where that is free. */
  private void whole(
      StructureNode node,
      ComponentTable.Built component,
      int size,
      Optional<Map<Integer, Integer>> byInstance,
      List<List<Member>> made) {
    String id = made.isEmpty() ? node.label() : node.label() + "_" + made.size();
    populations.add(id, component, size, byInstance, node.where());
    populations.find(id).ifPresent(cells -> made.add(Members.every(cells)));
  }

  private Optional<ComponentTable.Built> instantiated(StructureNode node, Element item) {
    Optional<String> type = item.attribute("componentType");
    if (type.isPresent()) {
      Element made =
          new Element(
              "Component",
              new String[] {"id", node.label() + "_" + type.get(), "type", type.get()},
              node.where());
      return components.build(made);
    }
    Optional<String> name = required(item, "component");
    Optional<String> id = name.flatMap(node::text);
    if (name.isPresent() && id.isEmpty()) {
      error(
          Code.F_MISSING_ATTRIBUTE,
          node.where(),
          "'" + node.label() + "' lacks the attribute '" + name.get() + "'");
    }
    return id.flatMap(i -> components.require(i, name.orElse("component"), node.where()));
  }

  /** Values of the properties that the items assign. */
  private Optional<Map<String, Double>> assigned(
      StructureNode node,
      ComponentTable.Built component,
      List<Element> assigns,
      OptionalInt index) {
    Map<String, Double> all = new LinkedHashMap<>();
    for (Element assign : assigns) {
      if (!assign.name().equals("Assign")) {
        unknown(assign, "MultiInstantiate");
        return Optional.empty();
      }
      Optional<String> property = required(assign, "property");
      Optional<String> value = required(assign, "value");
      if (property.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      Property known = component.type().properties.get(property.get());
      if (known == null) {
        error(
            Code.F_UNRESOLVED,
            assign.where(),
            "Assign names the property '"
                + property.get()
                + "', which "
                + component.type().name
                + " does not have");
        return Optional.empty();
      }
      Optional<Double> found =
          values.value(value.get(), node, index, known.dimension(), property.get(), assign.where());
      if (found.isEmpty()) {
        return Optional.empty();
      }
      all.put(property.get(), found.get());
    }
    return Optional.of(all);
  }

  /** Children that each stand for one instance of the component their parent names. */
  private void instances(StructureNode node, List<List<Member>> made) {
    List<StructureNode> each =
        node.children().stream().filter(StructureTree::isOneOfParents).toList();
    if (each.isEmpty()) {
      return;
    }
    String path =
        each.get(0).structure().stream()
            .filter(e -> e.name().equals("ChildInstance"))
            .map(e -> e.attribute("component").orElse(""))
            .findFirst()
            .orElse("");
    Optional<ComponentTable.Built> component =
        each.get(0).text(path).flatMap(id -> components.require(id, path, node.where()));
    if (each.get(0).text(path).isEmpty()) {
      error(
          Code.F_UNRESOLVED,
          node.where(),
          "'" + path + "' of '" + node.label() + "' names nothing");
    }
    Map<Integer, Integer> byInstance = new HashMap<>();
    for (int i = 0; i < each.size(); i++) {
      int position = i;
      Optional<Integer> id = each.get(i).own("id").flatMap(Site::segment);
      byInstance.putIfAbsent(id.orElse(position), position);
    }
    component.ifPresent(c -> whole(node, c, each.size(), Optional.of(byInstance), made));
  }

  private void connect(StructureNode node, NativeParts natives) {
    if (natives.reads(node.element())) {
      natives.connections(node.element());
      return;
    }
    if (StructureTree.connects(node)) {
      checkNode(node);
      links.read(node);
    }
    refuse(node);
    node.children().forEach(c -> connect(c, natives));
  }

  /** Parts of a Structure that nothing here can follow are told, never passed over. */
  private void refuse(StructureNode node) {
    Function<Element, Boolean> known =
        e ->
            switch (e.name()) {
              case "MultiInstantiate", "ChildInstance", "With", "ForEach", "EventConnection" ->
                  true;
              case "Tunnel" -> true;
              default -> false;
            };
    for (Element e : node.structure()) {
      if (!known.apply(e)) {
        error(
            Code.F_UNSUPPORTED,
            e.where(),
            "component type '" + node.type().name + "' uses Structure with " + e.name());
      }
    }
  }
}
