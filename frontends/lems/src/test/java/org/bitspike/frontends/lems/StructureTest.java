package org.bitspike.frontends.lems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.network.ProceduralConnector;
import org.bitspike.ir.network.ProceduralConnector.Draw;
import org.bitspike.ir.network.ProceduralConnector.Rule;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.spi.Frontend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Populations, projections, inputs, outputs and runs. */
class StructureTest {

  private static final String PULSE =
      "<pulseGenerator id='pulse' delay='1ms' duration='2ms' amplitude='1nA'/>";
  private static final String LUT =
      "<lutStdp id='lut' tauPlus='20ms' tauMinus='20ms' wMax='1' threshHigh='0.5' threshLow='0.4'"
          + " synapsesPerDriver='50' driverReadoutTime='15ms' noSynapses='0' lutCausal='2 3 4 4 5 6"
          + " 7 8 9 10 11 12 13 14 14 15' lutAcausal='0 0 1 2 3 4 5 6 7 8 9 10 10 11 12 13'"
          + " lutCombined='0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15' configBits0='0 0 1 0'"
          + " configBits1='0 1 0 0' resetPattern='1 1 1 1 1 1'/>";

  @TempDir Path folder;

  private Network network(String topLevel, String network) {
    return TestFiles.network(folder, TestFiles.model(topLevel, network, ""));
  }

  private static ConnectionTable table(Projection projection) {
    return (ConnectionTable) projection.connectivity();
  }

  @Test
  void everyFormOfAPathMeansTheSameCell() {
    StringBuilder connections = new StringBuilder();
    for (String pre :
        List.of(
            "../src[1]",
            "src[1]",
            "../src/1/source",
            "src/1/source",
            "src/1",
            "../../net/../src[1]".replace("../../net/", ""),
            "1")) {
      connections
          .append("<connection preCellId='")
          .append(pre)
          .append("' postCellId='../pop[2]'/>");
    }
    ConnectionTable table =
        table(network("", TestFiles.projection(connections.toString())).projections().get(0));
    assertThat(table.size()).isEqualTo(7);
    for (int c = 0; c < table.size(); c++) {
      assertThat(table.pre(c)).isEqualTo(1);
      assertThat(table.post(c)).isEqualTo(2);
    }
  }

  @Test
  void instancesAreMembersByTheirIds() {
    String population =
        "<population id='list' type='populationList' component='cell' size='2'><instance"
            + " id='7'><location x='0' y='0' z='0'/></instance><instance id='3'/></population>";
    Network network =
        network(
            PULSE,
            population
                + "<inputList id='in' component='pulse' population='list'><input id='0'"
                + " target='../list/3/cell' destination='synapses'/></inputList>");
    assertThat(network.population("list").size()).isEqualTo(2);
    assertThat(network.inputs().get(0).targets()).containsExactly(1);
    List<Diagnostic> findings =
        TestFiles.findings(
            folder,
            TestFiles.model(
                PULSE, population + "<explicitInput target='list[0]' input='pulse'/>", ""));
    TestFiles.finding(findings, Code.N_INDEX);
  }

  @Test
  void instancesCountWhenTheSizeDiffers() {
    Frontend.Import read =
        TestFiles.read(
            folder,
            TestFiles.model(
                "",
                "<populationList id='list' component='cell' size='5'><instance"
                    + " id='0'/></populationList>",
                ""));
    assertThat(read.network().population("list").size()).isEqualTo(1);
    assertThat(read.warnings()).extracting(Diagnostic::code).containsExactly(Code.N_BAD_SIZE);
  }

  @Test
  void singleConnectionsOfOneKindBecomeOneProjection() {
    Network network =
        network(
            "<expOneSynapse id='syn2' gbase='1nS' erev='0mV' tauDecay='2ms'/>",
            """
            <synapticConnection from="src[0]" to="pop[0]" synapse="syn" destination="synapses"/>
            <synapticConnectionWD from="src[1]" to="pop[1]" synapse="syn2" destination="synapses" weight="0.5" delay="2 ms"/>
            <synapticConnectionWD from="../src[1]" to="pop[2]" synapse="syn" destination="synapses" weight="-2" delay="0.5ms"/>
            """);
    assertThat(network.projections())
        .extracting(Projection::id)
        .containsExactly("src_pop_syn", "src_pop_syn2");
    ConnectionTable first = table(network.projections().get(0));
    assertThat(first.size()).isEqualTo(2);
    assertThat(first.weight(1)).isEqualTo(-2);
    assertThat(first.delaySeconds(1)).isEqualTo(5e-4);
    assertThat(first.weight(0)).isEqualTo(1);
  }

