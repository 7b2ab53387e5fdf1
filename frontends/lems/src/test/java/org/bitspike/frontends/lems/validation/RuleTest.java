package org.bitspike.frontends.lems.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds what breaks it, at its place, and nothing else is found. */
class RuleTest {

  private static final String VALID =
      """
      <neuroml xmlns="http://www.neuroml.org/schema/neuroml2" id="doc">
        <include href="other.nml"/>
        <ionChannelHH id="leak" conductance="10pS"/>
        <ionChannelKS id="ks">
          <gateKS id="n" instances="1">
            <closedState id="c"/>
            <openState id="o"/>
            <tauInfTransition id="t" from="c" to="o">
              <steadyState type="HHSigmoidVariable"/>
              <timeCourse type="fixedTimeCourse" tau="1ms"/>
            </tauInfTransition>
          </gateKS>
        </ionChannelKS>
        <decayingPoolConcentrationModel id="pool" ion="ca" restingConc="0mM" decayConstant="1ms" shellThickness="1um"/>
        <expTwoSynapse id="syn" gbase="1nS" erev="0mV" tauRise="1ms" tauDecay="2ms"/>
        <doubleSynapse id="both" synapse1="syn" synapse2="syn" synapse1Path="./a" synapse2Path="./b"/>
        <gapJunction id="gap" conductance="1nS"/>
        <cell id="tree">
          <morphology id="shape">
            <segment id="0">
              <proximal x="0" y="0" z="0" diameter="1"/>
              <distal x="1" y="0" z="0" diameter="1"/>
            </segment>
            <segment id="1">
              <parent segment="0"/>
              <distal x="2" y="0" z="0" diameter="1"/>
            </segment>
            <segmentGroup id="tip">
              <annotation/>
              <member segment="1"/>
              <inhomogeneousParameter id="far" variable="p" metric="Path Length from root"/>
            </segmentGroup>
            <segmentGroup id="whole">
              <include segmentGroup="tip"/>
              <path>
                <from segment="0"/>
              </path>
            </segmentGroup>
          </morphology>
          <biophysicalProperties id="physics">
            <membraneProperties>
              <channelDensity id="leaks" ionChannel="leak" erev="0mV" segmentGroup="whole" ion="non"/>
              <channelDensityNonUniform id="fading" ionChannel="leak" erev="0mV" ion="non">
                <variableParameter parameter="condDensity" segmentGroup="tip">
                  <inhomogeneousValue inhomogeneousParameter="far" value="p"/>
                </variableParameter>
              </channelDensityNonUniform>
              <spikeThresh value="0mV"/>
              <specificCapacitance value="1uF_per_cm2"/>
              <initMembPotential value="-65mV"/>
            </membraneProperties>
            <intracellularProperties>
              <species id="ca" concentrationModel="pool" initialConcentration="0mM" initialExtConcentration="0mM"/>
            </intracellularProperties>
          </biophysicalProperties>
        </cell>
        <iafTauCell id="point" leakReversal="-60mV" thresh="-50mV" reset="-70mV" tau="10ms"/>
        <pulseGenerator id="pulse" delay="0ms" duration="1ms" amplitude="1nA"/>
        <network id="net">
          <population id="trees" component="tree" type="populationList" size="2">
            <instance id="0">
              <location x="0" y="0" z="0"/>
            </instance>
            <instance id="1">
              <location x="0" y="0" z="0"/>
            </instance>
          </population>
          <population id="points" component="point" size="2"/>
          <synapticConnection from="points[0]" to="points[1]" synapse="syn"/>
          <projection id="proj" presynapticPopulation="points" postsynapticPopulation="trees" synapse="syn">
            <connection id="0" preCellId="../points[1]" postCellId="../trees/1/tree" postSegmentId="1"/>
            <connectionWD id="1" preCellId="../points[0]" postCellId="../trees/0/tree" weight="1" delay="1ms"/>
          </projection>
          <electricalProjection id="elec" presynapticPopulation="points" postsynapticPopulation="points">
            <electricalConnection id="0" preCell="0" postCell="1" synapse="gap"/>
          </electricalProjection>
          <explicitInput target="points[0]" input="pulse"/>
          <inputList id="ins" population="points" component="pulse">
            <input id="0" target="../points[1]" destination="synapses"/>
          </inputList>
        </network>
      </neuroml>
      """;

