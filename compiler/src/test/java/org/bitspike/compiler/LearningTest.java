package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bitspike.compiler.tables.StdpTables;
import org.bitspike.compiler.tables.WeightDependence;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.unit.Dimension;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plastic projections: rule, words, tables, and the weights after a run. */
class LearningTest {

  private static final double STEP = 1e-4;

  private static ComponentType lutStdp(String name) {
    Map<String, Dimension> parameters = new LinkedHashMap<>();
    parameters.put("tauPlus", Dimension.TIME);
    parameters.put("tauMinus", Dimension.TIME);
    parameters.put("wMax", Dimension.NONE);
    parameters.put("threshHigh", Dimension.NONE);
    parameters.put("threshLow", Dimension.NONE);
    parameters.put("synapsesPerDriver", Dimension.NONE);
    parameters.put("driverReadoutTime", Dimension.TIME);
    parameters.put("noSynapses", Dimension.NONE);
    List<ComponentType.Parameter> declared = new ArrayList<>();
    parameters.forEach((n, d) -> declared.add(new ComponentType.Parameter(n, d)));
    return new ComponentType(
        name,
        List.of(),
        declared,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            "lutCausal", "lutAcausal", "lutCombined", "configBits0", "configBits1", "resetPattern"),
        Dynamics.NONE,
        SourceRef.NONE);
  }

  private static Network network(String plasticity) {
    return network(plasticity, false);
  }

  private static Network network(String plasticity, boolean ontoCell) {
    return network(
        plasticity,
        ontoCell,
        4,
        "2 3 4 4 5 6 7 8 9 10 11 12 13 14 14 15",
        "0 0 1 2 3 4 5 6 7 8 9 10 10 11 12 13",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 15");
  }

  private static Network network(
      String plasticity,
      boolean ontoCell,
      int bits,
      String causal,
      String acausal,
      String combined) {
    Map<String, Double> p = new LinkedHashMap<>();
    p.put("tauPlus", 0.02);
    p.put("tauMinus", 0.02);
    p.put("wMax", 2.0 * ((1 << bits) - 1));
    p.put("threshHigh", 2.0);
    p.put("threshLow", 2.0);
    p.put("synapsesPerDriver", 2.0);
    p.put("driverReadoutTime", 0.015);
    p.put("noSynapses", 0.0);
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("lutCausal", causal);
    texts.put("lutAcausal", acausal);
    texts.put("lutCombined", combined);
    texts.put("configBits0", "0 0 1 0");
    texts.put("configBits1", "0 1 0 0");
    texts.put("resetPattern", "1 1 1 1 1 1");
    Component rule = new Component("stdp", plasticity, p, texts, Map.of(), SourceRef.NONE);
    ConnectionTable.Builder table = ConnectionTable.builder();
    for (int i = 0; i < 5; i++) {
      table.add(i, 0, 2.0 * (i % (1 << bits)), 0.002, i + 1);
    }
    return new Network(
        "learning",
        java.util.stream.Stream.concat(
                TestModels.types().stream(), java.util.stream.Stream.of(lutStdp(plasticity)))
            .toList(),
        List.of(
            TestModels.regular("pre", 0.0101),
            TestModels.regular("post", 0.0137),
            rule,
            TestModels.iaf("cell"),
            TestModels.expOne("syn", 0.4e-9, 0, 0.004)),
        List.of(
            new Population("pre", "pre", 5, SourceRef.ofPath("net/pre")),
            new Population("post", ontoCell ? "cell" : "post", 1, SourceRef.ofPath("net/post"))),
        List.of(
            new Projection(
                "plastic",
                "pre",
                "post",
                ontoCell ? Optional.of("syn") : Optional.empty(),
                Optional.of("stdp"),
                table.build(),
                new SourceRef("net.nml", 9, 1, "net/plastic"))),
        List.of(),
        List.of(),
        new Network.Run(STEP, 2, 7),
        SourceRef.ofPath("net"));
  }

  @Test
  void weightsLearnAsInTheReference() {
    Network network = network("lutStdp");
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    Compilation compiled =
        Compiler.compile(
            network,
            Profiles.load("generic-int8", List.of()),
            reference,
            CompileOptions.defaults());
    SynapseBlock block = compiled.program().synapses().get(0);
    assertThat(block.weightCode()).containsExactly(0, 1, 2, 3, 4);
    assertThat(block.port()).isEmpty();
    assertThat(block.plasticity().orElseThrow().dendriticDelayTicks()).isEqualTo(20);
    Recording emulated = Interpreter.run(compiled.program(), RunOptions.defaults());
    double[] expected = last(reference).weight();
    double[] codes = last(emulated).weight();
    assertThat(codes).isNotEqualTo(new double[] {0, 1, 2, 3, 4});
    for (int i = 0; i < expected.length; i++) {
      assertThat(codes[i] * 2).as("connection %d", i).isEqualTo(expected[i]);
    }
  }

  /** Of 2 to 16 bits; on a chip whose weights have as many. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6, 8, 11, 16})
  void tablesOfOtherWidths(int bits) {
    StdpTables tables = StdpTables.derive(guetig(bits));
    Network network =
        network(
            "lutStdp",
            false,
            bits,
            StdpTables.text(tables.causal()),
            StdpTables.text(tables.acausal()),
            oneMore(bits));
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    List<String> overrides =
        List.of(
            "constants.weight_bits=" + bits,
            "synapse.weight.entry_format=s18",
            "synapse.weight.max_code=" + Math.max(127, (1 << bits) - 1));
    Compilation compiled =
        Compiler.compile(
            network,
            Profiles.load("generic-int8", overrides),
            reference,
            CompileOptions.defaults());
    Recording emulated = Interpreter.run(compiled.program(), RunOptions.defaults());
    double[] expected = last(reference).weight();
    double[] codes = last(emulated).weight();
    assertThat(expected).isNotEqualTo(reference.weights().getFirst().weight());
    for (int i = 0; i < expected.length; i++) {
      assertThat(codes[i] * 2).as("connection %d", i).isEqualTo(expected[i]);
    }
  }

  private static String oneMore(int bits) {
    int top = (1 << bits) - 1;
    return StdpTables.text(
        IntStream.rangeClosed(1, top + 1).map(i -> Math.min(i, top)).boxed().toList());
  }

  private static StdpTables.Rule guetig(int bits) {
    return new StdpTables.Rule(new WeightDependence.Guetig(0.4), 0.005, 1.05, 20, 10, 36, bits);
  }

  @Test
  void tablesOfAnotherWidthThanTheChipsAreRefused() {
    StdpTables tables = StdpTables.derive(guetig(6));
    Network network =
        network(
            "lutStdp",
            false,
            6,
            StdpTables.text(tables.causal()),
            StdpTables.text(tables.acausal()),
            StdpTables.text(tables.combined()));
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    assertThatThrownBy(
            () ->
                Compiler.compile(
                    network,
                    Profiles.load("generic-int8", List.of()),
                    reference,
                    CompileOptions.defaults()))
        .isInstanceOf(BitspikeException.class)
        .hasMessageContaining("BS-C014")
        .hasMessageContaining("lutCausal has 64 entries, and the chip looks up 16");
  }

  @Test
  void synapsesThatActOnACellLearnWhileTheyAct() {
    Network network = network("lutStdp", true);
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    Compilation compiled =
        Compiler.compile(
            network,
            Profiles.load("generic-int8", List.of()),
            reference,
            CompileOptions.defaults());
    assertThat(compiled.program().synapses().get(0).port()).contains("in_syn");
    Recording emulated = Interpreter.run(compiled.program(), RunOptions.defaults());
    Compared compared = Compared.of(reference, emulated, "post");
    assertThat(compared.expected()).isGreaterThan(20);
    assertThat(compared.actual()).isEqualTo(compared.expected());
    double[] expected = last(reference).weight();
    for (int i = 0; i < expected.length; i++) {
      assertThat(last(emulated).weight()[i] * 2).as("connection %d", i).isEqualTo(expected[i]);
    }
  }

  private static Recording.WeightSeries last(Recording recording) {
    return recording.weights().get(recording.weights().size() - 1);
  }

  @Test
  void aRuleTheChipLacksIsRefused() {
    Network network = network("otherRule");
    Recording sources =
        ReferenceSimulator.simulate(
            new Network(
                network.name(),
                network.types(),
                network.components(),
                network.populations(),
                List.of(),
                List.of(),
                List.of(),
                network.run(),
                network.source()),
            SimulationOptions.defaults());
    assertThatThrownBy(
            () ->
                Compiler.compile(
                    network,
                    Profiles.load("generic-int8", List.of()),
                    sources,
                    CompileOptions.defaults()))
        .isInstanceOf(BitspikeException.class)
        .hasMessageContaining("BS-C014")
        .hasMessageContaining("otherRule")
        .hasMessageContaining("lutStdp")
        .hasMessageContaining("net.nml:9");
  }
}
