package org.bitspike.frontends.lems;

import java.util.Optional;
import org.bitspike.ir.network.ComponentType.Slot;

/** Which type an element inside a component is of, and which slot of its parent it names. */
final class ChildTypes {

  private final TypeTable types;

  ChildTypes(TypeTable types) {
    this.types = types;
  }

  /** The type's name, or empty when the element names neither a type nor a slot. */
  Optional<String> typeOf(Element e, TypeModel parent) {
    Optional<String> written = e.attribute("type").filter(types::isKnown);
    if (written.isPresent()) {
      return written;
    }
    if (e.name().equals("Component")) {
      return e.attribute("type");
    }
    Optional<Slot> named = named(e, parent);
    if (types.isKnown(e.name()) && (named.isEmpty() || types.isA(e.name(), named.get().type()))) {
      return Optional.of(e.name());
    }
    return named
        .map(Slot::type)
        .or(() -> types.isKnown(e.name()) ? Optional.of(e.name()) : Optional.empty());
  }

  /** The slot an element names, in the singular or the plural. */
  static Optional<Slot> named(Element e, TypeModel parent) {
    return parent
        .slot(e.name())
        .or(() -> parent.slot(e.name() + "s"))
        .filter(s -> s.kind() != Slot.Kind.ATTACHMENTS && s.kind() != Slot.Kind.PEER);
  }
}