  @Test
  void inputsBecomeBindings() {
    Network network =
        network(
            PULSE + "<pulseGenerator id='pulse2' delay='1ms' duration='2ms' amplitude='1nA'/>",
            """
            <explicitInput target="pop[0]" input="pulse" destination="synapses"/>
            <inputList id="list" component="pulse" population="pop"><inputW id="0" target="../pop[2]" destination="synapses" weight="0.25"/>
              <input id="1" target="../pop[1]" destination="synapses"/></inputList>
            <explicitInput target="pop[1]" input="pulse2"/>
            <explicitInput target="pop[2]" input="pulse"/>
            """);
    assertThat(network.inputs())
        .extracting(InputBinding::id)
        .containsExactly("list", "pulse_pop", "pulse2_pop");
    assertThat(network.inputs().get(0).targets()).containsExactly(2, 1);
    assertThat(network.inputs().get(0).weights()).containsExactly(0.25, 1);
    assertThat(network.inputs().get(1).targets()).containsExactly(0, 2);
  }

  @Test
  void proceduralProjectionsAreRules() {
    String head =
        "<proceduralProjection id='rule' presynapticPopulation='src' postsynapticPopulation='pop'"
            + " synapse='syn' ";
    assertThat(rule(head + "connector='allToAll'/>"))
        .isEqualTo(
            new ProceduralConnector(
                new Rule.AllToAll(), true, new Draw.Constant(1), new Draw.Constant(0), 1234));
    assertThat(rule(head + "connector='oneToOne' weight='0.5' delay='2ms' seed='7'/>"))
        .isEqualTo(
            new ProceduralConnector(
                new Rule.OneToOne(), true, new Draw.Constant(0.5), new Draw.Constant(0.002), 7));
    assertThat(
            rule(
                head
                    + "connector='fixedProbability' probability='0.1' weightMean='1' weightSd='0.2'"
                    + " weightMin='0' delayMin='1ms' delayMax='3ms'"
                    + " allowSelfConnections='false'/>"))
        .isEqualTo(
            new ProceduralConnector(
                new Rule.FixedProbability(0.1),
                false,
                new Draw.Normal(1, 0.2, 0, Double.MAX_VALUE),
                new Draw.Uniform(0.001, 0.003),
                1234));
    assertThat(rule(head + "connector='fixedNumberPre' number='2' weightMin='0' weightMax='1'/>"))
        .isEqualTo(
            new ProceduralConnector(
                new Rule.FixedNumberPre(2),
                true,
                new Draw.Uniform(0, 1),
                new Draw.Constant(0),
                1234));
  }

  private ProceduralConnector rule(String element) {
    return (ProceduralConnector) network("", element).projections().get(0).connectivity();
  }

  @Test
  void wrongRulesAreTold() {
    String head =
        "<proceduralProjection id='rule' presynapticPopulation='src' postsynapticPopulation='pop'"
            + " synapse='syn' ";
    refused(head + "/>", Code.F_MISSING_ATTRIBUTE);
    refused(head + "connector='someToSome'/>", Code.F_BAD_VALUE);
    refused(head + "connector='fixedProbability' probability='1.5'/>", Code.F_BAD_VALUE);
    refused(head + "connector='fixedProbability'/>", Code.F_MISSING_ATTRIBUTE);
    refused(head + "connector='fixedNumberPre' number='0.5'/>", Code.F_BAD_VALUE);
    refused(head + "connector='allToAll' delay='-1ms'/>", Code.N_NEGATIVE_DELAY);
    refused(head + "connector='allToAll' delay='1'/>", Code.F_DIMENSION);
    refused(head + "connector='allToAll' weightMean='1'/>", Code.F_MISSING_ATTRIBUTE);
    refused(head + "connector='allToAll' weightMin='2' weightMax='1'/>", Code.F_BAD_VALUE);
    refused(head + "connector='allToAll' weight='NaN'/>", Code.N_NOT_FINITE);
    refused(head + "connector='allToAll' seed='x'/>", Code.F_BAD_VALUE);
    refused(head + "connector='allToAll' allowSelfConnections='maybe'/>", Code.F_BAD_VALUE);
    refused(head + "connector='allToAll' plasticity='nothing'/>", Code.F_UNRESOLVED);
    refused(
        "<proceduralProjection id='rule' presynapticPopulation='src' postsynapticPopulation='pop'"
            + " connector='allToAll'/>",
        Code.F_MISSING_ATTRIBUTE);
  }

