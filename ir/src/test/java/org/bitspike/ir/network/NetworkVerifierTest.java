package org.bitspike.ir.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.generate.RandomNetworks;
import org.bitspike.ir.wire.NetworkText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One mistake at a time in a sound network, each with its own finding. */
class NetworkVerifierTest {

  private static final String SOUND =
      """
      # bitspike network 1
      head { name: "n" step_seconds: 1.0E-4 duration_seconds: 0.1 }
      type {
        name: "cell"
        ancestor: "baseCell"
        parameter { name: "tau" dimension { t: 1 } }
        constant { name: "c" value: 2.0 }
        event_port { name: "in" in: true }
        event_port { name: "out" }
        slot { name: "gate" type: "baseGate" kind: SLOT_KIND_CHILD }
        slot { name: "states" type: "node" kind: SLOT_KIND_CHILDREN }
        slot { name: "moves" type: "move" kind: SLOT_KIND_CHILDREN }
        dynamics {
          state_variable { name: "v" }
          time_derivative { variable: "v" rate: "-v / tau * c" }
          on_condition {
            test: "v .gt. 1"
            action { assign { variable: "v" value: "0" } }
            action { emit: "out" }
            action { transition: "quiet" }
          }
          on_event { port: "in" action { assign { variable: "v" value: "v + 1" } } }
          regime { name: "quiet" initial: true }
          regime { name: "loud" }
          kinetic_scheme {
            name: "k" nodes: "states" state_variable: "x" edges: "moves"
            edge_source: "from" edge_target: "to" forward_rate: "rf" reverse_rate: "rr"
          }
        }
      }
      type { name: "gate" ancestor: "baseGate" dynamics {} }
      type { name: "pulse" dynamics {} }
      type { name: "node" dynamics { state_variable { name: "x" exposure: "x" } } }
      type { name: "move" text: "from" text: "to" dynamics {} }
      type { name: "gap" slot { name: "peer" type: "gap" kind: SLOT_KIND_PEER } dynamics {} }
      component { id: "c1" type: "cell" parameter { name: "tau" value: 0.01 } }
      component { depth: 1 slot: "gate" id: "g" type: "gate" }
      component { depth: 1 slot: "states" id: "shut" type: "node" }
      component { depth: 1 slot: "states" id: "open" type: "node" }
      component { depth: 1 slot: "moves" id: "m" type: "move" text { name: "from" value: "shut" } text { name: "to" value: "open" } }
      component { id: "in1" type: "pulse" }
      component { id: "gj" type: "gap" }
      population { id: "a" component: "c1" size: 3 }
      population { id: "b" component: "c1" size: 2 }
      projection { id: "ab" pre: "a" post: "b" synapse: "in1" table { size: 2 } source { file: "n.xml" line: 5 } }
      connections { pre: [0, 2] post: [1, 0] weight: [1.0, 2.0] delay_seconds: [0.001, 0.0] line: [6, 7] }
      attribute { name: "u" value: [0.5, 0.25] }
      projection {
        id: "ba" pre: "b" post: "a" plasticity: "in1" source_port: "out" target_port: "in"
        connector { fixed_probability: 0.5 weight { constant: 1.0 } delay_seconds { uniform { high: 0.01 } } }
      }
      coupling { id: "c" pre: "a" post: "b" pre_component: "gj" post_component: "gj" table { size: 1 } }
      coupling_connections { pre: 2 post: 1 weight: 1.5 delay_seconds: 0.0 line: 8 }
      coupling_attribute { name: "postSegment" value: 3.0 }
      input { id: "i" component: "in1" population: "a" }
      targets { target: [0, 2] weight: [1.0, 1.0] }
      sites { segment: [0, 3] fraction: [0.5, 1.0] }
      output { id: "o" kind: OUTPUT_KIND_TRACES column { id: "v0" population: "a" index: 2 variable: "v" } }
      """;

