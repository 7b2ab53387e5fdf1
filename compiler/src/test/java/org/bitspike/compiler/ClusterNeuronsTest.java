package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.loss.LossReport.ResourceUse;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.wire.Digests;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

/** Neurons that talk to each other come onto one core, and nothing else changes. */
class ClusterNeuronsTest {

  private static final int GROUPS = 6;
  private static final int SIZE = 8;
  private static final int CELLS = GROUPS * SIZE;

  /** All to all within groups that the network's order mixes, and a few between them. */
  private static Network network(int between) {
    ConnectionTable.Builder table = ConnectionTable.builder();
    Random random = new Random(3);
    for (int i = 0; i < CELLS; i++) {
      for (int j = 0; j < CELLS; j++) {
        if (i != j && i % GROUPS == j % GROUPS) {
          table.add(i, j, 1, 1e-3, 0);
        }
      }
    }
    for (int k = 0; k < between; k++) {
      table.add(random.nextInt(CELLS), random.nextInt(CELLS), 1, 1e-3, 0);
    }
    ConnectionTable.Builder drive = ConnectionTable.builder();
    for (int n = 0; n < CELLS; n++) {
      drive.add(n % GROUPS, n, 1, 1e-3, 0);
    }
    return new Network(
        "groups",
        TestModels.types(),
        List.of(
            TestModels.iaf("cell"),
            TestModels.expOne("syn", 1e-9, 0, 0.005),
            TestModels.regular("regular", 0.01)),
        List.of(
            new Population("source", "regular", GROUPS, SourceRef.ofPath("net/source")),
            new Population("cells", "cell", CELLS, SourceRef.ofPath("net/cells"))),
        List.of(projection("drive", "source", drive), projection("within", "cells", table)),
        List.of(),
        List.of(),
        new Network.Run(1e-3, 0.03, 7),
        SourceRef.ofPath("net"));
  }

  private static Projection projection(String id, String pre, ConnectionTable.Builder table) {
    return new Projection(
        id,
        pre,
        "cells",
        Optional.of("syn"),
        Optional.empty(),
        table.build(),
        SourceRef.ofPath("net/" + id));
  }

  private static Compilation compile(Network network, int effort, String... more) {
    String[] overrides = Arrays.copyOf(more, more.length + 1);
    overrides[more.length] = "limits.circuits_per_core=" + SIZE;
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    return Compiler.compile(
        network,
        Profiles.load("generic-int8", List.of(overrides)),
        reference,
        CompileOptions.defaults().withEffort(effort));
  }

  private static int[] cores(Compilation compilation) {
    return compilation.program().neurons().getFirst().place().core();
  }

