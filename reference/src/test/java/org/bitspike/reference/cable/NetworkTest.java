package org.bitspike.reference.cable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.CableOptions;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

/** Cells with a cable in networks, with point cells beside them. */
class NetworkTest {

  private static final double DT = 2.5e-5;

  private static final Tree MORPHOLOGY =
      Tree.of("morphology", "m")
          .in("segments", Tree.segment(0, 0, 10, 10, 10))
          .in("segments", Tree.segment(1, 10, 2, 210, 2).on(0))
          .in("segmentGroups", Tree.section("dendrite", 5, 1));

  private static List<ComponentType> types() {
    List<ComponentType> types = new ArrayList<>();
    for (ComponentType t : CableTypes.ALL) {
      types.add(t);
    }
    ComponentType cell = TypeText.type("cell").build();
    types.add(
        new ComponentType(
            "cell",
            List.of("baseCell"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new ComponentType.EventPort("spike", false)),
            List.of(
                new ComponentType.Slot(
                    "synapses", "basePointCurrent", ComponentType.Slot.Kind.ATTACHMENTS)),
            List.of(),
            cell.dynamics(),
            SourceRef.NONE));
    ComponentType iaf =
        TypeText.type("iaf")
            .parameters("thresh", "reset", "C")
            .slot("synapses", "basePointCurrent", ComponentType.Slot.Kind.ATTACHMENTS)
            .reduce("iSyn", "synapses[*]/i", ComponentType.Definition.Reduce.ADD)
            .state("v", "reset", "iSyn / C")
            .build();
    List<Action> fire =
        List.of(
            new Action.Assign("v", org.bitspike.ir.expr.ExprText.parse("reset")),
            new Action.Emit("spike"));
    types.add(
        new ComponentType(
            "iaf",
            List.of("baseCell"),
            iaf.parameters(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new ComponentType.EventPort("spike", false)),
            iaf.slots(),
            List.of(),
            new ComponentType.Dynamics(
                iaf.dynamics().stateVariables(),
                iaf.dynamics().derivedVariables(),
                iaf.dynamics().timeDerivatives(),
                iaf.dynamics().onStart(),
                List.of(
                    new ComponentType.OnCondition(
                        org.bitspike.ir.expr.ExprText.parse("v .gt. thresh"), fire)),
                List.of(),
                List.of()),
            SourceRef.NONE));
    return types;
  }

  private static Component named(Tree tree, String id) {
    Component c = tree.build();
    return new Component(id, c.type(), c.parameters(), c.texts(), c.children(), c.source());
  }

  private static Network network(
      List<Projection> projections, List<Coupling> couplings, InputBinding... inputs) {
    List<Component> components =
        List.of(
            named(Tree.cell(MORPHOLOGY, Tree.hodgkinHuxley()), "cell"),
            named(
                Tree.of("iaf", "iaf").set("thresh", -0.05).set("reset", -0.07).set("C", 1e-11),
                "iaf"),
            named(
                Tree.of("expOneSynapse", "syn")
                    .set("gbase", 5e-9)
                    .set("erev", 0)
                    .set("tauDecay", 3e-3),
                "syn"),
            named(Tree.of("gapJunction", "gap").set("conductance", 2e-9), "gap"),
            named(Tree.pulse(0.3e-9), "pulse"));
    return new Network(
        "net",
        Shapes.of(components, types()),
        components,
        List.of(
            new Population("cables", "cell", 3, SourceRef.NONE),
            new Population("points", "iaf", 2, SourceRef.NONE)),
        projections,
        couplings,
        List.of(inputs),
        List.of(),
        new Network.Run(DT, 0.02, 1),
        SourceRef.NONE);
  }

  private static InputBinding pulse(String population, int target) {
    return new InputBinding(
        "in " + population,
        "pulse",
        population,
        new int[] {target},
        new double[] {1},
        SourceRef.NONE);
  }

  private static Projection projection(String id, String pre, String post, ConnectionTable table) {
    return new Projection(
        id, pre, post, Optional.of("syn"), Optional.empty(), table, SourceRef.NONE);
  }

  private static Recording run(Network network) {
    return ReferenceSimulator.simulate(
        network,
        SimulationOptions.defaults()
            .withRecordRanges(false)
            .withTrace("cables", 0, "v", 1)
            .withTrace("cables", 1, "v", 1)
            .withTrace("cables", 1, "1/v", 1)
            .withTrace("cables", 2, "v", 1)
            .withTrace("points", 1, "v", 1));
  }

  private static double highest(Recording recording, int trace) {
    return Arrays.stream(recording.traces().get(trace).values()).max().orElseThrow();
  }

  private static long[] ticks(Recording recording, String population, int member) {
    return recording.spikes().stream()
        .filter(s -> s.population().equals(population))
        .flatMapToLong(
            s ->
                java.util.stream.IntStream.range(0, s.tick().length)
                    .filter(k -> s.neuron()[k] == member)
                    .mapToLong(k -> s.tick()[k]))
        .toArray();
  }

