package org.bitspike.frontends.lems.validation;

import java.util.Set;

/** What a component of the core types can stand for. */
enum ComponentKind {
  CELL("a cell"),
  SYNAPSE("a synapse"),
  INPUT("an input"),
  CHANNEL("an ion channel"),
  CONCENTRATION_MODEL("a concentration model"),
  MORPHOLOGY("a morphology"),
  BIOPHYSICS("biophysical properties"),
  NETWORK("a network"),
  /** Of a type of the user's own, or of one that is none of these. */
  UNKNOWN("a component");

  private static final Set<String> INPUTS =
      Set.of(
          "compoundInput",
          "compoundInputDL",
          "voltageClamp",
          "voltageClampTriple",
          "spikeArray",
          "timedSynapticInput",
          "poissonFiringSynapse",
          "transientPoissonFiringSynapse",
          "SpikeSourcePoisson",
          "spikeGenerator",
          "spikeGeneratorRandom",
          "spikeGeneratorPoisson",
          "spikeGeneratorRefPoisson",
          "pulseGenerator",
          "pulseGeneratorDL",
          "sineGenerator",
          "sineGeneratorDL",
          "rampGenerator",
          "rampGeneratorDL");

  private final String words;

  ComponentKind(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  static ComponentKind of(Node component) {
    String type = component.name();
    if (!Grammar.neuroml().root().children().containsKey(type)) {
      return UNKNOWN;
    }
    return switch (type) {
      case "gapJunction" -> SYNAPSE;
      case "cell", "cell2CaPools", "HH_cond_exp" -> CELL;
      case "ionChannel", "ionChannelHH", "ionChannelVShift", "ionChannelKS" -> CHANNEL;
      case "decayingPoolConcentrationModel", "fixedFactorConcentrationModel" -> CONCENTRATION_MODEL;
      case "morphology" -> MORPHOLOGY;
      case "biophysicalProperties" -> BIOPHYSICS;
      case "network" -> NETWORK;
      default -> {
        if (INPUTS.contains(type)) {
          yield INPUT;
        }
        if (type.endsWith("Synapse")) {
          yield SYNAPSE;
        }
        yield type.endsWith("Cell") || type.startsWith("IF_") || type.startsWith("EIF_")
            ? CELL
            : UNKNOWN;
      }
    };
  }
}
