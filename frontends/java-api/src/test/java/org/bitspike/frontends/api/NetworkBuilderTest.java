package org.bitspike.frontends.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bitspike.frontends.api.SynapseType.LutStdpSynapse;
import org.bitspike.frontends.api.SynapseType.StaticSynapse;
import org.bitspike.frontends.api.SynapseType.StdpSynapse;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.NetworkVerifier;
import org.bitspike.ir.network.Projection;
import org.junit.jupiter.api.Test;

class NetworkBuilderTest {

  private static Network balanced() {
    NetworkBuilder net = new NetworkBuilder("balanced").timestepMillis(0.1).seed(42);
    Population exc = net.population("exc", 80, Cell.ifCondExp().with("tau_refrac", 2));
    Population inh = net.population("inh", 20, Cell.ifCondExp());
    Population noise = net.population("noise", 100, Cell.spikeSourcePoisson(10, 0, 1000));
    StaticSynapse drive =
        new StaticSynapse(Value.normal(0.004, 0.001, 0, 0.01), Value.uniform(0.5, 2.5));
    net.projection("drive", noise, exc, Connector.fixedProbability(0.5, 3), drive, "excitatory");
    net.projection(
        "ee",
        exc,
        exc,
        Connector.fixedProbability(0.1, 4),
        new StaticSynapse(0.004, 1.5),
        "excitatory");
    net.projection(
        "ie", inh, exc, Connector.fixedNumberPre(5, 5), new StaticSynapse(0.05, 1.5), "inhibitory");
    exc.record("v", 0, 1);
    return net.build(500);
  }

  @Test
  void buildsASoundNetworkInPynnsWords() {
    Network network = balanced();
    assertThat(NetworkVerifier.verify(network)).isEmpty();
    assertThat(network.run().steps()).isEqualTo(5000);
    assertThat(network.component("ie_synapse").type()).isEqualTo("expCondSynapse");
    assertThat(network.component("ie_synapse").parameters())
        .containsEntry("e_rev", -70.0)
        .containsEntry("tau_syn", 5.0);
    assertThat(network.outputs().getFirst().columns()).hasSize(2);
  }

  @Test
  void expandsConnectorsTheSameEveryTime() {
    Projection drive = balanced().projections().getFirst();
    ConnectionTable first = drive.connectivity().expand(100, 80, false);
    ConnectionTable again =
        balanced().projections().getFirst().connectivity().expand(100, 80, false);
    assertThat(first.size()).isBetween(3700, 4300).isEqualTo(again.size());
    for (int c = 0; c < first.size(); c++) {
      assertThat(first.weight(c)).isEqualTo(again.weight(c)).isBetween(0.0, 0.01);
      assertThat(first.delaySeconds(c)).isBetween(0.5e-3, 2.5e-3);
    }
  }

  @Test
  void fixedNumberPreGivesEveryTargetThatMany() {
    ConnectionTable table = balanced().projections().get(2).connectivity().expand(20, 80, false);
    int[] inputs = new int[80];
    for (int c = 0; c < table.size(); c++) {
      inputs[table.post(c)]++;
    }
    assertThat(inputs).containsOnly(5);
  }

  @Test
  void connectorsHaveTheRulesOfPyNN() {
    NetworkBuilder net = new NetworkBuilder("rules").timestepMillis(0.1);
    Population cells = net.population("cells", 30, Cell.ifCurrExp());
    StaticSynapse synapse =
        new StaticSynapse(
            Value.truncatedNormal(1, 0.5, 0, 2),
            Value.truncatedNormal(1.5, 0.75, 0.1, Double.POSITIVE_INFINITY));
    List<Connector> connectors =
        List.of(
            Connector.fixedTotalNumber(500, 1).allowSelfConnections(true),
            Connector.fixedNumberPost(7, false, 2),
            Connector.fixedNumberPost(7, true, 3),
            Connector.fixedNumberPre(7, true, 4));
    for (int k = 0; k < connectors.size(); k++) {
      net.projection("p" + k, cells, cells, connectors.get(k), synapse, "excitatory");
    }
    Network network = net.build(10);
    assertThat(NetworkVerifier.verify(network)).isEmpty();
    int[] sizes =
        network.projections().stream()
            .mapToInt(p -> p.connectivity().expand(30, 30, true).size())
            .toArray();
    assertThat(sizes).containsExactly(500, 210, 210, 210);
    ConnectionTable total = network.projections().getFirst().connectivity().expand(30, 30, true);
    boolean self = false;
    for (int c = 0; c < total.size(); c++) {
      self |= total.pre(c) == total.post(c);
      assertThat(total.weight(c)).isBetween(0.0, 2.0);
      assertThat(total.delaySeconds(c)).isGreaterThanOrEqualTo(0.1e-3);
    }
    assertThat(self).isTrue();
    assertThat(Connector.fromTable(total).allowSelfConnections(false))
        .isEqualTo(Connector.fromTable(total));
  }

