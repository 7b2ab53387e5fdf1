package org.bitspike.frontends.lems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Severity;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.spi.Frontend;
import org.bitspike.ir.unit.Dimension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The LEMS language, shown on small types of our own. */
class LanguageTest {

  @TempDir Path folder;

  private Frontend.Import read(String topLevel) {
    return TestFiles.read(
        folder, TestFiles.model(topLevel, "<population id='p2' component='c2' size='1'/>", ""));
  }

  private Network network(String topLevel) {
    return read(topLevel).network();
  }

  private static String dynamics(String content) {
    return "<Dynamics>" + content + "</Dynamics>";
  }

  @Test
  void typeInheritsEverythingButReplacedDynamics() {
    Network network =
        network(
            """
            <ComponentType name="base"><Parameter name="a" dimension="time"/><Parameter name="b" dimension="none"/>
              <Constant name="k" dimension="voltage" value="3 mV"/><EventPort name="spike" direction="out"/>
              <Dynamics><StateVariable name="x" dimension="none"/><OnCondition test="x .gt. b"><EventOut port="spike"/></OnCondition></Dynamics>
            </ComponentType>
            <ComponentType name="middle" extends="base"><Parameter name="c" dimension="none"/></ComponentType>
            <ComponentType name="last" extends="middle"><Parameter name="k" dimension="voltage"/>
              <Dynamics><StateVariable name="y" dimension="none"/></Dynamics></ComponentType>
            <last id="c2" a="1ms" b="2" c="3" k="1V"/>
            """);
    ComponentType type = network.typeOf("c2");
    assertThat(type.ancestors()).containsExactly("middle", "base");
    assertThat(type.parameters())
        .extracting(ComponentType.Parameter::name)
        .containsExactly("a", "b", "c", "k");
    assertThat(type.constants()).isEmpty();
    assertThat(type.eventPorts()).hasSize(1);
    assertThat(type.dynamics().stateVariables())
        .extracting(ComponentType.StateVariable::name)
        .containsExactly("y");
    assertThat(type.dynamics().onConditions()).isEmpty();
    assertThat(network.component("c2").parameters())
        .containsEntry("k", 1.0)
        .containsEntry("a", 0.001);
  }

  @Test
  void typeWithoutDynamicsKeepsTheInheritedOnes() {
    Network network =
        network(
            "<ComponentType name='mine' extends='iafTauCell'/><mine id='c2' leakReversal='0mV'"
                + " thresh='1mV' reset='0mV' tau='1ms'/>");
    assertThat(network.typeOf("c2").dynamics().timeDerivatives()).hasSize(1);
    assertThat(network.typeOf("c2").isA("iafTauCell")).isTrue();
  }

  @Test
  void fixedParametersNeedNoAttribute() {
    Network network =
        network(
            "<ComponentType name='quick' extends='iafTauCell'><Fixed parameter='tau'"
                + " value='2ms'/></ComponentType><quick id='c2' leakReversal='0mV' thresh='1mV'"
                + " reset='0mV'/>");
    assertThat(network.component("c2").parameters()).containsEntry("tau", 0.002);
  }

  @Test
  void unitsHavePowerScaleAndOffset() {
    Network network =
        network(
            """
            <Unit symbol="fortnight" dimension="time" scale="1209600"/>
            <Unit symbol="degF" dimension="temperature" scale="0.5555555555555556" offset="255.3722222222222"/>
            <ComponentType name="odd"><Parameter name="a" dimension="time"/><Parameter name="b" dimension="temperature"/>
              <Parameter name="c" dimension="voltage"/><Parameter name="d" dimension="temperature"/><Parameter name="e" dimension="*"/></ComponentType>
            <odd id="c2" a="2 fortnight" b="212degF" c="-1e-5 mV" d="37 degC" e="3nS"/>
            """);
    Component c = network.component("c2");
    assertThat(c.parameters().get("a")).isEqualTo(2419200);
    assertThat(c.parameters().get("b")).isCloseTo(373.15, within(1e-9));
    assertThat(c.parameters().get("c")).isEqualTo(-1e-8);
    assertThat(c.parameters().get("d")).isCloseTo(310.15, within(1e-9));
    assertThat(c.parameters().get("e")).isEqualTo(3e-9);
  }

