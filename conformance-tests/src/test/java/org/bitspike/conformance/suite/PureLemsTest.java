package org.bitspike.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.bitspike.conformance.ModelFile;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples of LEMS's own interpreter that use no type of NeuroML: all that it runs are run, and
 * hold to what can be said of them with pencil and paper.
 */
class PureLemsTest {

  private static final double GRAVITY = 9.8;

  private static Network model(String name) {
    var suite = SuiteModel.folder();
    assumeTrue(suite.isPresent(), "no neuroml-suite below bitspike.data: nothing is run");
    Path file = suite.orElseThrow().resolve("jlems").resolve(name + ".xml");
    return ModelFile.read(file, List.of(), RunOverrides.NONE).network();
  }

  private static SimulationOptions grid() {
    return SimulationOptions.defaults().withRecordRanges(false);
  }

  private static double[] trace(String model, SimulationOptions options, String... member) {
    return ReferenceSimulator.simulate(model(model), options.withTrace(member[0], 0, member[1], 1))
        .trace(member[0], 0, member[1])
        .orElseThrow()
        .values();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example1",
        "example2",
        "example3",
        "example4",
        "example5",
        "example6",
        "example7",
        "example8",
        "bounce",
        "bounce-conditional",
        "ex-flat",
        "ex-properties",
        "test_regime_iaf"
      })
  void runs(String name) {
    Network network = model(name);
    Recording run = ReferenceSimulator.simulate(network, grid());
    assertThat(run.durationTicks())
        .isEqualTo(Math.round(network.run().durationSeconds() / network.run().stepSeconds()));
    // p1 fires by a clock of 30 ms
    if (name.matches("example[12]")) {
      assertThat(run.spikesOf("p1").orElseThrow().tick())
          .hasSize((int) (network.run().durationSeconds() / 0.03))
          .startsWith(3000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bounce", "bounce-conditional"})
  void aBallFallsOnTheGridByForwardEuler(String name) {
    double[] height = trace(name, grid(), "ball", "height");
    // h_n = h_0 - g dt^2 n (n - 1) / 2
    for (int n = 0; n <= 101; n++) {
      double expected = 5 - GRAVITY * 1e-4 * n * (n - 1) / 2;
      assertThat(height[n]).as("step %d", n).isCloseTo(expected, within(1e-12));
    }
    assertThat(Arrays.stream(height).min().orElseThrow()).isEqualTo(0);
  }

  @Test
  void aBallBouncesToTheHeightThatItsLossOfSpeedLeaves() {
    double[] height =
        trace(
            "bounce",
            grid().withTolerance(1e-10).withDurationSeconds(15).withStepSeconds(1e-3),
            "ball",
            "height");
    double fall = Math.sqrt(2 * 5 / GRAVITY);
    double at = fall;
    double speed = 0.9 * GRAVITY * fall;
    for (int bounce = 1; at + 2 * speed / GRAVITY < 15; bounce++) {
      for (int k = 1; k < 10; k++) {
        double since = k * 0.1 * 2 * speed / GRAVITY;
        int sample = (int) Math.round((at + since) / 1e-3);
        double t = sample * 1e-3 - at;
        assertThat(height[sample])
            .as("%s s after bounce %d", t, bounce)
            .isCloseTo(speed * t - GRAVITY * t * t / 2, within(1e-9));
      }
      at += 2 * speed / GRAVITY;
      speed *= 0.9;
    }
  }

  @Test
  void aCellWithARefractoryRegimeFiresAsItsEquationsSay() {
    double step = 1e-5;
    double tau = 30e-3;
    Recording limit =
        ReferenceSimulator.simulate(model("test_regime_iaf"), grid().withTolerance(1e-10));
    double first = tau * Math.log(25.0 / 5.0);
    assertThat(limit.spikesOf("iafTauRefPop").orElseThrow().seconds().orElseThrow())
        .hasSize(4)
        .satisfies(
            times -> {
              for (int n = 0; n < times.length; n++) {
                assertThat(times[n]).isCloseTo(first + n * (first + 25e-3), within(1e-11));
              }
            });
    Recording run = ReferenceSimulator.simulate(model("test_regime_iaf"), grid());
    // forward Euler passes the threshold with step n, where 25 (1 - dt / tau)^n < 5
    long steps = (long) Math.ceil(Math.log(5.0 / 25.0) / Math.log1p(-step / tau));
    assertThat(run.spikesOf("iafTauRefPop").orElseThrow().tick()[0]).isEqualTo(steps - 1);
  }

  /** The file's cell, with the equations of Hodgkin and Huxley written out here once more. */
  @ParameterizedTest
  @ValueSource(strings = {"example1", "example2"})
  void aCellOfHodgkinAndHuxleyFollowsItsEquations(String name) {
    double[] v = trace(name, grid().withTolerance(1e-9), "hhpop", "v");
    // in mV and ms, from q = 1/2 for every gate
    double[] y = {-60, 0.5, 0.5, 0.5};
    for (int step = 1; step < v.length; step++) {
      y = rungeKutta(y, 0.01);
      if (step % 50 == 0) {
        assertThat(1e3 * v[step]).as("%s ms", step * 0.01).isCloseTo(y[0], within(1e-3));
      }
    }
    assertThat(DoubleStream.of(v).max().orElseThrow()).isGreaterThan(0.02);
  }

  private static double[] rungeKutta(double[] y, double h) {
    double[] k1 = rates(y);
    double[] k2 = rates(plus(y, k1, h / 2));
    double[] k3 = rates(plus(y, k2, h / 2));
    double[] k4 = rates(plus(y, k3, h));
    double[] next = y.clone();
    for (int i = 0; i < y.length; i++) {
      next[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
    return next;
  }

  private static double[] plus(double[] y, double[] k, double h) {
    double[] sum = y.clone();
    for (int i = 0; i < y.length; i++) {
      sum[i] += h * k[i];
    }
    return sum;
  }

  /** Rates of potential (mV), m, h and n per ms; conductances in nS, capacitance 1 pF. */
  private static double[] rates(double[] y) {
    double v = y[0];
    double m = y[1];
    double h = y[2];
    double n = y[3];
    return new double[] {
      4 + 120 * m * m * m * h * (50 - v) + 36 * n * n * n * n * (-77 - v),
      linear((v + 40) / 10) * (1 - m) - 4 * Math.exp(-(v + 65) / 18) * m,
      0.07 * Math.exp(-(v + 65) / 20) * (1 - h) - h / (1 + Math.exp(-(v + 35) / 10)),
      0.1 * linear((v + 55) / 10) * (1 - n) - 0.125 * Math.exp(-(v + 65) / 80) * n
    };
  }

  private static double linear(double x) {
    return x / -Math.expm1(-x);
  }
}