  @Test
  void learningNeedsNoSynapse() {
    NetworkBuilder net = new NetworkBuilder("watching");
    Population pre = net.population("pre", 3, Cell.spikeSourceArray(1, 5));
    Population post = net.population("post", 1, Cell.spikeSourceArray(3));
    LutStdpSynapse rule =
        new LutStdpSynapse(LutStdp.defaults().withWMax(15), Value.constant(7), Value.constant(1));
    net.watch("learning", pre, post, Connector.allToAll(), rule);
    Network network = net.build(10);
    assertThat(network.projections().getFirst().synapse()).isEmpty();
    assertThat(network.component("learning_plasticity").parameters()).containsEntry("wMax", 15.0);
  }

  @Test
  void connectsEveryCellOfPynnsByItsReceptors() {
    for (Cell cell :
        List.of(
            Cell.ifCurrExp(),
            Cell.ifCurrAlpha(),
            Cell.ifCurrDelta(),
            Cell.ifCondExp(),
            Cell.ifCondAlpha(),
            Cell.ifCondExpGsfaGrr(),
            Cell.eifCondExpIsfaIsta(),
            Cell.izhikevich(),
            Cell.gifCondExp())) {
      NetworkBuilder net = new NetworkBuilder("receptors");
      Population source = net.population("source", 2, Cell.spikeSourceArray(1));
      Population cells = net.population("cells", 2, cell);
      for (String receptor : List.of("excitatory", "inhibitory")) {
        net.projection(
            receptor, source, cells, Connector.allToAll(), new StaticSynapse(0.1, 1), receptor);
      }
      Network network = net.build(10);
      assertThat(NetworkVerifier.verify(network)).as(cell.type()).isEmpty();
      assertThat(network.projections()).as(cell.type()).hasSize(2);
    }
  }

  @Test
  void learnsByTheRulesOfTheLibrary() {
    for (Cell rule :
        List.of(
            Stdp.additive(20, 20, 0.01, 0.012, 1),
            Stdp.multiplicative(20, 20, 0.01, 0.012, 1),
            Stdp.power(20, 20, 0.01, 0.012, 1, 0.4, 0.4),
            Stdp.triplet())) {
      NetworkBuilder net = new NetworkBuilder("learning");
      Population pre = net.population("pre", 3, Cell.spikeSourcePoisson(20, 0, 1000));
      Population post = net.population("post", 2, Cell.ifCondExp());
      StdpSynapse plastic = new StdpSynapse(rule, Value.uniform(0, 1), Value.constant(1));
      net.projection("learn", pre, post, Connector.allToAll(), plastic, "excitatory");
      Network network = net.build(10);
      assertThat(NetworkVerifier.verify(network)).isEmpty();
      assertThat(network.projections().getFirst().plasticity()).contains("learn_plasticity");
      assertThat(network.component("learn_plasticity").type()).isEqualTo(rule.type());
    }
  }

  @Test
  void additiveStdpHasPynnsAmplitudes() {
    assertThat(Stdp.additive(16.8, 33.7, 0.01, 0.005, 2).parameters())
        .containsEntry("lambda", 0.01)
        .containsEntry("alpha", 0.5)
        .containsEntry("tauMinus", 33.7 * 1e-3)
        .containsEntry("wMax", 2.0)
        .containsEntry("muPlus", 0.0);
  }

  @Test
  void tellsEveryMistakeAtOnce() {
    NetworkBuilder net = new NetworkBuilder("wrong");
    Population cells = net.population("cells", 2, Cell.ifCondExp());
    net.population("cells", 2, Cell.ifCondExp());
    net.population("strange", 1, Cell.of("noSuchCell"));
    net.projection("p", cells, cells, Connector.allToAll(), new StaticSynapse(1, 1), "gabaergic");
    assertThatThrownBy(() -> net.build(10))
        .isInstanceOfSatisfying(
            BitspikeException.class,
            e ->
                assertThat(e.diagnostics())
                    .extracting(Diagnostic::code)
                    .contains(Code.N_DUPLICATE_NAME, Code.F_UNKNOWN_TYPE, Code.N_TYPE_MISMATCH));
  }

  @Test
  void refusesANegativeDelay() {
    NetworkBuilder net = new NetworkBuilder("wrong");
    Population cells = net.population("cells", 2, Cell.ifCondExp());
    ConnectionTable table = ConnectionTable.builder().add(0, 1, 0.1, -1e-3, 0).build();
    net.projection(
        "p", cells, cells, Connector.fromTable(table), new StaticSynapse(1, 1), "excitatory");
    assertThatThrownBy(() -> net.build(10))
        .isInstanceOf(BitspikeException.class)
        .hasMessageContaining("BS-N001");
  }
}
