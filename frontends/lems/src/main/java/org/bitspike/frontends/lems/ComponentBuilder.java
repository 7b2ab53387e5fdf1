package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType.Parameter;
import org.bitspike.ir.network.ComponentType.Slot;

/**
 * Fills in one component: attributes, children, references, and what it inherits from another
 * component.
 */
final class ComponentBuilder extends ElementReader {

  private static final Set<String> METADATA = Set.of("notes", "annotation", "property");

  private final ComponentTable table;
  private final TypeTable types;
  private final ChildTypes childTypes;
  private final Limits limits;
  private int size = 1;

  ComponentBuilder(
      ComponentTable table,
      TypeTable types,
      Definitions definitions,
      Limits limits,
      Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.table = table;
    this.types = types;
    this.childTypes = new ChildTypes(types);
    this.limits = limits;
  }

  /** Builds a component of the top level. */
  Optional<ComponentTable.Built> build(Element element) {
    List<Element> layers = layers(element);
    Optional<String> typeName = typeOf(layers);
    if (typeName.isEmpty()) {
      return Optional.empty();
    }
    Optional<TypeModel> type = types.require(typeName.get(), element.where());
    Optional<Component> component = type.flatMap(t -> build(layers, t, element.label()));
    // Too large a component is never handed on: whoever walks through it would be as long at it as
    // its copies are many.
    return type.filter(t -> size <= limits.componentSize())
        .flatMap(t -> component.map(c -> new ComponentTable.Built(c, t, size)));
  }

  /** The element, then the components it extends, nearest first. */
  private List<Element> layers(Element element) {
    List<Element> layers = new ArrayList<>();
    layers.add(element);
    Set<String> seen = new HashSet<>();
    Optional<String> base = element.attribute("extends");
    while (base.isPresent()) {
      Optional<Element> next = definitions.component(base.get());
      if (next.isEmpty()) {
        error(
            Code.F_UNRESOLVED,
            element.where(),
            element.label() + " extends component '" + base.get() + "', which is not defined");
        break;
      }
      if (!seen.add(base.get()) || next.get() == element) {
        error(Code.F_CYCLE, element.where(), "component '" + element.label() + "' extends itself");
        break;
      }
      layers.add(next.get());
      base = next.get().attribute("extends");
    }
    return layers;
  }

  private Optional<String> typeOf(List<Element> layers) {
    for (Element layer : layers) {
      Optional<String> type = layer.attribute("type");
      if (layer.name().equals("Component")) {
        if (type.isPresent()) {
          return type;
        }
      } else {
        return Optional.of(type.filter(types::isKnown).orElse(layer.name()));
      }
    }
    error(Code.F_MISSING_ATTRIBUTE, layers.get(0).where(), "Component lacks the attribute 'type'");
    return Optional.empty();
  }

  private Optional<Component> build(List<Element> layers, TypeModel type, String id) {
    if (!table.enter(layers.get(0).where())) {
      return Optional.empty();
    }
    Optional<Component> component = fill(layers, type, id);
    table.leave();
    return component;
  }