  @TempDir private Path folder;

  private static Arguments with(String what, String from, String to, Rule rule, String at) {
    return Arguments.of(what, from, to, rule, at);
  }

  static Stream<Arguments> breaks() {
    return Stream.of(
        with(
            "no namespace",
            " xmlns=\"http://www.neuroml.org/schema/neuroml2\"",
            "",
            Rule.NAMESPACE,
            "<neuroml"),
        with(
            "an unknown element",
            "<gapJunction id",
            "<gapJunktion id",
            Rule.ELEMENT,
            "<gapJunktion"),
        with(
            "a child too few",
            "<distal x=\"2\" y=\"0\" z=\"0\" diameter=\"1\"/>",
            "",
            Rule.MISSING_ELEMENT,
            "<segment id=\"1\""),
        with(
            "a child too many",
            "<parent segment=\"0\"/>",
            "<parent segment=\"0\"/><parent segment=\"0\"/>",
            Rule.TOO_MANY,
            "<parent segment=\"0\"/><distal"),
        with(
            "an unknown attribute",
            "<gapJunction id=\"gap\"",
            "<gapJunction id=\"gap\" g=\"1\"",
            Rule.ATTRIBUTE,
            "<gapJunction"),
        with("a missing attribute", " tau=\"10ms\"", "", Rule.MISSING_ATTRIBUTE, "<iafTauCell"),
        with("a wrong unit", "tau=\"10ms\"", "tau=\"10mV\"", Rule.VALUE, "<iafTauCell"),
        with(
            "text",
            "<closedState id=\"c\"/>",
            "<closedState id=\"c\">x</closedState>",
            Rule.TEXT,
            "<closedState"),
        with(
            "a repeated id",
            "gapJunction id=\"gap\"",
            "gapJunction id=\"syn\"",
            Rule.TOP_ID,
            "<gapJunction"),
        with(
            "a repeated id in a network",
            "inputList id=\"ins\"",
            "inputList id=\"proj\"",
            Rule.NETWORK_ID,
            "<inputList"),
        with(
            "a repeated segment",
            "segment id=\"1\"",
            "segment id=\"0\"",
            Rule.SEGMENT_ID,
            "<segment id=\"0\">\n        <parent"),
        with(
            "a second root",
            "<parent segment=\"0\"/>",
            "<proximal x=\"0\" y=\"0\" z=\"0\" diameter=\"1\"/>",
            Rule.ROOT_SEGMENT,
            "<segment id=\"1\""),
        with(
            "a missing member",
            "<member segment=\"1\"",
            "<member segment=\"7\"",
            Rule.MEMBER,
            "<member"),
        with(
            "a repeated group",
            "segmentGroup id=\"whole\"",
            "segmentGroup id=\"tip\"",
            Rule.GROUP_ID,
            "<segmentGroup id=\"tip\">\n        <include"),
        with(
            "a missing included group",
            "<include segmentGroup=\"tip\"",
            "<include segmentGroup=\"top\"",
            Rule.GROUP_INCLUDE,
            "<include segmentGroup"),
        with(
            "a group of itself",
            "<include segmentGroup=\"tip\"",
            "<include segmentGroup=\"whole\"",
            Rule.GROUP_INCLUDE,
            "<segmentGroup id=\"whole\""),
        with(
            "a late group",
            "<member segment=\"1\"/>",
            "<include segmentGroup=\"whole\"/>",
            Rule.GROUP_ORDER,
            "<include segmentGroup=\"whole\""),
        with(
            "a missing group in use",
            "segmentGroup=\"whole\" ion",
            "segmentGroup=\"hole\" ion",
            Rule.GROUP_USE,
            "<channelDensity id"),
        with(
            "misplaced divisions",
            "<annotation/>",
            "<annotation><property tag=\"numberInternalDivisions\" value=\"3\"/></annotation>",
            Rule.DIVISIONS,
            "<property"),
        with("a missing include", "other.nml", "another.nml", Rule.INCLUDE, "<include"),
        with(
            "a missing component",
            "component=\"point\"",
            "component=\"pint\"",
            Rule.POPULATION_COMPONENT,
            "<population id=\"points\""),
        with(
            "a missing channel",
            "id=\"leaks\" ionChannel=\"leak\"",
            "id=\"leaks\" ionChannel=\"lack\"",
            Rule.ION_CHANNEL,
            "<channelDensity id"),
        with(
            "a missing pool",
            "concentrationModel=\"pool\"",
            "concentrationModel=\"pond\"",
            Rule.CONCENTRATION_MODEL,
            "<species"),
        with(
            "a wrong size",
            "type=\"populationList\" size=\"2\"",
            "type=\"populationList\" size=\"5\"",
            Rule.POPULATION_SIZE,
            "<population"),
        with(
            "a missing population",
            "presynapticPopulation=\"points\" postsynapticPopulation=\"points\"",
            "presynapticPopulation=\"points\" postsynapticPopulation=\"pints\"",
            Rule.PROJECTION_POPULATION,
            "<electricalProjection"),
        with(
            "a missing segment",
            "postSegmentId=\"1\"",
            "postSegmentId=\"2\"",
            Rule.CONNECTION_SEGMENT,
            "<connection "),
        with(
            "a segment of a point",
            "preCellId=\"../points[1]\"",
            "preCellId=\"../points[1]\" preSegmentId=\"1\"",
            Rule.CONNECTION_SEGMENT,
            "<connection "),
        with(
            "an index outside",
            "preCellId=\"../points[1]\"",
            "preCellId=\"../points[2]\"",
            Rule.CELL_PATH,
            "<connection "),
        with(
            "another population",
            "preCellId=\"../points[1]\"",
            "preCellId=\"../trees[1]\"",
            Rule.CELL_PATH,
            "<connection "),
        with(
            "another component",
            "../trees/1/tree",
            "../trees/1/bush",
            Rule.CELL_PATH,
            "<connection "),
        with(
            "an input outside",
            "target=\"../points[1]\"",
            "target=\"../points[2]\"",
            Rule.CELL_PATH,
            "<input "),
        with(
            "a missing synapse",
            "postsynapticPopulation=\"trees\" synapse=\"syn\"",
            "postsynapticPopulation=\"trees\" synapse=\"sin\"",
            Rule.SYNAPSE,
            "<projection"),
        with(
            "a missing gap junction",
            "synapse=\"gap\"",
            "synapse=\"gaps\"",
            Rule.SYNAPSE,
            "<electricalConnection "),
        with("no number", "tau=\"10ms\"", "tau=\"ms\"", Rule.NUMBER, "<iafTauCell"),
        with("too large a number", "tau=\"10ms\"", "tau=\"1e400ms\"", Rule.NUMBER, "<iafTauCell"),
        with(
            "a missing parent",
            "parent segment=\"0\"",
            "parent segment=\"9\"",
            Rule.SEGMENT_PARENT,
            "<parent"),
        with(
            "its own parent",
            "parent segment=\"0\"",
            "parent segment=\"1\"",
            Rule.SEGMENT_PARENT,
            "<segment id=\"1\""),
        with(
            "a missing end of a path",
            "<from segment=\"0\"",
            "<from segment=\"8\"",
            Rule.SEGMENT,
            "<from"),
        with(
            "two morphologies",
            "<cell id=\"tree\"",
            "<cell id=\"tree\" morphology=\"shape\"",
            Rule.CELL_PART,
            "<cell"),
        with(
            "a missing input", "input=\"pulse\"", "input=\"pulses\"", Rule.INPUT, "<explicitInput"),
        with(
            "a missing part",
            "synapse2=\"syn\"",
            "synapse2=\"sin\"",
            Rule.COMPONENT,
            "<doubleSynapse"),
        with(
            "a repeated row",
            "<connectionWD id=\"1\"",
            "<connectionWD id=\"0\"",
            Rule.ROW_ID,
            "<connectionWD"),
        with(
            "no beginning",
            "<proximal x=\"0\" y=\"0\" z=\"0\" diameter=\"1\"/>",
            "",
            Rule.PROXIMAL,
            "<segment id=\"0\""),
        with(
            "a synapse as input",
            "population=\"points\" component=\"pulse\"",
            "population=\"points\" component=\"syn\"",
            Rule.KIND,
            "<inputList"),
        with("a missing state", "from=\"c\"", "from=\"d\"", Rule.STATE, "<tauInfTransition"),
        with(
            "a missing parameter",
            "inhomogeneousParameter=\"far\"",
            "inhomogeneousParameter=\"near\"",
            Rule.INHOMOGENEOUS,
            "<inhomogeneousValue"),
        with(
            "no size",
            "component=\"point\" size=\"2\"",
            "component=\"point\"",
            Rule.NO_SIZE,
            "<population id=\"points\""));
  }

