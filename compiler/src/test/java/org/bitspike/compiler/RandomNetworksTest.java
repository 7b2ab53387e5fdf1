package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReportVerifier;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.HardwareProfile.Sharing;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.wire.Digests;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

/** What holds for every network, on 500 small random ones and chips of every kind, made tiny. */
class RandomNetworksTest {

  private static final int NETWORKS = 500;
  private static final long SEED = 4711;

  /** Too many neurons, a core too small for one, sums too wide for the target. */
  private static final Set<Code> REFUSALS =
      Set.of(Code.C_CAPACITY, Code.C_CORE_FULL, Code.C_NOT_LOWERABLE);

  /** Every network on one of these, turn by turn. */
  private static List<HardwareProfile> chips() {
    return List.of(
        Profiles.load("generic-int8", List.of("limits.fan_in_per_circuit=6")),
        Profiles.load(
            "brainscales1",
            List.of(
                "limits.fan_in_per_circuit=3", "limits.cores=1", "limits.circuits_per_core=40")),
        Profiles.load(
            "loihi-lava", List.of("limits.fan_in_per_circuit=5", "limits.rows_per_core=11")),
        Profiles.load("odin", List.of("limits.fan_in_per_circuit=4")),
        Profiles.load(
            "generic-int8",
            List.of(
                "limits.fan_in_per_circuit=2",
                "limits.merge=[1, 2, 4]",
                "limits.cores=3",
                "limits.circuits_per_core=4",
                "synapse.weight.scale_per=neuron",
                "synapse.delay.max_ticks=6")),
        Profiles.load("spinnaker", List.of("limits.fan_in_per_circuit=7")),
        Profiles.load(
            "generic-int8",
            List.of(
                "limits.fan_in_per_circuit=9",
                "limits.circuits_per_core=2",
                "limits.rows_per_core=13",
                "synapse.weight.scale_per=core",
                "synapse.weight.min_code=-2",
                "synapse.weight.max_code=1")));
  }

  @Test
  void everyConnectionIsRealisedOrLostAndWeightsAreWithinHalfACodeStep() {
    List<HardwareProfile> chips = chips();
    int[] lossy = new int[chips.size()];
    int[] compilations = new int[chips.size()];
    for (int i = 0; i < NETWORKS; i++) {
      Random random = new Random(SEED + i);
      Network network = network(random);
      Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
      int chip = i % chips.size();
      HardwareProfile profile = chips.get(chip);
      String which = "seed " + (SEED + i) + " on chip " + chip + ", " + profile.name();
      Compilation compiled;
      try {
        compiled = Compiler.compile(network, profile, reference, CompileOptions.defaults());
      } catch (BitspikeException refusal) {
        assertThat(refusal.diagnostics()).as(which).allMatch(d -> REFUSALS.contains(d.code()));
        continue;
      }
      compilations[chip]++;
      lossy[chip] += accounted(which, network, compiled) > 0 ? 1 : 0;
      assertThat(LossReportVerifier.verify(compiled.losses())).as(which).isEmpty();
      halfSteps(which, compiled, profile);
      if (i % 10 == 0) {
        Compilation again =
            Compiler.compile(network, profile, reference, CompileOptions.defaults());
        assertThat(Digests.sha256(again.program()))
            .as(which)
            .isEqualTo(Digests.sha256(compiled.program()));
      }
    }
    for (int chip = 0; chip < chips.size(); chip++) {
      assertThat(compilations[chip]).as("compiled on chip " + chip).isGreaterThan(40);
      assertThat(lossy[chip]).as("with losses on chip " + chip).isPositive();
    }
  }

