package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitspike.reference.TypeBuilder.emit;
import static org.bitspike.reference.TypeBuilder.set;
import static org.bitspike.reference.TypeBuilder.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Populations stepped by compiled loops, one by one and by vectors, against the general code, which
 * runs where ranges are recorded: every bit is the same.
 */
class ColumnRunTest {

  private static final double DT = 1e-4;

  @AfterEach
  void vectorsAgain() {
    System.clearProperty("bitspike.vectors");
  }

  /** Cells that excite each other, with and without delay, some of them driven in other ways. */
  private static Network network(long seed, String cell, int size, double delay) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Component> components =
        new ArrayList<>(
            List.of(
                Models.lifCell("plain"),
                Models.lifRefCell("refractory", 2.03e-3),
                Component.of("root", "rootCell", Map.of("tau", 7e-3, "thresh", 1.0)),
                Models.synapse("exc", 3e-10, 0, 3e-3),
                Models.synapse("inh", 9e-10, -0.08, 7e-3),
                Models.step("step", 3e-10)));
    ConnectionTable.Builder forward = ConnectionTable.builder();
    ConnectionTable.Builder back = ConnectionTable.builder();
    DoubleSupplier delays = () -> delay == 0 ? 0 : delay + random.nextInt(3) * DT;
    for (int c = 0; c < 6 * size; c++) {
      forward.add(
          random.nextInt(size), random.nextInt(size), random.nextDouble(), delays.getAsDouble(), 0);
      back.add(
          random.nextInt(size), random.nextInt(size), random.nextDouble(), delays.getAsDouble(), 0);
    }
    int[] driven = random.ints(0, size).distinct().limit(size / 5).sorted().toArray();
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.add(rootCell());
    return Models.network(
        types,
        components,
        List.of(Models.population("a", cell, size), Models.population("b", "refractory", size)),
        List.of(
            Models.projection("a", "b", "exc", forward.build()),
            Models.projection("b", "a", "inh", back.build())),
        List.of(
            Models.input("step", "a", java.util.stream.IntStream.range(0, size).toArray()),
            Models.input("step", "b", driven)),
        List.of(),
        DT,
        0.12);
  }

  /** A cell with a square root and a derived variable by cases: no vectors for it. */
  private static ComponentType rootCell() {
    return type("rootCell")
        .parameters("tau", "thresh")
        .emits("spike")
        .slot("synapses", "synapse", Slot.Kind.ATTACHMENTS)
        .state("v")
        .sum("i", "synapses[*]/i")
        .derived("drive", "sqrt(abs(i) * 1e9)")
        .rate("v", "(drive - v) / tau")
        .start(set("v", "0.5"))
        .when("v .gt. thresh", set("v", "0"), emit("spike"))
        .build();
  }

  private static Recording run(Network network, boolean general, boolean vectors) {
    System.setProperty("bitspike.vectors", Boolean.toString(vectors));
    int last = network.population("a").size() - 1;
    return ReferenceSimulator.simulate(
        network,
        SimulationOptions.defaults()
            .withRecordRanges(general)
            .withTrace("a", 0, "v", 1)
            .withTrace("a", last, "v", 1)
            .withTrace("b", last, "v", 1));
  }

  private static void same(Recording expected, Recording actual, String what) {
    assertThat(expected.spikes()).anyMatch(s -> s.count() > 100);
    for (SpikeSeries s : expected.spikes()) {
      SpikeSeries other = actual.spikesOf(s.population()).orElseThrow();
      assertThat(other.tick()).as(what).containsExactly(s.tick());
      assertThat(other.neuron()).as(what).containsExactly(s.neuron());
    }
    for (int k = 0; k < expected.traces().size(); k++) {
      assertThat(actual.traces().get(k).values())
          .as(what)
          .containsExactly(expected.traces().get(k).values());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "refractory", "root"})
  void loopsOverMembersGiveTheBitsOfTheGeneralCode(String cell) {
    for (double delay : new double[] {0, DT, 1.5e-3}) {
      Network network = network(7, cell, 90, delay);
      same(run(network, true, false), run(network, false, false), "seed 7, delay " + delay);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "refractory"})
  void vectorsGiveTheBitsOfTheGeneralCode(String cell) {
    assumeTrue(
        VectorCode.length() > 0,
        "no vector module: started without --add-modules jdk.incubator.vector");
    for (double delay : new double[] {0, DT, 1.5e-3}) {
      Network network = network(11, cell, 101, delay);
      same(run(network, true, false), run(network, false, true), "seed 11, delay " + delay);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void numberOfThreadsCannotBeSeen(int threads) {
    Network network = network(13, "refractory", 120, DT);
    SimulationOptions options =
        SimulationOptions.defaults().withRecordRanges(false).withTrace("b", 119, "v", 1);
    same(
        ReferenceSimulator.simulate(network, options.withThreads(1)),
        ReferenceSimulator.simulate(network, options.withThreads(threads)),
        "seed 13, " + threads + " threads");
  }

  @Test
  void vectorsDivideAsThePlatformDoes() {
    assumeTrue(
        VectorCode.length() > 0,
        "no vector module: started without --add-modules jdk.incubator.vector");
    long seed = 3;
    SplittableRandom random = new SplittableRandom(seed);
    List<Component> components = new ArrayList<>();
    List<org.bitspike.ir.network.Population> populations = new ArrayList<>();
    for (int p = 0; p < 40; p++) {
      double c = Math.scalb(1 + random.nextDouble(), random.nextInt(-40, 40));
      components.add(Component.of("c" + p, "divider", Map.of("c", c)));
      populations.add(Models.population("p" + p, "c" + p, 96));
    }
    ComponentType divider =
        type("divider")
            .parameters("c")
            .state("x", "y")
            .rate("x", "1e4 * (x * 0.37 + 0.11)")
            .rate("y", "1e4 * (x / c - y)")
            .start(set("x", "1e-3 + random(1)"))
            .build();
    Network network =
        Models.network(
            List.of(divider), components, populations, List.of(), List.of(), List.of(), DT, 0.12);
    List<double[]> traces = new ArrayList<>();
    for (boolean general : new boolean[] {true, false}) {
      SimulationOptions options = SimulationOptions.defaults().withRecordRanges(general);
      for (int p = 0; p < 40; p++) {
        options = options.withTrace("p" + p, 63, "y", 1);
      }
      int at = 0;
      for (var trace : ReferenceSimulator.simulate(network, options).traces()) {
        if (general) {
          traces.add(trace.values());
        } else {
          assertThat(trace.values()).as("seed " + seed).containsExactly(traces.get(at));
        }
        at++;
      }
    }
  }
}
