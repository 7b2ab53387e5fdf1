package org.bitspike.frontends.lems;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;

/** Component types by name, resolved when first asked for: what is not used is not looked at. */
final class TypeTable extends ElementReader {

  private final Map<String, Optional<TypeModel>> resolved = new HashMap<>();
  private final Set<String> inProgress = new HashSet<>();

  TypeTable(Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
  }

  boolean isKnown(String name) {
    return definitions.type(name).isPresent();
  }

  /** The type, or empty without a finding when there is none of that name. */
  Optional<TypeModel> find(String name) {
    Optional<TypeModel> known = resolved.get(name);
    if (known != null) {
      return known;
    }
    Optional<Element> element = definitions.type(name);
    if (element.isEmpty()) {
      return Optional.empty();
    }
    if (!inProgress.add(name) || inProgress.size() > 200) {
      error(
          Code.F_CYCLE,
          element.get().where(),
          "component type '" + name + "' extends itself, directly or through others");
      return Optional.empty();
    }
    Optional<TypeModel> type = resolve(element.get(), name);
    inProgress.remove(name);
    resolved.put(name, type);
    return type;
  }

  /** The type, or empty and a finding. */
  Optional<TypeModel> require(String name, SourceRef where) {
    if (!isKnown(name)) {
      error(Code.F_UNKNOWN_TYPE, where, "component type '" + name + "' is not defined");
      return Optional.empty();
    }
    return find(name);
  }

  private Optional<TypeModel> resolve(Element element, String name) {
    Optional<String> base = element.attribute("extends").filter(b -> !b.isBlank());
    if (base.isEmpty()) {
      TypeModel type = new TypeModel(name, element.where());
      new TypeReader(type, definitions, diagnostics).read(element);
      return Optional.of(type);
    }
    Optional<TypeModel> baseType = require(base.get().strip(), element.where());
    return baseType.map(
        b -> {
          TypeModel type = TypeModel.extending(b, name, element.where());
          new TypeReader(type, definitions, diagnostics).read(element);
          return type;
        });
  }

  /**
   * Whether a type is or extends another, judged by names alone, so that nothing is resolved for
   * the question.
   */
  boolean isA(String name, String ancestor) {
    String current = name;
    for (int i = 0; i < 200; i++) {
      if (current.equals(ancestor)) {
        return true;
      }
      Optional<String> base = definitions.type(current).flatMap(e -> e.attribute("extends"));
      if (base.isEmpty()) {
        return false;
      }
      current = base.get();
    }
    return false;
  }

  /**
   * Resolves the types of the user's own files, so that mistakes in them are found whether they are
   * used or not.
   */
  void resolveOwn() {
    definitions
        .types()
        .forEach(
            (name, element) -> {
              if (!element.where().file().startsWith("library:")) {
                find(name);
              }
            });
  }
}