  private Validation validate(String text) {
    try {
      Files.writeString(
          folder.resolve("other.nml"),
          "<neuroml xmlns=\"http://www.neuroml.org/schema/neuroml2\" id=\"other\"/>");
      Path file = Files.writeString(folder.resolve("model.nml"), text);
      return Validator.validate(List.of(file), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void nothingIsWrong() {
    Validation validation = validate(VALID);
    assertThat(validation.diagnostics()).isEmpty();
    assertThat(validation.valid()).isTrue();
    assertThat(validation.files()).hasSize(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void isBrokenBy(String what, String from, String to, Rule rule, String at) {
    assertThat(VALID).contains(from);
    int first = VALID.indexOf(from);
    String text = VALID.substring(0, first) + to + VALID.substring(first + from.length());
    List<Diagnostic> found = validate(text).diagnostics();
    assertThat(found)
        .anySatisfy(
            d -> {
              assertThat(d.code()).isEqualTo(rule.code());
              assertThat(d.severity()).isEqualTo(rule.severity());
              String here =
                  String.join("\n", text.lines().skip(d.where().line() - 1L).toList())
                      .substring(d.where().column() - 1);
              assertThat(here.replaceAll(">\\s+", ">"))
                  .as("at %s", d.where())
                  .startsWith(at.replaceAll(">\\s+", ">"));
            });
    Set<Code> allowed = consequences(rule);
    assertThat(found).extracting(Diagnostic::code).isSubsetOf(allowed);
  }

  /** One break may show in two ways. */
  private static Set<Code> consequences(Rule rule) {
    Set<Code> codes = EnumSet.of(rule.code());
    switch (rule) {
      case ELEMENT -> codes.add(Code.V_SYNAPSE);
      case TOP_ID -> codes.add(Code.V_SYNAPSE);
      case SEGMENT_ID ->
          codes.addAll(EnumSet.of(Code.V_SEGMENT_PARENT, Code.V_MEMBER, Code.V_CONNECTION_SEGMENT));
      case GROUP_ID -> codes.addAll(EnumSet.of(Code.V_GROUP_INCLUDE, Code.V_GROUP_USE));
      case GROUP_ORDER -> codes.add(Code.V_GROUP_INCLUDE);
      default -> {
        // shows once
      }
    }
    return codes;
  }

  @Test
  void everyRuleIsBrokenOnceHere() {
    Set<Rule> broken = EnumSet.of(Rule.ORDER, Rule.ROOT_NOT_ZERO);
    breaks().forEach(b -> broken.add((Rule) b.get()[3]));
    assertThat(broken).containsExactlyInAnyOrder(Rule.values());
  }

  @Test
  void everyCodeOfValidationIsOfARule() {
    assertThat(Stream.of(Code.values()).filter(c -> c.id().startsWith("BS-V")))
        .containsExactlyElementsOf(Stream.of(Rule.values()).map(Rule::code).toList());
  }

  @Test
  void elementsOutOfOrderAreToldWithTheirOrder() {
    String gap = "  <gapJunction id=\"gap\" conductance=\"1nS\"/>\n";
    String text = VALID.replace(gap, "").replace("  <network id", gap + "  <network id");
    List<Diagnostic> found = validate(text).diagnostics();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().code()).isEqualTo(Code.V_ORDER);
    assertThat(found.getFirst().message())
        .isEqualTo("gapJunction stands after pulseGenerator, but the schema has it before");
    assertThat(found.getFirst().remedy()).contains("still runs");
  }

  @Test
  void aRootOtherThanSegment0IsWorthAWarning() {
    String text =
        VALID
            .replace("segment id=\"0\"", "segment id=\"5\"")
            .replace("segment=\"0\"", "segment=\"5\"");
    assertThat(validate(text).diagnostics())
        .extracting(Diagnostic::code)
        .contains(Code.V_ROOT_NOT_ZERO);
    assertThat(validate(text).count(Severity.WARNING)).isOne();
  }

  @Test
  void manyFindingsOfAKindAreCounted() {
    StringBuilder rows = new StringBuilder();
    for (int i = 2; i < 500; i++) {
      rows.append(
          "<connection id=\""
              + i
              + "\" preCellId=\"../points[9]\" postCellId=\"../trees/0/tree\"/>\n");
    }
    String text = VALID.replace("<connectionWD id=\"1\"", rows + "<connectionWD id=\"1\"");
    List<Diagnostic> found = validate(text).diagnostics();
    assertThat(found).hasSize(Found.PER_CODE + 1);
    assertThat(found)
        .extracting(Diagnostic::message)
        .anyMatch(m -> m.startsWith((498 - Found.PER_CODE) + " more of the kind"));
  }

  @Test
  void aFileIncludedTwiceIsToldOnce() throws IOException {
    Files.writeString(
        folder.resolve("shared.nml"),
        "<neuroml xmlns=\"http://www.neuroml.org/schema/neuroml2\""
            + " id=\"s\"><gapJunction/></neuroml>");
    String main =
        "<neuroml xmlns=\"http://www.neuroml.org/schema/neuroml2\" id=\"m\">"
            + "<include href=\"shared.nml\"/><include href=\"./shared.nml\"/></neuroml>";
    Path a = Files.writeString(folder.resolve("a.nml"), main);
    Path b = Files.writeString(folder.resolve("b.nml"), main);
    Validation validation = Validator.validate(List.of(a, b), List.of());
    assertThat(validation.diagnostics()).hasSize(1);
    assertThat(validation.diagnostics().getFirst().where().file()).endsWith("shared.nml");
    assertThat(validation.files()).hasSize(3);
  }

  @Test
  void filesThatIncludeEachOtherAreReadOnce() throws IOException {
    Path a = folder.resolve("a.nml");
    Files.writeString(
        a,
        "<neuroml xmlns=\"http://www.neuroml.org/schema/neuroml2\" id=\"a\"><include"
            + " href=\"b.nml\"/></neuroml>");
    Files.writeString(
        folder.resolve("b.nml"),
        "<neuroml xmlns=\"http://www.neuroml.org/schema/neuroml2\" id=\"b\"><include"
            + " href=\"a.nml\"/></neuroml>");
    assertThat(Validator.validate(List.of(a), List.of()).diagnostics()).isEmpty();
  }

  @Test
  void nothingOutsideTheFoldersIsRead() {
    List<Diagnostic> found =
        validate(VALID.replace("other.nml", "http://example.org/x.nml")).diagnostics();
    assertThat(found).extracting(Diagnostic::code).containsExactly(Code.V_INCLUDE);
    found = validate(VALID.replace("other.nml", "../../etc/passwd")).diagnostics();
    assertThat(found).extracting(Diagnostic::code).containsExactly(Code.V_INCLUDE);
  }

  @Test
  void lemsFilesAreLeftToTheLoader() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("LEMS_x.xml"),
            """
            <Lems>
              <Include file="Cells.xml"/>
              <iafTauCell id="a" leakReversal="-60mV" thresh="-50ms" reset="-70mV" tau="10ms"/>
              <ComponentType name="mine" extends="nothing"/>
            </Lems>
            """);
    List<Diagnostic> found = Validator.validate(List.of(file), List.of()).diagnostics();
    assertThat(found)
        .extracting(Diagnostic::code)
        .contains(Code.F_DIMENSION, Code.F_UNKNOWN_TYPE)
        .doesNotContain(Code.F_NO_TARGET);
    assertThat(found).allSatisfy(d -> assertThat(d.where().line()).isPositive());
  }
}
