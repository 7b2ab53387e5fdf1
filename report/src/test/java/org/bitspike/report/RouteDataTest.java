package org.bitspike.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.profile.Delivery;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.Topology;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.program.Wiring;
import org.junit.jupiter.api.Test;

/** The map of cores, with what leads from one to another. */
class RouteDataTest {

  /** A grid of 2 x 3 cores without the second; a bus each, of node 3 y + x. */
  private static ReportInput routed() {
    ReportInput in = Synthetic.input("net", "E", 80);
    Map<String, Expr> grid = new LinkedHashMap<>();
    grid.put("y", new Expr.Num(2));
    grid.put("x", new Expr.Num(3));
    Map<String, Expr> at = new LinkedHashMap<>();
    at.put("y", new Expr.Var("y"));
    at.put("x", new Expr.Var("x"));
    Expr zero = new Expr.Num(0);
    Delivery delivery =
        new Delivery(
            new Delivery.Cores(grid, Optional.of(ExprText.parse("y + (x != 1)")), Optional.empty()),
            new Delivery.Addresses(6, 2, new Expr.Num(1)),
            new Delivery.Buses(
                Map.of("m", new Expr.Num(1)),
                new Topology.Member("bus", at),
                512,
                List.of(new Delivery.Merge("one", 1, zero))),
            new Delivery.Drivers("bus", Map.of(), zero, zero, 1, 1, zero));
    HardwareProfile p = in.profile();
    HardwareProfile profile =
        new HardwareProfile(
            p.name(),
            p.title(),
            p.digest(),
            p.sources(),
            p.constants(),
            p.tick(),
            p.neuron(),
            p.synapse(),
            p.limits(),
            p.events(),
            p.learning(),
            p.claims(),
            new Topology(
                List.of(new Topology.NodeFamily("bus", grid, new Expr.Num(1))),
                List.of(),
                List.of(),
                Optional.of(delivery)));
    // E[0] on core 0 sends on node 2, which is core 1, to E[0] and E[61], the latter on core 1
    Program program = in.program();
    int[] rowStart = new int[81];
    java.util.Arrays.fill(rowStart, 1, 81, 2);
    SynapseBlock block =
        new SynapseBlock(
            "EE",
            "E",
            "E",
            Optional.empty(),
            rowStart,
            new int[] {0, 61},
            new int[2],
            new int[] {1, 1},
            Optional.empty(),
            0,
            Optional.empty(),
            "EE",
            new int[] {0, 1});
    Program wired =
        new Program(
                program.info(),
                program.tick(),
                program.durationTicks(),
                program.kernels(),
                program.tables(),
                program.neurons(),
                program.sources(),
                List.of(block),
                program.learning(),
                program.stimulus(),
                program.probes())
            .withWiring(
                new Wiring(
                    List.of(),
                    "bus",
                    new Wiring.Senders(new int[] {2}, new int[] {0}, new int[] {5}),
                    "bus",
                    List.of(),
                    1,
                    Wiring.Rows.NONE,
                    Wiring.Cells.NONE));
    return new ReportInput(
        in.network(),
        profile,
        wired,
        in.losses(),
        in.reference(),
        in.emulated(),
        in.verdict(),
        in.provenance());
  }

  @Test
  void coresStandWhereTheyAreAndRoutesLeadFromTheBusToTheTarget() {
    RouteData data = RouteData.of(routed()).orElseThrow();

    assertThat(data.routes()).containsExactly(new RouteData.Route(1, 0, 1));
    List<?> places = (List<?>) data.tree().get("places");
    assertThat(places).hasSize(5);
    assertThat(((List<?>) places.get(0)).subList(0, 2)).isEqualTo(List.of(0, 0));
    assertThat(((List<?>) places.get(1)).subList(0, 2)).isEqualTo(List.of(2, 0));
    assertThat(((List<?>) places.get(4)).subList(0, 2)).isEqualTo(List.of(2, 1));
    assertThat(data.lost()).as("the synthetic losses are of E").isPositive();
  }

  @Test
  void theReportShowsTheMapOnlyWhereSpikesAreRouted() {
    assertThat(HtmlReport.render(routed()))
        .contains("id=\"chip-routes\"")
        .contains("1 route.")
        .contains("Synapses lost")
        .contains("\"map\":{\"places\"");
    assertThat(RouteData.of(Synthetic.balanced())).isEmpty();
    assertThat(HtmlReport.render(Synthetic.balanced())).doesNotContain("chip-routes");
  }
}