  private void refused(String element, Code code) {
    TestFiles.finding(TestFiles.findings(folder, TestFiles.model("", element, "")), code);
  }

  @Test
  void learningIsNamedByProjections() {
    Network network =
        network(
            LUT,
            "<plasticProjection id='a' presynapticPopulation='src' postsynapticPopulation='pop'"
                + " synapse='syn' plasticity='lut'><connectionWD preCellId='../src[0]'"
                + " postCellId='../pop[0]' weight='0.5'"
                + " delay='1ms'/></plasticProjection><proceduralProjection id='b'"
                + " presynapticPopulation='src' postsynapticPopulation='pop' plasticity='lut'"
                + " connector='allToAll'/>");
    assertThat(network.projections())
        .extracting(Projection::plasticity)
        .containsExactly(Optional.of("lut"), Optional.of("lut"));
    assertThat(network.projections())
        .extracting(Projection::synapse)
        .containsExactly(Optional.of("syn"), Optional.empty());
    assertThat(network.component("lut").texts()).containsEntry("configBits1", "0 1 0 0");
    assertThat(network.component("lut").parameters())
        .containsEntry("driverReadoutTime", 0.015)
        .containsEntry("noSynapses", 0.0);
  }

  @Test
  void wrongTablesAreTold() {
    String projection =
        "<proceduralProjection id='b' presynapticPopulation='src' postsynapticPopulation='pop'"
            + " plasticity='lut' connector='allToAll'/>";
    for (String wrong :
        List.of(
            LUT.replace("14 14 15'", "14 14'"),
            LUT.replace("14 14 15'", "14 14 16'"),
            LUT.replace("configBits0='0 0 1 0'", "configBits0='0 0 2 0'"),
            LUT.replace("resetPattern='1 1", "resetPattern='x 1"),
            LUT.replace("tauPlus='20ms'", "tauPlus='0ms'"),
            LUT.replace("synapsesPerDriver='50'", "synapsesPerDriver='1.5'"),
            LUT.replace("noSynapses='0'", "noSynapses='-1'"))) {
      TestFiles.finding(
          TestFiles.findings(folder, TestFiles.model(wrong, projection, "")), Code.F_BAD_VALUE);
    }
    TestFiles.finding(
        TestFiles.findings(
            folder, TestFiles.model(LUT.replace("resetPattern", "pattern"), projection, "")),
        Code.F_MISSING_ATTRIBUTE);
  }

  @Test
  void outputsNameMembersAndVariables() {
    String simulation =
        """
        <Display id="d" title="x" timeScale="1ms"><Line id="l" quantity="pop/1/cell/v" scale="1mV"/></Display>
        <OutputFile id="o" path="results/" fileName="v.dat"><OutputColumn id="a" quantity="pop[2]/v"/><OutputColumn id="b" quantity="pop[2]/synapses:syn:0/g"/></OutputFile>
        <EventOutputFile id="e" fileName="s.dat" format="ID_TIME"><EventSelection id="3" select="pop/0/cell" eventPort="spike"/></EventOutputFile>
        <Meta for="x" method="euler"/>
        """;
    List<OutputRequest> outputs =
        TestFiles.network(
                folder,
                TestFiles.model(
                    "",
                    TestFiles.projection(
                        "<connection preCellId='../src[0]' postCellId='../pop[2]'/>"),
                    simulation))
            .outputs();
    assertThat(outputs)
        .extracting(OutputRequest::kind)
        .containsExactly(
            OutputRequest.Kind.DISPLAY, OutputRequest.Kind.TRACES, OutputRequest.Kind.SPIKES);
    assertThat(outputs.get(0).columns())
        .containsExactly(
            new OutputRequest.Column(
                "l", "pop", 1, "v", Optional.of(new OutputRequest.Line(1e-3, "1mV", ""))));
    assertThat(outputs.get(1).fileName()).isEqualTo("results/v.dat");
    assertThat(outputs.get(1).columns().get(1).variable()).isEqualTo("synapses:syn:0/g");
    assertThat(outputs.get(2).columns())
        .containsExactly(new OutputRequest.Column("3", "pop", 0, "spike"));
  }

  @Test
  void optionsOverruleTheFile() {
    Path file = TestFiles.write(folder, "model.xml", TestFiles.model("", "", ""));
    LemsOptions options =
        new LemsOptions(
            OptionalDouble.of(2), OptionalDouble.empty(), OptionalLong.of(99), Optional.empty());
    assertThat(new LemsFrontend(options).read(file, List.of()).network().run())
        .isEqualTo(new Network.Run(1e-4, 2, 99));
  }