  @Test
  void spikesGoFromCableToCableAndToPointsAndBack() {
    Network net =
        network(
            List.of(
                projection(
                    "a",
                    "cables",
                    "cables",
                    ConnectionTable.builder()
                        .add(0, 1, 2, 1e-3, 0)
                        .attribute(ConnectionTable.POST_SEGMENT, new double[] {1})
                        .attribute(ConnectionTable.POST_FRACTION, new double[] {0.1})
                        .build()),
                projection(
                    "b", "cables", "points", ConnectionTable.builder().add(0, 1, 1, 0, 0).build()),
                projection(
                    "c", "points", "cables", ConnectionTable.builder().add(1, 2, 3, 0, 0).build())),
            List.of(),
            pulse("cables", 0));
    Recording r = run(net);
    long first = ticks(r, "cables", 0)[0];
    assertThat(ticks(r, "cables", 1)[0]).isGreaterThan(first + 40);
    assertThat(ticks(r, "points", 1)[0]).isGreaterThan(first);
    assertThat(ticks(r, "points", 0)).isEmpty();
    assertThat(ticks(r, "cables", 2)[0]).isGreaterThan(ticks(r, "points", 1)[0]);
    double[] dendrite = r.traces().get(2).values();
    double[] soma = r.traces().get(1).values();
    int arrival = (int) first + 42;
    assertThat(dendrite[arrival] - dendrite[arrival - 2]).isPositive();
    assertThat(soma).hasSize(801);
  }

  @Test
  void spikesAreTakenFromThePlaceOfTheConnection() {
    double[] arrival = new double[2];
    for (int k = 0; k < 2; k++) {
      Network net =
          network(
              List.of(
                  projection(
                      "a",
                      "cables",
                      "points",
                      ConnectionTable.builder()
                          .add(0, 1, 1, 0, 0)
                          .attribute(ConnectionTable.PRE_SEGMENT, new double[] {k})
                          .attribute(ConnectionTable.PRE_FRACTION, new double[] {0.9})
                          .build())),
              List.of(),
              pulse("cables", 0));
      double[] v = run(net).traces().get(4).values();
      int at = 0;
      while (v[at] == v[0]) {
        at++;
      }
      arrival[k] = at;
    }
    assertThat(arrival[1]).isGreaterThan(arrival[0] + 3);
  }

  @Test
  void gapJunctionsSpreadVoltageBetweenDendrites() {
    ConnectionTable pair =
        ConnectionTable.builder()
            .add(0, 1, 1, 0, 0)
            .attribute(ConnectionTable.PRE_SEGMENT, new double[] {1})
            .attribute(ConnectionTable.POST_SEGMENT, new double[] {1})
            .build();
    Network net =
        network(
            List.of(),
            List.of(new Coupling("g", "cables", "cables", "gap", "gap", pair, SourceRef.NONE)),
            pulse("cables", 0));
    Recording r = run(net);
    assertThat(highest(r, 0)).isGreaterThan(0.0);
    assertThat(highest(r, 1)).isGreaterThan(-0.064);
    assertThat(highest(r, 3)).isLessThan(-0.0645);
  }

  @Test
  void inputsStandWhereTheirSiteSays() {
    InputBinding far =
        new InputBinding(
            "far",
            "pulse",
            "cables",
            new int[] {1},
            new double[] {0.1},
            Optional.of(new InputBinding.Sites(new int[] {1}, new double[] {0.9})),
            SourceRef.NONE);
    Recording r = run(network(List.of(), List.of(), far));
    double[] dendrite = r.traces().get(2).values();
    double[] soma = r.traces().get(1).values();
    assertThat(dendrite[10]).isGreaterThan(soma[10]);
  }

  @Test
  void missingPlacesAndMixedCouplingsAreRefused() {
    InputBinding nowhere =
        new InputBinding(
            "x",
            "pulse",
            "cables",
            new int[] {1},
            new double[] {1},
            Optional.of(new InputBinding.Sites(new int[] {7}, new double[] {0.9})),
            SourceRef.NONE);
    BitspikeException e =
        catchThrowableOfType(
            BitspikeException.class, () -> run(network(List.of(), List.of(), nowhere)));
    assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.R_NO_PLACE);
    Coupling mixed =
        new Coupling(
            "g",
            "cables",
            "points",
            "gap",
            "gap",
            ConnectionTable.builder().add(0, 0, 1, 0, 0).build(),
            SourceRef.NONE);
    BitspikeException m =
        catchThrowableOfType(
            BitspikeException.class, () -> run(network(List.of(), List.of(mixed))));
    assertThat(m.getMessage()).contains("joins a cell with a cable to one without");
  }

  @Test
  void eitherSchemeOfStatesCanBeAskedFor() {
    Network net = network(List.of(), List.of(), pulse("cables", 0));
    SimulationOptions options =
        SimulationOptions.defaults().withRecordRanges(false).withTrace("cables", 0, "v", 1);
    Recording grid = ReferenceSimulator.simulate(net, options);
    Recording exponential =
        ReferenceSimulator.simulate(
            net,
            options.withCables(
                new CableOptions(CableOptions.Cells.BRANCHED, StateScheme.EXPONENTIAL)));
    assertThat(grid.traces().getFirst().values())
        .isNotEqualTo(exponential.traces().getFirst().values());
    assertThat(ticks(grid, "cables", 0)).hasSameSizeAs(ticks(exponential, "cables", 0));
  }
}