  private Optional<Component> fill(List<Element> layers, TypeModel type, String id) {
    table.use(type);
    Element own = layers.get(0);
    Map<String, Double> parameters = new LinkedHashMap<>();
    for (Parameter p : type.parameters.values()) {
      parameter(layers, type, p).ifPresent(v -> parameters.put(p.name(), v));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (String text : type.texts) {
      attribute(layers, text).ifPresent(v -> texts.put(text, v));
    }
    Map<String, List<Component>> children = new LinkedHashMap<>();
    for (Slot slot : type.slots.values()) {
      if (slot.kind() == Slot.Kind.REFERENCE) {
        reference(layers, type, slot).ifPresent(c -> children.put(slot.name(), List.of(c)));
      } else if (slot.kind() == Slot.Kind.CHILD) {
        elsewhere(layers, type, slot).ifPresent(c -> children.put(slot.name(), List.of(c)));
      }
    }
    for (int i = layers.size() - 1; i >= 0; i--) {
      for (Element child : layers.get(i).children()) {
        boolean division = child.name().equals("property") && type.name.equals("segmentGroup");
        if (division || !METADATA.contains(child.name())) {
          child(child, type, children);
        }
      }
    }
    for (Element layer : layers) {
      AttributeCheck.warnOfUnknown(layer, type, diagnostics);
    }
    new Wiring(table, diagnostics).check(type, children, texts, own.where());
    if (parameters.size() < type.parameters.size()) {
      return Optional.empty();
    }
    return Optional.of(new Component(id, type.name, parameters, texts, children, own.where()));
  }

  private static Optional<String> attribute(List<Element> layers, String name) {
    return layers.stream().map(l -> l.attribute(name)).flatMap(Optional::stream).findFirst();
  }

  private Optional<Double> parameter(List<Element> layers, TypeModel type, Parameter p) {
    Element own = layers.get(0);
    TypeModel.Selected selected = type.selected.get(p.name());
    if (selected != null) {
      return new SelectedValues(definitions, types, diagnostics).value(own, selected, p, type.name);
    }
    String fixed = type.fixed.get(p.name());
    if (fixed != null) {
      return definitions.value(
          fixed, p.dimension(), p.name() + " fixed by " + type.name, type.place(p.name()));
    }
    for (Element layer : layers) {
      Optional<String> text = layer.attribute(p.name());
      if (text.isPresent()) {
        return definitions.value(
            text.get(), p.dimension(), p.name() + " of " + own.label(), layer.where());
      }
    }
    error(
        Code.F_MISSING_ATTRIBUTE,
        own.where(),
        type.name
            + " '"
            + own.label()
            + "' lacks the attribute '"
            + p.name()
            + "', a "
            + (p.dimension().isNone() ? "number" : p.dimension().name()));
    return Optional.empty();
  }

  private Optional<Component> reference(List<Element> layers, TypeModel type, Slot slot) {
    Element own = layers.get(0);
    Optional<String> id = attribute(layers, slot.name());
    if (id.isEmpty()) {
      if (layers.stream().anyMatch(l -> !l.children(slot.name()).isEmpty())) {
        return Optional.empty();
      }
      error(
          Code.F_MISSING_ATTRIBUTE,
          own.where(),
          type.name
              + " '"
              + own.label()
              + "' lacks the attribute '"
              + slot.name()
              + "', which names a "
              + slot.type());
      return Optional.empty();
    }
    Optional<ComponentTable.Built> found = table.require(id.get(), slot.name(), own.where());
    found.ifPresent(
        f -> {
          standsIn(f.type(), slot, f.component().id(), own.where());
          grow(f.size(), own.where());
        });
    return found.map(ComponentTable.Built::component);
  }

  /**
   * A child that is written outside its parent and named by an attribute, as NeuroML lets the
   * morphology and the biophysical properties of a cell be.
   */
  private Optional<Component> elsewhere(List<Element> layers, TypeModel type, Slot slot) {
    if (type.texts.contains(slot.name()) || type.parameters.containsKey(slot.name())) {
      return Optional.empty();
    }
    Optional<String> id = attribute(layers, slot.name());
    Element own = layers.get(0);
    Optional<ComponentTable.Built> found =
        id.flatMap(i -> table.require(i, slot.name(), own.where()));
    found.ifPresent(
        f -> {
          standsIn(f.type(), slot, f.component().id(), own.where());
          grow(f.size(), own.where());
        });
    return found.map(ComponentTable.Built::component);
  }

  private void standsIn(TypeModel child, Slot slot, String id, SourceRef where) {
    if (!child.isA(slot.type()) && !slot.type().equals("Component")) {
      error(
          Code.N_TYPE_MISMATCH,
          where,
          "'" + id + "' is a " + child.name + ", but " + slot.name() + " takes a " + slot.type());
    }
  }

  private void grow(int by, SourceRef where) {
    if (size > limits.componentSize()) {
      return;
    }
    size = (int) Math.min((long) size + by, Integer.MAX_VALUE);
    if (size > limits.componentSize()) {
      error(
          Code.F_TOO_LARGE,
          where,
          "a component holds more than " + limits.componentSize() + " others");
    }
  }

  private void child(Element e, TypeModel parent, Map<String, List<Component>> children) {
    Optional<String> typeName = childTypes.typeOf(e, parent);
    if (typeName.isEmpty()) {
      error(
          Code.F_UNKNOWN_ELEMENT,
          e.where(),
          "'" + e.name() + "' is neither a component type nor a child of " + parent.name);
      return;
    }
    Optional<Slot> slot = slotFor(e, typeName.get(), parent);
    if (slot.isEmpty()) {
      error(
          Code.F_UNKNOWN_ELEMENT,
          e.where(),
          parent.name + " has no place for a child '" + e.name() + "' of type " + typeName.get());
      return;
    }
    Optional<TypeModel> type = types.require(typeName.get(), e.where());
    if (type.isEmpty()) {
      return;
    }
    grow(1, e.where());
    if (size > limits.componentSize()) {
      return;
    }
    standsIn(type.get(), slot.get(), e.label(), e.where());
    List<Component> siblings =
        children.compute(
            slot.get().name(), (k, v) -> v == null ? new ArrayList<>() : new ArrayList<>(v));
    if (slot.get().kind() != Slot.Kind.CHILDREN && !siblings.isEmpty()) {
      error(
          Code.F_DUPLICATE,
          e.where(),
          parent.name + " has room for one '" + slot.get().name() + "'");
      return;
    }
    String id =
        e.attribute("id")
            .orElseGet(
                () ->
                    slot.get().kind() == Slot.Kind.CHILDREN
                        ? String.format(Locale.ROOT, "%s%d", e.name(), siblings.size())
                        : slot.get().name());
    Optional<Component> component = build(layers(e), type.get(), id);
    component.ifPresent(siblings::add);
  }

  private Optional<Slot> slotFor(Element e, String typeName, TypeModel parent) {
    return ChildTypes.named(e, parent)
        .or(() -> e.attribute("role").or(() -> e.attribute("eltName")).flatMap(parent::slot))
        .or(
            () ->
                parent.slots.values().stream()
                    .filter(s -> s.kind() == Slot.Kind.CHILD || s.kind() == Slot.Kind.CHILDREN)
                    .filter(s -> types.isA(typeName, s.type()))
                    // a single child is named by its slot as a rule, so a list is the better guess
                    .max(Comparator.comparing(s -> s.kind() == Slot.Kind.CHILDREN)));
  }
}