  @Test
  void numeralIsRoundedOnce() {
    Network network = network("<iafCell id='c2' extends='cell' C='3.2pF' leakReversal='-53mV'/>");
    assertThat(network.component("c2").parameters())
        .containsEntry("C", 3.2e-12)
        .containsEntry("leakReversal", -0.053);
  }

  @Test
  void bothFormsOfAComponentAreOne() {
    Network network =
        network(
            "<Component id='c2' type='iafTauCell' leakReversal='0mV' thresh='1mV' reset='0mV'"
                + " tau='1ms'/>");
    assertThat(network.component("c2").type()).isEqualTo("iafTauCell");
  }

  @Test
  void componentExtendsAnother() {
    Network network = network("<Component id='c2' extends='cell' C='20pF'/>");
    assertThat(network.component("c2").type()).isEqualTo("iafCell");
    assertThat(network.component("c2").parameters())
        .containsEntry("C", 20e-12)
        .containsEntry("thresh", -0.05);
  }

  @Test
  void childrenFindTheirPlaceByTypeBySlotAndByTypeAttribute() {
    String types =
        """
        <ComponentType name="part"><Parameter name="x" dimension="none"/></ComponentType>
        <ComponentType name="finePart" extends="part"/>
        <ComponentType name="whole"><Child name="head" type="part"/><Children name="parts" type="part"/></ComponentType>
        """;
    Component c =
        network(
                types
                    + "<whole id='c2'><head x='1'/><part id='a' x='2'/><finePart id='b'"
                    + " x='3'/><parts type='finePart' id='c' x='4'/><Component type='part' id='d'"
                    + " x='5'/></whole>")
            .component("c2");
    assertThat(c.children().get("head")).extracting(Component::type).containsExactly("part");
    assertThat(c.children().get("parts"))
        .extracting(Component::id)
        .containsExactly("a", "b", "c", "d");
    assertThat(c.children().get("parts"))
        .extracting(Component::type)
        .containsExactly("part", "finePart", "finePart", "part");
  }

  @Test
  void referencesBecomeCopies() {
    Component c =
        network(
                "<doubleSynapse id='s2' synapse1='syn' synapse2='syn' synapse1Path='./syn'"
                    + " synapse2Path='./syn'/><poissonFiringSynapse id='p' synapse='s2'"
                    + " averageRate='5Hz' spikeTarget='./s2'/><iafCell id='c2' extends='cell'/>")
            .component("c2");
    assertThat(c.children()).isEmpty();
    Network network =
        TestFiles.network(
            folder,
            TestFiles.model(
                "<poissonFiringSynapse id='p' synapse='syn' averageRate='5Hz'"
                    + " spikeTarget='./syn'/>",
                "<explicitInput target='pop[1]' input='p' destination='synapses'/>",
                ""));
    assertThat(network.component("p").children().get("synapse").get(0))
        .satisfies(
            s -> {
              assertThat(s.id()).isEqualTo("syn");
              assertThat(s.parameters()).containsEntry("tauDecay", 0.002);
            });
    assertThat(network.typeOf("p").slots()).extracting(Slot::kind).contains(Slot.Kind.REFERENCE);
  }

