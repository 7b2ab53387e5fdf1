package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.LearningSeries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays runs of NEST 3.9.0's {@code stdp_facetshw_synapse_hom}: every word of every synapse after
 * every presynaptic spike.
 */
class FacetsStdpTest {

  static List<Path> recordings() throws IOException {
    return GoldenData.files("nest-facets-stdp", "facets_*.json.gz");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("recordings")
  void givesNestsWords(Path file) throws IOException {
    Map<String, Object> set = GoldenData.json(file);
    List<String[]> rows = GoldenData.csv(GoldenData.sibling(file));
    Recording r = ReferenceSimulator.simulate(network(set), options(set));
    int at = 0;
    int[] next = new int[r.learning().size()];
    for (String[] row : rows) {
      int synapse = Integer.parseInt(row[1]);
      LearningSeries words = r.learning().get(synapse);
      int k = next[synapse]++;
      String where = "row " + at++ + ": step " + row[0] + ", synapse " + row[1];
      assertThat(words.tick()[k]).as("tick at %s", where).isEqualTo(Long.parseLong(row[0]));
      List<double[]> values = words.values();
      assertThat(values.get(3)[k]).as("id at %s", where).isEqualTo(Double.parseDouble(row[2]));
      assertThat(values.get(0)[k]).as("weight at %s", where).isEqualTo(Double.parseDouble(row[3]));
      double causal = Double.parseDouble(row[5]);
      double acausal = Double.parseDouble(row[6]);
      assertThat(values.get(1)[k])
          .as("causal at %s", where)
          .isCloseTo(causal, within(1e-12 * causal));
      assertThat(values.get(2)[k])
          .as("acausal at %s", where)
          .isCloseTo(acausal, within(1e-12 * acausal));
      assertThat(values.get(4)[k])
          .as("read-out at %s", where)
          .isEqualTo(Double.parseDouble(row[7]));
    }
    assertThat(next).isEqualTo(r.learning().stream().mapToInt(l -> l.tick().length).toArray());
  }

  private static SimulationOptions options(Map<String, Object> set) {
    // NEST hands events over in slices of its minimal delay, 1 ms here
    return SimulationOptions.defaults()
        .withRecordLearning(true)
        .withSliceTicks((int) Math.round(1.0 / GoldenData.number(set, "dt_ms")));
  }

  @SuppressWarnings("unchecked")
  private static Network network(Map<String, Object> set) {
    Map<String, Object> common = (Map<String, Object>) set.get("common");
    Map<String, Object> individual = (Map<String, Object>) set.get("individual");
    double dt = GoldenData.number(set, "dt_ms") / 1000;
    List<?> pre = (List<?>) set.get("pre_steps");
    double[] weights = GoldenData.column(set.get("initial_weights"), pre.size(), 0);
    Map<String, double[]> attributes = new HashMap<>();
    attributes.put(
        "threshHigh", GoldenData.column(individual.get("a_thresh_th"), pre.size(), 21.835));
    attributes.put(
        "threshLow", GoldenData.column(individual.get("a_thresh_tl"), pre.size(), 21.835));
    attributes.put("initFlag", GoldenData.column(individual.get("init_flag"), pre.size(), 0));
    attributes.put("synapseId", GoldenData.column(individual.get("synapse_id"), pre.size(), 0));
    attributes.put(
        "nextReadoutTime",
        seconds(GoldenData.column(individual.get("next_readout_time"), pre.size(), 0)));
    attributes.put("aCausal", GoldenData.column(individual.get("a_causal"), pre.size(), 0));
    attributes.put("aAcausal", GoldenData.column(individual.get("a_acausal"), pre.size(), 0));
    List<Component> components = new ArrayList<>();
    List<Population> populations = new ArrayList<>();
    List<Projection> projections = new ArrayList<>();
    Component rule = rule(common);
    components.add(rule);
    components.add(train("post", (List<?>) set.get("post_steps"), dt));
    populations.add(Models.population("post", "post", 1));
    for (int s = 0; s < pre.size(); s++) {
      String id = "pre" + s;
      components.add(train(id, (List<?>) pre.get(s), dt));
      populations.add(Models.population(id, id, 1));
      ConnectionTable.Builder table = ConnectionTable.builder();
      table.add(0, 0, weights[s], GoldenData.number(set, "delay_ms") / 1000, 0);
      for (Map.Entry<String, double[]> a : attributes.entrySet()) {
        table.attribute(a.getKey(), new double[] {a.getValue()[s]});
      }
      projections.add(
          new Projection(
              "learn" + s,
              id,
              "post",
              Optional.empty(),
              Optional.of("rule"),
              table.build(),
              SourceRef.NONE));
    }
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.add(Models.lutStdpOf(rule));
    return Models.network(
        types,
        components,
        populations,
        projections,
        List.of(),
        List.of(),
        dt,
        GoldenData.number(set, "T_ms") / 1000 + 0.1);
  }

  private static double[] seconds(double[] millis) {
    return Arrays.stream(millis).map(x -> x / 1000).toArray();
  }

  private static Component rule(Map<String, Object> common) {
    Map<String, Double> parameters = new HashMap<>();
    Map.of("Wmax", "wMax", "synapses_per_driver", "synapsesPerDriver", "no_synapses", "noSynapses")
        .forEach(
            (from, to) ->
                Optional.ofNullable(common.get(from))
                    .ifPresent(v -> parameters.put(to, ((Number) v).doubleValue())));
    Map.of(
            "tau_plus",
            "tauPlus",
            "tau_minus_stdp",
            "tauMinus",
            "driver_readout_time",
            "driverReadoutTime")
        .forEach(
            (from, to) ->
                Optional.ofNullable(common.get(from))
                    .ifPresent(v -> parameters.put(to, ((Number) v).doubleValue() / 1000)));
    Map<String, String> texts = new HashMap<>();
    Map.of(
            "lookuptable_0", "lutCausal",
            "lookuptable_1", "lutAcausal",
            "lookuptable_2", "lutCombined",
            "configbit_0", "configBits0",
            "configbit_1", "configBits1",
            "reset_pattern", "resetPattern")
        .forEach(
            (from, to) ->
                Optional.ofNullable(common.get(from))
                    .ifPresent(v -> texts.put(to, text((List<?>) v))));
    return new Component("rule", "lutStdp", parameters, texts, Map.of(), SourceRef.NONE);
  }

  private static String text(List<?> numbers) {
    return numbers.stream()
        .map(
            n -> n instanceof Boolean b ? (b ? "1" : "0") : String.valueOf(((Number) n).intValue()))
        .collect(Collectors.joining(" "));
  }

  private static Component train(String id, List<?> steps, double dt) {
    return Models.spikes(
        id, steps.stream().mapToDouble(s -> (((Number) s).longValue() + 0.5) * dt).toArray());
  }
}
