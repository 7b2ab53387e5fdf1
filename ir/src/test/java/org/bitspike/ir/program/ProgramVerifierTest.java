package org.bitspike.ir.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitspike.ir.Spec;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.wire.ProgramText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One mistake at a time in a sound program, each with its own finding. */
@Spec("1.3")
class ProgramVerifierTest {

  private static final String SOUND =
      """
      # bitspike program 1
      head {
        name: "p" tick_femtoseconds: 100000000000 duration_ticks: 100
        phase: [PHASE_DELIVER, PHASE_INTEGRATE, PHASE_FIRE, PHASE_LEARN, PHASE_ROUTE]
      }
      kernel {
        line: "kernel lif {"
        line: "  param decay: u4"
        line: "  state v: s12"
        line: "  level bias: s8"
        line: "  input drive: s16"
        line: "  table boost: u4 -> s8"
        line: "  on tick { v = v + drive + bias + decay + lookup(boost, 1) }"
        line: "}"
      }
      kernel {
        line: "kernel learn {"
        line: "  param rate: u4"
        line: "  state weight: u4, trace: u8"
        line: "  shared total: u8"
        line: "  on pre { weight = weight + rate }"
        line: "  on readout { trace = 0 }"
        line: "}"
      }
      table { name: "boost" entry: "s8" size: 2 }
      entries { code: [1, -2] }
      table { name: "weights" entry: "s16" size: 16 }
      entries { table: 1 code: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] }
      neurons { name: "n" kernel: "lif" size: 2 population: "pop" }
      place { population_index: [0, 1] core: [0, 0] circuit: [0, 1] circuits: [1, 1] }
      word { role: WORD_ROLE_NEURON_PARAM word: "decay" code: [15] }
      word { role: WORD_ROLE_NEURON_INITIAL word: "v" code: [0, 2047] }
      sources { name: "s" size: 2 population: "src" }
      source_indices { population_index: [0, 1] }
      synapses {
        name: "sn" source: "s" target: "n" port: "drive" size: 3 decode: "weights"
        plasticity { rule: "r" dendritic_delay_ticks: 1 }
      }
      rows { start: [0, 1, 3] }
      columns { target: [0, 0, 1] weight_code: [1, 2, 15] delay_ticks: [2, 3, 4] connection: [0, 1, 2] }
      word { role: WORD_ROLE_SYNAPSE_PARAM word: "rate" code: [1, 2, 3] }
      word { role: WORD_ROLE_SYNAPSE_INITIAL word: "trace" code: [9] }
      word { role: WORD_ROLE_SYNAPSE_SHARED word: "total" code: [7] }
      drawn {
        name: "dn" ordinal: 0 source: "s" target: "n" port: "drive" out_degrees { }
        decode: "weights" }
      drawn_rows { start: [0, 2, 7] }
      drawn_codes { quantity: DRAWN_QUANTITY_WEIGHT threshold: [50, 60] code: [9, 8, 10] }
      drawn_codes { quantity: DRAWN_QUANTITY_DELAY code: [11] }
      drawn { name: "en" ordinal: 2 source: "n" target: "n" port: "drive" chance: 77 }
      drawn_codes { block: 1 quantity: DRAWN_QUANTITY_WEIGHT code: [5] }
      drawn_codes { block: 1 quantity: DRAWN_QUANTITY_DELAY code: [6] }
      learning { name: "r" kernel: "learn" slice_ticks: 2 controller { rows_per_step: 1 cycle_ticks: 10 } }
      spike_train { block: "s" }
      spikes { tick: [1, 1, 5] source: [0, 1, 0] }
      level_train { block: "n" word: "bias" }
      levels { tick: [0, 7] neuron: [0, 1] code: [-128, 3] }
      probe { kind: PROBE_KIND_SPIKES block: "s" index: -1 every_ticks: 1 }
      probe { kind: PROBE_KIND_WORD block: "n" index: 1 word: "v" every_ticks: 10 }
      probe { kind: PROBE_KIND_LEARNING block: "sn" index: -1 every_ticks: 1 }
      """;

