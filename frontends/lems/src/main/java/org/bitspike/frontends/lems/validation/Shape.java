package org.bitspike.frontends.lems.validation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an element looks like: its attributes, and its children with their order.
 *
 * @param name as the grammar names it
 * @param attributes by name
 * @param children shapes of children by the child's name, in the order of the grammar
 * @param content the order of children
 * @param states the same, as an automaton
 * @param inside what may stand between the tags besides children
 */
record Shape(
    String name,
    Map<String, Attribute> attributes,
    Map<String, String> children,
    Content content,
    ContentStates states,
    Inside inside) {

  /** What may stand between the tags. */
  enum Inside {
    /** Nothing, not even white space. */
    EMPTY,
    /** Children, with white space between them. */
    CHILDREN,
    /** Text. */
    TEXT,
    /** Anything at all. */
    ANYTHING
  }

  /**
   * An attribute.
   *
   * @param kind what its value must be
   * @param required whether it must be there
   * @param bit its place in a set of the shape's attributes, below 64
   */
  record Attribute(String name, ValueKind kind, boolean required, int bit) {}

  /** The required attributes as a set of bits. */
  long requiredBits() {
    long bits = 0;
    for (Attribute attribute : attributes.values()) {
      bits |= attribute.required() ? 1L << attribute.bit() : 0;
    }
    return bits;
  }

  Optional<String> child(String element) {
    return Optional.ofNullable(children.get(element));
  }

  Set<String> childNames() {
    return children.keySet();
  }
}
