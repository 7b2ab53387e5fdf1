package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Connectivity;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.ProceduralConnector;
import org.bitspike.ir.network.ProceduralConnector.Draw;
import org.bitspike.ir.network.ProceduralConnector.Rule;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.program.CodeDraw;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.wire.Digests;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

/** Projections that keep their rule give the synapses that their list gives. */
class DrawnLinksTest {

  private static final int SOURCES = 13;
  private static final int CELLS = 17;
  private static final CompileOptions DRAWN = CompileOptions.defaults().withDrawFrom(0);
  private static final HardwareProfile DIGITAL = Profiles.load("generic-int8", List.of());

  @Test
  void listedTheProgramIsThatOfTheListedNetwork() {
    Set<Class<?>> seen = new HashSet<>();
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Network network = network(random, new Draw.Constant(0.25 + random.nextInt(4)));
      network.projections().forEach(p -> seen.add(rule(p).getClass()));
      Compilation drawn = compile(network, DIGITAL, DRAWN);
      Compilation listed = compile(network, DIGITAL, CompileOptions.defaults());
      assertThat(drawn.program().drawn())
          .as("seed %s", seed)
          .hasSameSizeAs(listed.program().synapses());
      assertThat(listed.program().drawn()).isEmpty();
      assertThat(Digests.sha256(drawn.program().listed()))
          .as("seed %s", seed)
          .isEqualTo(Digests.sha256(listed.program()));
      assertThat(drawn.losses().synapsesMeant()).isEqualTo(listed.losses().synapsesMeant());
      assertThat(drawn.losses().synapsesRealised()).isEqualTo(listed.program().synapseCount());
    }
    assertThat(seen).hasSize(6);
  }

  @Test
  void everySynapseHasTheCodeOfItsOwnWeightAndTheDelayOfItsList() {
    int different = 0;
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      boolean negative = random.nextBoolean();
      Draw weight =
          random.nextBoolean()
              ? new Draw.Uniform(negative ? -0.3 : 0, negative ? -0.05 : 0.3)
              : new Draw.TruncatedNormal(
                  negative ? -0.1 : 0.1, 0.07, negative ? -0.4 : 0, negative ? -0.001 : 0.4);
      Network network = network(random, weight);
      Compilation drawn = compile(network, DIGITAL, DRAWN);
      Program listed = drawn.program().listed();
      Program fromList = compile(network, DIGITAL, CompileOptions.defaults()).program();
      for (int b = 0; b < listed.synapses().size(); b++) {
        SynapseBlock block = listed.synapses().get(b);
        SynapseBlock expected = fromList.synapses().get(b);
        assertThat(block.name()).isEqualTo(expected.name());
        assertThat(block.rowStart()).as("seed %s", seed).isEqualTo(expected.rowStart());
        assertThat(block.targetIndex()).isEqualTo(expected.targetIndex());
        assertThat(block.delayTicks()).isEqualTo(expected.delayTicks());
        assertThat(block.connection()).isEqualTo(expected.connection());
        different += codes(block, network, drawn);
      }
    }
    assertThat(different).isGreaterThan(1000);
  }

  /** Checks codes against weights; gives how many codes there are that differ from the first. */
  private static int codes(SynapseBlock block, Network network, Compilation drawn) {
    Projection projection =
        network.projections().stream()
            .filter(p -> p.id().equals(block.projection()))
            .findFirst()
            .orElseThrow();
    int pre = projection.pre().equals("cells") ? CELLS : SOURCES;
    ConnectionTable table =
        projection.connectivity().expand(pre, CELLS, projection.pre().equals("cells"));
    Loss.WeightError error =
        drawn.losses().losses().stream()
            .filter(
                l -> l instanceof Loss.WeightError e && e.projection().equals(block.projection()))
            .map(Loss.WeightError.class::cast)
            .findFirst()
            .orElse(null);
    if (error == null) {
      assertThat(table.size()).isLessThan(3);
      return 0;
    }
    assertThat(error.connection()).hasSize(table.size());
    double perCode = 0;
    for (int k = 0; k < block.size(); k++) {
      int code = block.weightCode()[k];
      double effective = error.effective()[block.connection()[k]];
      assertThat(error.meant()[block.connection()[k]])
          .isEqualTo(table.weight(block.connection()[k]));
      if (code == 0) {
        assertThat(effective).isZero();
      } else {
        perCode = perCode == 0 ? effective / code : perCode;
        assertThat(effective / code).isCloseTo(perCode, within(1e-9 * Math.abs(perCode)));
      }
    }
    int different = 0;
    for (int code : block.weightCode()) {
      different += code == block.weightCode()[0] ? 0 : 1;
    }
    return different;
  }

  @Test
  void lossesOfManySynapsesComeFromTheDistribution() {
    // 2 million synapses, weights even in 0 to 3, 255 codes of which 127 are used
    Network large =
        network(
            2000,
            1000,
            List.of(
                projection(
                    "p",
                    "source",
                    new ProceduralConnector(
                        new Rule.FixedTotalNumber(2_000_000),
                        true,
                        new Draw.Uniform(0, 3),
                        new Draw.Uniform(1e-3, 2e-3),
                        1))));
    Compilation compiled = Compiler.compile(large, DIGITAL, reference(small(large)), DRAWN);
    assertThat(compiled.program().synapses()).isEmpty();
    assertThat(compiled.program().drawn().getFirst().weight().code()).hasSizeBetween(120, 128);
    assertThat(compiled.losses().synapsesRealised()).isEqualTo(2_000_000);
    Loss.WeightError error =
        (Loss.WeightError)
            compiled.losses().losses().stream()
                .filter(Loss.WeightError.class::isInstance)
                .findFirst()
                .orElseThrow();
    double step = 3 / 127.0;
    assertThat(error.rms()).isCloseTo(step / Math.sqrt(12), within(0.1 * step));
    assertThat(error.connection()).isEmpty();
    assertThat(error.message()).contains("of 2000000 ", "distribution");
    Loss.DelayChanged delay =
        (Loss.DelayChanged)
            compiled.losses().losses().stream()
                .filter(Loss.DelayChanged.class::isInstance)
                .findFirst()
                .orElseThrow();
    // ticks of 1 ms: all but a millionth of the delays are rounded up, by half a tick on average
    assertThat(delay.changed()).isBetween(1_990_000L, 2_000_000L);
    assertThat(delay.meanErrorSeconds()).isCloseTo(0.5e-3, within(0.01e-3));
  }

  @Test
  void aProjectionIsListedWhereSingleSynapsesCount() {
    Random random = new Random(1);
    Network network = network(random, new Draw.Constant(1));
    assertThat(compile(network, DIGITAL, CompileOptions.defaults()).program().drawn())
        .as("it is small")
        .isEmpty();
    HardwareProfile crowded = Profiles.load("generic-int8", List.of("limits.fan_in_per_circuit=5"));
    Compilation dropped = compile(network, crowded, DRAWN);
    assertThat(dropped.program().drawn()).as("neurons lose synapses").isEmpty();
    assertThat(Digests.sha256(dropped.program()))
        .isEqualTo(Digests.sha256(compile(network, crowded, CompileOptions.defaults()).program()));
    assertThat(dropped.losses().losses()).anyMatch(Loss.LostSynapses.class::isInstance);
    Network mixed = network(random, new Draw.Uniform(-1, 1));
    assertThat(compile(mixed, DIGITAL, DRAWN).program().drawn()).as("two signs").isEmpty();
    Network boxMuller = network(random, new Draw.Normal(1, 0.1, 0, 2));
    assertThat(compile(boxMuller, DIGITAL, DRAWN).program().drawn()).as("two draws").isEmpty();
    HardwareProfile headroom = Profiles.load("spinnaker", List.of());
    assertThat(compile(network, headroom, DRAWN).program().drawn()).as("sums").isEmpty();
  }

  @Test
  void stepsAreFoundExactly() {
    CodeDraw rising = CodeSteps.of(bits -> (int) (bits >>> 45) - 100);
    assertThat(rising.threshold()).hasSize(255);
    CodeDraw falling = CodeSteps.of(bits -> bits < 12345 ? 3 : bits <= 1L << 52 ? 1 : -7);
    assertThat(falling.threshold()).containsExactly(12345, (1L << 52) + 1);
    assertThat(falling.code()).containsExactly(3, 1, -7);
    assertThat(CodeSteps.of(bits -> 5).threshold()).isEmpty();
    assertThat(CodeSteps.of(bits -> bits == CodeDraw.DRAWS - 1 ? 1 : 0).threshold())
        .containsExactly(CodeDraw.DRAWS - 1);
    for (long bits = 0; bits < CodeDraw.DRAWS; bits += CodeDraw.DRAWS / 999) {
      assertThat(rising.at(bits)).isEqualTo((int) (bits >>> 45) - 100);
    }
  }

  private static Rule rule(Projection projection) {
    return ((ProceduralConnector) projection.connectivity()).rule();
  }

  private static Compilation compile(
      Network network, HardwareProfile profile, CompileOptions options) {
    return Compiler.compile(network, profile, reference(network), options);
  }

  private static Recording reference(Network network) {
    return ReferenceSimulator.simulate(network, SimulationOptions.defaults());
  }

  /** The same with few connections, for a reference that only tells ranges and trains. */
  private static Network small(Network n) {
    return network(
        n.populations().get(0).size(),
        n.populations().get(1).size(),
        n.projections().stream()
            .map(
                p ->
                    projection(
                        p.id(),
                        p.pre(),
                        new ProceduralConnector(
                            new Rule.OneToOne(),
                            true,
                            new Draw.Constant(1),
                            new Draw.Constant(1e-3),
                            1)))
            .toList());
  }

  private static Network network(Random random, Draw weight) {
    List<Projection> projections = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      Rule[] rules = {
        new Rule.AllToAll(),
        new Rule.OneToOne(),
        new Rule.FixedProbability(random.nextDouble()),
        new Rule.FixedNumberPre(1 + random.nextInt(9), random.nextBoolean()),
        new Rule.FixedNumberPost(1 + random.nextInt(9), random.nextBoolean()),
        new Rule.FixedTotalNumber(1 + random.nextInt(300))
      };
      Draw[] delays = {
        new Draw.Constant(1.5e-3),
        new Draw.Uniform(0, 9e-3),
        new Draw.TruncatedNormal(2e-3, 1e-3, 1e-4, 1)
      };
      projections.add(
          projection(
              "p" + k,
              k == 0 ? "source" : "cells",
              new ProceduralConnector(
                  rules[random.nextInt(rules.length)],
                  random.nextBoolean(),
                  weight,
                  delays[random.nextInt(delays.length)],
                  random.nextLong())));
    }
    return network(SOURCES, CELLS, projections);
  }

  private static Projection projection(String id, String pre, Connectivity connectivity) {
    return new Projection(
        id,
        pre,
        "cells",
        Optional.of("syn"),
        Optional.empty(),
        connectivity,
        new SourceRef("net.nml", 4, 1, "net/" + id));
  }

  private static Network network(int sources, int cells, List<Projection> projections) {
    return new Network(
        "drawn",
        TestModels.types(),
        List.of(
            TestModels.iaf("cell"),
            TestModels.expOne("syn", 1e-9, 0, 0.005),
            TestModels.regular("regular", 0.01)),
        List.of(
            new Population("source", "regular", sources, SourceRef.ofPath("net/source")),
            new Population("cells", "cell", cells, SourceRef.ofPath("net/cells"))),
        projections,
        List.of(),
        List.of(),
        new Network.Run(1e-3, 0.02, 7),
        SourceRef.ofPath("net"));
  }
}
