package org.bitspike.frontends.lems.validation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;

/** What a file and all it includes define at their top levels. */
final class Model {

  private final Map<String, Node> components = new LinkedHashMap<>();
  private final boolean whole;
  private final Found found;

  /**
   * Gathers definitions; an id that occurs twice is told.
   *
   * @param whole whether every included file was read, so that what is not defined is missing
   */
  Model(List<Node> roots, boolean whole, Found found) {
    this.whole = whole;
    this.found = found;
    for (Node root : roots) {
      for (Node element : root.children()) {
        if (!element.id().isEmpty()) {
          define(element);
        }
      }
    }
  }

  private void define(Node element) {
    Node known = components.putIfAbsent(element.id(), element);
    if (known != null) {
      found.error(
          Code.V_TOP_ID,
          element.where(),
          element.label()
              + " has the id of the "
              + known.name()
              + " at "
              + new SourceRef(
                  known.where().file(), known.where().line(), known.where().column(), ""));
    }
  }

  Optional<Node> find(String id) {
    return Optional.ofNullable(components.get(id));
  }

  /** Tells when there is no component of this id, or when it is of none of the kinds. */
  Optional<Node> require(
      String id, Code code, String what, Set<ComponentKind> kinds, SourceRef where) {
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Node component = components.get(id);
    if (component == null) {
      if (whole) {
        found.error(
            code,
            where,
            named(what, id) + " is defined neither in this file nor in one that it includes");
      }
      return Optional.empty();
    }
    ComponentKind kind = ComponentKind.of(component);
    if (kind != ComponentKind.UNKNOWN && !kinds.contains(kind)) {
      found.error(
          Code.V_KIND,
          where,
          named(what, id)
              + " is "
              + kind.words()
              + " ("
              + component.name()
              + "), but "
              + String.join(" or ", kinds.stream().map(ComponentKind::words).sorted().toList())
              + " is due");
      return Optional.empty();
    }
    return Optional.of(component);
  }

  /** Such as {@code ion channel 'na' of cell 'c'} for what is an ion channel of cell 'c'. */
  private static String named(String what, String id) {
    int of = what.indexOf(" of ");
    String role = of < 0 ? what : what.substring(0, of);
    return role + " '" + id + "'" + (of < 0 ? "" : what.substring(of));
  }
}
