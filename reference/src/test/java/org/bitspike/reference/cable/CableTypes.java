package org.bitspike.reference.cable;

import static org.bitspike.reference.cable.TypeText.type;

import java.util.List;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Definition.Reduce;
import org.bitspike.ir.network.ComponentType.KineticScheme;
import org.bitspike.ir.network.ComponentType.Slot.Kind;

/** Component types of cells, from their published equations, with NeuroML's names. */
final class CableTypes {

  /** Kelvin; what a network at 6.3 degrees puts in the types that require a temperature. */
  static final double TEMPERATURE = 279.45;

  /** R T / F, volts, with the constants of NeuroML's calcium densities. */
  static final double THERMAL = 8.3144621 * TEMPERATURE / 96485.3;

  static final List<ComponentType> ALL =
      List.of(
          type("ionChannelPassive").isA("baseIonChannel").value("fopen", "1").build(),
          type("ionChannelHH")
              .isA("baseIonChannel")
              .slot("gates", "gate", Kind.CHILDREN)
              .reduce("fopen", "gates[*]/fcond", Reduce.MULTIPLY)
              .build(),
          type("gateHHrates")
              .isA("gate")
              .parameters("instances")
              .slot("forwardRate", "rate", Kind.CHILD)
              .slot("reverseRate", "rate", Kind.CHILD)
              .select("alpha", "forwardRate/r")
              .select("beta", "reverseRate/r")
              .value("inf", "alpha / (alpha + beta)")
              .value("tau", "1 / (alpha + beta)")
              .value("fcond", "q^instances")
              .state("q", "inf", "(inf - q) / tau")
              .build(),
          type("HHExpRate")
              .isA("rate")
              .parameters("rate", "midpoint", "scale")
              .requires("v")
              .value("r", "rate * exp((v - midpoint) / scale)")
              .build(),
          type("HHSigmoidRate")
              .isA("rate")
              .parameters("rate", "midpoint", "scale")
              .requires("v")
              .value("r", "rate / (1 + exp((midpoint - v) / scale))")
              .build(),
          type("HHExpLinearRate")
              .isA("rate")
              .parameters("rate", "midpoint", "scale")
              .requires("v")
              .value("x", "(v - midpoint) / scale")
              .either("r", "x .neq. 0", "rate * x / (1 - exp(-x))", "rate")
              .build(),
          type("shiftedRate")
              .isA("rate")
              .parameters("rate")
              .requires("v", "vShift")
              .value("r", "rate * exp((v - vShift) / 0.01)")
              .build(),
          type("calciumRate")
              .isA("rate")
              .parameters("rate")
              .requires("caConc")
              .value("r", "rate * caConc")
              .build(),
          density("channelDensity", "condDensity", "erev")
              .constant("vShift", 0)
              .value("iDensity", "condDensity * channelf * (erev - v)")
              .build(),
          density("channelDensityVShift", "condDensity", "erev", "vShift")
              .value("iDensity", "condDensity * channelf * (erev - v)")
              .build(),
          density("channelDensityNernst", "condDensity")
              .requires("caConc", "caConcExt")
              .constant("temperature", TEMPERATURE)
              .value("erev", "(8.3144621 * temperature / (2 * 96485.3)) * log(caConcExt / caConc)")
              .value("iDensity", "condDensity * channelf * (erev - v)")
              .build(),
          density("channelDensityNernstCa2", "condDensity")
              .requires("caConc2", "caConcExt2")
              .constant("temperature", TEMPERATURE)
              .value(
                  "erev", "(8.3144621 * temperature / (2 * 96485.3)) * log(caConcExt2 / caConc2)")
              .value("iDensity", "condDensity * channelf * (erev - v)")
              .build(),
          density("channelDensityGHK", "permeability")
              .requires("caConc", "caConcExt")
              .constant("temperature", TEMPERATURE)
              .value("K", "2 * 96485.3 / (8.3144621 * temperature)")
              .value(
                  "iDensity",
                  "-1 * channelf * permeability * 2 * 96485.3 * K * v"
                      + " * (caConc - caConcExt * exp(-1 * K * v)) / (1 - exp(-1 * K * v))")
              .build(),
          density("channelDensityGHK2", "condDensity")
              .requires("caConc", "caConcExt")
              .constant("temperature", TEMPERATURE)
              .value("x", "(v / 0.001) / (25 * temperature / (293.15 * 2))")
              .value(
                  "pOpen",
                  "(25 * temperature / (293.15 * 2)) * 0.001"
                      + " * (1 - caConc / caConcExt * exp(x)) * x / (exp(x) - 1)")
              .value("iDensity", "condDensity * channelf * pOpen")
              .build(),
          density("channelDensityNonUniform", "erev").value("iDensity", "0").build(),
          density("channelDensityNonUniformNernst").value("iDensity", "0").build(),
          density("channelDensityNonUniformGHK").value("iDensity", "0").build(),
          type("channelPopulation")
              .isA("baseChannelPopulation")
              .parameters("number", "erev", "conductance")
              .requires("v")
              .slot("ionChannel", "baseIonChannel", Kind.REFERENCE)
              .select("channelf", "ionChannel/fopen")
              .value("i", "number * conductance * channelf * (erev - v)")
              .build(),
          type("species")
              .parameters("initialConcentration", "initialExtConcentration")
              .slot("concentrationModel", "concentrationModel", Kind.REFERENCE)
              .select("concentration", "concentrationModel/concentration")
              .select("extConcentration", "concentrationModel/extConcentration")
              .build(),
          type("fixedFactorConcentrationModel")
              .isA("concentrationModel")
              .parameters("restingConc", "decayConstant", "rho")
              .requires("surfaceArea", "iCa", "initialConcentration", "initialExtConcentration")
              .state(
                  "concentration",
                  "initialConcentration",
                  "(iCa / surfaceArea) * rho - (concentration - restingConc) / decayConstant")
              .state("extConcentration", "initialExtConcentration", "")
              .when("concentration .lt. 0", "concentration", "0")
              .build(),
          type("ca2Model")
              .isA("concentrationModel")
              .requires("initialConcentration", "initialExtConcentration")
              .state("concentration", "initialConcentration", "")
              .state("extConcentration", "initialExtConcentration", "")
              .build(),
          type("pulseGenerator")
              .isA("basePointCurrent")
              .parameters("delay", "duration", "amplitude")
              .weight()
              .in()
              .state("i", "", "")
              .when("t .lt. delay", "i", "0")
              .when("t .geq. delay .and. t .lt. delay + duration", "i", "weight * amplitude")
              .when("t .geq. delay + duration", "i", "0")
              .build(),
          type("voltageClamp")
              .isA("basePointCurrent")
              .parameters("target", "resistance")
              .weight()
              .requires("v")
              .in()
              .state("i", "", "")
              .when("t .geq. 0", "i", "weight * (target - v) / resistance")
              .build(),
          type("expOneSynapse")
              .isA("basePointCurrent")
              .parameters("gbase", "erev", "tauDecay")
              .weight()
              .requires("v")
              .in()
              .state("g", "0", "-g / tauDecay")
              .value("i", "g * (erev - v)")
              .onEvent("g", "g + weight * gbase")
              .build(),
          type("gapJunction")
              .isA("basePointCurrent")
              .parameters("conductance")
              .weight()
              .requires("v")
              .slot("peer", "gapJunction", Kind.PEER)
              .select("vpeer", "peer/v")
              .value("i", "weight * conductance * (vpeer - v)")
              .build(),
          type("ionChannelKS")
              .isA("baseIonChannel")
              .slot("gates", "gateKS", Kind.CHILDREN)
              .reduce("fopen", "gates[*]/fcond", Reduce.MULTIPLY)
              .build(),
          type("gateKS")
              .parameters("instances")
              .slot("states", "KSState", Kind.CHILDREN)
              .slot("transitions", "KSTransition", Kind.CHILDREN)
              .reduce("q", "states[*]/q", Reduce.ADD)
              .value("fcond", "q^instances")
              .scheme(
                  new KineticScheme(
                      "ks", "states", "occupancy", "transitions", "from", "to", "rf", "rr"))
              .build(),
          type("KSState")
              .parameters("relativeConductance")
              .state("occupancy", "", "")
              .value("q", "relativeConductance * occupancy")
              .build(),
          type("KSTransition")
              .slot("forwardRate", "rate", Kind.CHILD)
              .slot("reverseRate", "rate", Kind.CHILD)
              .select("rf", "forwardRate/r")
              .select("rr", "reverseRate/r")
              .build());

  private CableTypes() {}

  private static TypeText density(String name, String... parameters) {
    return type(name)
        .isA("baseChannelDensity")
        .parameters(parameters)
        .requires("v")
        .slot("ionChannel", "baseIonChannel", Kind.REFERENCE)
        .select("channelf", "ionChannel/fopen");
  }
}
