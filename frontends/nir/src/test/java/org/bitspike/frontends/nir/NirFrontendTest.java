package org.bitspike.frontends.nir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.hdf5.HdfImage;
import org.bitspike.ir.hdf5.HdfNode;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.spi.Frontend;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.EventTiming;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NirFrontendTest {

  private static final double DT = 1e-3;

  private static final RunOverrides RUN =
      new RunOverrides(OptionalDouble.of(0.1), OptionalDouble.of(DT), Optional.empty());

  @TempDir private Path folder;

  // ---- building files

  private static HdfNode.Group node(String type) {
    return new HdfNode.Group().with("type", HdfNode.Texts.one(type));
  }

  private static HdfNode column(double... values) {
    return HdfNode.doubles(values, values.length);
  }

  private static double[] all(int n, double value) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }

  /** Weights are volts per spike: r is tau by the step. */
  private static HdfNode.Group lif(int... shape) {
    return neurons("LIF", "tau", shape);
  }

  private static HdfNode.Group neurons(String type, String tau, int... shape) {
    long[] dims = Arrays.stream(shape).asLongStream().toArray();
    int n = Tensor.product(shape);
    return node(type)
        .with(tau, HdfNode.doubles(all(n, 0.02), dims))
        .with("r", HdfNode.doubles(all(n, 0.02 / DT), dims))
        .with("v_leak", HdfNode.doubles(all(n, 0), dims))
        .with("v_reset", HdfNode.doubles(all(n, 0), dims))
        .with("v_threshold", HdfNode.doubles(all(n, 1), dims));
  }

  private static HdfNode.Group input(long... shape) {
    return node("Input").with("shape", HdfNode.longs(shape, shape.length));
  }

  private static HdfNode.Group output(long... shape) {
    return node("Output").with("shape", HdfNode.longs(shape, shape.length));
  }

  private static HdfNode.Group linear(int rows, int columns, double... weight) {
    return node("Linear").with("weight", HdfNode.doubles(weight, rows, columns));
  }

  /** A graph whose nodes are a chain, in the order of the names. */
  private static HdfNode.Group chain(Object... namesAndNodes) {
    HdfNode.Group nodes = new HdfNode.Group();
    List<String> edges = new ArrayList<>();
    for (int k = 0; k < namesAndNodes.length; k += 2) {
      nodes.with((String) namesAndNodes[k], (HdfNode) namesAndNodes[k + 1]);
      if (k > 0) {
        edges.add((String) namesAndNodes[k - 2]);
        edges.add((String) namesAndNodes[k]);
      }
    }
    return graph(nodes, edges);
  }

  private static HdfNode.Group graph(HdfNode.Group nodes, List<String> edges) {
    return node("NIRGraph")
        .with("nodes", nodes)
        .with("edges", HdfNode.Texts.of(edges, edges.size() / 2, 2));
  }

  private Path write(HdfNode.Group graph) {
    return write(
        "model.nir",
        new HdfNode.Group().with("version", HdfNode.Texts.one("1.0.7")).with("node", graph));
  }

  private Path write(String name, HdfNode.Group root) {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      new HdfImage(root).write(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return file;
  }

  private Frontend.Import read(HdfNode.Group graph) {
    return new NirFrontend().read(write(graph), List.of(), RUN);
  }

  private Network read(HdfNode.Group graph, String... spikes) throws IOException {
    Path csv = folder.resolve("in.csv");
    Files.write(csv, List.of(spikes));
    return new NirFrontend()
        .read(write(graph), List.of(), RUN.withInputSpikes(Optional.of(csv)))
        .network();
  }

  /** Milliseconds of the spikes of each population. */
  private static TreeMap<String, List<Long>> spikes(Network network) {
    Recording recording =
        ReferenceSimulator.simulate(
            network, SimulationOptions.defaults().withEventTiming(EventTiming.WHOLE_STEPS));
    TreeMap<String, List<Long>> all = new TreeMap<>();
    for (Recording.SpikeSeries series : recording.spikes()) {
      all.put(
          series.population(), Arrays.stream(series.tick(), 0, series.count()).boxed().toList());
    }
    return all;
  }

  private static ConnectionTable table(Network network, int projection) {
    Projection p = network.projections().get(projection);
    return (ConnectionTable) p.connectivity();
  }

  private static List<String> rows(Network network, int projection) {
    ConnectionTable t = table(network, projection);
    List<String> rows = new ArrayList<>();
    for (int c = 0; c < t.size(); c++) {
      rows.add(t.pre(c) + ">" + t.post(c) + " " + Math.rint(t.weight(c) * 1e6) / 1e6);
    }
    java.util.Collections.sort(rows);
    return rows;
  }

  private Diagnostic finding(HdfNode.Group graph) {
    return finding(write(graph));
  }

  private static Diagnostic finding(Path file) {
    BitspikeException e =
        catchThrowableOfType(
            BitspikeException.class, () -> new NirFrontend().read(file, List.of(), RUN));
    assertThat(e).as("reading is refused").isNotNull();
    return e.diagnostics().getFirst();
  }

  // ---- neurons

  @Test
  void aSpikeOfAStepsLengthMovesTheMembraneByItsWeight() throws IOException {
    HdfNode.Group graph =
        chain("in", input(1), "w", linear(1, 1, 0.7), "lif", lif(1), "out", output(1));
    // 0.7 alone is below the threshold of 1, two in short are above, then it starts from 0 again
    Network network = read(graph, "time,node,index", "0.010,in,0", "0.012,in,0", "0.050,in,0");
    assertThat(network.typeOf("lif_cell").name()).isEqualTo("iafStepCell");
    assertThat(table(network, 0).weight(0)).isCloseTo(700, within(1e-9)); // mV
    assertThat(spikes(network).get("lif")).hasSize(1);
    assertThat(spikes(network).get("lif").getFirst()).isBetween(11L, 13L);
  }

  @Test
  void theNeuronsOwnCurrentDecays() throws IOException {
    HdfNode.Group cell = neurons("CubaLIF", "tau_mem", 1);
    cell.with("tau_syn", column(0.005)).with("w_in", column(0.005 / DT)).with("r", column(1));
    Network network = read(chain("in", input(1), "w", linear(1, 1, 8), "lif", cell), "0.01,in,0");
    assertThat(network.typeOf("lif_cell").name()).isEqualTo("iafCell");
    assertThat(network.typeOf("in_to_lif_current").name()).isEqualTo("expCurrSynapse");
    assertThat(network.component("in_to_lif_current").parameters()).containsEntry("tau_syn", 5.0);
    // a current of 8 V through 1 MOhm
    assertThat(table(network, 0).weight(0)).isCloseTo(8000, within(1e-6));
    assertThat(spikes(network).get("lif")).isNotEmpty();
  }

  @Test
  void aLeakyIntegratorBeforeANeuronIsItsCurrent() throws IOException {
    HdfNode.Group li =
        node("LI")
            .with("tau", column(0.005))
            .with("r", column(0.005 / DT))
            .with("v_leak", column(0));
    HdfNode.Group cell = lif(1).with("r", column(1));
    Network network =
        read(chain("in", input(1), "w", linear(1, 1, 8), "li", li, "lif", cell), "0.01,in,0");
    assertThat(table(network, 0).weight(0)).isCloseTo(8000, within(1e-6));
    assertThat(spikes(network).get("lif")).isNotEmpty();
  }

  @Test
  void aPerfectIntegratorKeepsWhatItGot() throws IOException {
    HdfNode.Group cell =
        node("IF")
            .with("r", column(1 / DT))
            .with("v_threshold", column(1))
            .with("v_reset", column(0));
    HdfNode.Group graph = chain("in", input(1), "w", linear(1, 1, 0.4), "if", cell);
    Network network = read(graph, "0.01,in,0", "0.04,in,0", "0.08,in,0");
    assertThat(spikes(network).get("if"))
        .singleElement()
        .satisfies(t -> assertThat(t).isBetween(79L, 81L));
  }

  @Test
  void aConstantInputDrivesANeuron() throws IOException {
    HdfNode.Group affine =
        node("Affine")
            .with("weight", HdfNode.doubles(new double[] {1, 1}, 2, 1))
            .with("bias", column(2, 0));
    HdfNode.Group cell = lif(2).with("r", column(1, 1));
    Network network = read(chain("in", input(1), "w", affine, "lif", cell), "0.05,in,0");
    // tau ln 2 = 13.9 ms from 0 to 1 V with 2 V to come
    List<Long> times = spikes(network).get("lif");
    assertThat(times.getFirst()).isBetween(13L, 15L);
    assertThat(times).hasSizeBetween(6, 7);
    assertThat(network.inputs())
        .singleElement()
        .satisfies(i -> assertThat(i.targets()).containsExactly(0));
  }

  @Test
  void neuronsThatDifferBecomePopulations() {
    HdfNode.Group cell = lif(3).with("v_threshold", column(1, 2, 1));
    Network network =
        read(chain("in", input(1), "w", linear(3, 1, 1, 2, 3), "lif", cell)).network();
    assertThat(network.populations())
        .extracting(p -> p.id() + " " + p.size())
        .containsExactly("in 1", "lif_0 2", "lif_1 1");
    assertThat(rows(network, 0)).containsExactly("0>0 1000.0", "0>1 3000.0");
    assertThat(rows(network, 1)).containsExactly("0>0 2000.0");
  }

  @Test
  void anOlderFileWithoutResetResetsToZero() {
    HdfNode.Group cell = lif(1);
    cell.children().remove("v_reset");
    Network network = read(chain("in", input(1), "w", linear(1, 1, 1), "lif", cell)).network();
    assertThat(network.component("lif_cell").parameters()).containsEntry("reset", 0.0);
  }

  // ---- wiring

  @Test
  void delaysAddUp() {
    HdfNode.Group graph =
        chain(
            "in",
            input(2),
            "d",
            node("Delay").with("delay", column(0.003, 0.001)),
            "w",
            linear(1, 2, 1, 2),
            "e",
            node("Delay").with("delay", column(0.002)),
            "lif",
            lif(1));
    ConnectionTable t = table(read(graph).network(), 0);
    assertThat(t.delaySeconds(0)).isCloseTo(0.005, within(1e-12));
    assertThat(t.delaySeconds(1)).isCloseTo(0.003, within(1e-12));
  }

  @Test
  void linearNodesInARowMultiply() {
    HdfNode.Group graph =
        chain(
            "in", input(2),
            "a", linear(2, 2, 1, 2, 3, 4),
            "s", node("Scale").with("scale", column(10, 100)),
            "b", linear(1, 2, 1, 1),
            "lif", lif(1));
    // (10, 100) times ((1, 2), (3, 4)), in mV
    assertThat(rows(read(graph).network(), 0)).containsExactly("0>0 310000.0", "1>0 420000.0");
  }

  @Test
  void recurrentEdgesAreProjections() {
    HdfNode.Group nodes =
        new HdfNode.Group()
            .with("in", input(1))
            .with("w", linear(2, 1, 1, 1))
            .with("lif", lif(2))
            .with("rec", linear(2, 2, 0, -1, -1, 0))
            .with("out", output(2));
    Network network =
        read(graph(nodes, List.of("in", "w", "w", "lif", "lif", "rec", "rec", "lif", "lif", "out")))
            .network();
    assertThat(network.projections())
        .extracting(p -> p.pre() + " " + p.post())
        .containsExactly("in lif", "lif lif");
    assertThat(rows(network, 1)).containsExactly("0>1 -1000.0", "1>0 -1000.0");
  }

  @Test
  void graphsInGraphsAreFlattened() {
    HdfNode.Group inner =
        chain("input", input(1), "w", linear(1, 1, 1), "lif", lif(1), "output", output(1));
    HdfNode.Group graph =
        chain("in", input(1), "layer", inner, "w2", linear(1, 1, 2), "last", lif(1));
    Network network = read(graph).network();
    assertThat(network.populations())
        .extracting(p -> p.id())
        .containsExactly("in", "layer_lif", "last");
    assertThat(network.projections())
        .extracting(p -> p.pre() + " " + p.post())
        .containsExactly("in layer_lif", "layer_lif last");
  }

  @Test
  void convolutionsAreWrittenOut() {
    HdfNode.Group conv =
        node("Conv2d")
            .with("weight", HdfNode.doubles(new double[] {1, 2, 3, 4}, 1, 1, 2, 2))
            .with("bias", column(0.5))
            .with("stride", HdfNode.longs(new long[] {1, 1}, 2))
            .with("padding", HdfNode.longs(new long[] {0, 0}, 2))
            .with("dilation", HdfNode.longs(new long[] {1, 1}, 2))
            .with("groups", HdfNode.longs(new long[] {1}));
    Network network = read(chain("in", input(1, 2, 3), "c", conv, "lif", lif(1, 1, 2))).network();
    assertThat(rows(network, 0))
        .containsExactly(
            "0>0 1000.0",
            "1>0 2000.0",
            "1>1 1000.0",
            "2>1 2000.0",
            "3>0 3000.0",
            "4>0 4000.0",
            "4>1 3000.0",
            "5>1 4000.0");
    assertThat(network.inputs().getFirst().targets()).containsExactly(0, 1);
  }

  @Test
  void convolutionsOfOneDimensionTakeStridesGroupsAndPadding() {
    HdfNode.Group conv =
        node("Conv1d")
            .with("weight", HdfNode.doubles(new double[] {1, 2, 3, 4, 5, 6}, 2, 1, 3))
            .with("stride", HdfNode.longs(new long[] {2}, 1))
            .with("padding", HdfNode.Texts.one("same"))
            .with("dilation", HdfNode.longs(new long[] {1}, 1))
            .with("groups", HdfNode.longs(new long[] {2}));
    Network network = read(chain("in", input(2, 3), "c", conv, "lif", lif(2, 2))).network();
    assertThat(rows(network, 0))
        .containsExactly(
            "0>0 2000.0",
            "1>0 3000.0",
            "1>1 1000.0",
            "2>1 2000.0",
            "3>2 5000.0",
            "4>2 6000.0",
            "4>3 4000.0",
            "5>3 5000.0");
  }

  @Test
  void poolingAndFlatteningFollow() {
    HdfNode.Group sum =
        node("SumPool2d")
            .with("kernel_size", HdfNode.longs(new long[] {2, 2}, 2))
            .with("stride", HdfNode.longs(new long[] {2, 2}, 2))
            .with("padding", HdfNode.longs(new long[] {0, 0}, 2));
    HdfNode.Group mean =
        node("AvgPool2d")
            .with("kernel_size", HdfNode.longs(new long[] {1, 2}, 2))
            .with("stride", HdfNode.longs(new long[] {1, 2}, 2))
            .with("padding", HdfNode.longs(new long[] {0, 0}, 2));
    HdfNode.Group flat =
        node("Flatten")
            .with("start_dim", HdfNode.longs(new long[] {0}))
            .with("end_dim", HdfNode.longs(new long[] {-1}));
    Network network =
        read(chain(
                "in",
                input(1, 2, 4),
                "s",
                sum,
                "m",
                mean,
                "f",
                flat,
                "w",
                linear(1, 1, 1),
                "lif",
                lif(1)))
            .network();
    assertThat(rows(network, 0)).hasSize(8).allMatch(r -> r.endsWith(" 500.0"));
  }

  @Test
  void aReadOutWithoutSpikesIsLeftOutWithAWarning() {
    HdfNode.Group li =
        node("LI").with("tau", column(0.01)).with("r", column(1)).with("v_leak", column(0));
    Frontend.Import read =
        read(
            chain(
                "in",
                input(1),
                "w",
                linear(1, 1, 1),
                "lif",
                lif(1),
                "v",
                linear(1, 1, 1),
                "li",
                li,
                "out",
                output(1)));
    assertThat(read.warnings())
        .extracting(Diagnostic::message)
        .anyMatch(m -> m.equals("LI node 'li' is a read-out without spikes and is left out"))
        .anyMatch(m -> m.equals("the Input nodes in stay silent"));
    assertThat(read.network().populations()).hasSize(2);
  }

  // ---- run and input

  @Test
  void metadataOfOurOwnSaysTheRun() {
    HdfNode.Group graph = chain("in", input(1), "w", linear(1, 1, 1), "lif", lif(1));
    graph.with(
        "metadata",
        new HdfNode.Group()
            .with("dt", HdfNode.doubles(new double[] {1e-4}))
            .with("ticks", HdfNode.longs(new long[] {500})));
    Network network = new NirFrontend().read(write(graph), List.of()).network();
    assertThat(network.run().stepSeconds()).isEqualTo(1e-4);
    assertThat(network.run().steps()).isEqualTo(500);
    // a spike's area is the step it was written for
    assertThat(table(network, 0).weight(0)).isCloseTo(100, within(1e-9));
  }

  @Test
  void aFileWithoutARunNeedsOne() {
    Path file = write(chain("in", input(1), "w", linear(1, 1, 1), "lif", lif(1)));
    BitspikeException e =
        catchThrowableOfType(
            BitspikeException.class, () -> new NirFrontend().read(file, List.of()));
    assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.F_NO_TARGET);
    assertThat(e.diagnostics().getFirst().remedy()).isEqualTo("give --duration and --step");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.1,out,0|F_UNRESOLVED",
        "0.1,in,1|F_BAD_VALUE",
        "-1,in,0|F_BAD_VALUE",
        "a,in,0|F_BAD_VALUE",
        "0.1 in 0|F_BAD_VALUE"
      })
  void wrongSpikesAreTold(String line, Code code) {
    HdfNode.Group graph = chain("in", input(1), "w", linear(1, 1, 1), "lif", lif(1));
    BitspikeException e =
        catchThrowableOfType(BitspikeException.class, () -> read(graph, "0.01,in,0", line));
    assertThat(e.diagnostics().getFirst().code()).isEqualTo(code);
    assertThat(e.diagnostics().getFirst().where().line()).isEqualTo(2);
  }

  @Test
  void onlyNirFilesAreAccepted() {
    assertThat(new NirFrontend().accepts(Path.of("a/Model.NIR"))).isTrue();
    assertThat(new NirFrontend().accepts(Path.of("model.h5"))).isFalse();
  }

  // ---- refusals by name

  @ParameterizedTest
  @CsvSource({"Threshold", "CubaLI", "I", "Sigmoid"})
  void primitivesWithoutACellAreRefusedByName(String type) {
    HdfNode.Group odd = node(type).with("threshold", column(1)).with("r", column(1));
    Diagnostic d = finding(chain("in", input(1), "odd", odd, "w", linear(1, 1, 1), "lif", lif(1)));
    assertThat(d.code()).isEqualTo(Code.F_UNSUPPORTED);
    assertThat(d.message()).startsWith(type + " cannot be represented: ");
    assertThat(d.where().path()).endsWith("/odd");
  }

  @Test
  void twoLeakyIntegratorsInARowAreRefused() {
    HdfNode.Group li =
        node("LI").with("tau", column(0.01)).with("r", column(1)).with("v_leak", column(0));
    HdfNode.Group cuba = neurons("CubaLIF", "tau_mem", 1).with("tau_syn", column(0.01));
    assertThat(finding(chain("in", input(1), "a", li, "b", li, "lif", lif(1))).message())
        .contains("two leaky integrators");
    assertThat(finding(chain("in", input(1), "a", li, "lif", cuba)).message())
        .contains("CubaLIF cannot be represented");
  }

  @Test
  void aConvolutionWithoutItsShapeIsRefused() {
    HdfNode.Group conv = node("Conv2d").with("weight", HdfNode.doubles(new double[4], 1, 1, 2, 2));
    assertThat(finding(chain("in", input(6), "c", conv, "lif", lif(2))).message())
        .contains("neither input_shape nor the signal [6] says");
  }

  // ---- files that are wrong

  @Test
  void aCircleWithoutANeuronIsRefused() {
    HdfNode.Group nodes =
        new HdfNode.Group()
            .with("in", input(1))
            .with("a", linear(1, 1, 1))
            .with("b", node("Delay").with("delay", column(0.01)))
            .with("lif", lif(1));
    Diagnostic d = finding(graph(nodes, List.of("in", "a", "a", "b", "b", "a", "b", "lif")));
    assertThat(d.code()).isEqualTo(Code.F_CYCLE);
    assertThat(d.message()).isEqualTo("the nodes b, a form a circle without a neuron in it");
  }

  @Test
  void shapesThatDisagreeAreTold() {
    assertThat(finding(chain("in", input(3), "w", linear(1, 2, 1, 1), "lif", lif(1))).message())
        .isEqualTo("weight [1, 2] is for 2 elements, but 3 are due");
    assertThat(finding(chain("in", input(2), "lif", lif(3))).code()).isEqualTo(Code.F_BAD_VALUE);
    HdfNode.Group cell = lif(2).with("tau", column(1, 1, 1));
    assertThat(finding(chain("in", input(2), "lif", cell)).message()).contains("tau [3]");
    HdfNode.Group flat = node("Linear").with("weight", column(1, 2));
    assertThat(finding(chain("in", input(2), "w", flat, "lif", lif(1))).message())
        .contains("not two dimensions");
  }

  @Test
  void missingTablesAreTold() {
    HdfNode.Group cell = lif(1);
    cell.children().remove("tau");
    Diagnostic d = finding(chain("in", input(1), "lif", cell));
    assertThat(d.code()).isEqualTo(Code.F_MISSING_ATTRIBUTE);
    assertThat(d.message()).isEqualTo("LIF has no table 'tau'");
    HdfNode.Group bare = lif(1);
    bare.children().remove("type");
    assertThat(finding(chain("in", input(1), "lif", bare)).message())
        .isEqualTo("the node has no text 'type'");
    assertThat(finding(write("x.nir", new HdfNode.Group())).message())
        .startsWith("there is no group 'node'");
  }

  @Test
  void impossibleValuesAreTold() {
    assertThat(
            finding(chain("in", input(1), "w", linear(1, 1, Double.NaN), "lif", lif(1))).message())
        .isEqualTo("there is a value NaN in it");
    HdfNode.Group cell = lif(1).with("tau", column(0));
    assertThat(finding(chain("in", input(1), "lif", cell)).message())
        .isEqualTo("tau[0] is 0.0 s, not above 0");
    HdfNode.Group delay = node("Delay").with("delay", column(-0.1));
    assertThat(finding(chain("in", input(1), "d", delay, "lif", lif(1))).code())
        .isEqualTo(Code.N_NEGATIVE_DELAY);
  }

  @Test
  void hugeShapesAreRefused() {
    HdfNode.Group graph = chain("in", input(1L << 40), "w", linear(1, 1, 1), "lif", lif(1));
    assertThat(finding(graph).code()).isEqualTo(Code.F_TOO_LARGE);
    HdfNode.Group conv =
        node("Conv2d").with("weight", HdfNode.doubles(new double[64 * 49], 64, 1, 7, 7));
    HdfNode.Group many = chain("in", input(1, 999, 999), "c", conv, "lif", lif(1));
    assertThat(finding(many).code()).isEqualTo(Code.F_TOO_LARGE);
  }

  @Test
  void edgesToNowhereAreTold() {
    HdfNode.Group nodes = new HdfNode.Group().with("in", input(1)).with("lif", lif(1));
    assertThat(finding(graph(nodes, List.of("in", "nothing"))).code()).isEqualTo(Code.F_UNRESOLVED);
    assertThat(finding(graph(new HdfNode.Group().with("in", input(1)), List.of())).message())
        .isEqualTo("the graph has no neurons");
    assertThat(finding(lif(1)).message()).contains("not a NIRGraph");
  }

  @Test
  void damagedFilesEndInAFindingWhereverTheyEnd() throws IOException {
    byte[] bytes =
        Files.readAllBytes(
            write(chain("in", input(1), "w", linear(1, 1, 1), "lif", lif(1), "out", output(1))));
    // what comes last is room for texts, most of it free
    for (int length = 0; length < bytes.length - 4096; length += 97) {
      Path file = Files.write(folder.resolve("cut.nir"), Arrays.copyOf(bytes, length));
      assertThat(finding(file).code()).as("cut at %d", length).isNotNull();
    }
    Path text = Files.writeString(folder.resolve("text.nir"), "no HDF5 at all");
    assertThat(finding(text).code()).isEqualTo(Code.F_UNREADABLE);
  }

  // ---- files of the HDF Group's own library

  private static final Path PYTHON = Path.of("/usr/bin/python3");

  /**
   * The layout of nir.write: gzip, texts of any length, single precision, v_reset only if asked.
   */
  private static final String WRITE =
      """
      import sys, h5py, numpy as np
      text = h5py.string_dtype()
      f = h5py.File(sys.argv[1], "w")
      f.create_dataset("version", data="0.2", dtype=text)
      g = f.create_group("node")
      g.create_dataset("type", data="NIRGraph", dtype=text)
      n = g.create_group("nodes")
      def node(name, type, **p):
          d = n.create_group(name)
          d.create_dataset("type", data=type, dtype=text)
          for k, v in p.items():
              d.create_dataset(k, data=v, compression="gzip")
      one = np.ones(2, "float32")
      node("input", "Input", shape=np.array([3]))
      node("w", "Affine", weight=np.arange(6, dtype="float32").reshape(2, 3), bias=0 * one)
      old = {} if sys.argv[2] == "old" else {"v_reset": 0 * one}
      node("lif", "LIF", tau=0.02 * one, r=20 * one, v_leak=0 * one, v_threshold=one, **old)
      node("output", "Output", shape=np.array([2]))
      g.create_dataset("edges", dtype=text, compression="gzip",
          data=[["input", "w"], ["w", "lif"], ["lif", "output"]])
      f.close()
      """;

  @ParameterizedTest
  @CsvSource({"old", "new"})
  void filesOfThePythonPackageAreRead(String age) throws Exception {
    boolean there =
        Files.isExecutable(PYTHON)
            && new ProcessBuilder(PYTHON.toString(), "-c", "import h5py").start().waitFor() == 0;
    if (Boolean.getBoolean("bitspike.ci")) {
      assertThat(there).as("CI needs python3-h5py").isTrue();
    }
    assumeTrue(there, "no python3-h5py: no files of the HDF Group's library were read");
    Path file = folder.resolve("other.nir");
    Process process =
        new ProcessBuilder(PYTHON.toString(), "-c", WRITE, file.toString(), age)
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    Network network = new NirFrontend().read(file, List.of(), RUN).network();
    assertThat(rows(network, 0))
        .containsExactly("0>1 3000.0", "1>0 1000.0", "1>1 4000.0", "2>0 2000.0", "2>1 5000.0");
  }
}
