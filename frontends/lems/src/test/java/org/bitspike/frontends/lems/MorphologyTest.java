package org.bitspike.frontends.lems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells with segments: how they are imported, and what stands on them. */
class MorphologyTest {

  private static final String BODY =
      """
      <segment id='0' name='soma'><proximal x='0' y='0' z='0' diameter='10'/><distal x='0' y='10' z='0' diameter='10'/></segment>
      <segment id='4' name='dend'><parent segment='0' fractionAlong='0.5'/><distal x='0' y='50' z='0' diameter='2'/></segment>
      <segmentGroup id='tree'><member segment='0'/><member segment='4'/></segmentGroup>
      <segmentGroup id='both'><include segmentGroup='tree'/></segmentGroup>
      """;

  private static final String PHYSICS =
      """
      <membraneProperties>
        <channelDensity id='leak1' ionChannel='pas' condDensity='0.3 mS_per_cm2' erev='-54mV' ion='non_specific'/>
        <channelDensity id='leak2' segmentGroup='tree' ionChannel='pas' condDensity='0.1 mS_per_cm2' erev='-54mV' ion='x'/>
        <spikeThresh value='0mV'/><specificCapacitance value='1 uF_per_cm2'/><initMembPotential value='-65mV'/>
      </membraneProperties>
      <intracellularProperties><resistivity value='0.1 kohm_cm'/></intracellularProperties>
      """;

  private static final String TOP =
      "<ionChannelPassive id='pas' conductance='10pS'/>"
          + "<pulseGenerator id='pulse' delay='1ms' duration='2ms' amplitude='0.1nA'/>"
          + "<gapJunction id='gap' conductance='1nS'/>";

  private static final String INSIDE =
      TOP
          + "<cell id='tree'><morphology id='m'>"
          + BODY
          + "</morphology><biophysicalProperties id='b'>"
          + PHYSICS
          + "</biophysicalProperties></cell>";

  private static final String OUTSIDE =
      TOP
          + "<morphology id='m'>"
          + BODY
          + "</morphology><biophysicalProperties id='b'>"
          + PHYSICS
          + "</biophysicalProperties><cell id='tree' morphology='m' biophysicalProperties='b'/>";

  private static final String TREES =
      "<population id='trees' component='tree' size='2'/>"
          + "<projection id='p' presynapticPopulation='src' postsynapticPopulation='trees'"
          + " synapse='syn'>"
          + "<connection id='0' preCellId='../src[0]' postCellId='../trees[0]'/>"
          + "<connection id='1' preCellId='../src[0]' postCellId='../trees[1]' postSegmentId='4'"
          + " postFractionAlong='0.25'/></projection>";

  @TempDir Path folder;

  private Network network(String top, String parts, String simulation) {
    return TestFiles.network(folder, TestFiles.model(top, TREES + parts, simulation));
  }

  private void found(String parts, String simulation, Code code, String message) {
    assertThat(
            TestFiles.finding(
                    TestFiles.findings(folder, TestFiles.model(INSIDE, TREES + parts, simulation)),
                    code)
                .message())
        .contains(message);
  }

  @Test
  void aCellIsATreeOfComponents() {
    Component cell = network(INSIDE, "", "").component("tree");
    Component morphology = cell.children().get("morphology").get(0);
    assertThat(morphology.children().get("segments"))
        .extracting(Component::id)
        .containsExactly("0", "4");
    Component dendrite = morphology.children().get("segments").get(1);
    assertThat(dendrite.children().get("parent").get(0).texts())
        .containsEntry("fractionAlong", "0.5");
    assertThat(morphology.children().get("segmentGroups")).hasSize(2);
    Component membrane =
        cell.children()
            .get("biophysicalProperties")
            .get(0)
            .children()
            .get("membraneProperties")
            .get(0);
    Component density = membrane.children().get("channelDensities").get(0);
    assertThat(density.children().get("ionChannel").get(0).id()).isEqualTo("pas");
  }

  @Test
  void partsWrittenOutsideACellAreInIt() {
    Component inside = network(INSIDE, "", "").component("tree");
    Component outside = network(OUTSIDE, "", "").component("tree");
    assertThat(outside.children().keySet()).isEqualTo(inside.children().keySet());
    assertThat(outside.children().get("morphology").get(0).children().keySet())
        .isEqualTo(inside.children().get("morphology").get(0).children().keySet());
    String wrong = OUTSIDE.replace("morphology='m'", "morphology='n'");
    TestFiles.finding(
        TestFiles.findings(folder, TestFiles.model(wrong, TREES, "")), Code.F_UNRESOLVED);
  }

