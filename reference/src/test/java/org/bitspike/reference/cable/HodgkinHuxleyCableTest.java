package org.bitspike.reference.cable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.bitspike.ir.SourceRef;
import org.junit.jupiter.api.Test;

/**
 * Active cables against NEURON 8.2.2 with its built-in {@code hh} (usetable_hh = 0, celsius = 6.3),
 * the same compartments and the same fixed step. Stored numbers were computed with Debian's package
 * 8.2.2-4.
 */
class HodgkinHuxleyCableTest {

  /** Steps of 0.025 ms, and mV at 0.005, 0.5 and 0.995 of a cable of 1 mm. */
  private static final double[][] NEURON = {
    {1, -60.15863340028001, -64.99925127763508, -64.99925452908765},
    {40, 34.80765299663724, -62.65242337299922, -64.93933014690327},
    {120, -33.94445920343499, 1.7595365181059528, 39.80719588245866},
    {200, -63.40558834326797, -75.59738058538132, -58.279693454995915},
    {400, -47.628976007723516, -70.99788276133474, -72.83539992220753},
    {800, -50.848379847991744, -73.0626005166436, -74.57098432856735}
  };

  private static Run cable() {
    Tree morphology =
        Tree.of("morphology", "m")
            .in("segments", Tree.segment(0, 0, 2, 1000, 2))
            .in("segmentGroups", Tree.section("c", 100, 0));
    Run run = Run.of(Tree.cell(morphology, Tree.hodgkinHuxley()), 2.5e-5);
    run.attach(Tree.pulse(0.5e-9), 0, 0, 0.005);
    return run.begin();
  }

  private static double millivolts(Run run, double place) {
    return 1e3 * run.population.voltages()[run.population.node(0, 0, place, SourceRef.NONE)];
  }

  @Test
  void hundredCompartmentsFollowNeuronThroughSpikes() {
    Run run = cable();
    int done = 0;
    for (double[] row : NEURON) {
      run.steps((int) row[0] - done);
      done = (int) row[0];
      assertThat(millivolts(run, 0.005)).isCloseTo(row[1], within(1e-8));
      assertThat(millivolts(run, 0.5)).isCloseTo(row[2], within(1e-8));
      assertThat(millivolts(run, 0.995)).isCloseTo(row[3], within(1e-8));
    }
  }

  @Test
  void installedNeuronSaysTheSame() throws IOException, InterruptedException {
    String script =
        """
        from neuron import h
        h.load_file('stdrun.hoc'); h.usetable_hh=0
        s=h.Section(name='c'); s.L=1000; s.diam=2; s.nseg=100; s.Ra=100; s.cm=1; s.insert('hh')
        h.celsius=6.3
        ic=h.IClamp(s(0.005)); ic.delay=0; ic.dur=1e9; ic.amp=0.5
        h.dt=0.025; h.finitialize(-65)
        for k in range(400): h.fadvance()
        print('v', repr(s(0.5).v))
        """;
    Process process;
    try {
      process = new ProcessBuilder("/usr/bin/python3", "-c", script).start();
    } catch (IOException e) {
      assumeTrue(false, "no python3: NEURON was not asked");
      return;
    }
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    assumeTrue(ended && process.exitValue() == 0, "NEURON's Python module is not installed");
    double v =
        out.lines()
            .filter(l -> l.startsWith("v "))
            .mapToDouble(l -> Double.parseDouble(l.substring(2)))
            .findFirst()
            .orElseThrow();
    assertThat(millivolts(cable().steps(400), 0.5)).isCloseTo(v, within(1e-8));
  }

  @Test
  void bothSchemesConvergeToOneLimitWithFirstOrder() {
    double[] exponential = new double[3];
    double[] grid = new double[3];
    for (int k = 0; k < 3; k++) {
      double dt = 1e-5 / (1 << k);
      exponential[k] = afterTwoMilliseconds(dt, StateScheme.EXPONENTIAL);
      grid[k] = afterTwoMilliseconds(dt, StateScheme.GRID);
    }
    double order = (exponential[0] - exponential[1]) / (exponential[1] - exponential[2]);
    assertThat(order).isBetween(1.8, 2.2);
    double gridOrder = (grid[0] - grid[1]) / (grid[1] - grid[2]);
    assertThat(gridOrder).isBetween(1.7, 2.3);
    double limit = 2 * exponential[2] - exponential[1];
    double gridLimit = 2 * grid[2] - grid[1];
    assertThat(gridLimit).isCloseTo(limit, within(0.1 * Math.abs(grid[2] - exponential[2]) + 2e-6));
  }

  /** Voltage of one compartment on the way up of its first spike. */
  private static double afterTwoMilliseconds(double dt, StateScheme scheme) {
    Tree soma = Tree.of("morphology", "m").in("segments", Tree.segment(0, 0, 10, 10, 10));
    Run run = new Run(Tree.cell(soma, Tree.hodgkinHuxley()), 1, dt, scheme);
    run.attach(Tree.pulse(1e-10), 0, 0, 0.5);
    run.begin().steps((int) Math.round(1e-3 / dt));
    return run.v("0");
  }
}
