package org.bitspike.frontends.lems;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;

/** Builds the nodes of a network's structure from its elements, and says what each is for. */
final class StructureTree extends ElementReader {

  private static final Set<String> METADATA = Set.of("notes", "annotation", "property");

  /** Items of a Structure that connect instances. */
  private static final Set<String> CONNECTING =
      Set.of("With", "ForEach", "EventConnection", "Tunnel");

  private final TypeTable types;
  private final ChildTypes childTypes;
  private final Limits limits;

  StructureTree(TypeTable types, Definitions definitions, Limits limits, Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.types = types;
    this.limits = limits;
    this.childTypes = new ChildTypes(types);
  }

  /** The node of an element of the top level with all below it. */
  Optional<StructureNode> root(Element e) {
    String name = e.name().equals("Component") ? e.attribute("type").orElse("") : e.name();
    String written = e.attribute("type").filter(types::isKnown).orElse(name);
    Optional<TypeModel> type = types.require(written, e.where());
    return type.map(t -> grow(new StructureNode(e, t, Optional.empty()), 0));
  }

  /** The node of an element of a network, whose own other elements are read natively. */
  Optional<StructureNode> part(Element e, StructureNode network) {
    return child(e, network).map(n -> grow(n, 1));
  }

  /** A node for a network that is read natively, so that its parts have a parent. */
  StructureNode bare(Element network) {
    TypeModel type =
        types.find(network.name()).orElseGet(() -> new TypeModel("network", network.where()));
    return new StructureNode(network, type, Optional.empty());
  }

  private Optional<StructureNode> child(Element e, StructureNode parent) {
    Optional<String> name = childTypes.typeOf(e, parent.type());
    if (name.isEmpty()) {
      error(
          Code.F_UNKNOWN_ELEMENT,
          e.where(),
          "'" + e.name() + "' is neither a component type nor a child of " + parent.type().name);
      return Optional.empty();
    }
    return types
        .require(name.get(), e.where())
        .map(t -> new StructureNode(e, t, Optional.of(parent)));
  }

  private StructureNode grow(StructureNode node, int depth) {
    if (depth >= limits.depth()) {
      error(Code.F_TOO_DEEP, node.where(), "components are nested deeper than " + limits.depth());
      return node;
    }
    if (isNetwork(node) && node.parent().isPresent() || isInstance(node)) {
      return node;
    }
    for (Element e : node.element().children()) {
      if (!METADATA.contains(e.name())) {
        child(e, node).ifPresent(c -> node.children().add(grow(c, depth + 1)));
      }
    }
    return node;
  }

  /** Whether the native reader knows what to make of a node. */
  boolean isNetwork(StructureNode node) {
    return node.type().isA("network");
  }

  /** Whether a node makes instances of a component it names. */
  static boolean isPopulation(StructureNode node) {
    return node.has("MultiInstantiate")
        || node.children().stream().anyMatch(StructureTree::isOneOfParents);
  }

  /** Whether a node stands for one instance of the component that its parent names. */
  static boolean isOneOfParents(StructureNode node) {
    return node.structure().stream()
        .anyMatch(
            e ->
                e.name().equals("ChildInstance")
                    && e.attribute("component").orElse("").startsWith("../"));
  }

  /** Whether a node connects instances. */
  static boolean connects(StructureNode node) {
    return node.structure().stream().anyMatch(e -> CONNECTING.contains(e.name()));
  }

  /** Whether a node is an instance itself: it has a life, and makes no others. */
  private static boolean isInstance(StructureNode node) {
    return node.parent().isPresent() && lives(node.type()) && !makes(node);
  }

  /** Whether components of a type do anything in time. */
  static boolean lives(TypeModel type) {
    DynamicsModel d = type.dynamics;
    return !d.states.isEmpty()
        || !d.derived.isEmpty()
        || !d.conditions.isEmpty()
        || !d.events.isEmpty()
        || !d.modes.isEmpty();
  }

  private static boolean makes(StructureNode node) {
    return node.has("MultiInstantiate") || node.has("ForEach") || node.has("Tunnel");
  }

  /** Whether a node is an instance of its own kind in a network. */
  boolean isSingle(StructureNode node) {
    return isInstance(node) && !isNetwork(node) && !connects(node);
  }

  /**
   * Whether a component of the top level is a network in the general sense: it, or one below it,
   * makes instances or connects them.
   */
  boolean isStructural(Element e, TypeModel type, int depth) {
    if (depth > 0 && type.isA("network") || structural(type)) {
      return true;
    }
    if (depth > limits.depth()) {
      return false;
    }
    for (Element child : e.children()) {
      Optional<TypeModel> childType =
          METADATA.contains(child.name())
              ? Optional.empty()
              : childTypes.typeOf(child, type).flatMap(types::find);
      if (childType.isPresent() && isStructural(child, childType.get(), depth + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean structural(TypeModel type) {
    return type.unsupported.stream().anyMatch(u -> u.feature().startsWith("Structure"));
  }

  /**
   * A list of the elements of {@code node} that belong to its own component and not to a network.
   */
  static List<Element> ownParts(StructureNode node) {
    List<Element> structural = node.children().stream().map(StructureNode::element).toList();
    return node.element().children().stream().filter(e -> !structural.contains(e)).toList();
  }
}
