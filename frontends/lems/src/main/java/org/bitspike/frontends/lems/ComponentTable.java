package org.bitspike.frontends.lems;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;

/** Components of the top level by id, built when first asked for, and the types they are of. */
final class ComponentTable extends ElementReader {

  private final TypeTable types;
  private final Limits limits;
  private final Map<String, Optional<Built>> built = new LinkedHashMap<>();
  private final Set<String> inProgress = new LinkedHashSet<>();
  private final Map<String, ComponentType> usedTypes = new LinkedHashMap<>();
  private final Map<String, TypeModel> usedModels = new HashMap<>();
  private int depth;

  /** A component and the number of components in it, itself included. */
  record Built(Component component, TypeModel type, int size) {}

  ComponentTable(TypeTable types, Definitions definitions, Limits limits, Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.types = types;
    this.limits = limits;
  }

  /**
   * The component, or empty and a finding. A component that was found wrong before is empty without
   * another finding.
   */
  Optional<Built> require(String id, String what, SourceRef where) {
    Optional<Built> known = built.get(id);
    if (known != null) {
      return known;
    }
    Optional<Element> element = definitions.component(id);
    if (element.isEmpty()) {
      error(Code.F_UNRESOLVED, where, what + " '" + id + "' is not defined");
      return Optional.empty();
    }
    if (inProgress.contains(id)) {
      error(
          Code.F_CYCLE,
          element.get().where(),
          "component '" + id + "' contains itself, through " + String.join(", ", inProgress));
      return Optional.empty();
    }
    inProgress.add(id);
    Optional<Built> component =
        new ComponentBuilder(this, types, definitions, limits, diagnostics).build(element.get());
    inProgress.remove(id);
    built.put(id, component);
    return component;
  }

  /** Goes one component deeper; false and a finding when that is too deep. */
  boolean enter(SourceRef where) {
    if (depth >= limits.depth()) {
      error(Code.F_TOO_DEEP, where, "components are nested deeper than " + limits.depth());
      return false;
    }
    depth++;
    return true;
  }

  void leave() {
    depth--;
  }

  /** Builds a component that no file names. */
  Optional<Built> build(Element element) {
    Optional<Built> component =
        new ComponentBuilder(this, types, definitions, limits, diagnostics).build(element);
    component.ifPresent(this::register);
    return component;
  }

  /** Takes a component under its id, in place of the one there was. */
  void register(Built component) {
    built.put(component.component().id(), Optional.of(component));
  }

  /** A component that was built before. */
  Optional<Built> built(String id) {
    return built.getOrDefault(id, Optional.empty());
  }

  /** A type of a component: checked when it is used for the first time. */
  void use(TypeModel type) {
    if (!usedTypes.containsKey(type.name)) {
      usedTypes.put(type.name, TypeChecker.check(type, types, definitions, diagnostics));
      usedModels.put(type.name, type);
    }
  }

  List<ComponentType> usedTypes() {
    return List.copyOf(usedTypes.values());
  }

  TypeModel model(String type) {
    TypeModel model = usedModels.get(type);
    if (model == null) {
      throw new IllegalStateException("type in no use: " + type);
    }
    return model;
  }

  ComponentType checked(String type) {
    ComponentType checked = usedTypes.get(type);
    if (checked == null) {
      throw new IllegalStateException("type in no use: " + type);
    }
    return checked;
  }
}
