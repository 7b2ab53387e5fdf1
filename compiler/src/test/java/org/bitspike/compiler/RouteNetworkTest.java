package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.bitspike.compiler.RoutedNetworks.Part;
import org.bitspike.compiler.routing.WiringReplay;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.Spec;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReportVerifier;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.program.Wiring;
import org.bitspike.ir.wire.Digests;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random networks on one chip with switches: what is emitted does what is reported. */
class RouteNetworkTest {

  private static final int NETWORKS = 1000;
  private static final long SEED = 2012;

  private final List<HardwareProfile> profiles =
      List.of(
          Profiles.load("brainscales1-hicann"),
          Profiles.load(
              "brainscales1-hicann", List.of("limits.merge=[4]", "constants.chain_length=1")));

  private static Network network(Random random, int mostCells) {
    List<Part> parts = new ArrayList<>();
    int sources = random.nextInt(0, 2 * mostCells);
    int count = random.nextInt(1, 4);
    for (int p = 0; p < count; p++) {
      String pre = sources == 0 || random.nextInt(3) == 0 ? "cells" : "source";
      parts.add(new Part("p" + p, pre, random.nextDouble(), random.nextBoolean()));
    }
    return RoutedNetworks.network(sources, random.nextInt(1, mostCells), parts, random);
  }

  @Test
  @Spec({"11.1", "11.2", "11.3"})
  void replayEqualsTheProgramAndEverySynapseIsRealisedOrLost() {
    holds(NETWORKS, i -> i % 100 == 0 ? 40 : 9);
  }

  @Test
  @Tag("long")
  void replayEqualsTheProgramForLargerNetworks() {
    holds(NETWORKS / 2, i -> 100);
  }

  private void holds(int networks, IntUnaryOperator mostCells) {
    Map<Code, Integer> causes = new HashMap<>();
    for (int i = 0; i < networks; i++) {
      Random random = new Random(SEED + i);
      Network network = network(random, mostCells.applyAsInt(i));
      HardwareProfile profile = profiles.get(i % profiles.size());
      String which = "seed " + (SEED + i) + " on " + profile.name();
      Compilation compiled = compile(network, profile);
      Program program = compiled.program();
      assertThat(
              WiringReplay.differences(Chips.of(profile), program, program.wiring().orElseThrow()))
          .as(which)
          .isEmpty();
      assertThat(LossReportVerifier.verify(compiled.losses())).as(which).isEmpty();
      accounted(which, network, compiled, causes);
      if (i % 25 == 0) {
        assertThat(Digests.sha256(compile(network, profile).program()))
            .as(which)
            .isEqualTo(Digests.sha256(program));
      }
    }
    assertThat(causes).as("some networks are too much for the switches").containsKey(Code.C_NO_ROW);
  }

  private static Compilation compile(Network network, HardwareProfile profile) {
    return Compiler.compile(
        network, profile, RoutedNetworks.reference(network), CompileOptions.defaults());
  }

  private static void accounted(
      String which, Network network, Compilation compiled, Map<Code, Integer> causes) {
    Map<String, Set<Integer>> seen = new HashMap<>();
    for (SynapseBlock block : compiled.program().synapses()) {
      for (int c : block.connection()) {
        assertThat(seen.computeIfAbsent(block.projection(), p -> new HashSet<>()).add(c))
            .as(which)
            .isTrue();
      }
    }
    for (Loss loss : compiled.losses().losses()) {
      if (loss instanceof Loss.LostSynapses lost) {
        causes.merge(lost.code(), lost.connections().length, Integer::sum);
        assertThat(lost.actual()).as(which).isGreaterThan(lost.limit());
        assertThat(lost.where().path()).as(which).contains("[" + lost.connections()[0] + "]");
        for (int c : lost.connections()) {
          assertThat(seen.computeIfAbsent(lost.projection(), p -> new HashSet<>()).add(c))
              .as(which)
              .isTrue();
        }
      }
    }
    for (Projection p : network.projections()) {
      assertThat(seen.getOrDefault(p.id(), Set.of()))
          .as(which)
          .hasSize(((ConnectionTable) p.connectivity()).size());
    }
  }

  /** The replay sees every single bit that is wrong. */
  @Test
  void aWrongBitIsSeen() {
    HardwareProfile profile = profiles.getFirst();
    Network network =
        RoutedNetworks.network(
            6,
            5,
            List.of(new Part("p", "source", 0.6, false), new Part("q", "cells", 0.6, true)),
            new Random(3));
    Program program = compile(network, profile).program();
    Wiring wiring = program.wiring().orElseThrow();
    assertThat(WiringReplay.differences(Chips.of(profile), program, wiring)).isEmpty();

    for (int k = 0; k < wiring.cells().row().length; k++) {
      int[] decoder = wiring.cells().decoder().clone();
      decoder[k] ^= 1;
      differs(
          profile,
          program,
          with(
              wiring,
              new Wiring.Cells(
                  wiring.cells().row(),
                  wiring.cells().circuit(),
                  decoder,
                  wiring.cells().weightCode())));
      int[] weight = wiring.cells().weightCode().clone();
      weight[k] ^= 1;
      differs(
          profile,
          program,
          with(
              wiring,
              new Wiring.Cells(
                  wiring.cells().row(),
                  wiring.cells().circuit(),
                  wiring.cells().decoder(),
                  weight)));
    }
    for (int c = 0; c < wiring.closed().size(); c++) {
      List<Wiring.Closed> closed = new ArrayList<>(wiring.closed());
      closed.set(c, new Wiring.Closed(closed.get(c).family(), new int[0]));
      differs(
          profile,
          program,
          new Wiring(
              closed,
              wiring.busFamily(),
              wiring.senders(),
              wiring.driverFamily(),
              wiring.ports(),
              wiring.lanes(),
              wiring.rows(),
              wiring.cells()));
    }
    for (int k = 0; k < wiring.senders().address().length; k++) {
      int[] address = wiring.senders().address().clone();
      address[k] ^= 32;
      differs(
          profile,
          program,
          new Wiring(
              wiring.closed(),
              wiring.busFamily(),
              new Wiring.Senders(wiring.senders().node(), wiring.senders().sender(), address),
              wiring.driverFamily(),
              wiring.ports(),
              wiring.lanes(),
              wiring.rows(),
              wiring.cells()));
    }
    for (int k = 0; k < wiring.rows().port().length; k++) {
      int[] port = wiring.rows().port().clone();
      port[k] ^= 1;
      Wiring.Rows rows =
          new Wiring.Rows(
              wiring.rows().driver(), wiring.rows().row(), port, wiring.rows().pattern());
      differs(
          profile,
          program,
          new Wiring(
              wiring.closed(),
              wiring.busFamily(),
              wiring.senders(),
              wiring.driverFamily(),
              wiring.ports(),
              wiring.lanes(),
              rows,
              wiring.cells()));
    }
  }

  private static Wiring with(Wiring w, Wiring.Cells cells) {
    return new Wiring(
        w.closed(),
        w.busFamily(),
        w.senders(),
        w.driverFamily(),
        w.ports(),
        w.lanes(),
        w.rows(),
        cells);
  }

  private static void differs(HardwareProfile profile, Program program, Wiring wiring) {
    assertThat(WiringReplay.differences(Chips.of(profile), program, wiring)).isNotEmpty();
  }
}