  @Test
  void aSoundProgramHasNoFindings() {
    assertThat(ProgramVerifier.verify(ProgramText.parse(SOUND))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "tick_femtoseconds: 100000000000 | tick_femtoseconds: 0 | BS-P006 | 0 fs",
        "duration_ticks: 100 | duration_ticks: -1 | BS-P006 | -1 ticks",
        "PHASE_LEARN, PHASE_ROUTE] | PHASE_LEARN, PHASE_FIRE, PHASE_ROUTE] | BS-P006 | FIRE stands"
            + " twice",
        "PHASE_LEARN, PHASE_ROUTE] | PHASE_LEARN] | BS-P006 | ROUTE is missing",
        "PHASE_FIRE, PHASE_LEARN, | PHASE_FIRE, | BS-P006 | LEARN is missing",
        "PHASE_FIRE, PHASE_LEARN, | PHASE_LEARN, PHASE_FIRE, | BS-P006 | LEARN stands before FIRE",
        "kernel learn { | kernel lif { | BS-P006 | two kernels",
        "line: \"  state v: s12\" | line: \"  state w: s12\" | BS-P007 | 'v'",
        "line: \"  state v: s12\" | line: \"  state v: s12, v: s12\" | BS-P008 | 'v' is taken",
        "table boost: u4 -> s8 | table boost: u4 -> s9 | BS-P006 | reads s9",
        "table { name: \"boost\" | table { name: \"boot\" | BS-P006 | reads the table boost",
        "code: [1, -2] | code: [1, -200] | BS-P006 | outside s8",
        "neurons { name: \"n\" kernel: \"lif\" | neurons { name: \"n\" kernel: \"learn\" | BS-P006"
            + " | is a learning rule's",
        "neurons { name: \"n\" kernel: \"lif\" | neurons { name: \"n\" kernel: \"no\" | BS-P006 |"
            + " kernel no",
        "size: 2 population: \"pop\" | size: 3 population: \"pop\" | BS-P006 | for 3 members",
        "size: 2 population: \"pop\" | size: 0 population: \"pop\" | BS-P006 | size 0",
        "word: \"decay\" code: [15] | word: \"decay\" code: [16] | BS-P006 | outside u4",
        "word: \"decay\" code: [15] | word: \"decay\" code: [15, 1, 2] | BS-P006 | 3 entries for 2",
        "word: \"decay\" code: [15] | word: \"v\" code: [15] | BS-P006 | decay of kernel lif has no"
            + " column",
        "word: \"v\" code: [0, 2047] | word: \"drive\" code: [0, 2047] | BS-P006 | no such word",
        "sources { name: \"s\" | sources { name: \"n\" | BS-P006 | two blocks",
        "source: \"s\" target: \"n\" | source: \"x\" target: \"n\" | BS-E003 | come from the block"
            + " x",
        "source: \"s\" target: \"n\" | source: \"s\" target: \"s\" | BS-E003 | neuron block s",
        "port: \"drive\" | port: \"v\" | BS-P006 | no input v",
        "decode: \"weights\" | decode: \"no\" | BS-P006 | table no",
        "decode: \"weights\" | decode: \"weights\" code_offset: 2 | BS-P006 | weight code 1, which"
            + " table weights lacks",
        "start: [0, 1, 3] | start: [0, 3] | BS-P006 | 2 row starts for 2 sources",
        "start: [0, 1, 3] | start: [0, 4, 3] | BS-P006 | row 1 starts at 4",
        "start: [0, 1, 3] | start: [0, 1, 2] | BS-P006 | over 3 synapses",
        "target: [0, 0, 1] | target: [0, 0, 2] | BS-P006 | member 2 of 2",
        "weight_code: [1, 2, 15] | weight_code: [1, 2, 16] | BS-P006 | weight code 16",
        "delay_ticks: [2, 3, 4] | delay_ticks: [2, 0, 4] | BS-P006 | delay of 0",
        "delay_ticks: [2, 3, 4] | delay_ticks: [2, 1, 4] | BS-P006 | less than a slice of 2",
        "connection: [0, 1, 2] | connection: [0, -1, 2] | BS-P006 | connection -1",
        "ordinal: 2 | ordinal: 3 | BS-P006 | place 3 after 0 among 3",
        "ordinal: 2 | ordinal: 0 | BS-P006 | place 0 after 0 among 3",
        "name: \"dn\" | name: \"sn\" | BS-P006 | two synapse blocks",
        "ordinal: 0 source: \"s\" | ordinal: 0 source: \"x\" | BS-E003 | come from the block x",
        "source: \"n\" target: \"n\" | source: \"n\" target: \"s\" | BS-E003 | neuron block s",
        "port: \"drive\" chance | port: \"v\" chance | BS-P006 | no input v",
        "chance: 77 | chance: 9007199254740993 | BS-P006 | below 9007199254740993",
        "chance: 77 | in_degree: -1 | BS-P006 | number of connections is -1",
        "chance: 77 | in_degree_repeated: -2 | BS-P006 | number of connections is -2",
        "chance: 77 | out_degree: -3 | BS-P006 | number of connections is -3",
        "chance: 77 | decode: \"weights\" | BS-P007 | no rule",
        "start: [0, 2, 7] | start: [0, 7] | BS-P006 | 2 row starts for 2 sources",
        "start: [0, 2, 7] | start: [0, 8, 7] | BS-P006 | row 1 starts at 8 and ends at 7",
        "threshold: [50, 60] | threshold: [50] | BS-P006 | 1 thresholds of the weight tell 3",
        "threshold: [50, 60] | threshold: [60, 60] | BS-P006 | do not ascend at 60",
        "threshold: [50, 60] | threshold: [0, 60] | BS-P006 | do not ascend at 0",
        "threshold: [50, 60] | threshold: [50, 9007199254740992] | BS-P006 | ascend at 90071",
        "code: [9, 8, 10] | code: [9, 8, 16] | BS-P006 | weight code 16 is not in table weights",
        "decode: \"weights\" } | decode: \"no\" } | BS-P006 | table no",
        "code: [11] | code: [0] | BS-P006 | delays of 0 ticks",
        "code: [11] | code: [] | BS-P006 | 0 thresholds of the delay tell 0",
        "quantity: DRAWN_QUANTITY_DELAY code: [6] | code: [6] | BS-P007 | unknown codes",
        "rule: \"r\" dendritic | rule: \"q\" dendritic | BS-P006 | rule q",
        "dendritic_delay_ticks: 1 | dendritic_delay_ticks: -1 | BS-P006 | -1 ticks",
        "word: \"rate\" code: [1, 2, 3] | word: \"rate\" code: [1, 2] | BS-P006 | 2 entries for 3",
        "word: \"trace\" code: [9] | word: \"weight\" code: [9] | BS-P006 | weight has a column",
        "word: \"total\" code: [7] | word: \"total\" code: [7, 7] | BS-P006 | 2 entries for 1",
        "kernel: \"learn\" slice | kernel: \"lif\" slice | BS-P006 | no state word weight",
        "slice_ticks: 2 | slice_ticks: 0 | BS-P006 | a slice has 0",
        "cycle_ticks: 10 | cycle_ticks: 0 | BS-P006 | schedule",
        "spike_train { block: \"s\" } | spike_train { block: \"n\" } | BS-E003 | source block n",
        "tick: [1, 1, 5] | tick: [1, 1, 0] | BS-P006 | out of order",
        "source: [0, 1, 0] | source: [1, 1, 0] | BS-P006 | out of order, or twice",
        "source: [0, 1, 0] | source: [0, 2, 0] | BS-P006 | source 2 of 2",
        "level_train { block: \"n\" word: \"bias\" } | level_train { block: \"n\" word: \"v\" } |"
            + " BS-P006 | level word v",
        "neuron: [0, 1] | neuron: [0, 2] | BS-P006 | neuron 2 of 2",
        "code: [-128, 3] | code: [-129, 3] | BS-P006 | outside s8",
        "PROBE_KIND_SPIKES block: \"s\" | PROBE_KIND_SPIKES block: \"x\" | BS-E002 | block",
        "index: 1 word: \"v\" | index: 2 word: \"v\" | BS-E002 | member 2 among 2",
        "index: 1 word: \"v\" | index: 1 word: \"w\" | BS-E002 | word w",
        "every_ticks: 10 | every_ticks: 0 | BS-E002 | every 0 ticks"
      })
  void eachMistakeIsFound(String sound, String wrong, String code, String message) {
    assertThat(SOUND).contains(sound);
    String text = SOUND.replaceFirst(Pattern.quote(sound), Matcher.quoteReplacement(wrong));
    List<Diagnostic> findings =
        catchThrowableOfType(BitspikeException.class, () -> ProgramText.parse(text)).diagnostics();
    assertThat(findings)
        .anySatisfy(
            d -> {
              assertThat(d.code().id()).isEqualTo(code);
              assertThat(d.message()).contains(message);
            });
  }
}
