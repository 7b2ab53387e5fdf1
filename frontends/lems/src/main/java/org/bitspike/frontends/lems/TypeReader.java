package org.bitspike.frontends.lems;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType.Constant;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.DerivedParameter;
import org.bitspike.ir.network.ComponentType.EventPort;
import org.bitspike.ir.network.ComponentType.Parameter;
import org.bitspike.ir.network.ComponentType.Property;
import org.bitspike.ir.network.ComponentType.Requirement;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.unit.Dimension;

/** Reads a ComponentType element over what the type inherits. */
final class TypeReader extends ElementReader {

  private final TypeModel type;

  TypeReader(TypeModel type, Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.type = type;
  }

  void read(Element element) {
    for (Element e : element.children()) {
      switch (e.name()) {
        case "Parameter" -> parameter(e);
        case "Fixed" -> fixed(e);
        case "Property" -> property(e);
        case "Constant" -> constant(e);
        case "DerivedParameter" -> derivedParameter(e);
        case "Text", "Path" -> text(e, "name");
        case "Exposure" -> exposure(e);
        case "Requirement" -> requirement(e);
        case "EventPort" -> eventPort(e);
        case "Child" -> slot(e, Slot.Kind.CHILD);
        case "Children" -> slot(e, Slot.Kind.CHILDREN);
        case "Attachments" -> slot(e, Slot.Kind.ATTACHMENTS);
        case "ComponentReference" -> slot(e, Slot.Kind.REFERENCE);
        case "Link" -> text(e, "name");
        case "Dynamics", "Behavior" ->
            type.dynamics = fromAround(new DynamicsReader(definitions, diagnostics).read(e));
        case "Structure" -> structure(e);
        case "Simulation" -> type.simulation = Optional.of(e);
        case "InstanceRequirement" -> slot(e, Slot.Kind.PEER);
        case "IndexParameter" -> text(e, "name");
        case "ComponentRequirement",
            "ComponentTypeReference",
            "Insertion",
            "About",
            "Meta",
            "Collection",
            "PairCollection",
            "IntegerParameter" -> {
          // structure and metadata that the network import reads by itself, or that nothing here
          // can use
        }
        case "Procedure", "Geometry", "Scalar", "Fields" -> unsupported(e.name(), e);
        default -> unknown(e, "ComponentType");
      }
    }
  }

  /** A selection from the component around ({@code ../x}) is what a requirement is. */
  private DynamicsModel fromAround(DynamicsModel dynamics) {
    dynamics.derived.replaceAll(
        d -> {
          if (!(d.definition() instanceof Definition.Select select)
              || !select.path().startsWith("../")
              || select.path().indexOf('/', 3) >= 0
              || select.path().substring(3).equals(d.name())) {
            return d;
          }
          String name = select.path().substring(3);
          type.requirements.putIfAbsent(
              name, new Requirement(name, d.dimension().orElse(Dimension.NONE)));
          return new DynamicsModel.Derived(
              d.name(),
              d.dimension(),
              d.exposure(),
              new Definition.Value(new Expr.Var(name)),
              d.where());
        });
    return dynamics;
  }

  private void unsupported(String feature, Element e) {
    type.unsupported.add(new TypeModel.Unsupported(feature, e.where()));
  }

  private void place(String name, Element e) {
    type.places.put(name, e.where());
  }

  private void parameter(Element e) {
    Optional<String> name = required(e, "name");
    Optional<Dimension> dimension = dimension(e);
    if (name.isPresent() && dimension.isPresent()) {
      if (!type.parameters.containsKey(name.get())) {
        type.release(name.get());
      }
      type.parameters.put(name.get(), new Parameter(name.get(), dimension.get()));
      place(name.get(), e);
    }
  }

  private void fixed(Element e) {
    Optional<String> parameter = required(e, "parameter");
    Optional<String> value = required(e, "value");
    if (parameter.isEmpty() || value.isEmpty()) {
      return;
    }
    if (!type.parameters.containsKey(parameter.get())) {
      error(
          Code.F_UNRESOLVED,
          e.where(),
          "Fixed names the parameter '"
              + parameter.get()
              + "', which "
              + type.name
              + " does not have");
      return;
    }
    type.fixed.put(parameter.get(), value.get());
    place(parameter.get(), e);
  }

  private void property(Element e) {
    Optional<String> name = required(e, "name");
    Optional<Dimension> dimension = dimension(e);
    if (name.isEmpty() || dimension.isEmpty()) {
      return;
    }
    double otherwise = 0;
    if (e.attribute("defaultValue").isPresent()) {
      Optional<Double> value =
          definitions.value(
              e.attribute("defaultValue").get(),
              dimension.get(),
              "defaultValue of " + name.get(),
              e.where());
      if (value.isEmpty()) {
        return;
      }
      otherwise = value.get();
    }
    if (!type.properties.containsKey(name.get())) {
      type.release(name.get());
    }
    type.properties.put(name.get(), new Property(name.get(), dimension.get(), otherwise));
    place(name.get(), e);
  }

