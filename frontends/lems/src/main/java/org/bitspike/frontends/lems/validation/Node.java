package org.bitspike.frontends.lems.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bitspike.ir.SourceRef;
import org.jspecify.annotations.Nullable;

/** An element that rules look at after its file is read. Metadata and rows are not kept. */
final class Node {

  private final String name;
  private final String[] attributes;
  private final SourceRef where;
  private final List<Node> children = new ArrayList<>(0);
  private @Nullable RowSummary rows;

  /** Makes an element from attribute names and values in turn. */
  Node(String name, String[] attributes, SourceRef where) {
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

  List<Node> children() {
    return children;
  }

  Stream<Node> children(String childName) {
    return children.stream().filter(c -> c.name.equals(childName));
  }

  Optional<Node> child(String childName) {
    return children(childName).findFirst();
  }

  Optional<String> attribute(String attribute) {
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i].equals(attribute)) {
        return Optional.of(attributes[i + 1]);
      }
    }
    return Optional.empty();
  }

  /** The attribute, or an empty text, which no rule takes for a name. */
  String text(String attribute) {
    return attribute(attribute).orElse("");
  }

  String id() {
    return text("id");
  }

  /** How messages name it, such as {@code population 'a'}. */
  String label() {
    return id().isEmpty() ? name : name + " '" + id() + "'";
  }

  Optional<RowSummary> rows() {
    return Optional.ofNullable(rows);
  }

  RowSummary rowsOrNew(@Nullable Node network) {
    RowSummary own = rows;
    if (own == null) {
      own = new RowSummary(this, Optional.ofNullable(network));
      rows = own;
    }
    return own;
  }
}
