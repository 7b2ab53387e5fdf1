package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;

/** A component that makes up the structure of a network: it makes or connects instances. */
final class StructureNode {

  private final Element element;
  private final TypeModel type;
  private final Optional<StructureNode> parent;
  private final List<StructureNode> children = new ArrayList<>();

  StructureNode(Element element, TypeModel type, Optional<StructureNode> parent) {
    this.element = element;
    this.type = type;
    this.parent = parent;
  }

  Element element() {
    return element;
  }

  TypeModel type() {
    return type;
  }

  Optional<StructureNode> parent() {
    return parent;
  }

  List<StructureNode> children() {
    return children;
  }

  SourceRef where() {
    return element.where();
  }

  String label() {
    return element.label();
  }

  /** What the type's Structure asks for, in order. */
  List<Element> structure() {
    return type.structure.map(Element::children).orElse(List.of());
  }

  /** Whether the type's Structure has an element of that name. */
  boolean has(String item) {
    return structure().stream().anyMatch(e -> e.name().equals(item));
  }

  /**
   * The text of an attribute, which may be written {@code ../name} for that of the parent, or which
   * an enclosing component has.
   */
  Optional<String> text(String path) {
    if (path.startsWith("../")) {
      return parent.flatMap(p -> p.text(path.substring(3)));
    }
    return element.attribute(path).or(() -> parent.flatMap(p -> p.text(path)));
  }

  /** The text of an attribute of this component itself; empty for an empty one. */
  Optional<String> own(String attribute) {
    return element.attribute(attribute).filter(t -> !t.isBlank());
  }

  /**
   * An attribute of an item of the Structure, followed to the user's text where it names a text or
   * a parameter of the component; a name that is neither stands for itself.
   */
  Optional<String> indirect(Element item, String attribute) {
    return item.attribute(attribute)
        .flatMap(
            name ->
                type.texts.contains(name) || type.slot(name).isPresent()
                    ? own(name)
                    : Optional.of(name));
  }
}