  /** Every connection once, as a synapse or in a loss; gives how many were lost. */
  private static long accounted(String which, Network network, Compilation compiled) {
    Map<String, Set<Integer>> realised = new HashMap<>();
    Map<String, Set<Integer>> lost = new HashMap<>();
    for (SynapseBlock block : compiled.program().synapses()) {
      for (int c : block.connection()) {
        assertThat(realised.computeIfAbsent(block.projection(), p -> new TreeSet<>()).add(c))
            .as(which)
            .isTrue();
      }
    }
    for (Loss loss : compiled.losses().losses()) {
      if (loss instanceof Loss.LostSynapses l) {
        assertThat(l.connections()).as(which).isNotEmpty();
        assertThat(l.actual()).as(which).isGreaterThan(l.limit());
        for (int c : l.connections()) {
          assertThat(lost.computeIfAbsent(l.projection(), p -> new TreeSet<>()).add(c))
              .as(which)
              .isTrue();
        }
      }
    }
    long gone = 0;
    long kept = 0;
    for (Projection projection : network.projections()) {
      Set<Integer> both = new TreeSet<>(realised.getOrDefault(projection.id(), Set.of()));
      kept += both.size();
      Set<Integer> missing = lost.getOrDefault(projection.id(), Set.of());
      assertThat(missing).as(which).noneMatch(both::contains);
      both.addAll(missing);
      assertThat(both).as(which).hasSize(((ConnectionTable) projection.connectivity()).size());
      gone += missing.size();
    }
    assertThat(compiled.losses().synapsesRealised()).as(which).isEqualTo(kept);
    assertThat(compiled.losses().synapsesMeant()).as(which).isEqualTo(kept + gone);
    return gone;
  }

  /**
   * Where nothing was clipped, no weight is further from what it means than half the largest step
   * between codes.
   */
  private static void halfSteps(String which, Compilation compiled, HardwareProfile profile) {
    WeightCodes codes = new WeightCodes(profile);
    for (Loss loss : compiled.losses().losses()) {
      if (loss instanceof Loss.WeightError error && error.clipped() == 0) {
        double scale = 0;
        double largest = 0;
        for (int i = 0; i < error.connection().length; i++) {
          largest = Math.max(largest, Math.abs(error.effective()[i]));
          double code = code(compiled, error.projection(), error.connection()[i]);
          if (codes.value((int) code) != 0) {
            scale = Math.max(scale, Math.abs(error.effective()[i] / codes.value((int) code)));
          }
        }
        double step = 0;
        for (int c = profile.synapse().weight().minCode();
            c < profile.synapse().weight().maxCode();
            c++) {
          step = Math.max(step, codes.value(c + 1) - codes.value(c));
        }
        // where each core has a scale of its own, that of weights which all became 0 is not known
        boolean known =
            error.zeroed() == 0 || profile.synapse().weight().scalePer() == Sharing.BLOCK;
        if (scale > 0 && known) {
          assertThat(error.maxError()).as(which).isLessThanOrEqualTo(step * scale / 2 * (1 + 1e-9));
        }
      }
    }
  }

  private static int code(Compilation compiled, String projection, int connection) {
    for (SynapseBlock block : compiled.program().synapses()) {
      for (int i = 0; i < block.size(); i++) {
        if (block.projection().equals(projection) && block.connection()[i] == connection) {
          return block.weightCode()[i];
        }
      }
    }
    return 0;
  }

  private static Network network(Random random) {
    int sources = random.nextInt(1, 8);
    int cells = random.nextInt(1, 8);
    List<Projection> projections = new ArrayList<>();
    int count = random.nextInt(1, 4);
    for (int p = 0; p < count; p++) {
      boolean recurrent = random.nextInt(3) == 0;
      int pre = recurrent ? cells : sources;
      ConnectionTable.Builder table = ConnectionTable.builder();
      double probability = random.nextDouble();
      for (int i = 0; i < pre; i++) {
        for (int j = 0; j < cells; j++) {
          if (random.nextDouble() < probability) {
            table.add(i, j, random.nextDouble(0.01, 2), random.nextInt(20) * 1e-4, 0);
          }
        }
      }
      projections.add(
          new Projection(
              "p" + p,
              recurrent ? "cells" : "source",
              "cells",
              Optional.of(random.nextBoolean() ? "fast" : "slow"),
              Optional.empty(),
              table.build(),
              SourceRef.ofPath("net/p" + p)));
    }
    return new Network(
        "random",
        TestModels.types(),
        List.of(
            random.nextBoolean() ? TestModels.iaf("cell") : TestModels.iafRef("cell", 0.002),
            TestModels.expOne("fast", 4e-9, 0, 0.002),
            TestModels.expOne("slow", 2e-9, 0, 0.008),
            TestModels.regular("regular", 0.0007)),
        List.of(
            new Population("source", "regular", sources, SourceRef.ofPath("net/source")),
            new Population("cells", "cell", cells, SourceRef.ofPath("net/cells"))),
        projections,
        List.of(),
        List.of(),
        new Network.Run(1e-4, 0.005, 7),
        SourceRef.ofPath("net"));
  }
}
