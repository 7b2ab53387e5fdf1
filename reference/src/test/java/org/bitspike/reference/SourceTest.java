package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.junit.jupiter.api.Test;

class SourceTest {

  private static final Component POISSON = Component.of("poi", "poisson", Map.of("rate", 50.0));

  private static Network with(List<Population> populations) {
    return Models.network(
        List.of(POISSON, Models.lifCell("c"), Models.spikes("s", 0.001, 0.00295, 0.00295)),
        populations,
        List.of(),
        List.of(),
        1e-4,
        2);
  }

  @Test
  void poissonTrainsHaveTheirRateAndVariability() {
    Recording r =
        ReferenceSimulator.simulate(
            with(List.of(Models.population("x", "poi", 200))), SimulationOptions.defaults());
    SpikeSeries s = r.spikesOf("x").orElseThrow();
    assertThat(s.count() / 400.0).isCloseTo(50, within(1.1));
    int[] counts = new int[200];
    for (int n : s.neuron()) {
      counts[n]++;
    }
    double mean = IntStream.of(counts).average().orElseThrow();
    double variance = IntStream.of(counts).mapToDouble(c -> (c - mean) * (c - mean)).sum() / 199;
    assertThat(variance / mean).isCloseTo(1, within(0.3));
  }

  @Test
  void trainDependsOnNothingElseInTheNetwork() {
    Recording alone =
        ReferenceSimulator.simulate(
            with(List.of(Models.population("x", "poi", 3))), SimulationOptions.defaults());
    Recording among =
        ReferenceSimulator.simulate(
            with(
                List.of(
                    Models.population("a", "poi", 5),
                    Models.population("x", "poi", 3),
                    Models.population("b", "c", 2))),
            SimulationOptions.defaults());
    assertThat(among.spikesOf("x").orElseThrow().tick())
        .isEqualTo(alone.spikesOf("x").orElseThrow().tick());
    assertThat(among.spikesOf("a").orElseThrow().tick())
        .isNotEqualTo(alone.spikesOf("x").orElseThrow().tick());
  }

  @Test
  void membersOfAPopulationDiffer() {
    Recording r =
        ReferenceSimulator.simulate(
            with(List.of(Models.population("x", "poi", 2))), SimulationOptions.defaults());
    SpikeSeries s = r.spikesOf("x").orElseThrow();
    long[] first =
        IntStream.range(0, s.count())
            .filter(k -> s.neuron()[k] == 0)
            .mapToLong(k -> s.tick()[k])
            .toArray();
    long[] second =
        IntStream.range(0, s.count())
            .filter(k -> s.neuron()[k] == 1)
            .mapToLong(k -> s.tick()[k])
            .toArray();
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void sequentialModeDrawsInOrderOfEvaluation() {
    SimulationOptions options = SimulationOptions.defaults().withRandomMode(RandomMode.SEQUENTIAL);
    Recording r =
        ReferenceSimulator.simulate(with(List.of(Models.population("x", "poi", 1))), options);
    // LEMS's own interpreter sets a member up four times, three times each, and runs start actions
    // twice every time
    java.util.Random random = new java.util.Random(42);
    for (int draw = 1; draw < 24; draw++) {
      random.nextDouble();
    }
    double next = -Math.log(random.nextDouble()) / 50;
    assertThat((r.spikesOf("x").orElseThrow().tick()[0] + 1) * 1e-4).isCloseTo(next, within(1e-4));
  }

  @Test
  void arrayEmitsEverySpikeAlsoTwoInOneStep() {
    Recording r =
        ReferenceSimulator.simulate(
            with(List.of(Models.population("x", "s", 2))), SimulationOptions.defaults());
    SpikeSeries s = r.spikesOf("x").orElseThrow();
    assertThat(s.tick()).containsExactly(9, 9, 29, 29, 29, 29);
    assertThat(s.neuron()).containsExactly(0, 1, 0, 0, 1, 1);
  }

  @Test
  void sourcesCanRunAlone() {
    Network network =
        with(List.of(Models.population("x", "poi", 3), Models.population("p", "c", 2)));
    Recording all = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    Recording sources =
        ReferenceSimulator.simulate(network, SimulationOptions.defaults().withSourcesOnly(true));
    assertThat(sources.spikesOf("p")).isEmpty();
    assertThat(sources.spikesOf("x").orElseThrow().tick())
        .isEqualTo(all.spikesOf("x").orElseThrow().tick());
  }

  @Test
  void tellsProgress() {
    long[] last = new long[1];
    ReferenceSimulator.simulate(
        with(List.of(Models.population("x", "poi", 1))),
        SimulationOptions.defaults().withProgress(t -> last[0] = t));
    assertThat(last[0]).isEqualTo(20_000);
  }
}
