package org.bitspike.frontends.lems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks, connections and simulations of types that only the user's file defines. */
class UserStructureTest {

  private static final String TYPES =
      """
      <Lems>
      <Target component='run'/>
      <Dimension name='time' t='1'/>
      <Dimension name='per_time' t='-1'/>
      <Dimension name='voltage' m='1' l='2' t='-3' i='-1'/>
      <Unit symbol='ms' dimension='time' power='-3'/>
      <Unit symbol='mV' dimension='voltage' power='-3'/>
      <ComponentType name='Clock'>
        <Parameter name='period' dimension='time'/>
        <Property name='phase' dimension='time'/>
        <EventPort name='tick' direction='out'/>
        <Exposure name='since' dimension='time'/>
        <Dynamics>
          <StateVariable name='since' exposure='since' dimension='time'/>
          <TimeDerivative variable='since' value='1'/>
          <OnCondition test='since .gt. period + phase'>
            <StateAssignment variable='since' value='0'/><EventOut port='tick'/>
          </OnCondition>
        </Dynamics>
      </ComponentType>
      <ComponentType name='Counter'>
        <EventPort name='up' direction='in'/>
        <Attachments name='drives' type='PlainDrive'/>
        <Exposure name='n' dimension='none'/>
        <Dynamics>
          <StateVariable name='n' exposure='n' dimension='none'/>
          <OnEvent port='up'><StateAssignment variable='n' value='n + 1'/></OnEvent>
        </Dynamics>
      </ComponentType>
      <ComponentType name='PlainDrive'>
        <Property name='weight' dimension='none' defaultValue='1'/>
        <Property name='gain' dimension='none' defaultValue='1'/>
        <EventPort name='in' direction='in'/>
        <Exposure name='d' dimension='none'/>
        <Dynamics>
          <StateVariable name='d' exposure='d' dimension='none'/>
          <OnEvent port='in'><StateAssignment variable='d' value='d + weight * gain'/></OnEvent>
        </Dynamics>
      </ComponentType>
      <ComponentType name='Drive' extends='PlainDrive'>
        <InstanceRequirement name='other' type='Drive'/>
        <Requirement name='n' dimension='none'/>
      </ComponentType>
      <ComponentType name='Net'>
        <Children name='groups' type='Group'/>
        <Children name='cells' type='Clock'/>
        <Children name='links' type='Link'/>
      </ComponentType>
      <ComponentType name='Group'>
        <ComponentReference name='of' type='Component'/>
        <Parameter name='count' dimension='none'/>
        <DerivedParameter name='all' dimension='none' value='2 * count'/>
        <Structure><MultiInstantiate number='all' component='of'/></Structure>
      </ComponentType>
      <ComponentType name='Link'>
        <Path name='from'/><Path name='to'/>
        <Text name='out'/>
        <Structure>
          <With instance='from' as='a'/><With instance='to' as='b'/>
          <EventConnection from='a' to='b' sourcePort='out'/>
        </Structure>
      </ComponentType>
      <ComponentType name='Bundle'>
        <Link name='source' type='Group'/><Link name='target' type='Group'/>
        <Child name='pattern' type='Pattern'/>
      </ComponentType>
      <ComponentType name='Pattern'>
        <ComponentReference name='drive' type='Drive'/>
        <Parameter name='lag' dimension='time'/>
        <Parameter name='strength' dimension='none'/>
        <Text name='place'/>
        <Structure>
          <ForEach instances='../source' as='a'>
            <ForEach instances='../target' as='b'>
              <EventConnection from='a' to='b' receiver='drive' receiverContainer='place' delay='2 * lag'>
                <Assign property='weight' value='strength / 2'/>
              </EventConnection>
            </ForEach>
          </ForEach>
        </Structure>
      </ComponentType>
      <ComponentType name='Tie'>
        <IndexParameter name='left'/><IndexParameter name='right'/>
        <ComponentReference name='with' type='Drive'/>
        <Parameter name='force' dimension='none'/>
        <ComponentRequirement name='here'/>
        <Structure>
          <With list='here' index='left' as='a'/><With list='here' index='right' as='b'/>
          <Tunnel name='other' endA='a' endB='b' componentA='with' componentB='with'>
            <Assign property='weight' value='force'/>
          </Tunnel>
        </Structure>
      </ComponentType>
      <ComponentType name='Ties'>
        <Children name='ties' type='Tie'/>
        <ComponentReference name='here' type='Group' local='true'/>
      </ComponentType>
      <ComponentType name='Experiment'>
        <ComponentReference name='what' type='Component'/>
        <Parameter name='dt' dimension='time'/><Parameter name='until' dimension='time'/>
        <Children name='tables' type='Table'/>
        <Dynamics><StateVariable name='t' dimension='time'/></Dynamics>
        <Simulation><Run component='what' variable='t' increment='dt' total='until'/></Simulation>
      </ComponentType>
      <ComponentType name='Table'>
        <Text name='folder'/><Text name='name'/>
        <Children name='cols' type='Col'/>
        <Simulation><DataWriter path='folder' fileName='name'/></Simulation>
      </ComponentType>
      <ComponentType name='Col'>
        <Path name='of'/>
        <Simulation><Record quantity='of'/></Simulation>
      </ComponentType>
      <Clock id='clock' period='3ms'/>
      <Counter id='counter'/>
      <Drive id='drive'/>
      <PlainDrive id='plain'/>
      """;