  @Test
  void derivedVariablesStandInOrderOfDependence() {
    Network network =
        network(
            "<ComponentType name='odd'><Parameter name='p' dimension='none'/><DerivedParameter"
                + " name='r' dimension='none' value='q + 1'/><DerivedParameter name='q'"
                + " dimension='none' value='2 * p'/>"
                + dynamics(
                    "<DerivedVariable name='a' dimension='none' value='b +"
                        + " c'/><ConditionalDerivedVariable name='b' dimension='none'><Case"
                        + " condition='c .gt. 1' value='c'/><Case"
                        + " value='0'/></ConditionalDerivedVariable><DerivedVariable name='c'"
                        + " dimension='none' value='r'/>")
                + "</ComponentType><odd id='c2' p='1'/>");
    ComponentType type = network.typeOf("c2");
    assertThat(type.derivedParameters())
        .extracting(ComponentType.DerivedParameter::name)
        .containsExactly("q", "r");
    assertThat(type.dynamics().derivedVariables())
        .extracting(DerivedVariable::name)
        .containsExactly("c", "b", "a");
    assertThat(type.dynamics().derivedVariables().get(1).definition())
        .isInstanceOf(Definition.Conditional.class);
  }

  @Test
  void derivedVariableTakesTheDimensionOfItsExposure() {
    Network network =
        network(
            "<ComponentType name='odd'><Parameter name='p' dimension='voltage'/><Exposure name='i'"
                + " dimension='voltage'/>"
                + dynamics(
                    "<DerivedVariable name='i' exposure='i' value='2 * p'/><DerivedVariable"
                        + " name='j' value='i * i'/>")
                + "</ComponentType><odd id='c2' p='1V'/>");
    List<DerivedVariable> derived = network.typeOf("c2").dynamics().derivedVariables();
    assertThat(derived.get(0).dimension().sameAs(Dimension.VOLTAGE)).isTrue();
    assertThat(derived.get(1).dimension().sameAs(Dimension.VOLTAGE.power(2))).isTrue();
  }

  @Test
  void everyPartOfDynamicsIsKept() {
    Network network =
        network(
            """
            <ComponentType name="odd"><EventPort name="in" direction="in"/><EventPort name="spike" direction="out"/>
              <Exposure name="x" dimension="none"/>
              <Dynamics>
                <StateVariable name="x" dimension="none" exposure="x"/><StateVariable name="since" dimension="time"/>
                <DerivedVariable name="s" dimension="none" select="parts[*]/y" reduce="multiply" required="false"/>
                <OnStart><StateAssignment variable="x" value="1"/></OnStart>
                <OnEvent port="in"><StateAssignment variable="x" value="x + 1"/><EventOut port="spike"/></OnEvent>
                <Regime name="up" initial="true"><TimeDerivative variable="since" value="1"/>
                  <OnCondition test="x .geq. 2 .and. t .gt. since"><Transition regime="down"/></OnCondition></Regime>
                <Regime name="down"><OnEntry><StateAssignment variable="since" value="t"/></OnEntry>
                  <OnEvent port="in"><Transition regime="up"/></OnEvent></Regime>
              </Dynamics>
            </ComponentType>
            <odd id="c2"/>
            """);
    ComponentType.Dynamics d = network.typeOf("c2").dynamics();
    assertThat(d.stateVariables().get(0).exposure()).contains("x");
    assertThat(d.derivedVariables().get(0).definition())
        .isEqualTo(
            new Definition.Select(
                "parts[*]/y", java.util.Optional.of(Definition.Reduce.MULTIPLY), false));
    assertThat(d.onStart()).containsExactly(new Action.Assign("x", ExprText.parse("1")));
    assertThat(d.onEvents().get(0).actions())
        .containsExactly(new Action.Assign("x", ExprText.parse("x + 1")), new Action.Emit("spike"));
    assertThat(d.regimes().get(0).initial()).isTrue();
    assertThat(d.regimes().get(0).onConditions().get(0).actions())
        .containsExactly(new Action.Transition("down"));
    assertThat(d.regimes().get(1).onEntry()).hasSize(1);
    assertThat(d.regimes().get(1).onEvents()).hasSize(1);
    assertThat(ExprText.print(d.regimes().get(0).onConditions().get(0).test()))
        .isEqualTo("x .geq. 2 .and. t .gt. since");
  }

