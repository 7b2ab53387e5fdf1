package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.Component;

/** Writes component trees in few lines. */
final class Tree {

  private final String type;
  private final String id;
  private final Map<String, Double> parameters = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, List<Component>> children = new LinkedHashMap<>();

  private Tree(String type, String id) {
    this.type = type;
    this.id = id;
  }

  static Tree of(String type, String id) {
    return new Tree(type, id);
  }

  Tree set(String name, double value) {
    parameters.put(name, value);
    return this;
  }

  Tree text(String name, String value) {
    texts.put(name, value);
    return this;
  }

  Tree in(String slot, Tree... more) {
    List<Component> list = new ArrayList<>(children.getOrDefault(slot, List.of()));
    for (Tree t : more) {
      list.add(t.build());
    }
    if (!list.isEmpty()) {
      children.put(slot, list);
    }
    return this;
  }

  Component build() {
    return new Component(id, type, parameters, texts, children, SourceRef.ofPath(id));
  }

  // ------------------------------------------------------------------------------------------------ cells

  /** A point; micrometres. */
  static Tree point(String type, double x, double y, double diameter) {
    return of(type, type).set("x", x).set("y", y).set("z", 0).set("diameter", diameter);
  }

  /** A segment along x from one place to another. */
  static Tree segment(int id, double x0, double d0, double x1, double d1) {
    return of("segment", String.valueOf(id))
        .in("proximal", point("proximal", x0, 0, d0))
        .in("distal", point("distal", x1, 0, d1));
  }

  Tree on(int parent) {
    return in("parent", of("parent", "parent").text("segment", String.valueOf(parent)));
  }

  Tree on(int parent, double fraction) {
    return in(
        "parent",
        of("parent", "parent")
            .text("segment", String.valueOf(parent))
            .text("fractionAlong", String.valueOf(fraction)));
  }

  /** An unbranched group of a number of compartments. */
  static Tree section(String id, int divisions, int... segments) {
    Tree group =
        of("segmentGroup", id)
            .text("neuroLexId", "sao864921383")
            .in(
                "property",
                of("property", "p")
                    .text("tag", "numberInternalDivisions")
                    .text("value", String.valueOf(divisions)));
    for (int s : segments) {
      group.in("members", of("member", "m" + s).text("segment", String.valueOf(s)));
    }
    return group;
  }

  /** A cell at -65 mV with 1 uF/cm2 and 100 ohm cm. */
  static Tree cell(Tree morphology, Tree... densities) {
    return cell(morphology, new Tree[0], densities);
  }

  static Tree cell(Tree morphology, Tree[] species, Tree... densities) {
    return of("cell", "cell")
        .in("morphology", morphology)
        .in(
            "biophysicalProperties",
            of("biophysicalProperties", "biophys")
                .in(
                    "membraneProperties",
                    of("membraneProperties", "membraneProperties")
                        .in("channelDensities", densities)
                        .in("spikeThresh", of("spikeThresh", "thresh").set("value", -0.02))
                        .in(
                            "specificCapacitances",
                            of("specificCapacitance", "cm").set("value", 0.01))
                        .in(
                            "initMembPotential",
                            of("initMembPotential", "v0").set("value", -0.065)))
                .in(
                    "intracellularProperties",
                    of("intracellularProperties", "intracellularProperties")
                        .in("speciesList", species)
                        .in("resistivity", of("resistivity", "ra").set("value", 1.0))));
  }

  static Tree leak(double siemensPerSquareMetre, double reversal) {
    return of("channelDensity", "leak")
        .set("condDensity", siemensPerSquareMetre)
        .set("erev", reversal)
        .in("ionChannel", of("ionChannelPassive", "pas"));
  }

  /** Hodgkin and Huxley's channels with the resting potential at -65 mV. */
  static Tree[] hodgkinHuxley() {
    Tree sodium =
        of("ionChannelHH", "naChan")
            .in(
                "gates",
                gate(
                    "m",
                    3,
                    rate("HHExpLinearRate", 1e3, -0.04, 0.01),
                    rate("HHExpRate", 4e3, -0.065, -0.018)),
                gate(
                    "h",
                    1,
                    rate("HHExpRate", 70, -0.065, -0.02),
                    rate("HHSigmoidRate", 1e3, -0.035, 0.01)));
    Tree potassium =
        of("ionChannelHH", "kChan")
            .in(
                "gates",
                gate(
                    "n",
                    4,
                    rate("HHExpLinearRate", 100, -0.055, 0.01),
                    rate("HHExpRate", 125, -0.065, -0.08)));
    return new Tree[] {
      leak(3, -0.0543),
      of("channelDensity", "na")
          .set("condDensity", 1200)
          .set("erev", 0.05)
          .in("ionChannel", sodium),
      of("channelDensity", "k")
          .set("condDensity", 360)
          .set("erev", -0.077)
          .in("ionChannel", potassium)
    };
  }

  static Tree gate(String id, int instances, Tree forward, Tree reverse) {
    return of("gateHHrates", id)
        .set("instances", instances)
        .in("forwardRate", forward)
        .in("reverseRate", reverse);
  }

  static Tree rate(String type, double rate, double midpoint, double scale) {
    return of(type, type).set("rate", rate).set("midpoint", midpoint).set("scale", scale);
  }

  static Tree pulse(double amplitude) {
    return of("pulseGenerator", "pulse")
        .set("delay", 0)
        .set("duration", 1e9)
        .set("amplitude", amplitude);
  }
}
