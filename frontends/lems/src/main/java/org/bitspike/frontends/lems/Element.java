package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.jspecify.annotations.Nullable;

/**
 * An XML element with its attributes, children and place. Prefixed attributes and text are not
 * kept.
 */
final class Element {

  private final String name;
  private final String[] attributes;
  private final SourceRef where;
  private final List<Element> children = new ArrayList<>(0);
  private @Nullable Rows rows;

  /**
   * Makes an element.
   *
   * @param attributes names and values in turn; shared, never changed
   */
  Element(String name, String[] attributes, SourceRef where) {
    this.name = name;
    this.attributes = attributes;
    this.where = where;
  }

  String name() {
    return name;
  }

  SourceRef where() {
    return where;
  }

  List<Element> children() {
    return children;
  }

  /** Connections, inputs or instances written in this element. */
  Optional<Rows> rows() {
    return Optional.ofNullable(rows);
  }

  /** Lets go of the rows, which are many, once they are read. */
  void dropRows() {
    rows = null;
  }

  Rows rowsOrNew() {
    Rows own = rows;
    if (own == null) {
      own = new Rows();
      rows = own;
    }
    return own;
  }

  Optional<String> attribute(String attributeName) {
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i].equals(attributeName)) {
        return Optional.of(attributes[i + 1]);
      }
    }
    return Optional.empty();
  }

  List<String> attributeNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < attributes.length; i += 2) {
      names.add(attributes[i]);
    }
    return names;
  }

  /** The same element with other children and without rows. */
  Element with(List<Element> otherChildren) {
    Element copy = new Element(name, attributes, where);
    copy.children.addAll(otherChildren);
    return copy;
  }

  List<Element> children(String childName) {
    return children.stream().filter(c -> c.name.equals(childName)).toList();
  }

  /** The id, or the name where there is none: how a path names this element. */
  String label() {
    return attribute("id").orElse(name);
  }
}