  @Test
  void globalConstantsBecomeConstantsOfTheTypesThatUseThem() {
    Network network =
        network(
            "<Constant name='half' dimension='time' value='0.5ms'/><ComponentType name='odd'>"
                + dynamics("<DerivedVariable name='a' dimension='time' value='2 * half'/>")
                + "</ComponentType><odd id='c2'/>");
    assertThat(network.typeOf("c2").constants())
        .containsExactly(new ComponentType.Constant("half", Dimension.TIME, 0.5e-3));
  }

  @Test
  void attributesNobodyKnowsAreWarnedOf() {
    Frontend.Import read = read("<iafCell id='c2' extends='cell' treshold='3mV'/>");
    assertThat(read.warnings())
        .singleElement()
        .satisfies(
            w -> {
              assertThat(w.code()).isEqualTo(Code.N_UNKNOWN_PARAMETER);
              assertThat(w.severity()).isEqualTo(Severity.WARNING);
              assertThat(w.message()).contains("treshold").contains("iafCell");
              assertThat(w.where().line()).isPositive();
            });
  }

  @Test
  void wrongTypesThatNobodyUsesAreWarnedOf() {
    Frontend.Import read = read("<iafCell id='c2' extends='cell'/><noSuchCell id='unused'/>");
    assertThat(read.warnings()).extracting(Diagnostic::code).containsExactly(Code.F_UNKNOWN_TYPE);
  }

  @Test
  void eventsInsideAComponentGoWhereItsStructureSays() {
    String types =
        """
        <ComponentType name="inner"><EventPort name="in" direction="in"/>
          <Dynamics><StateVariable name="n" dimension="none"/><OnEvent port="in"><StateAssignment variable="n" value="n + 1"/></OnEvent></Dynamics>
          STRUCTURE</ComponentType>
        <ComponentType name="outer"><EventPort name="spike" direction="out"/><Children name="inners" type="inner"/>
          <Dynamics><OnCondition test="t .gt. 0"><EventOut port="spike"/></OnCondition></Dynamics></ComponentType>
        <outer id="c2"><inner id="a"/></outer>
        """;
    String wired =
        "<Structure><With instance='parent' as='a'/><With instance='this' as='b'/><EventConnection"
            + " from='a' to='b'/></Structure>";
    assertThat(network(types.replace("STRUCTURE", wired)).component("c2").children().get("inners"))
        .hasSize(1);
    List<Diagnostic> findings =
        TestFiles.findings(
            folder,
            TestFiles.model(
                types.replace("STRUCTURE", ""),
                "<population id='p2' component='c2' size='1'/>",
                ""));
    assertThat(TestFiles.finding(findings, Code.F_UNSUPPORTED).message()).contains("'a'");
  }

  @Test
  void usersCoreTypesStandBeforeTheLibrarys() {
    Path core = folder.resolve("core");
    TestFiles.write(
        core,
        "Cells.xml",
        "<Lems><Include file='NeuroMLCoreDimensions.xml'/><ComponentType name='onlyCell'><EventPort"
            + " name='spike' direction='out'/></ComponentType></Lems>");
    Path file =
        TestFiles.write(
            folder.resolve("main"),
            "model.xml",
            "<Lems><Include file='Cells.xml'/><onlyCell id='c'/><network id='n'><population id='p'"
                + " component='c' size='2'/></network></Lems>");
    Network network = new LemsFrontend(LemsOptions.run(1, 0.1)).read(file, List.of(core)).network();
    assertThat(network.types())
        .singleElement()
        .satisfies(
            t -> {
              assertThat(t.name()).isEqualTo("onlyCell");
              assertThat(t.source().file()).endsWith("Cells.xml").doesNotStartWith("library:");
            });
  }
}
