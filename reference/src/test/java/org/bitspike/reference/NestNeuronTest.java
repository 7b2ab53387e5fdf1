package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.OnCondition;
import org.bitspike.ir.network.ComponentType.Regime;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ComponentType.TimeDerivative;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Spike times of NEST 3.9.0's integrate-and-fire neurons at a resolution of 0.01 ms. NEST solves
 * the membrane exactly; Euler's steps leave an error of half a step per time constant, so a spike
 * may be late or early by the tolerance given, per interval.
 */
class NestNeuronTest {

  /** Units of NEST: mV, pA, pF, nS, but seconds. */
  private static ComponentType cell(String name, String leak) {
    return TypeBuilder.type(name)
        .parameters("C", "tau", "gL", "EL", "thresh", "reset", "refract", "current", "dt")
        .emits("spike")
        .slot("synapses", "synapse", Slot.Kind.ATTACHMENTS)
        .state("v")
        .hidden("last")
        .sum("iSyn", "synapses[*]/i")
        .start(TypeBuilder.set("v", "EL"))
        .regime(
            new Regime(
                "refractory",
                false,
                List.of(TypeBuilder.set("last", "t"), TypeBuilder.set("v", "reset")),
                List.of(),
                List.of(
                    new OnCondition(
                        ExprText.parse("t .gt. last + refract - dt / 2"),
                        List.of(TypeBuilder.go("integrating")))),
                List.of()))
        .regime(
            new Regime(
                "integrating",
                true,
                List.of(),
                List.of(
                    new TimeDerivative(
                        "v", ExprText.parse("1000 * (" + leak + " + (iSyn + current) / C)"))),
                List.of(
                    new OnCondition(
                        ExprText.parse("v .geq. thresh"),
                        List.of(TypeBuilder.emit("spike"), TypeBuilder.go("refractory")))),
                List.of()))
        .build();
  }

  private static ComponentType synapse(String name, String current) {
    return TypeBuilder.type(name)
        .isA("synapse")
        .parameters("tau", "erev")
        .weight()
        .requires("v")
        .takes("in")
        .state("g")
        .derived("i", current)
        .rate("g", "-g / tau * 1000")
        .on("in", TypeBuilder.set("g", "g + weight"))
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "iaf_psc_exp_I400, 0.01, 0.02",
    "iaf_psc_exp_I600, 0.01, 0.012",
    "iaf_psc_exp_I1000, 0.01, 0.012",
    "iaf_cond_exp_I400, 0.01, 0.02",
    "iaf_cond_exp_I800, 0.01, 0.012",
    "iaf_psc_exp_train, 0.001, 0.004",
    "iaf_cond_exp_train, 0.001, 0.004",
  })
  void firesWhenNestDoes(String name, double stepMillis, double toleranceMillis)
      throws IOException {
    Map<String, Object> set = find(name);
    SimulationOptions options =
        SimulationOptions.defaults()
            .withEventTiming(EventTiming.WHOLE_STEPS)
            .withRecordRanges(false);
    SpikeSeries spikes =
        ReferenceSimulator.simulate(network(set, stepMillis), options).spikesOf("n").orElseThrow();
    List<?> expected = (List<?>) set.get("spike_times_ms_dt001");
    assertThat(spikes.count()).isEqualTo(expected.size()).isGreaterThan(10);
    for (int k = 0; k < spikes.count(); k++) {
      double at = (spikes.tick()[k] + 1) * stepMillis;
      assertThat(at)
          .as("spike %d of %s", k, name)
          .isCloseTo(
              ((Number) expected.get(k)).doubleValue(), within(0.01 + toleranceMillis * (k + 1)));
    }
  }

  private static Map<String, Object> find(String name) throws IOException {
    Path index = GoldenData.files("nest-neurons", "neurons_index.json.gz").getFirst();
    return GoldenData.jsonList(index).stream()
        .filter(c -> name.equals(c.get("name")))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static Network network(Map<String, Object> set, double stepMillis) {
    Map<String, Object> p = (Map<String, Object>) set.get("params_at_start");
    boolean conductance = set.get("model").equals("iaf_cond_exp");
    double dt = stepMillis / 1000;
    double capacitance = GoldenData.number(p, "C_m");
    Component cell =
        Component.of(
            "cell",
            "cell",
            Map.of(
                "C",
                capacitance,
                "tau",
                conductance ? 0.0 : GoldenData.number(p, "tau_m"),
                "gL",
                conductance ? GoldenData.number(p, "g_L") : 0.0,
                "EL",
                GoldenData.number(p, "E_L"),
                "thresh",
                GoldenData.number(p, "V_th"),
                "reset",
                GoldenData.number(p, "V_reset"),
                "refract",
                GoldenData.number(p, "t_ref") / 1000,
                "current",
                GoldenData.number(p, "I_e"),
                "dt",
                dt));
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.add(cell("cell", conductance ? "gL * (EL - v) / C" : "(EL - v) / tau"));
    types.add(synapse("nestSynapse", conductance ? "g * (erev - v)" : "g"));
    List<Component> components = new ArrayList<>(List.of(cell));
    List<Population> populations = new ArrayList<>(List.of(Models.population("n", "cell", 1)));
    List<Projection> projections = new ArrayList<>();
    for (Object o : (List<?>) set.get("inputs")) {
      Map<String, Object> input = (Map<String, Object>) o;
      double weight = GoldenData.number(input, "weight");
      boolean excitatory = weight > 0;
      String id = "in" + projections.size();
      double[] times =
          ((List<?>) input.get("steps"))
              .stream().mapToDouble(s -> ((Number) s).doubleValue() * 1e-4 - dt / 2).toArray();
      components.add(Models.spikes(id, times));
      components.add(
          Component.of(
              "s" + id,
              "nestSynapse",
              Map.of(
                  "tau",
                  GoldenData.number(p, excitatory ? "tau_syn_ex" : "tau_syn_in"),
                  "erev",
                  conductance ? GoldenData.number(p, excitatory ? "E_ex" : "E_in") : 0.0)));
      populations.add(Models.population(id, id, 1));
      double w = conductance ? Math.abs(weight) : weight;
      // the spike of a step arrives 1 ms after its end, the step in which it is sent not counted
      projections.add(Models.projection(id, "n", "s" + id, Models.one(0, 0, w, 1e-3 + dt)));
    }
    return Models.network(
        types, components, populations, projections, List.of(), List.of(), dt, 0.5);
  }
}