  private void constant(Element e) {
    Optional<String> name = required(e, "name");
    Optional<Dimension> dimension = dimension(e);
    Optional<String> text = required(e, "value");
    if (name.isEmpty() || dimension.isEmpty() || text.isEmpty()) {
      return;
    }
    Optional<Double> value = definitions.value(text.get(), dimension.get(), name.get(), e.where());
    if (value.isPresent()) {
      if (!type.constants.containsKey(name.get())) {
        type.release(name.get());
      }
      type.constants.put(name.get(), new Constant(name.get(), dimension.get(), value.get()));
      place(name.get(), e);
    }
  }

  private void derivedParameter(Element e) {
    Optional<String> name = required(e, "name");
    Optional<Dimension> dimension = dimension(e);
    if (e.attribute("value").isEmpty() && e.attribute("select").isPresent()) {
      selectedParameter(e, name, dimension);
      return;
    }
    Optional<Expr> value = expression(e, "value");
    if (name.isPresent() && dimension.isPresent() && value.isPresent()) {
      if (!type.derivedParameters.containsKey(name.get())) {
        type.release(name.get());
      }
      type.derivedParameters.put(
          name.get(), new DerivedParameter(name.get(), dimension.get(), value.get()));
      place(name.get(), e);
    }
  }

  private void selectedParameter(Element e, Optional<String> name, Optional<Dimension> dimension) {
    if (name.isPresent() && dimension.isPresent()) {
      type.release(name.get());
      type.parameters.put(name.get(), new Parameter(name.get(), dimension.get()));
      type.selected.put(
          name.get(), new TypeModel.Selected(e.attribute("select").orElse("").strip(), e.where()));
      place(name.get(), e);
    }
  }

  private void text(Element e, String attribute) {
    required(e, attribute).ifPresent(type.texts::add);
  }

  private void exposure(Element e) {
    Optional<String> name = required(e, "name");
    Optional<Dimension> dimension = dimension(e);
    if (name.isPresent() && dimension.isPresent()) {
      type.exposures.put(name.get(), dimension.get());
    }
  }

  private void requirement(Element e) {
    Optional<String> name = required(e, "name");
    Optional<Dimension> dimension = dimension(e);
    if (name.isPresent() && dimension.isPresent()) {
      type.requirements.put(name.get(), new Requirement(name.get(), dimension.get()));
      place(name.get(), e);
    }
  }

  private void eventPort(Element e) {
    Optional<String> name = required(e, "name");
    if (name.isEmpty()) {
      return;
    }
    switch (e.attribute("direction").orElse("").strip()) {
      case "in" -> type.eventPorts.put(name.get(), new EventPort(name.get(), true));
      case "out" -> type.eventPorts.put(name.get(), new EventPort(name.get(), false));
      default ->
          error(
              Code.F_BAD_VALUE,
              e.where(),
              "the direction of event port '" + name.get() + "' is neither in nor out");
    }
  }

  private void slot(Element e, Slot.Kind kind) {
    Optional<String> name = required(e, "name");
    Optional<String> slotType = required(e, "type");
    if (name.isPresent() && slotType.isPresent()) {
      type.slots.put(name.get(), new Slot(name.get(), slotType.get(), kind));
      place(name.get(), e);
    }
  }

  /**
   * Reads which events go from parent to child and back. What makes instances and connects cells is
   * read natively from the network's elements, so the rest of a Structure is left alone, unless it
   * makes instances in a way of its own.
   */
  private void structure(Element structure) {
    type.structure = Optional.of(structure);
    type.wires.clear();
    type.unsupported.removeIf(u -> u.feature().startsWith("Structure"));
    Map<String, String> instances = new HashMap<>();
    for (Element e : structure.children()) {
      switch (e.name()) {
        case "With" -> {
          Optional<String> as = e.attribute("as");
          Optional<String> instance = e.attribute("instance");
          if (as.isPresent()) {
            instances.put(as.get(), instance.orElse("?"));
          }
        }
        case "EventConnection" -> wire(e, instances);
        case "ChildInstance" -> {
          // a referenced component stands in its slot as a copy anyway
        }
        case "MultiInstantiate",
            "CoInstantiate",
            "ForEach",
            "Tunnel",
            "If",
            "Choose",
            "Gather",
            "Apply",
            "PairsEventConnection",
            "MultiInstance",
            "Assign" ->
            unsupported("Structure with " + e.name(), e);
        default -> unknown(e, "Structure");
      }
    }
  }

  private void wire(Element e, Map<String, String> instances) {
    String from = instances.getOrDefault(e.attribute("from").orElse(""), "?");
    String to = instances.getOrDefault(e.attribute("to").orElse(""), "?");
    if (from.equals("this") && to.equals("parent")) {
      type.wires.add(TypeModel.Wire.THIS_TO_PARENT);
    } else if (from.equals("parent") && to.equals("this")) {
      type.wires.add(TypeModel.Wire.PARENT_TO_THIS);
    } else if (from.equals("this")) {
      type.wires.add(TypeModel.Wire.THIS_TO_CHILD);
    } else {
      unsupported("Structure with an EventConnection between other instances", e);
    }
  }
}