  @Test
  void connectionsEndOnSegments() {
    ConnectionTable table =
        (ConnectionTable) network(INSIDE, "", "").projections().get(0).connectivity();
    assertThat(table.attributeNames())
        .containsExactly(ConnectionTable.POST_SEGMENT, ConnectionTable.POST_FRACTION);
    assertThat(table.attribute(ConnectionTable.POST_SEGMENT, 0, -1)).isZero();
    assertThat(table.attribute(ConnectionTable.POST_FRACTION, 0, -1)).isEqualTo(0.5);
    assertThat(table.attribute(ConnectionTable.POST_SEGMENT, 1, -1)).isEqualTo(4);
    assertThat(table.attribute(ConnectionTable.POST_FRACTION, 1, -1)).isEqualTo(0.25);
  }

  @Test
  void inputsStandOnSegments() {
    Network network =
        network(
            INSIDE,
            "<inputList id='l' component='pulse' population='trees'>"
                + "<input id='0' target='../trees[0]' destination='synapses'/>"
                + "<input id='1' target='../trees[1]' segmentId='4' fractionAlong='1'"
                + " destination='synapses'/></inputList>"
                + "<explicitInput target='trees/1/tree/4' input='pulse'/>",
            "");
    assertThat(network.inputs().get(0).sites().orElseThrow().segments()).containsExactly(0, 4);
    assertThat(network.inputs().get(0).sites().orElseThrow().fractions()).containsExactly(0.5, 1);
    assertThat(network.inputs().get(1).sites().orElseThrow().segments()).containsExactly(4);
  }

  @Test
  void couplingsJoinSegments() {
    Network network =
        network(
            INSIDE,
            "<electricalProjection id='g' presynapticPopulation='trees'"
                + " postsynapticPopulation='trees'><electricalConnection id='0' preCell='0'"
                + " postCell='1' preSegment='4' preFractionAlong='0.1' synapse='gap'/>"
                + "</electricalProjection>",
            "");
    ConnectionTable table = network.couplings().get(0).connections();
    assertThat(table.attribute(ConnectionTable.PRE_SEGMENT, 0, -1)).isEqualTo(4);
    assertThat(table.attribute(ConnectionTable.PRE_FRACTION, 0, -1)).isEqualTo(0.1);
    assertThat(table.attributeNames()).doesNotContain(ConnectionTable.POST_SEGMENT);
  }

  @Test
  void outputsReachIntoSegmentsAndChannels() {
    String columns =
        "<OutputFile id='o' fileName='v.dat'>"
            + "<OutputColumn id='a' quantity='trees/1/tree/4/v'/>"
            + "<OutputColumn id='b' quantity='trees[1]/0/v'/>"
            + "<OutputColumn id='c'"
            + " quantity='trees[0]/b/membraneProperties/leak1/iDensity'/>"
            + "<OutputColumn id='d' quantity=\"trees[0]/biophysicalProperties/membraneProperties/"
            + "channelDensities[ion='x']/pas/fopen\"/>"
            + "<OutputColumn id='e' quantity='trees[1]/4/synapses:syn:0/g'/></OutputFile>";
    assertThat(network(INSIDE, "", columns).outputs().get(0).columns())
        .extracting(OutputRequest.Column::variable)
        .isEqualTo(
            List.of(
                "4/v",
                "0/v",
                "b/membraneProperties/leak1/iDensity",
                "biophysicalProperties/membraneProperties/leak2/pas/fopen",
                "4/synapses:syn:0/g"));
  }

  @Test
  void placesThatAreNotThereAreTold() {
    found(
        "<explicitInput target='trees/1/tree/3' input='pulse'/>",
        "",
        Code.F_UNRESOLVED,
        "segment 3");
    found(
        "<electricalProjection id='g' presynapticPopulation='trees'"
            + " postsynapticPopulation='trees'><electricalConnection id='0' preCell='0'"
            + " postCell='1' preSegment='9' synapse='gap'/></electricalProjection>",
        "",
        Code.F_UNRESOLVED,
        "segment 9");
    String file =
        "<OutputFile id='o' fileName='v.dat'><OutputColumn id='a' quantity='%s'/></OutputFile>";
    found("", file.formatted("trees[0]/7/v"), Code.F_UNRESOLVED, "segment 7");
    found("", file.formatted("trees[0]/b/nowhere/v"), Code.F_UNRESOLVED, "nowhere");
    found("", file.formatted("trees[0]/b/membraneProperties/w"), Code.F_UNRESOLVED, "'w'");
  }
}