  @TempDir Path folder;

  private static String net(String parts) {
    return TYPES
        + "<Net id='net'><Group id='src' of='clock' count='1'/><Group id='dst' of='counter'"
        + " count='1.5'/>"
        + parts
        + "</Net><Experiment id='run' what='net' dt='0.1ms' until='20ms'>"
        + "<Table id='t' folder='results/' name='n.dat'><Col id='c' of='dst[2]/n'/></Table>"
        + "</Experiment></Lems>";
  }

  private Network network(String parts) {
    return TestFiles.network(folder, net(parts));
  }

  private void found(String parts, Code code, String message) {
    assertThat(TestFiles.finding(TestFiles.findings(folder, net(parts)), code).message())
        .contains(message);
  }

  private static ConnectionTable table(Projection projection) {
    return (ConnectionTable) projection.connectivity();
  }

  @Test
  void instancesAreMadeByTheNumberThatAnExpressionGives() {
    Network network = network("<Clock id='lone' period='4ms'/>");
    assertThat(network.populations())
        .extracting(Population::id, Population::component, Population::size)
        .containsExactly(
            tuple("src", "clock", 2), tuple("dst", "counter", 3), tuple("lone", "lone", 1));
    assertThat(network.run()).isEqualTo(new Network.Run(1e-4, 0.02, 1234));
    assertThat(network.outputs()).hasSize(1);
    assertThat(network.outputs().get(0).fileName()).isEqualTo("results/n.dat");
    assertThat(network.outputs().get(0).columns())
        .containsExactly(new OutputRequest.Column("c", "dst", 2, "n"));
  }

  @Test
  void eventsGoToThePortOfTheCellWhereThereIsNoReceiver() {
    Network network =
        network(
            "<Clock id='lone' period='4ms'/><Link from='src[1]' to='dst[0]'/>"
                + "<Link from='lone' to='../dst[2]' out='tick'/>");
    assertThat(network.projections()).hasSize(2);
    Projection first = network.projections().get(0);
    assertThat(first.synapse()).isEmpty();
    assertThat(first.sourcePort()).isEmpty();
    assertThat(first.targetPort()).contains("up");
    assertThat(table(first).pre(0)).isEqualTo(1);
    Projection second = network.projections().get(1);
    assertThat(second.pre()).isEqualTo("lone");
    assertThat(second.sourcePort()).contains("tick");
    assertThat(table(second).post(0)).isEqualTo(2);
  }

  @Test
  void loopsConnectAllWithAll() {
    Network network =
        network(
            "<Bundle id='b' source='src' target='dst'>"
                + "<pattern drive='plain' lag='1ms' strength='3' place='drives'/></Bundle>");
    Projection projection = network.projections().get(0);
    assertThat(projection.id()).isEqualTo("b");
    assertThat(projection.synapse()).contains("plain");
    assertThat(projection.targetPort()).isEmpty();
    ConnectionTable table = table(projection);
    assertThat(table.size()).isEqualTo(6);
    assertThat(table.delaySeconds(5)).isEqualTo(0.002);
    assertThat(table.weight(5)).isEqualTo(1.5);
    assertThat(table.pre(5)).isEqualTo(1);
    assertThat(table.post(5)).isEqualTo(2);
  }

