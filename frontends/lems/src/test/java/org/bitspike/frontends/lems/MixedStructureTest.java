package org.bitspike.frontends.lems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types of the user's own among those of NeuroML. */
class MixedStructureTest {

  private static final String FAST =
      """
      <ComponentType name='fastConnection' extends='connection'>
        <Parameter name='gain' dimension='none'/>
        <Structure>
          <With instance='preCellId' as='a'/><With instance='postCellId' as='b'/>
          <EventConnection from='a' to='b' receiver='../synapse' delay='0'>
            <Assign property='weight' value='10 * gain'/>
          </EventConnection>
        </Structure>
      </ComponentType>
      """;

  @TempDir Path folder;

  private static ConnectionTable table(Projection projection) {
    return (ConnectionTable) projection.connectivity();
  }

  @Test
  void connectionsOfOwnTypesStandInProjections() {
    Network network =
        TestFiles.network(
            folder,
            TestFiles.model(
                FAST,
                TestFiles.projection(
                    "<fastConnection id='0' preCellId='../src[1]' postCellId='../pop[2]'"
                        + " gain='0.5'/><connection preCellId='../src[0]'"
                        + " postCellId='../pop[0]'/>"),
                ""));
    assertThat(network.projections()).hasSize(2);
    assertThat(network.projections())
        .anySatisfy(
            p -> {
              assertThat(table(p).weight(0)).isEqualTo(5);
              assertThat(table(p).pre(0)).isEqualTo(1);
              assertThat(table(p).post(0)).isEqualTo(2);
              assertThat(p.synapse()).contains("syn");
            });
  }

  @Test
  void ownNetworksHoldNeuromlsPopulations() {
    String slice =
        "<ComponentType name='Slice'><Children name='populations' type='basePopulation'/>"
            + "<Children name='projections' type='projection'/></ComponentType>"
            + "<Slice id='slice'><population id='a' component='source' size='2'/>"
            + "<populationList id='b' component='cell'><instance id='0'><location x='0' y='0'"
            + " z='0'/></instance></populationList><projection id='p'"
            + " presynapticPopulation='a' postsynapticPopulation='b' synapse='syn'>"
            + "<connectionWD preCellId='../a[1]' postCellId='../b/0/cell' weight='2'"
            + " delay='3ms'/></projection></Slice>";
    Network network =
        TestFiles.network(
            folder, TestFiles.model(slice, "", "").replace("target='net'", "target='slice'"));
    assertThat(network.populations()).extracting(Population::id).containsExactly("a", "b");
    assertThat(table(network.projections().get(0)).delaySeconds(0)).isEqualTo(0.003);
  }

  @Test
  void aPathUpwardsIsARequirement() {
    String types =
        """
        <ComponentType name='Inner'><Exposure name='twice' dimension='voltage'/>
          <Dynamics>
            <DerivedVariable name='outer' dimension='voltage' select='../v'/>
            <DerivedVariable name='twice' exposure='twice' dimension='voltage' value='2 * outer'/>
          </Dynamics>
        </ComponentType>
        <ComponentType name='Outer' extends='iafTauCell'><Children name='inner' type='Inner'/></ComponentType>
        <Outer id='o' leakReversal='-60mV' tau='10ms' thresh='-50mV' reset='-60mV'><Inner id='i'/></Outer>
        """;
    Network network =
        TestFiles.network(
            folder, TestFiles.model(types, "<population id='os' component='o' size='1'/>", ""));
    assertThat(network.type("Inner").requirements())
        .extracting(ComponentType.Requirement::name)
        .containsExactly("v");
    assertThat(
            TestFiles.finding(
                    TestFiles.findings(
                        folder,
                        TestFiles.model(
                            types.replace("select='../v'", "select='../w'"),
                            "<population id='os' component='o' size='1'/>",
                            "")),
                    Code.N_TYPE_MISMATCH)
                .message())
        .contains("requires w");
  }

