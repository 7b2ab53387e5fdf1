package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bitspike.frontends.api.Cell;
import org.bitspike.frontends.api.Connector;
import org.bitspike.frontends.api.NetworkBuilder;
import org.bitspike.frontends.api.Population;
import org.bitspike.frontends.api.Stdp;
import org.bitspike.frontends.api.SynapseType.StdpSynapse;
import org.bitspike.frontends.api.TypeLibrary;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.LearningSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of learning written as component types, run connection by connection. */
class LearningRuleTest {

  @TempDir Path folder;

  /** A type of the user's own that extends the library's base. */
  private Cell rule(String name, String inside) {
    String text =
        "<Lems><ComponentType name='"
            + name
            + "' extends='basePlasticityRule'>"
            + inside
            + "</ComponentType></Lems>";
    try {
      Files.writeString(folder.resolve("rule.xml"), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return Cell.of(name);
  }

  private NetworkBuilder builder() {
    Path own = folder.resolve("rule.xml");
    return (Files.exists(own)
            ? new NetworkBuilder("learning", TypeLibrary.withFile(own))
            : new NetworkBuilder("learning"))
        .timestepMillis(0.1);
  }

  /** One connection with a delay of 1 ms, watched for 100 ms. */
  private Network pair(Cell rule, double weight, double[] pre, double[] post) {
    NetworkBuilder net = builder();
    Population a = net.population("a", 1, Cell.spikeSourceArray(pre));
    Population b = net.population("b", 1, Cell.spikeSourceArray(post));
    net.watch("learn", a, b, Connector.oneToOne(), new StdpSynapse(rule, weight, 1));
    return net.build(100);
  }

  private static Recording run(Network network) {
    return ReferenceSimulator.simulate(
        network, SimulationOptions.defaults().withRecordLearning(true));
  }

  private static double[] word(Recording recording, String word) {
    LearningSeries words = recording.learning().getFirst();
    return words.values().get(words.words().indexOf(word));
  }

  private static double lastWeight(Recording recording) {
    return recording.weights().getLast().weight()[0];
  }

  @Test
  void runsHandlersInOrderOfArrival() {
    Cell rule =
        rule(
            "tally",
            "<Dynamics><StateVariable name='weight' dimension='none' exposure='weight'/><OnEvent"
                + " port='pre'><StateAssignment variable='weight' value='10 * weight +"
                + " 1'/></OnEvent><OnEvent port='post'><StateAssignment variable='weight' value='10"
                + " * weight + 2'/></OnEvent></Dynamics>");
    // a postsynaptic spike arrives 1 ms after it is sent: that of 19.05 ms together with the second
    Recording r =
        run(pair(rule, 0, new double[] {10.05, 20.05, 30.05}, new double[] {9.55, 19.05, 50}));
    assertThat(word(r, "weight")).containsExactly(1, 1221, 12211);
    assertThat(lastWeight(r)).isEqualTo(122112);
  }

  @Test
  void solvesLinearRatesExactly() {
    Cell rule =
        rule(
                "recovering",
                "<Parameter name='tau' dimension='time'/>"
                    + "<Constant name='rest' dimension='none' value='3'/>"
                    + "<Dynamics><StateVariable name='weight' dimension='none' exposure='weight'/>"
                    + "<StateVariable name='age' dimension='time'/>"
                    + "<TimeDerivative variable='weight' value='(rest - weight) / tau'/>"
                    + "<TimeDerivative variable='age' value='1'/>"
                    + "<OnEvent port='pre'><StateAssignment variable='age' value='age'/></OnEvent>"
                    + "</Dynamics>")
            .with("tau", 7e-3);
    Recording r = run(pair(rule, 1, new double[] {10.05, 42.35}, new double[0]));
    // times are those of the ends of steps
    double[] at = {10.1e-3, 42.4e-3};
    for (int k = 0; k < at.length; k++) {
      assertThat(word(r, "age")[k]).isCloseTo(at[k], within(1e-15));
      assertThat(word(r, "weight")[k]).isCloseTo(3 - 2 * Math.exp(-at[k] / 7e-3), within(1e-13));
    }
  }

  @Test
  void keepsWeightsInTheirBounds() {
    Cell up = Stdp.additive(20, 20, 0.8, 0.8, 2);
    Recording potentiated = run(pair(up, 1, new double[] {10, 50}, new double[] {11, 12, 13}));
    assertThat(word(potentiated, "weight")[0]).isEqualTo(1);
    assertThat(word(potentiated, "weight")[1]).isLessThan(2).isGreaterThan(0.5);
    Recording full = run(pair(up, 1, new double[] {10}, new double[] {11, 12, 13}));
    assertThat(lastWeight(full)).isEqualTo(2);
    Recording depressed = run(pair(up, 0.5, new double[] {15, 16}, new double[] {10, 11, 12}));
    assertThat(lastWeight(depressed)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0.5", "1, 1, 0.25", "0.5, 0.5, 0.353553390593"})
  void exponentsScaleTheStepByTheDistanceFromTheBound(double muPlus, double muMinus, double step) {
    // the postsynaptic spike arrives 5 ms after the presynaptic one, at half the greatest weight
    Recording r =
        run(
            pair(
                Stdp.power(20, 20, 0.5, 0.5, 1, muPlus, muMinus),
                0.5,
                new double[] {10.05},
                new double[] {14.05}));
    assertThat(lastWeight(r))
        .isCloseTo(Math.min(1, 0.5 + step * Math.exp(-5.0 / 20)), within(1e-10));
  }

  @Test
  void synapseActsWithTheWeightAfterTheSpike() {
    NetworkBuilder net = builder();
    Population pre = net.population("pre", 1, Cell.spikeSourceArray(20.05, 40.05));
    Population teacher = net.population("teacher", 1, Cell.spikeSourceArray(10.05));
    Population cell = net.population("cell", 1, Cell.ifCondExp());
    net.projection(
        "push",
        teacher,
        cell,
        Connector.oneToOne(),
        new org.bitspike.frontends.api.SynapseType.StaticSynapse(10, 1),
        "inhibitory");
    net.projection(
        "learn",
        pre,
        cell,
        Connector.oneToOne(),
        new StdpSynapse(Stdp.multiplicative(20, 20, 0.1, 0.1, 1), 0.1, 1),
        "excitatory");
    net.projection(
        "drive",
        teacher,
        cell,
        Connector.oneToOne(),
        new org.bitspike.frontends.api.SynapseType.StaticSynapse(1, 8),
        "excitatory");
    Recording r =
        ReferenceSimulator.simulate(
            net.build(100),
            SimulationOptions.defaults()
                .withRecordLearning(true)
                .withTrace("cell", 0, "learn_synapse/g", 1));
    double[] weights = word(r, "weight");
    double[] g = r.traces().getFirst().values();
    double before = g[410] * (1 - 0.1 / 5);
    assertThat(weights[1]).isNotEqualTo(0.1);
    assertThat(java.util.stream.DoubleStream.of(g).max().orElseThrow()).isPositive();
    assertThat(g[411] - before).isCloseTo(weights[1] * (1 - 0.1 / 5), within(2e-3));
  }

  @Test
  void columnsOfTheTableGiveFirstValues() {
    NetworkBuilder net = builder();
    Population a = net.population("a", 1, Cell.spikeSourceArray(50));
    Population b = net.population("b", 1, Cell.spikeSourceArray(8.95));
    ConnectionTable table =
        ConnectionTable.builder()
            .add(0, 0, 0.2, 1e-3, 0)
            .attribute("tracePre", new double[] {2})
            .build();
    net.watch(
        "learn",
        a,
        b,
        Connector.fromTable(table),
        new StdpSynapse(Stdp.additive(20, 20, 0.1, 0.1, 1), 0.2, 1));
    Recording r = run(net.build(20));
    assertThat(lastWeight(r)).isCloseTo(0.2 + 0.1 * 2 * Math.exp(-10.0 / 20), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<StateVariable name='w' dimension='none'/>"
            + "<OnEvent port='pre'><StateAssignment variable='w' value='1'/></OnEvent>"
            + " | no state variable 'weight'",
        "<StateVariable name='weight' dimension='none' exposure='weight'/> | does nothing at"
            + " events",
        "<StateVariable name='weight' dimension='none' exposure='weight'/>"
            + "<TimeDerivative variable='weight' value='-weight * weight / SEC'/>"
            + "<OnEvent port='pre'><StateAssignment variable='weight' value='1'/></OnEvent>"
            + " | the rate of weight is not of the form",
        "<StateVariable name='weight' dimension='none' exposure='weight'/>"
            + "<OnEvent port='pre'><StateAssignment variable='weight' value='random(1)'/></OnEvent>"
            + " | draws random numbers",
        "<StateVariable name='weight' dimension='none' exposure='weight'/><OnCondition test='weight"
            + " .gt. 1'><StateAssignment variable='weight' value='1'/></OnCondition><OnEvent"
            + " port='pre'><StateAssignment variable='weight' value='1'/></OnEvent> | regimes or"
            + " conditions",
      })
  void refusesWhatIsNoRule(String dynamics, String why) {
    Cell rule =
        rule(
            "wrong",
            "<Constant name='SEC' dimension='time' value='1 s'/><Dynamics>"
                + dynamics
                + "</Dynamics>");
    Network network = pair(rule, 1, new double[] {10}, new double[] {20});
    assertThatThrownBy(() -> run(network))
        .isInstanceOf(BitspikeException.class)
        .hasMessageContaining("BS-R001")
        .hasMessageContaining(why);
  }

  @Test
  void refusesAComponentThatIsNoRule() {
    Network network =
        pair(Cell.of("expCurrSynapse").with("tau_syn", 5), 1, new double[] {1}, new double[] {2});
    assertThatThrownBy(() -> run(network))
        .isInstanceOf(BitspikeException.class)
        .hasMessageContaining("cannot learn");
  }
}