  private static ResourceUse routes(Compilation compilation) {
    return compilation.losses().use().stream()
        .filter(u -> u.resource().startsWith("routes between cores"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void groupsThatTalkShareACore() {
    Compilation compiled = compile(network(0), 1);
    int[] core = cores(compiled);
    for (int n = GROUPS; n < CELLS; n++) {
      assertThat(core[n]).as("cells[" + n + "]").isEqualTo(core[n % GROUPS]);
    }
    assertThat(Arrays.stream(core).distinct()).hasSize(GROUPS);
    // a route of each source from outside, where each group has one core
    assertThat(routes(compiled).used()).isEqualTo(GROUPS);
    assertThat(routes(compiled).available()).isGreaterThan(200);
  }

  @Test
  void noEffortLeavesTheOrder() {
    int[] core = cores(compile(network(0), 0));
    assertThat(core).isEqualTo(IntStream.range(0, CELLS).map(n -> n / SIZE).toArray());
  }

  @Test
  void moreEffortIsNeverWorse() {
    long last = Long.MAX_VALUE;
    for (int effort : new int[] {0, 1, 40}) {
      int[] core = cores(compile(network(60), effort));
      long routes = 0;
      for (int source = 0; source < CELLS; source++) {
        routes += reached(network(60), source, core);
      }
      assertThat(routes).as("effort " + effort).isLessThanOrEqualTo(last);
      last = routes;
      int[] seats = new int[GROUPS];
      Arrays.stream(core).forEach(c -> seats[c]++);
      assertThat(seats).containsOnly(SIZE);
    }
  }

  private static long reached(Network network, int source, int[] core) {
    ConnectionTable table = (ConnectionTable) network.projections().get(1).connectivity();
    return IntStream.range(0, table.size())
        .filter(c -> table.pre(c) == source)
        .map(c -> core[table.post(c)])
        .filter(c -> c != core[source])
        .distinct()
        .count();
  }

  @Test
  void theSameSeedGivesTheSamePlaces() {
    Network network = network(60);
    assertThat(Digests.sha256(compile(network, 30).program()))
        .isEqualTo(Digests.sha256(compile(network, 30).program()));
  }

  @Test
  void nothingButThePlacesChanges() {
    Network network = network(60);
    Compilation before = compile(network, 0);
    Compilation after = compile(network, 20);
    assertThat(after.program().kernels()).isEqualTo(before.program().kernels());
    assertThat(after.losses().losses()).hasSameSizeAs(before.losses().losses());
    for (int b = 0; b < before.program().synapses().size(); b++) {
      assertThat(after.program().synapses().get(b).weightCode())
          .isEqualTo(before.program().synapses().get(b).weightCode());
    }
    NeuronBlock block = after.program().neurons().getFirst();
    long taken =
        IntStream.range(0, CELLS)
            .map(n -> block.place().core()[n] * SIZE + block.place().circuit()[n])
            .distinct()
            .count();
    assertThat(taken).as("every neuron has a circuit of its own").isEqualTo(CELLS);
  }

  @Test
  void clustersNeedFewerAxons() {
    // in the network's order a core hears all groups; a group on a core hears its own
    assertThat(sourcesOfAFullCore(1)).isEqualTo(SIZE + 1);
    assertThat(sourcesOfAFullCore(0)).isGreaterThan(CELLS);
  }

  private static long sourcesOfAFullCore(int effort) {
    return compile(network(0), effort, "limits.rows_per_core=200").losses().use().stream()
        .filter(u -> u.resource().equals("sources of the core with most"))
        .findFirst()
        .orElseThrow()
        .used();
  }

  @Test
  void populationsStayApartWhereCoresShareScales() {
    Compilation compiled = compile(twoPopulations(), 30, "synapse.weight.scale_per=core");
    for (NeuronBlock block : compiled.program().neurons()) {
      boolean first = block.name().equals("cells");
      assertThat(Arrays.stream(block.place().core()).boxed()).allMatch(c -> first == c < GROUPS);
    }
    assertThat(
            Arrays.stream(compile(twoPopulations(), 30).program().neurons().get(0).place().core())
                .anyMatch(c -> c >= GROUPS))
        .as("neurons of both populations share cores where nothing else is shared")
        .isTrue();
  }

  /** Pairs of a cell of either population. */
  private static Network twoPopulations() {
    Network one = network(0);
    ConnectionTable.Builder pairs = ConnectionTable.builder();
    for (int n = 0; n < CELLS; n++) {
      pairs.add(n, n, 1, 1e-3, 0);
    }
    Projection across =
        new Projection(
            "across",
            "cells",
            "others",
            Optional.of("syn"),
            Optional.empty(),
            pairs.build(),
            SourceRef.NONE);
    Projection drive =
        new Projection(
            "other_drive",
            "source",
            "others",
            Optional.of("syn"),
            Optional.empty(),
            (ConnectionTable) one.projections().getFirst().connectivity(),
            SourceRef.NONE);
    return new Network(
        one.name(),
        one.types(),
        one.components(),
        List.of(
            one.populations().get(0),
            one.populations().get(1),
            new Population("others", "cell", CELLS, SourceRef.NONE)),
        List.of(one.projections().getFirst(), across, drive),
        List.of(),
        List.of(),
        one.run(),
        one.source());
  }

  @Test
  void movesChangeTheTrafficByWhatTheySay() {
    Random random = new Random(11);
    for (int trial = 0; trial < 50; trial++) {
      int neurons = random.nextInt(2, 12);
      CoreInputs inputs = inputs(random, neurons);
      double[] rate = random.doubles(inputs.members(), 0.5, 3).toArray();
      int[] core = random.ints(neurons, 0, 4).toArray();
      CoreTraffic traffic = new CoreTraffic(inputs, rate, core);
      double expected = CoreTraffic.of(inputs, rate, core.clone());
      for (int move = 0; move < 20; move++) {
        int neuron = random.nextInt(neurons);
        int to = (core[neuron] + 1 + random.nextInt(3)) % 4;
        expected += traffic.move(neuron, to);
        assertThat(CoreTraffic.of(inputs, rate, core))
            .as("trial " + trial + ", move " + move)
            .isCloseTo(expected, within(1e-9));
      }
    }
  }

  /** Who reaches whom in a random network, sources and synapses of cells on themselves included. */
  private static CoreInputs inputs(Random random, int neurons) {
    List<Projection> projections = new java.util.ArrayList<>();
    for (String pre : List.of("source", "cells")) {
      ConnectionTable.Builder table = ConnectionTable.builder();
      for (int k = 0; k < 3 * neurons; k++) {
        table.add(
            random.nextInt(pre.equals("source") ? 3 : neurons), random.nextInt(neurons), 1, 0, 0);
      }
      projections.add(projection(pre, pre, table));
    }
    Network one = network(0);
    Network network =
        new Network(
            "random",
            one.types(),
            one.components(),
            List.of(
                new Population("source", "regular", 3, SourceRef.NONE),
                new Population("cells", "cell", neurons, SourceRef.NONE)),
            projections,
            List.of(),
            List.of(),
            one.run(),
            SourceRef.NONE);
    PassContext context =
        new PassContext(
            Profiles.load("generic-int8", List.of()),
            ReferenceSimulator.simulate(network, SimulationOptions.defaults()),
            CompileOptions.defaults(),
            1e-3);
    return new CoreInputs(new NormaliseNetwork().run(Draft.of(network), context));
  }
}