  @Test
  void tunnelsBecomeCouplings() {
    Network network =
        network(
            "<Ties id='ties' here='dst'><Tie id='0' left='0' right='1' with='drive' force='2'/>"
                + "<Tie id='1' left='2' right='0' with='drive' force='3'/></Ties>");
    assertThat(network.couplings())
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.id()).isEqualTo("ties");
              assertThat(c.preComponent()).isEqualTo("drive");
              assertThat(c.connections().size()).isEqualTo(2);
              assertThat(c.connections().pre(1)).isEqualTo(2);
              assertThat(c.connections().weight(1)).isEqualTo(3);
              assertThat(c.connections().attributeNames()).isEmpty();
            });
    assertThat(network.type("Drive").slots()).contains(new Slot("other", "Drive", Slot.Kind.PEER));
    assertThat(network.couplings()).extracting(Coupling::post).containsExactly("dst");
  }

  @Test
  void otherPropertiesOfAReceiverMakeItAnotherComponent() {
    String model =
        net("<Bundle id='b' source='src' target='dst'><pattern drive='plain' lag='1ms'"
                + " strength='3'/></Bundle>")
            .replace(
                "<Assign property='weight' value='strength / 2'/>",
                "<Assign property='gain' value='strength'/>");
    Network network = TestFiles.network(folder, model);
    String synapse = network.projections().get(0).synapse().orElseThrow();
    assertThat(network.component(synapse).parameters().get("gain")).isEqualTo(3);
    assertThat(network.typeOf(synapse).isA("PlainDrive")).isTrue();
    assertThat(table(network.projections().get(0)).weight(0)).isEqualTo(1);
  }

  @Test
  void propertiesAreSetForEachInstance() {
    String group =
        "<ComponentType name='Row'><Parameter name='n' dimension='none'/><Parameter name='step'"
            + " dimension='time'/><Structure><MultiInstantiate number='n' componentType='Pulse'>"
            + "<Assign property='phase' value='step * index'/></MultiInstantiate></Structure>"
            + "</ComponentType><ComponentType name='Pulse'><Property name='phase'"
            + " dimension='time'/><Exposure name='x' dimension='time'/><Dynamics><StateVariable"
            + " name='x' exposure='x' dimension='time'/><TimeDerivative variable='x' value='1'/>"
            + "<OnCondition test='x .gt. phase'><StateAssignment variable='x' value='0'/>"
            + "</OnCondition></Dynamics></ComponentType>";
    String model =
        TYPES
            + group
            + "<Row id='row' n='3' step='2ms'/><Experiment id='run' what='row' dt='0.1ms'"
            + " until='20ms'><Table id='t' name='n.dat'><Col id='c' of='[2]/x'/></Table>"
            + "</Experiment></Lems>";
    Network network = TestFiles.network(folder, model);
    assertThat(network.populations())
        .extracting(Population::id)
        .containsExactly("row_0", "row_1", "row_2");
    assertThat(network.populations())
        .extracting(p -> network.component(p.component()).parameters().get("phase"))
        .containsExactly(0.0, 0.002, 0.004);
    assertThat(network.typeOf(network.populations().get(2).component()).isA("Pulse")).isTrue();
    assertThat(network.outputs().get(0).columns())
        .containsExactly(new OutputRequest.Column("c", "row_2", 0, "x"));
  }

  @Test
  void aLivingComponentAroundANetworkIsPartOfItsCells() {
    String model =
        """
        <Lems>
        <Target component='sim'/>
        <Include file='Cells.xml'/><Include file='Networks.xml'/><Include file='Simulation.xml'/>
        <ComponentType name='Bath'>
          <Child name='network' type='network'/>
          <Parameter name='warm' dimension='temperature'/>
          <Exposure name='temperature' dimension='temperature'/>
          <Dynamics>
            <StateVariable name='temperature' exposure='temperature' dimension='temperature'/>
            <OnStart><StateAssignment variable='temperature' value='warm'/></OnStart>
          </Dynamics>
        </ComponentType>
        <ComponentType name='Cell' extends='baseCell'>
          <Attachments name='synapses' type='basePointCurrent'/>
          <Requirement name='temperature' dimension='temperature'/>
          <Exposure name='x' dimension='temperature'/>
          <Dynamics><DerivedVariable name='x' exposure='x' dimension='temperature' value='2 * temperature'/></Dynamics>
        </ComponentType>
        <Cell id='c'/>
        <Bath id='bath' warm='20degC'><network id='net'><population id='pop' component='c' size='2'/></network></Bath>
        <Simulation id='sim' length='10ms' step='0.1ms' target='bath'>
          <OutputFile id='o' fileName='x.dat'>
            <OutputColumn id='a' quantity='net/pop[1]/x'/><OutputColumn id='b' quantity='temperature'/>
          </OutputFile>
        </Simulation>
        </Lems>
        """;
    Network network = TestFiles.network(folder, model);
    assertThat(network.populations()).extracting(Population::id).containsExactly("bath", "pop");
    assertThat(network.typeOf("c").isA("Cell")).isTrue();
    assertThat(network.typeOf("c").requirements()).isEmpty();
    assertThat(network.component("c").parameters().get("warm")).isEqualTo(293.15);
    assertThat(network.outputs().get(0).columns())
        .containsExactly(
            new OutputRequest.Column("a", "pop", 1, "x"),
            new OutputRequest.Column("b", "bath", 0, "temperature"));
  }

  @Test
  void aTargetMayBeTheModelItself() {
    String model = net("").replace("<Target component='run'/>", "<Target component='net'/>");
    Path file = TestFiles.write(folder, "model.xml", model);
    Network network = new LemsFrontend(LemsOptions.run(0.5, 1e-4)).read(file, List.of()).network();
    assertThat(network.populations()).hasSize(2);
    assertThat(network.run().durationSeconds()).isEqualTo(0.5);
    TestFiles.finding(TestFiles.findings(folder, model), Code.F_NO_TARGET);
  }

  @Test
  void mistakesInStructuresAreTold() {
    found("<Link from='src[7]' to='dst[0]'/>", Code.N_INDEX, "src[7]");
    found("<Link from='nowhere[0]' to='dst[0]'/>", Code.F_UNRESOLVED, "nowhere");
    found("<Link to='dst[0]'/>", Code.F_MISSING_ATTRIBUTE, "from");
    found("<Link from='dst[0]' to='dst[1]'/>", Code.N_TYPE_MISMATCH, "emits no events");
    found("<Link from='src[0]' to='src[1]'/>", Code.N_TYPE_MISMATCH, "no port for incoming");
    found("<Link from='src[0]' to='dst[0]' out='tock'/>", Code.F_UNRESOLVED, "tock");
    found("<Group id='x' of='clock' count='0.7'/>", Code.N_BAD_SIZE, "1.4");
    found("<Group id='x' of='clock' count='1ms'/>", Code.F_DIMENSION, "count");
    found("<Group id='x' of='none' count='1'/>", Code.F_UNRESOLVED, "none");
    found(
        "<Bundle id='b' source='src' target='gone'><pattern type='Pattern' drive='drive' lag='1ms'"
            + " strength='1'/></Bundle>",
        Code.F_UNRESOLVED,
        "gone");
    found(
        "<Bundle id='b' source='src' target='dst'><pattern drive='drive' lag='-1ms'"
            + " strength='1'/></Bundle>",
        Code.N_NEGATIVE_DELAY,
        "-0.002");
    found(
        "<Ties id='t' here='dst'><Tie left='0' right='9' with='drive' force='1'/></Ties>",
        Code.N_INDEX,
        "dst[9]");
  }

  @Test
  void loopsThatWouldMakeTooManyConnectionsAreNotBegun() {
    found(
        "<Group id='x' of='clock' count='1e7'/><Group id='y' of='counter' count='1e7'/>"
            + "<Bundle id='b' source='x' target='y'><pattern drive='plain' lag='1ms'"
            + " strength='1'/></Bundle>",
        Code.F_TOO_LARGE,
        "20000000");
  }

  @Test
  void structuresThatCannotBeFollowedAreTold() {
    String model =
        net("<Link from='src[0]' to='dst[0]'/>")
            .replace(
                "<EventConnection from='a' to='b' sourcePort='out'/>",
                "<If test='1 .gt. 0'><EventConnection from='a' to='b'/></If>");
    assertThat(TestFiles.finding(TestFiles.findings(folder, model), Code.F_UNSUPPORTED).message())
        .contains("Structure with If");
    String delay =
        net("<Bundle id='b' source='src' target='dst'><pattern drive='plain' lag='1ms'"
                + " strength='1'/></Bundle>")
            .replace("delay='2 * lag'", "delay='strength'");
    assertThat(TestFiles.finding(TestFiles.findings(folder, delay), Code.F_DIMENSION).message())
        .contains("delay is time", "'strength' is none");
  }
}
