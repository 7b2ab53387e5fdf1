package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.unit.Dimension;

/** Reads a network element natively: its populations, projections and inputs become columns. */
final class NetworkImport extends ElementReader {

  private static final Set<String> KINDS =
      Set.of(
          "population",
          "populationList",
          "projection",
          "plasticProjection",
          "proceduralProjection",
          "synapticConnection",
          "synapticConnectionWD",
          "explicitConnection",
          "explicitInput",
          "inputList",
          "region",
          "space",
          "cellSet",
          "extracellularProperties");

  private final TypeTable types;
  private final ComponentTable components;
  private final Optional<Double> temperature;
  private final Populations populations;
  private final Projections projections;
  private final Inputs inputs;
  private final Members members;
  private final QuantityPaths paths;
  private final StructureWires wires;
  private final StructureImport structure;
  private final NativeParts natives = new Natives();
  private final ComponentVariants variants;

  /**
   * Prepares to read.
   *
   * @param target the network, or the component that stands for one
   */
  NetworkImport(
      Element target,
      TypeTable types,
      ComponentTable components,
      Definitions definitions,
      Limits limits,
      Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.types = types;
    this.components = components;
    this.temperature = isNetwork(target, types) ? temperature(target) : Optional.empty();
    Requirements requirements = new Requirements(components, temperature.isPresent(), diagnostics);
    Attachment attachment = new Attachment(requirements, definitions, diagnostics);
    Site site = new Site(types, definitions, diagnostics);
    this.populations = new Populations(components, requirements, definitions, limits, diagnostics);
    this.projections =
        new Projections(populations, components, attachment, site, definitions, diagnostics);
    this.inputs = new Inputs(populations, components, attachment, site, definitions, diagnostics);
    this.members = new Members(populations, definitions, diagnostics);
    this.paths = new QuantityPaths(components, site, definitions, diagnostics);
    this.variants = new ComponentVariants(components, definitions, diagnostics);
    this.wires = new StructureWires(site);
    StructureValues values = new StructureValues(definitions, diagnostics);
    this.structure =
        new StructureImport(
            types,
            components,
            populations,
            members,
            variants,
            new StructureTree(types, definitions, limits, diagnostics),
            values,
            new StructureLinks(
                components,
                members,
                variants,
                attachment,
                site,
                values,
                wires,
                definitions,
                diagnostics),
            definitions,
            limits,
            diagnostics);
  }

  /** Which members paths mean, once the network is read. */
  Members members() {
    return members;
  }

  /** Which places paths below members mean. */
  QuantityPaths paths() {
    return paths;
  }

  /** Reads a network of any types, by their Structures. */
  void readStructure(Element e) {
    structure.read(
        e, natives, around -> populations.inside(b -> variants.within(b, around, e.where())));
  }

  /** Whether an element of the top level is a network in NeuroML's sense. */
  static boolean isNetwork(Element e, TypeTable types) {
    String type = e.name().equals("Component") ? e.attribute("type").orElse("") : e.name();
    String written = e.attribute("type").filter(types::isKnown).orElse(type);
    return type.equals("network")
        || type.equals("networkWithTemperature")
        || types.isA(written, "network");
  }

  /** Reads a network. */
  void read(Element network) {
    members.around(network.label());
    Map<Element, StructureNode> others = new IdentityHashMap<>();
    for (Element e : network.children()) {
      if (isPopulation(kind(e))) {
        populations.read(e);
      } else if (!KINDS.contains(kind(e))) {
        structure.instances(e, network, natives).ifPresent(n -> others.put(e, n));
      }
    }
    for (Element e : network.children()) {
      StructureNode other = others.get(e);
      if (other != null) {
        structure.connections(other, natives);
      } else {
        part(e, network);
      }
    }
    if (populations.isEmpty()) {
      warn(
          Code.N_BAD_SIZE, network.where(), "network '" + network.label() + "' has no populations");
    }
  }

