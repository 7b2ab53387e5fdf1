package org.bitspike.reference.cable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The current of every kind of channel density against its formula, at the first potential. */
class ChannelDensityTest {

  private static final double V = -0.065;
  private static final double IN = 1e-4;
  private static final double OUT = 2;
  private static final double RT2F = CableTypes.THERMAL / 2;

  /** Current density into the membrane, from what it does to the voltage within a nanosecond. */
  private static double measured(Tree morphology, Tree density, String place) {
    Tree[] species = {
      Tree.of("species", "ca")
          .text("ion", "ca")
          .set("initialConcentration", IN)
          .set("initialExtConcentration", OUT)
          .in(
              "concentrationModel",
              Tree.of("fixedFactorConcentrationModel", "model")
                  .set("restingConc", IN)
                  .set("decayConstant", 1)
                  .set("rho", 0)),
      Tree.of("species", "ca2")
          .text("ion", "ca2")
          .set("initialConcentration", 10 * IN)
          .set("initialExtConcentration", OUT)
          .in("concentrationModel", Tree.of("ca2Model", "model2"))
    };
    double dt = 1e-12;
    Run run = Run.of(Tree.cell(morphology, species, density), dt).begin().steps(1);
    return 0.01 * (run.value(0, place) - V) / dt;
  }

  private static double measured(Tree density) {
    return measured(
        Tree.of("morphology", "m").in("segments", Tree.segment(0, 0, 10, 10, 10)), density, "v");
  }

  private static Tree density(String type) {
    return Tree.of(type, "d").in("ionChannel", Tree.of("ionChannelPassive", "pas"));
  }

  private static void agree(double measured, double formula) {
    assertThat(measured).isCloseTo(formula, within(1e-4 * Math.abs(formula)));
  }

  @Test
  void channelDensityIsOhmic() {
    agree(
        measured(density("channelDensity").set("condDensity", 5).set("erev", 0.02)),
        5 * (0.02 - V));
  }

  @Test
  void channelDensityVShiftMovesTheGatesVoltage() {
    Tree channel =
        Tree.of("ionChannelHH", "c")
            .in(
                "gates",
                Tree.of("gateHHrates", "m")
                    .set("instances", 1)
                    .in("forwardRate", Tree.of("shiftedRate", "f").set("rate", 100))
                    .in("reverseRate", Tree.rate("HHExpRate", 1, V, 0.01)));
    double forward = 100 * Math.exp((V - 0.005) / 0.01);
    double open = forward / (forward + 1);
    agree(
        measured(
            Tree.of("channelDensityVShift", "d")
                .set("condDensity", 5)
                .set("erev", 0.02)
                .set("vShift", 0.005)
                .in("ionChannel", channel)),
        5 * open * (0.02 - V));
  }

  @Test
  void nernstDensitiesReverseWhereConcentrationsSay() {
    agree(
        measured(density("channelDensityNernst").set("condDensity", 5)),
        5 * (RT2F * Math.log(OUT / IN) - V));
    agree(
        measured(density("channelDensityNernstCa2").set("condDensity", 5)),
        5 * (RT2F * Math.log(OUT / (10 * IN)) - V));
  }

  private static double ghk() {
    double u = V / RT2F;
    return -2 * 96485.3 * u * (IN - OUT * Math.exp(-u)) / (1 - Math.exp(-u));
  }

  @Test
  void ghkDensityFollowsGoldmanHodgkinAndKatz() {
    agree(measured(density("channelDensityGHK").set("permeability", 1e-9)), 1e-9 * ghk());
  }

  @Test
  void ghk2DensityFollowsItsScaledForm() {
    double tmp = 25 * CableTypes.TEMPERATURE / (293.15 * 2);
    double x = V * 1e3 / tmp;
    double force = tmp * 1e-3 * (1 - IN / OUT * Math.exp(x)) * x / (Math.exp(x) - 1);
    agree(measured(density("channelDensityGHK2").set("condDensity", 5)), 5 * force);
  }

  @Test
  void nonUniformDensitiesTakeTheirParameterFromThePlace() {
    double places = Math.exp(-150.0 / 200);
    agree(nonUniform("channelDensityNonUniform", "condDensity", 0), places * (0.02 - V));
    agree(
        nonUniform("channelDensityNonUniformNernst", "condDensity", 0),
        places * (RT2F * Math.log(OUT / IN) - V));
    agree(
        nonUniform("channelDensityNonUniformGHK", "permeability", 0, "1e-9"),
        1e-9 * places * ghk());
  }