  @Test
  void aSoundNetworkHasNoFindings() {
    assertThat(NetworkVerifier.verify(NetworkText.parse(SOUND))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "step_seconds: 1.0E-4 | step_seconds: 0 | BS-N007 | step",
        "step_seconds: 1.0E-4 | step_seconds: nan | BS-N007 | step",
        "duration_seconds: 0.1 | duration_seconds: -1 | BS-N007 | duration",
        "duration_seconds: 0.1 | duration_seconds: inf | BS-N007 | duration",
        "type { name: \"gate\" | type { name: \"cell\" | BS-N005 | two of component type cell",
        "id: \"in1\" type | id: \"c1\" type | BS-N005 | two of component c1",
        "population { id: \"b\" | population { id: \"a\" | BS-N005 | two of population a",
        "id: \"ba\" pre | id: \"ab\" pre | BS-N005 | two of projection ab",
        "constant { name: \"c\" value: 2.0 } | constant { name: \"c\" value: nan } | BS-N002 |"
            + " constant c",
        "rate: \"-v / tau * c\" | rate: \"-v / tau * x\" | BS-N004 | variable x",
        "time_derivative { variable: \"v\" | time_derivative { variable: \"w\" | BS-N004 | state"
            + " variable w",
        "emit: \"out\" | emit: \"in\" | BS-N004 | port for outgoing events in",
        "on_event { port: \"in\" | on_event { port: \"out\" | BS-N004 | port for incoming events"
            + " out",
        "transition: \"quiet\" | transition: \"gone\" | BS-N004 | regime gone",
        "regime { name: \"loud\" } | regime { name: \"loud\" initial: true } | BS-N008 | initial",
        "type: \"cell\" parameter | type: \"sell\" parameter | BS-N004 | sell",
        "parameter { name: \"tau\" value: 0.01 } | parameter { name: \"tau\" value: inf } | BS-N002"
            + " | tau",
        "parameter { name: \"tau\" value: 0.01 } | ~~ | BS-N009 | lacks the parameter tau",
        "parameter { name: \"tau\" value: 0.01 } | parameter { name: \"tau\" } parameter { name:"
            + " \"x\" } | BS-N009 | parameter x",
        "slot: \"gate\" id: \"g\" | slot: \"door\" id: \"g\" | BS-N004 | slot door",
        "id: \"g\" type: \"gate\" | id: \"g\" type: \"pulse\" | BS-N008 | takes baseGate",
        "population { id: \"b\" component: \"c1\" | population { id: \"b\" component: \"c9\" |"
            + " BS-N004 | component c9",
        "component: \"c1\" size: 3 | component: \"c1\" size: 0 | BS-N006 | size 0",
        "pre: \"a\" post: \"b\" | pre: \"z\" post: \"b\" | BS-N004 | population z",
        "synapse: \"in1\" | synapse: \"no\" | BS-N004 | component no",
        "source_port: \"out\" | source_port: \"in\" | BS-N004 | listens at",
        "target_port: \"in\" | target_port: \"out\" | BS-N004 | sends to",
        "plasticity: \"in1\" | plasticity: \"no\" | BS-N004 | component no",
        "pre: [0, 2] | pre: [0, 3] | BS-N003 | source 3",
        "post: [1, 0] | post: [-1, 0] | BS-N003 | target -1",
        "weight: [1.0, 2.0] delay | weight: [1.0, nan] delay | BS-N002 | weight NaN",
        "delay_seconds: [0.001, 0.0] | delay_seconds: [0.001, -0.001] | BS-N001 | delay -0.001 s",
        "delay_seconds: [0.001, 0.0] | delay_seconds: [0.001, nan] | BS-N002 | delay NaN",
        "value: [0.5, 0.25] | value: [0.5, inf] | BS-N002 | u Infinity",
        "fixed_probability: 0.5 | fixed_number_post: -1 | BS-N010 | number of targets is -1",
        "fixed_probability: 0.5 | fixed_total_number: -1 | BS-N010 | number of connections is -1",
        "fixed_probability: 0.5 | fixed_number_pre_with_replacement: -1 | BS-N010 | sources is -1",
        "weight { constant: 1.0 } delay | weight { truncated_normal { low: 9 high: 9.5"
            + " standard_deviation: 1 } } delay | BS-N010 | weight is drawn as",
        "fixed_probability: 0.5 | fixed_probability: 1.5 | BS-N010 | 0 to 1",
        "fixed_probability: 0.5 | fixed_number_pre: -3 | BS-N010 | -3",
        "weight { constant: 1.0 } | weight { uniform { low: 2 high: 1 } } | BS-N010 | weight",
        "uniform { high: 0.01 } | uniform { low: -0.01 high: 0.01 } | BS-N001 | down to -0.01",
        "input { id: \"i\" component: \"in1\" | input { id: \"i\" component: \"x\" | BS-N004 |"
            + " component x",
        "target: [0, 2] | target: [0, 5] | BS-N003 | index 5",
        "target: [0, 2] weight: [1.0, 1.0] | target: [0, 2] weight: [1.0, -inf] | BS-N002 | weight",
        "coupling { id: \"c\" | coupling { id: \"ab\" | BS-N005 | two of coupling ab",
        "pre: \"a\" post: \"b\" pre_c | pre: \"y\" post: \"b\" pre_c | BS-N004 | population y",
        "pre_component: \"gj\" | pre_component: \"gone\" | BS-N004 | component gone",
        "pre_component: \"gj\" | pre_component: \"in1\" | BS-N008 | takes gap",
        "pre: 2 post: 1 | pre: 2 post: 7 | BS-N003 | target 7",
        "delay_seconds: 0.0 line: 8 | delay_seconds: 0.1 line: 8 | BS-N008 | act at once",
        "synapse: \"in1\" | synapse: \"gj\" | BS-N008 | two ends",
        "segment: [0, 3] fraction: [0.5, 1.0] | segment: [0, 3, 1] fraction: [0.5, 1.0, 0] |"
            + " BS-N006 | 3 segments",
        "fraction: [0.5, 1.0] | fraction: [0.5, 1.5] | BS-N003 | from 0 to 1",
        "segment: [0, 3] | segment: [0, -3] | BS-N003 | segment -3",
        "nodes: \"states\" | nodes: \"stakes\" | BS-N004 | slot stakes",
        "value: \"open\" } | value: \"ajar\" } | BS-N004 | ajar",
        "state_variable: \"x\" | state_variable: \"y\" | BS-N004 | state variable y",
        "index: 2 variable | index: 3 variable | BS-N003 | index 3"
      })
  void eachMistakeIsFound(String sound, String wrong, String code, String message) {
    assertThat(SOUND).contains(sound);
    List<Diagnostic> findings =
        catchThrowableOfType(
                BitspikeException.class,
                () ->
                    NetworkText.parse(
                        SOUND.replaceFirst(
                            java.util.regex.Pattern.quote(sound),
                            java.util.regex.Matcher.quoteReplacement(wrong))))
            .diagnostics();
    assertThat(findings).hasSizeGreaterThan(1);
    assertThat(findings.get(1).code().id()).isEqualTo(code);
    assertThat(findings.get(1).message()).contains(message);
  }

