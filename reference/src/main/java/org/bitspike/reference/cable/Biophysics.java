package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;

/** What a cell's biophysical properties say of its segments. */
final class Biophysics {

  private final Component cell;
  private final Component properties;
  private final Component membrane;
  private final Optional<Component> inside;
  private final CableContext context;
  private final SegmentGroups groups;
  private final int segments;

  private Biophysics(
      Component cell,
      Component properties,
      Component membrane,
      Optional<Component> inside,
      CableContext context,
      SegmentGroups groups,
      int segments) {
    this.cell = cell;
    this.properties = properties;
    this.membrane = membrane;
    this.inside = inside;
    this.context = context;
    this.groups = groups;
    this.segments = segments;
  }

  static Optional<Biophysics> of(
      Component cell, CableContext context, SegmentGroups groups, int segments) {
    Optional<Component> properties = child(cell, context, "biophysicalProperties");
    Optional<Component> membrane = properties.flatMap(p -> child(p, context, "membraneProperties"));
    if (properties.isEmpty() || membrane.isEmpty()) {
      context
          .diagnostics()
          .add(
              Diagnostic.error(
                  Code.R_UNSUPPORTED,
                  cell.source(),
                  "cell " + cell.id() + " has no membrane properties",
                  "give it biophysicalProperties with membraneProperties"));
      return Optional.empty();
    }
    return Optional.of(
        new Biophysics(
            cell,
            properties.get(),
            membrane.get(),
            child(properties.get(), context, "intracellularProperties"),
            context,
            groups,
            segments));
  }

  /** The child of a type or of the type for two pools of calcium, which extends nothing. */
  private static Optional<Component> child(Component of, CableContext context, String type) {
    for (List<Component> list : of.children().values()) {
      for (Component c : list) {
        if (isA(context, c, type) || isA(context, c, type + "2CaPools")) {
          return Optional.of(c);
        }
      }
    }
    return Optional.empty();
  }

  static boolean isA(CableContext context, Component c, String type) {
    ComponentType t = context.types().get(c.type());
    return c.type().equals(type) || (t != null && t.isA(type));
  }

  private List<Component> all(Component of, String type) {
    List<Component> found = new ArrayList<>();
    of.children()
        .values()
        .forEach(list -> list.stream().filter(c -> isA(context, c, type)).forEach(found::add));
    return found;
  }

  /** Farads per square metre, for each segment. */
  double[] specificCapacitance() {
    return perSegment(all(membrane, "specificCapacitance"), "specificCapacitance");
  }

  /** Ohm metres, for each segment. */
  double[] resistivity() {
    List<Component> given = new ArrayList<>();
    inside.ifPresent(i -> given.addAll(all(i, "resistivity")));
    if (given.isEmpty() && segments == 1) {
      double[] any = new double[1];
      any[0] = 1;
      return any;
    }
    return perSegment(given, "resistivity");
  }

  /** Volts at the start, for each segment. */
  double[] initialVoltage() {
    return perSegment(all(membrane, "initMembPotential"), "initMembPotential");
  }

  /** Volts that count as a spike when crossed upwards; none when the cell never spikes. */
  Optional<Double> spikeThreshold() {
    return all(membrane, "spikeThresh").stream()
        .findFirst()
        .map(c -> c.parameters().getOrDefault("value", 0.0));
  }

  private double[] perSegment(List<Component> given, String what) {
    double[] result = new double[segments];
    Arrays.fill(result, Double.NaN);
    for (Component c : given) {
      double value = c.parameters().getOrDefault("value", Double.NaN);
      segmentsOf(c).stream().forEach(s -> result[s] = value);
    }
    boolean lacking = Arrays.stream(result).anyMatch(Double::isNaN);
    if (lacking) {
      long without = Arrays.stream(result).filter(Double::isNaN).count();
      context
          .diagnostics()
          .add(
              Diagnostic.error(
                  Code.R_MORPHOLOGY,
                  membrane.source(),
                  "cell "
                      + cell.id()
                      + ": "
                      + without
                      + " of "
                      + segments
                      + " segments have no "
                      + what,
                  "give a " + what + " for all segments"));
    }
    return result;
  }

  /** Segments that a property, density or species applies to. */
  BitSet segmentsOf(Component c) {
    String group = c.texts().getOrDefault("segmentGroup", "");
    String segment = c.texts().getOrDefault("segment", "");
    if (!segment.isBlank() && group.isBlank()) {
      BitSet one = new BitSet();
      groups.segmentOf(segment, c.source()).ifPresent(one::set);
      return one;
    }
    return groups.set(group, c.source());
  }

  List<Component> densities() {
    return all(membrane, "baseChannelDensity");
  }

  List<Component> populations() {
    return all(membrane, "baseChannelPopulation");
  }

  List<Component> species() {
    List<Component> found = new ArrayList<>();
    inside.ifPresent(i -> found.addAll(all(i, "species")));
    return found;
  }

  /** Path below the cell of a component among the membrane's. */
  String membranePath(Component c) {
    return name(properties, "biophysicalProperties")
        + "/"
        + name(membrane, "membraneProperties")
        + "/"
        + c.id();
  }

  /** Path below the cell of a component among the inside's. */
  String insidePath(Component c) {
    return name(properties, "biophysicalProperties")
        + "/"
        + inside.map(i -> name(i, "intracellularProperties")).orElse("")
        + "/"
        + c.id();
  }

  private static String name(Component c, String otherwise) {
    return c.id().isEmpty() ? otherwise : c.id();
  }
}