  @Test
  void severalNetworksNeedANameFromTheOptions() {
    Path file =
        TestFiles.write(
            folder,
            "two.nml",
            "<neuroml xmlns='http://www.neuroml.org/schema/neuroml2' id='x'>"
                + TestFiles.CELLS
                + "<network id='a'><population id='p' component='cell' size='1'/></network><network"
                + " id='b'><population id='q' component='cell' size='2'/></network></neuroml>");
    Network b =
        new LemsFrontend(
                new LemsOptions(
                    OptionalDouble.of(1),
                    OptionalDouble.of(0.1),
                    OptionalLong.empty(),
                    Optional.of("b")))
            .read(file, List.of())
            .network();
    assertThat(b.population("q").size()).isEqualTo(2);
    List<Diagnostic> findings = TestFiles.findings(file, List.of());
    assertThat(findings)
        .extracting(Diagnostic::message)
        .anySatisfy(m -> assertThat(m).contains("a, b"));
  }

  @Test
  void frontendIsFoundAsAService() {
    assertThat(ServiceLoader.load(Frontend.class))
        .anySatisfy(f -> assertThat(f.name()).isEqualTo("lems"));
    assertThat(new LemsFrontend().accepts(Path.of("x.nml"))).isTrue();
    assertThat(
            new LemsFrontend()
                .accepts(TestFiles.write(folder, "model", "<?xml version='1.0'?><Lems/>")))
        .isTrue();
    assertThat(new LemsFrontend().accepts(TestFiles.write(folder, "model.bspn", "BSPN"))).isFalse();
  }

  @Test
  void weightsWithoutAPropertyAreWarnedOf() {
    String type =
        "<ComponentType name='plain' extends='baseSynapse'><Dynamics><DerivedVariable name='i'"
            + " dimension='current' exposure='i' value='0'/></Dynamics></ComponentType><plain"
            + " id='plain1'/>";
    String projection =
        TestFiles.projection(
                "<connectionWD preCellId='../src[0]' postCellId='../pop[0]' weight='2'"
                    + " delay='1ms'/>")
            .replace("synapse='syn'", "synapse='plain1'");
    assertThat(TestFiles.read(folder, TestFiles.model(type, projection, "")).warnings())
        .extracting(Diagnostic::message)
        .anySatisfy(m -> assertThat(m).contains("no property 'weight'"));
  }

  @Test
  void requirementsAreOfferedByWhatIsAround() {
    String type =
        "<ComponentType name='warm' extends='baseSynapse'><Requirement name='temperature'"
            + " dimension='temperature'/><Dynamics><DerivedVariable name='i' dimension='current'"
            + " exposure='i' value='0 * temperature'/></Dynamics></ComponentType><warm id='w'/>";
    String projection =
        TestFiles.projection("<connection preCellId='../src[0]' postCellId='../pop[0]'/>")
            .replace("synapse='syn'", "synapse='w'");
    String model = TestFiles.model(type.replace("0 * temperature", "0"), projection, "");
    assertThat(TestFiles.finding(TestFiles.findings(folder, model), Code.N_TYPE_MISMATCH).message())
        .contains("'w'")
        .contains("temperature")
        .contains("iafCell");
    Network network =
        TestFiles.network(
            folder,
            model.replace(
                "<network id='net'>",
                "<network id='net' type='networkWithTemperature' temperature='32degC'>"));
    assertThat(network.typeOf("w").requirements()).isEmpty();
    assertThat(network.typeOf("w").constants())
        .singleElement()
        .satisfies(c -> assertThat(c.value()).isEqualTo(305.15));
  }

  @Test
  void delayOfZeroNeedsNoUnitButNoWrongOneEither() {
    String connection =
        "<connectionWD preCellId='../src[0]' postCellId='../pop[0]' weight='1' delay='%s'/>";
    assertThat(
            table(
                    network("", TestFiles.projection(connection.replace("%s", "0")))
                        .projections()
                        .get(0))
                .delaySeconds(0))
        .isZero();
    refused(TestFiles.projection(connection.replace("%s", "0mV")), Code.F_DIMENSION);
    refused(TestFiles.projection(connection.replace("%s", "1")), Code.F_DIMENSION);
  }

  @Test
  void methodOfIntegrationIsWarnedOf() {
    Frontend.Import read =
        TestFiles.read(
            folder,
            TestFiles.model(
                "", "", "<Meta for='jlems' method='rk4'/><Meta for='neuron' method='cvode'/>"));
    assertThat(read.warnings()).extracting(Diagnostic::code).containsExactly(Code.F_UNSUPPORTED);
  }
}