  @Test
  void aConnectionIsFoundAtItsOwnLine() {
    BitspikeException e =
        catchThrowableOfType(
            BitspikeException.class,
            () -> NetworkText.parse(SOUND.replace("[0.001, 0.0]", "[0.001, -1.0]")));
    assertThat(e.diagnostics().get(1).where()).isEqualTo(new SourceRef("n.xml", 7, 0, "[1]"));
  }

  @Test
  void manyFindingsOfAKindAreCounted() {
    Network sound = RandomNetworks.network(2);
    ConnectionTable.Builder table = ConnectionTable.builder();
    for (int c = 0; c < 1000; c++) {
      table.add(0, 0, Double.NaN, -1, 0);
    }
    Population population = sound.populations().getFirst();
    Network network =
        new Network(
            "n",
            sound.types(),
            sound.components(),
            sound.populations(),
            List.of(
                new Projection(
                    "p",
                    population.id(),
                    population.id(),
                    Optional.empty(),
                    Optional.empty(),
                    table.build(),
                    SourceRef.NONE)),
            List.of(),
            List.of(),
            sound.run(),
            SourceRef.NONE);
    List<Diagnostic> findings = NetworkVerifier.verify(network);
    assertThat(findings).hasSize(2 * Findings.PER_CODE + 2);
    assertThat(findings.getLast().message()).contains("980 more");
  }
}