  @Test
  void placesCanBeCountedFromTheGroupsBeginningAndScaledToItsEnd() {
    // segment 1 runs from 100 to 300 um; the compartment measured has its middle at 150 um
    agree(
        nonUniform("channelDensityNonUniform", "condDensity", 1),
        Math.exp(-50.0 / 200) * (0.02 - V));
    agree(
        nonUniform("channelDensityNonUniform", "condDensity", 2),
        Math.exp(-0.25 / 200) * (0.02 - V));
  }

  private static double nonUniform(String type, String parameter, int details) {
    return nonUniform(type, parameter, details, "1");
  }

  private static double nonUniform(String type, String parameter, int details, String scale) {
    Tree place =
        Tree.of("inhomogeneousParameter", "x")
            .text("variable", "p")
            .text("metric", "Path Length from root");
    if (details > 0) {
      place.in("proximal", Tree.of("proximalDetails", "proximal").text("translationStart", "0"));
    }
    if (details > 1) {
      place.in("distal", Tree.of("distalDetails", "distal").text("normalizationEnd", "1"));
    }
    Tree morphology =
        Tree.of("morphology", "m")
            .in("segments", Tree.segment(0, 0, 1, 100, 1))
            .in("segments", Tree.segment(1, 100, 1, 300, 1).on(0))
            .in("segmentGroups", Tree.section("far", 2, 1).in("inhomogeneousParameter", place));
    Tree density =
        density(type)
            .set("erev", 0.02)
            .in(
                "variableParameter",
                Tree.of("variableParameter", "vp")
                    .text("parameter", parameter)
                    .text("segmentGroup", "far")
                    .in(
                        "inhomogeneousValue",
                        Tree.of("inhomogeneousValue", "iv")
                            .text("inhomogeneousParameter", "x")
                            .text("value", scale + " * exp(-p/200)")));
    return measuredAt(morphology, density);
  }

  /** At 0.25 along segment 1, the middle of its first compartment; nothing reaches neighbours. */
  private static double measuredAt(Tree morphology, Tree density) {
    Tree[] species = {
      Tree.of("species", "ca")
          .text("ion", "ca")
          .set("initialConcentration", IN)
          .set("initialExtConcentration", OUT)
          .in("concentrationModel", Tree.of("ca2Model", "model"))
    };
    double dt = 1e-12;
    CablePopulation p =
        CablePopulation.of(
            "p",
            Tree.cell(morphology, species, density).build(),
            1,
            CableTypes.ALL,
            dt,
            StateScheme.EXPONENTIAL,
            1);
    p.finish();
    p.start();
    p.computeCurrents(dt);
    p.move(dt);
    double v = p.voltages()[p.node(0, 1, 0.25, org.bitspike.ir.SourceRef.NONE)];
    return 0.01 * (v - V) / dt;
  }

  @Test
  void channelPopulationSpreadsItsChannelsOverTheCell() {
    Tree withPopulation =
        Tree.of("cell", "cell")
            .in(
                "morphology",
                Tree.of("morphology", "m").in("segments", Tree.segment(0, 0, 10, 10, 10)))
            .in(
                "biophysicalProperties",
                Tree.of("biophysicalProperties", "b")
                    .in(
                        "membraneProperties",
                        Tree.of("membraneProperties", "mp")
                            .in(
                                "populations",
                                Tree.of("channelPopulation", "pop")
                                    .set("number", 1000)
                                    .set("conductance", 1e-11)
                                    .set("erev", 0.02)
                                    .in("ionChannel", Tree.of("ionChannelPassive", "pas")))
                            .in(
                                "specificCapacitances",
                                Tree.of("specificCapacitance", "cm").set("value", 0.01))
                            .in(
                                "initMembPotential",
                                Tree.of("initMembPotential", "v0").set("value", V))));
    double dt = 1e-12;
    Run run = Run.of(withPopulation, dt).begin().steps(1);
    double area = Math.PI * 10e-6 * 10e-6;
    agree(0.01 * area * (run.value(0, "v") - V) / dt, 1000 * 1e-11 * (0.02 - V));
  }
}
