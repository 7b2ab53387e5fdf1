package org.bitspike.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.ExportInput;
import org.bitspike.ir.spi.Fidelity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * SANA-FE's YAML, read by a reader of its documented format (SANA-FE, commit af110515): SANA-FE
 * itself is not at hand where this is built.
 */
class SanaFeExportTest {

  private static final Pattern EDGE = Pattern.compile("(\\w+)\\.(\\d+) -> (\\w+)\\.(\\d+)");
  private static final Pattern RANGE = Pattern.compile("(\\w+)\\[0\\.\\.(\\d+)]");

  @TempDir private Path folder;

  private final Backend backend = Exports.backend("sana-fe");

  private ExportInput spiking() throws IOException {
    return Exports.mapped(
        Exports.network(
            Exports.variant(
                "small.xml", folder, "<explicitInput target=\"exc[0]\" input=\"pulse\"/>", "")),
        "generic-int8");
  }

  private Map<?, ?> yaml(ExportInput input, String ending) {
    String text =
        backend.emit(input).stream()
            .filter(a -> a.path().endsWith(ending))
            .map(a -> new String(a.content(), StandardCharsets.UTF_8))
            .findFirst()
            .orElseThrow();
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Object list) {
    return (List<Map<String, Object>>) list;
  }

  @Test
  void everyNeuronIsMappedToACoreAndEveryEdgeJoinsNeurons() throws IOException {
    ExportInput input = spiking();
    Map<?, ?> snn = yaml(input, ".snn.yaml");
    Map<?, ?> network = (Map<?, ?>) snn.get("network");
    Set<String> neurons = new HashSet<>();
    for (Map<String, Object> group : maps(network.get("groups"))) {
      for (Map<String, Object> neuron : maps(group.get("neurons"))) {
        String key = String.valueOf((Object) neuron.keySet().iterator().next());
        String[] ends = key.split("\\.\\.");
        for (int n = Integer.parseInt(ends[0]); n <= Integer.parseInt(ends[ends.length - 1]); n++) {
          neurons.add(group.get("name") + "." + n);
        }
        Object attributes = neuron.values().iterator().next();
        Set<String> names = new HashSet<>();
        maps(attributes).forEach(a -> names.addAll(a.keySet()));
        assertThat(names)
            .isSubsetOf("spikes", "threshold", "reset", "leak_decay", "bias", "reset_mode");
      }
    }
    assertThat(neurons).hasSize(50);
    List<Map<String, Object>> edges = maps(network.get("edges"));
    assertThat(edges).hasSize((int) input.program().synapseCount());
    for (Map<String, Object> edge : edges) {
      Matcher ends = EDGE.matcher(edge.keySet().iterator().next());
      assertThat(ends.matches()).isTrue();
      assertThat(neurons)
          .contains(ends.group(1) + "." + ends.group(2), ends.group(3) + "." + ends.group(4));
    }
    Map<?, ?> architecture = (Map<?, ?>) yaml(input, ".arch.yaml").get("architecture");
    Map<String, Object> tile = maps(architecture.get("tile")).getFirst();
    Map<String, Object> core = maps(tile.get("core")).getFirst();
    Map<String, Integer> units = new HashMap<>();
    for (Map<String, Object> soma : maps(core.get("soma"))) {
      Matcher range = RANGE.matcher((String) soma.get("name"));
      units.put(
          range.matches() ? range.group(1) : (String) soma.get("name"),
          range.matches() ? Integer.parseInt(range.group(2)) : 0);
    }
    Set<String> mapped = new HashSet<>();
    for (Map<String, Object> mapping : maps(snn.get("mappings"))) {
      mapped.add(mapping.keySet().iterator().next());
      Map<?, ?> place = (Map<?, ?>) mapping.values().iterator().next();
      String[] at = String.valueOf(place.get("core")).split("\\.");
      assertThat(Integer.parseInt(at[0])).isLessThan(limit(tile));
      assertThat(Integer.parseInt(at[1])).isLessThan(limit(core));
      String[] soma = String.valueOf(place.get("soma")).split("[\\[\\]]");
      assertThat(units).containsKey(soma[0]);
      assertThat(soma.length > 1 ? Integer.parseInt(soma[1]) : 0)
          .isLessThanOrEqualTo(units.get(soma[0]));
    }
    assertThat(mapped).isEqualTo(neurons);
  }

  private static int limit(Map<String, Object> element) {
    Matcher range = RANGE.matcher((String) element.get("name"));
    assertThat(range.matches()).isTrue();
    return Integer.parseInt(range.group(2)) + 1;
  }

  @Test
  void architectureHasEveryUnitOfACoreWithItsCosts() throws IOException {
    Map<?, ?> architecture = (Map<?, ?>) yaml(spiking(), ".arch.yaml").get("architecture");
    Map<String, Object> tile = maps(architecture.get("tile")).getFirst();
    Map<String, Object> core = maps(tile.get("core")).getFirst();
    assertThat(core).containsKeys("axon_in", "synapse", "dendrite", "soma", "axon_out");
    assertThat(core.get("soma").toString()).contains("energy_spike_out", "latency_update_neuron");
  }

  private void refused(ExportInput input, String... words) {
    assertThat(backend.assess(input).fidelity()).isEqualTo(Fidelity.REFUSED);
    assertThatThrownBy(() -> backend.emit(input))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void currentSourcesAreRefused() {
    refused(
        Exports.mapped(Exports.network(Exports.resource("small.xml")), "generic-int8"),
        "SANA-FE",
        "current sources");
  }

  @Test
  void aProgramAloneIsRefused() throws IOException {
    refused(ExportInput.of(spiking().program()), "a program alone");
  }
}