  private Optional<Double> temperature(Element network) {
    Optional<String> text = network.attribute(Requirements.TEMPERATURE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Dimension wanted = new Dimension("temperature", 0, 0, 0, 0, 1, 0, 0);
    return definitions.value(text.get(), wanted, Requirements.TEMPERATURE, network.where());
  }

  private static boolean isPopulation(String kind) {
    return kind.equals("population") || kind.equals("populationList");
  }

  private void part(Element e, Element network) {
    switch (kind(e)) {
      case "population", "populationList" -> {
        // read before, since connections may stand anywhere
      }
      case "projection", "plasticProjection" -> projection(e, network);
      case "proceduralProjection" -> projections.readProcedural(e);
      case "synapticConnection", "synapticConnectionWD", "explicitConnection" ->
          projections.readSingle(e);
      case "explicitInput" -> inputs.readExplicit(e);
      case "inputList" -> inputs.readList(e);
      case "region", "space", "cellSet", "extracellularProperties" -> {
        // where cells lie in space means nothing to point neurons
      }
      default -> {
        // read by its type's Structure, or told to be nothing
      }
    }
  }

  /** A projection whose connections may also be of types of the user's own. */
  private void projection(Element e, Element network) {
    List<Element> own = e.children().stream().filter(c -> types.isKnown(c.name())).toList();
    if (own.isEmpty()) {
      projections.readExplicit(e);
      return;
    }
    structure
        .instances(e.with(own), network, natives)
        .ifPresent(n -> n.children().forEach(c -> structure.connections(c, natives)));
    e.children().removeAll(own);
    if (e.rows().isPresent() || !e.children().isEmpty()) {
      projections.readExplicit(e);
    }
  }

  /** Elements of NeuroML's own types, which are read as columns wherever they stand. */
  private final class Natives implements NativeParts {
    @Override
    public void network(Element e) {
      read(e);
    }

    @Override
    public boolean reads(Element e) {
      return KINDS.contains(kind(e)) && (e.rows().isPresent() || Library.isCore(typeFile(e)));
    }

    @Override
    public void instances(Element e) {
      if (isPopulation(kind(e))) {
        populations.read(e);
      }
    }

    @Override
    public void connections(Element e) {
      part(e, e);
    }
  }

  private String typeFile(Element e) {
    String name = e.name().equals("Component") ? e.attribute("type").orElse("") : e.name();
    return definitions.type(name).map(t -> t.where().file()).orElse("");
  }

  /** The native element that this one is or whose type it extends. */
  private String kind(Element e) {
    String name = e.name().equals("Component") ? e.attribute("type").orElse("") : e.name();
    if (KINDS.contains(name)) {
      return name;
    }
    return KINDS.stream().sorted().filter(k -> types.isA(name, k)).findFirst().orElse(name);
  }

  /**
   * Takes a single component as a network of one population with one member, as LEMS runs any
   * component.
   */
  void readSingle(ComponentTable.Built component, Element e) {
    members.root(component.component().id());
    populations.add(component.component().id(), component, 1, Optional.empty(), e.where());
  }

  /** The network, when nothing was wrong. */
  Network finish(Element element, List<OutputRequest> outputs, Network.Run run) {
    List<Population> allPopulations = populations.all();
    List<Projection> allProjections = new ArrayList<>(projections.finish());
    List<InputBinding> allInputs = new ArrayList<>(inputs.finish());
    Set<String> ids = new LinkedHashSet<>();
    allProjections.forEach(p -> ids.add(p.id()));
    allProjections.addAll(wires.projections(ids));
    List<Coupling> allCouplings = wires.couplings(ids);
    Set<String> inputIds = new LinkedHashSet<>();
    allInputs.forEach(i -> inputIds.add(i.id()));
    allInputs.addAll(wires.inputs(inputIds));
    Map<String, Component> used = new LinkedHashMap<>();
    allPopulations.forEach(p -> use(p.component(), used));
    for (Projection p : allProjections) {
      p.synapse().ifPresent(s -> use(s, used));
      p.plasticity().ifPresent(s -> use(s, used));
    }
    for (Coupling c : allCouplings) {
      use(c.preComponent(), used);
      use(c.postComponent(), used);
    }
    allInputs.forEach(i -> use(i.component(), used));
    Set<String> typeNames = new LinkedHashSet<>();
    used.values().forEach(c -> collectTypes(c, typeNames));
    List<ComponentType> usedTypes = new ArrayList<>();
    typeNames.forEach(t -> usedTypes.add(atTemperature(components.checked(t))));
    return new Network(
        element.label(),
        usedTypes,
        List.copyOf(used.values()),
        allPopulations,
        allProjections,
        allCouplings,
        allInputs,
        outputs,
        run,
        element.where());
  }

  /** The network's temperature is a constant to the types that require one. */
  private ComponentType atTemperature(ComponentType t) {
    Optional<ComponentType.Requirement> required =
        t.requirements().stream()
            .filter(r -> r.name().equals(Requirements.TEMPERATURE))
            .findFirst();
    if (required.isEmpty() || temperature.isEmpty()) {
      return t;
    }
    List<ComponentType.Constant> constants = new ArrayList<>(t.constants());
    constants.add(
        new ComponentType.Constant(
            Requirements.TEMPERATURE, required.get().dimension(), temperature.get()));
    List<ComponentType.Requirement> requirements =
        t.requirements().stream().filter(r -> !r.equals(required.get())).toList();
    return new ComponentType(
        t.name(),
        t.ancestors(),
        t.parameters(),
        t.properties(),
        constants,
        t.derivedParameters(),
        requirements,
        t.eventPorts(),
        t.slots(),
        t.texts(),
        t.dynamics(),
        t.source());
  }

  private void use(String id, Map<String, Component> used) {
    Optional<ComponentTable.Built> built = components.built(id);
    built.ifPresent(b -> used.putIfAbsent(id, b.component()));
  }

  private static void collectTypes(Component component, Set<String> names) {
    names.add(component.type());
    component.children().values().forEach(list -> list.forEach(c -> collectTypes(c, names)));
  }
}