  @Test
  void whatIsSelectedHasTheDimensionThatIsWritten() {
    String types =
        """
        <ComponentType name='Part'><Exposure name='level' dimension='voltage'/>
          <Dynamics><StateVariable name='level' exposure='level' dimension='voltage'/></Dynamics>
        </ComponentType>
        <ComponentType name='Whole'><Children name='parts' type='Part'/><Exposure name='sum' dimension='time'/>
          <Dynamics>
            <DerivedVariable name='sum' exposure='sum' dimension='time' select='parts[*]/level' reduce='add'/>
          </Dynamics>
        </ComponentType>
        <Whole id='w'><Part id='p'/></Whole>
        """;
    String model = TestFiles.model(types, "<population id='ws' component='w' size='1'/>", "");
    assertThat(TestFiles.finding(TestFiles.findings(folder, model), Code.F_DIMENSION).message())
        .contains("sum is time", "parts[*]/level", "voltage");
    assertThat(
            TestFiles.network(folder, model.replace("dimension='time'", "dimension='voltage'"))
                .populations())
        .hasSize(3);
  }

  @Test
  void parametersAreSelectedFromElsewhere() {
    String types =
        """
        <ComponentType name='Ion'><Parameter name='reversal' dimension='voltage'/><Text name='symbol'/></ComponentType>
        <ComponentType name='Sea'><Children name='ions' type='Ion'/></ComponentType>
        <ComponentType name='Gate'><Text name='symbol'/></ComponentType>
        <ComponentType name='Pore'>
          <ComponentReference name='gate' type='Gate'/>
          <DerivedParameter name='e' dimension='voltage' select='//Ion[symbol=gate/symbol]/reversal'/>
        </ComponentType>
        <Sea id='sea'><Ion id='a' symbol='Na' reversal='50mV'/><Ion id='b' symbol='K' reversal='-77mV'/></Sea>
        <Gate id='g' symbol='K'/>
        <Pore id='pore' gate='g'/>
        """;
    String population = "<population id='ps' component='pore' size='1'/>";
    Network network = TestFiles.network(folder, TestFiles.model(types, population, ""));
    assertThat(network.component("pore").parameters()).containsEntry("e", -0.077);
    String wrong = types.replace("id='g' symbol='K'", "id='g' symbol='Ca'");
    TestFiles.finding(
        TestFiles.findings(folder, TestFiles.model(wrong, population, "")), Code.F_UNRESOLVED);
  }

  @Test
  void kineticSchemesKeepTheirParts() {
    String types =
        """
        <ComponentType name='Node'><Exposure name='x' dimension='none'/>
          <Dynamics><StateVariable name='x' exposure='x' dimension='none'/></Dynamics></ComponentType>
        <ComponentType name='Edge'><Link name='from' type='Node'/><Link name='to' type='Node'/>
          <Parameter name='k' dimension='per_time'/>
          <Exposure name='rf' dimension='per_time'/><Exposure name='rr' dimension='per_time'/>
          <Dynamics><DerivedVariable name='rf' exposure='rf' dimension='per_time' value='k'/>
            <DerivedVariable name='rr' exposure='rr' dimension='per_time' value='2 * k'/></Dynamics></ComponentType>
        <ComponentType name='Markov'><Children name='nodes' type='Node'/><Children name='edges' type='Edge'/>
          <Dynamics><KineticScheme name='k' nodes='nodes' stateVariable='x' edges='edges' edgeSource='from'
            edgeTarget='to' forwardRate='rf' reverseRate='rr'/></Dynamics></ComponentType>
        <Markov id='m'><Node id='shut'/><Node id='open'/><Edge id='e' from='shut' to='open' k='1per_ms'/></Markov>
        """;
    String population = "<population id='ms' component='m' size='1'/>";
    Network network = TestFiles.network(folder, TestFiles.model(types, population, ""));
    assertThat(network.type("Markov").dynamics().kineticSchemes())
        .containsExactly(
            new ComponentType.KineticScheme("k", "nodes", "x", "edges", "from", "to", "rf", "rr"));
    assertThat(
            TestFiles.finding(
                    TestFiles.findings(
                        folder,
                        TestFiles.model(types.replace("to='open'", "to='ajar'"), population, "")),
                    Code.N_UNKNOWN_NAME)
                .message())
        .contains("ajar");
    TestFiles.finding(
        TestFiles.findings(
            folder,
            TestFiles.model(types.replace("edges='edges'", "edges='sides'"), population, "")),
        Code.F_UNRESOLVED);
  }
}
