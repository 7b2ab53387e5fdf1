package org.bitspike.reference.cable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Gates, kinetic schemes and concentrations. */
class StatesTest {

  private static final Tree SOMA =
      Tree.of("morphology", "m").in("segments", Tree.segment(0, 0, 10, 10, 10));

  private static Tree potassium(Tree channel) {
    return Tree.of("channelDensity", "k")
        .set("condDensity", 0.01)
        .set("erev", -0.077)
        .in("ionChannel", channel);
  }

  private static Tree scheme() {
    return Tree.of("ionChannelKS", "ks")
        .in(
            "gates",
            Tree.of("gateKS", "n")
                .set("instances", 1)
                .in(
                    "states",
                    Tree.of("KSState", "c1").set("relativeConductance", 0),
                    Tree.of("KSState", "c2").set("relativeConductance", 0),
                    Tree.of("KSState", "o").set("relativeConductance", 1))
                .in(
                    "transitions",
                    transition("t1", "c1", "c2", 300),
                    transition("t2", "c2", "o", 150)));
  }

  private static Tree transition(String id, String from, String to, double forward) {
    return Tree.of("KSTransition", id)
        .text("from", from)
        .text("to", to)
        .in("forwardRate", Tree.rate("HHExpRate", forward, -0.05, 0.02))
        .in("reverseRate", Tree.rate("HHExpRate", 100, -0.05, -0.02));
  }

  @Test
  void kineticSchemeStartsAtAndKeepsItsSteadyState() {
    Run run = Run.of(Tree.cell(SOMA, potassium(scheme())), 1e-5).begin();
    double r = Math.exp(-0.015 / 0.02) / Math.exp(0.015 / 0.02);
    double second = 3 * r;
    double third = 1.5 * r * second;
    double sum = 1 + second + third;
    String path = "biophys/membraneProperties/k/ks/n/";
    assertThat(run.value(0, path + "o/occupancy")).isCloseTo(third / sum, within(1e-12));
    assertThat(run.value(0, path + "q")).isCloseTo(third / sum, within(1e-12));
    run.steps(200);
    double all =
        run.value(0, path + "c1/occupancy")
            + run.value(0, path + "c2/occupancy")
            + run.value(0, path + "o/occupancy");
    assertThat(all).isCloseTo(1, within(1e-12));
  }

  @Test
  void exponentialStepOfAGateIsExactAtFixedVoltage() {
    // no current, so the voltage stays; the gate's start is at another voltage through a pulse of 0
    Tree channel =
        Tree.of("ionChannelHH", "c")
            .in(
                "gates",
                Tree.gate(
                    "n",
                    1,
                    Tree.rate("HHExpRate", 300, -0.05, 0.02),
                    Tree.rate("HHExpRate", 100, -0.05, -0.02)));
    Run run = Run.of(Tree.cell(SOMA, potassium(channel).set("condDensity", 0)), 1e-3).begin();
    double start = run.value(0, "biophys/membraneProperties/k/c/n/q");
    double a = 300 * Math.exp(-0.015 / 0.02);
    double b = 100 * Math.exp(0.015 / 0.02);
    assertThat(start).isCloseTo(a / (a + b), within(1e-12));
    run.population.voltages()[1] = -0.02;
    double v = -0.02;
    double up = 300 * Math.exp((v + 0.05) / 0.02);
    double down = 100 * Math.exp(-(v + 0.05) / 0.02);
    run.population.regions().getFirst().gather(run.population.voltages(), run.population.world());
    run.population.regions().getFirst().mechanism.advanceStates();
    double inf = up / (up + down);
    double expected = inf + (start - inf) * Math.exp(-(up + down) * 1e-3);
    assertThat(run.value(0, "biophys/membraneProperties/k/c/n/q"))
        .isCloseTo(expected, within(1e-12));
    assertThat(run.value(0, "biophys/membraneProperties/k/c/n/inf")).isCloseTo(inf, within(1e-12));
  }

  @Test
  void poolDecaysExponentiallyAndFollowsItsCurrent() {
    Tree[] species = {
      Tree.of("species", "ca")
          .text("ion", "ca")
          .set("initialConcentration", 1e-3)
          .set("initialExtConcentration", 2)
          .in(
              "concentrationModel",
              Tree.of("fixedFactorConcentrationModel", "model")
                  .set("restingConc", 1e-4)
                  .set("decayConstant", 0.01)
                  .set("rho", 100))
    };
    Tree closed =
        Tree.of("channelDensity", "ca").text("ion", "ca").set("condDensity", 0).set("erev", 0.08);
    closed.in("ionChannel", Tree.of("ionChannelPassive", "pas"));
    Run still = Run.of(Tree.cell(SOMA, species, closed), 1e-3).begin().steps(10);
    assertThat(still.value(0, "caConc")).isCloseTo(1e-4 + 9e-4 * Math.exp(-1), within(1e-12));
    Tree open =
        Tree.of("channelDensity", "ca")
            .text("ion", "ca")
            .set("condDensity", 1e-3)
            .set("erev", 0.08);
    open.in("ionChannel", Tree.of("ionChannelPassive", "pas"));
    Run flowing = Run.of(Tree.cell(SOMA, species, open), 1e-9).begin().steps(1000);
    // dc/dt = rho i - decay, with i = g (erev - v) nearly constant within a microsecond
    double expected = 1e-3 + 1e-6 * (100 * 1e-3 * (0.08 + 0.065) - 9e-4 / 0.01);
    assertThat(flowing.value(0, "0/caConc")).isCloseTo(expected, within(1e-10));
  }

  @Test
  void calciumOpensChannelsOfItsOwnCompartmentOnly() {
    Tree[] species = {
      Tree.of("species", "ca")
          .text("ion", "ca")
          .text("segmentGroup", "first")
          .set("initialConcentration", 1)
          .set("initialExtConcentration", 2)
          .in("concentrationModel", Tree.of("ca2Model", "model"))
    };
    Tree channel =
        Tree.of("ionChannelHH", "c")
            .in(
                "gates",
                Tree.of("gateHHrates", "z")
                    .set("instances", 1)
                    .in("forwardRate", Tree.of("calciumRate", "f").set("rate", 100))
                    .in("reverseRate", Tree.rate("HHExpRate", 100, -0.065, 1)));
    Tree morphology =
        Tree.of("morphology", "m")
            .in("segments", Tree.segment(0, 0, 2, 100, 2))
            .in("segments", Tree.segment(1, 100, 2, 200, 2).on(0))
            .in("segmentGroups", Tree.section("first", 1, 0));
    Run run = Run.of(Tree.cell(morphology, species, potassium(channel)), 1e-5).begin();
    String gate = "biophys/membraneProperties/k/c/z/q";
    assertThat(run.value(0, "0/" + gate)).isCloseTo(0.5, within(1e-12));
    assertThat(run.value(0, "1/" + gate)).isZero();
  }
}
