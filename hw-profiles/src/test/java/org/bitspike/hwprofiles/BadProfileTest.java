package org.bitspike.hwprofiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadProfileTest {

  /** Line by line, so that places can be counted. */
  private static final List<String> GOOD =
      List.of(
          "profile: tiny",
          "title: a neuron that counts",
          "constants: {gain: 2, tau: 5 ms}",
          "tick: {length: 0.1 ms, order: [deliver, integrate, fire, route]}",
          "neuron:",
          "  fixed:",
          "    kernel: |",
          "      kernel counter {",
          "        param step: u16.16",
          "        state v: u16.8",
          "        input in: u8",
          "        on tick {",
          "          v = v + in * step",
          "          if v > 1 { spike v = 0 }",
          "        }",
          "      }",
          "    cells:",
          "      iafCell: {quantities: {c: C * gain}}",
          "    synapses:",
          "      expOneSynapse: {quantities: {tau: tauDecay, weight: gbase}}",
          "    receptors:",
          "      any: {port: in, when: 1, scale_word: step}",
          "    registers:",
          "      R: {quantity: c, bits: 4, sharing: neuron, code: c / 1e-12, effective: code *"
              + " 1e-12}",
          "    params: {step: scale_any * dt / c}",
          "synapse:",
          "  weight: {min_code: 0, max_code: 15, curve: code, entry_format: u4, scale_per: neuron}",
          "  delay: {min_ticks: 1, max_ticks: 10}",
          "limits:",
          "  cores: 2",
          "  circuits_per_core: 4",
          "  fan_in_per_circuit: 8",
          "  merge: [1, 2]");

  @TempDir private Path folder;

  private List<Diagnostic> changed(String from, String to) {
    String text = String.join("\n", GOOD) + "\n";
    assertThat(text).contains(from);
    return BadInput.of(BadInput.write(folder, "tiny.yaml", text.replace(from, to)).toString());
  }

  @Test
  void theGoodOneIsGood() {
    Path file = BadInput.write(folder, "tiny.yaml", String.join("\n", GOOD) + "\n");
    assertThat(Profiles.load(file.toString()).limits().merge()).containsExactly(1, 2);
  }

  @Test
  void rowsAndRefusalsKnowOnlyTheirNames() {
    List<Diagnostic> found =
        changed(
            "synapse:",
            String.join(
                "\n",
                "    refusals:",
                "      fast: {when: speed > 1, because: too fast}",
                "synapse:",
                "  rows: {one_sign: maybe, entry: code * target, dense: true}"));
    assertThat(found)
        .extracting(Diagnostic::message)
        .anyMatch(m -> m.contains("neuron.fixed.refusals.fast.when") && m.contains("'speed'"))
        .anyMatch(m -> m.contains("synapse.rows.one_sign"))
        .anyMatch(m -> m.contains("synapse.rows.entry") && m.contains("'target'"))
        .anyMatch(m -> m.contains("synapse.rows.dense"))
        .hasSize(4);
  }

  @Test
  void synapticMemoryMustHoldEveryCodeAndCircuit() {
    String memory =
        "  merge: [1, 2]\n  synapse_memory: {bits_per_core: 640, word_bits: 64, row_synapses: 64,"
            + " weight_bits: %s, index_bits: %s}";
    assertThat(changed("  merge: [1, 2]", memory.formatted("[0, 3]", "[0, 1]")))
        .extracting(Diagnostic::message)
        .anyMatch(m -> m.contains("[0, 3]") && m.contains("take 4 bits"))
        .anyMatch(m -> m.contains("[0, 1]") && m.contains("take 2 bits"))
        .hasSize(2);
    assertThat(changed("  merge: [1, 2]", memory.formatted("[4, 0]", "[0, 6]")))
        .extracting(Diagnostic::code)
        .containsExactly(Code.H_BAD_VALUE);
  }

  @Test
  void notYaml() {
    BadInput.only(
        changed("title: a neuron", "title: [a neuron"),
        Code.H_NOT_YAML,
        3,
        10,
        "expected ',' or ']'");
  }

  @Test
  void tabsAsIndentation() {
    List<Diagnostic> found = changed("  cores: 2", "\tcores: 2");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).code()).isEqualTo(Code.H_NOT_YAML);
    assertThat(found.get(0).where().line()).isEqualTo(30);
  }

  @Test
  void emptyFile() {
    Path file = BadInput.write(folder, "empty.yaml", "# nothing\n");
    BadInput.only(BadInput.of(file.toString()), Code.H_NOT_YAML, 1, 1, "empty");
  }

  @Test
  void aListInsteadOfAProfile() {
    Path file = BadInput.write(folder, "list.yaml", "- 1\n");
    BadInput.only(
        BadInput.of(file.toString()),
        Code.H_BAD_VALUE,
        1,
        1,
        "a profile is a mapping, found a list");
  }

  @Test
  void twoDocuments() {
    BadInput.only(changed("limits:", "---\nlimits:"), Code.H_NOT_YAML, 29, 1, "second document");
  }

  @Test
  void duplicateKey() {
    BadInput.only(
        changed("  merge: [1, 2]", "  cores: 3\n  merge: [1, 2]"),
        Code.H_NOT_YAML,
        33,
        3,
        "'cores' stands already in line 30");
  }

  @Test
  void unknownKeyAtTheTop() {
    List<Diagnostic> found = changed("limits:", "speed: 3\nlimits:");
    BadInput.only(
        found,
        Code.H_UNKNOWN_KEY,
        29,
        1,
        "unknown key 'speed'; known here: profile, extends, title");
  }

  @Test
  void unknownKeyBelow() {
    List<Diagnostic> found = changed("  cores: 2", "  cores: 2\n  fan_in: 8");
    BadInput.only(
        found,
        Code.H_UNKNOWN_KEY,
        31,
        3,
        "'limits.fan_in'; known here: cores, circuits_per_core, fan_in_per_circuit, merge");
  }

  @Test
  void misspeltKeyHasAHintAndTheMissingOneIsNamedToo() {
    List<Diagnostic> found = changed("  cores: 2", "  coers: 2");
    assertThat(found).hasSize(2);
    BadInput.has(found, Code.H_MISSING_KEY, 30, 3, "'limits' lacks the key 'cores'");
    BadInput.has(found, Code.H_UNKNOWN_KEY, 30, 3, "did you mean 'cores'?");
  }

  @Test
  void missingKeyInsideASection() {
    BadInput.only(
        changed("port: in, ", ""),
        Code.H_MISSING_KEY,
        22,
        12,
        "'neuron.fixed.receptors.any' lacks the key 'port'");
  }

  @Test
  void missingSectionIsReportedOnce() {
    String text = String.join("\n", GOOD.subList(0, 28)) + "\n";
    Path file = BadInput.write(folder, "tiny.yaml", text);
    BadInput.only(
        BadInput.of(file.toString()),
        Code.H_MISSING_KEY,
        1,
        1,
        "the profile lacks the key 'limits'");
  }

  @Test
  void neitherKindOfNeuron() {
    BadInput.has(
        changed("  fixed:", "  fixd:"),
        Code.H_MISSING_KEY,
        6,
        3,
        "'neuron' has neither 'fixed' or 'programmable'");
  }

  @Test
  void numberOutOfRange() {
    BadInput.only(
        changed("bits: 4", "bits: 40"),
        Code.H_OUT_OF_RANGE,
        24,
        30,
        "'neuron.fixed.registers.R.bits' is 40, it must lie in 1..32");
  }

  @Test
  void negativeLimit() {
    BadInput.only(
        changed("cores: 2", "cores: -2"),
        Code.H_OUT_OF_RANGE,
        30,
        10,
        "'limits.cores' is -2, it must lie in 1..");
  }

  @Test
  void infiniteNumber() {
    BadInput.only(
        changed("gain: 2", "gain: 1e999"),
        Code.H_OUT_OF_RANGE,
        3,
        19,
        "'constants.gain' is Infinity");
  }

  @Test
  void fractionWhereAWholeNumberIsDue() {
    BadInput.only(
        changed("cores: 2", "cores: 2.5"), Code.H_BAD_VALUE, 30, 10, "takes a whole number");
  }

  @Test
  void textWhereANumberIsDue() {
    BadInput.only(
        changed("cores: 2", "cores: two"), Code.H_BAD_VALUE, 30, 10, "takes a number, found 'two'");
  }

  @Test
  void wrongUnit() {
    BadInput.only(
        changed("length: 0.1 ms", "length: 0.1 mV"),
        Code.H_BAD_VALUE,
        4,
        16,
        "'tick.length' takes s, found '0.1 mV'");
  }

  @Test
  void unknownWord() {
    BadInput.only(
        changed("sharing: neuron", "sharing: neurn"),
        Code.H_BAD_VALUE,
        24,
        42,
        "takes one of neuron, core, block; found 'neurn'; did you mean 'neuron'?");
  }

  @Test
  void listOutOfOrder() {
    BadInput.only(changed("merge: [1, 2]", "merge: [2, 1]"), Code.H_BAD_VALUE, 33, 14, "ascend");
  }

  @Test
  void kernelThatDoesNotParse() {
    List<Diagnostic> found = changed("v = v + in * step", "v = v + inn * step");
    BadInput.only(found, Code.H_BAD_KERNEL, 13, 19, "'inn' is not defined");
  }

  @Test
  void kernelWithAWidthThatIsNoConstant() {
    List<Diagnostic> found = changed("state v: u16.8", "state v: u${width}.8");
    BadInput.only(
        found, Code.H_BAD_KERNEL, 7, 13, "takes 'width', which is no constant of the profile");
  }

  @Test
  void weightsThatTheirTableCannotHold() {
    List<Diagnostic> found = changed("entry_format: u4", "entry_format: u3");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().code()).isEqualTo(Code.H_OUT_OF_RANGE);
    assertThat(found.getFirst().message())
        .contains("is u3, which ends at 7.0; the curve gives code 15 the value 15.0");
  }

  @Test
  void kernelThatDoesNotVerify() {
    List<Diagnostic> found = changed("v = v + in * step", "step = v + in");
    BadInput.only(found, Code.H_BAD_KERNEL, 7, 13, "'step' cannot be assigned to");
  }

  @Test
  void expressionThatDoesNotParse() {
    List<Diagnostic> found = changed("code: c / 1e-12", "code: c / * 1e-12");
    BadInput.only(found, Code.H_BAD_EXPRESSION, 24, 60, "expected a value, found '*'");
  }

  @Test
  void expressionWithAnUnknownName() {
    List<Diagnostic> found = changed("step: scale_any * dt / c", "step: scale_an * dt / c");
    BadInput.only(
        found,
        Code.H_BAD_EXPRESSION,
        25,
        20,
        "'neuron.fixed.params.step' uses 'scale_an', which is not known here; did you mean"
            + " 'scale_any'?");
  }

  @Test
  void wordThatTheKernelLacks() {
    List<Diagnostic> found = changed("port: in,", "port: out,");
    BadInput.only(found, Code.H_BAD_VALUE, 22, 19, "names 'out', the kernel has in");
  }

  @Test
  void parameterWithoutARule() {
    List<Diagnostic> found = changed("    params: {step: scale_any * dt / c}\n", "");
    BadInput.only(found, Code.H_MISSING_KEY, 7, 5, "lacks step");
  }

  @Test
  void registerOfNoQuantity() {
    BadInput.only(
        changed("quantity: c,", "quantity: d,"),
        Code.H_BAD_VALUE,
        24,
        21,
        "is 'd', which is no quantity");
  }

  @Test
  void allFindingsAtOnce() {
    List<Diagnostic> found =
        changed(
            "  cores: 2\n  circuits_per_core: 4", "  cores: 0\n  circuits_per_core: x\n  speed: 1");
    assertThat(found)
        .extracting(Diagnostic::code)
        .containsExactly(Code.H_OUT_OF_RANGE, Code.H_BAD_VALUE, Code.H_UNKNOWN_KEY);
    assertThat(found).allSatisfy(d -> assertThat(d.where().file()).endsWith("tiny.yaml"));
  }

  @Test
  void whatOnlyTheWholeProfileShowsIsFoundToo() {
    List<Diagnostic> found = changed("merge: [1, 2]", "merge: [1, 8]");
    BadInput.only(found, Code.H_OUT_OF_RANGE, 0, 0, "8.0 lies outside 1.0 to 4.0");
    assertThat(found.get(0).where().path()).isEqualTo("limits.merge");
  }

  @Test
  void noSuchProfile() {
    List<Diagnostic> found = BadInput.of("generic-int9");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).code()).isEqualTo(Code.H_UNKNOWN_PROFILE);
    assertThat(found.get(0).message()).contains("profiles are ", "did you mean 'generic-int8'?");
  }

  @Test
  void notText() throws java.io.IOException {
    Path file = folder.resolve("binary.yaml");
    java.nio.file.Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    BadInput.only(BadInput.of(file.toString()), Code.H_NOT_YAML, 0, 0, "not UTF-8");
  }
}
