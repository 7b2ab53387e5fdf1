package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

/** Each projection's weights are codes times a power of two of its own. */
class ExponentSearchTest {

  private static final int SOURCES = 40;

  /** A weight of 1: 1 nS over 57.5 mV. */
  private static final double AMPERE_PER_WEIGHT = 5.75e-11;

  private static double weight(Random random, double mean) {
    return mean * (0.2 + 0.8 * random.nextDouble());
  }

  /** One cell, reached by projections whose largest weights are given. */
  private static Network network(double... largest) {
    List<Population> populations = new ArrayList<>();
    List<Projection> projections = new ArrayList<>();
    Random random = new Random(5);
    for (int p = 0; p < largest.length; p++) {
      ConnectionTable.Builder table = ConnectionTable.builder();
      for (int i = 0; i < SOURCES; i++) {
        table.add(i, 0, i == 0 ? largest[p] : weight(random, largest[p]), 1e-3, i + 1);
      }
      populations.add(
          new Population("source" + p, "regular", SOURCES, SourceRef.ofPath("net/source" + p)));
      projections.add(
          new Projection(
              "drive" + p,
              "source" + p,
              "cells",
              Optional.of("syn"),
              Optional.empty(),
              table.build(),
              new SourceRef("net.nml", 4 + p, 1, "net/drive" + p)));
    }
    populations.add(new Population("cells", "cell", 1, SourceRef.ofPath("net/cells")));
    return new Network(
        "mixed",
        TestModels.types(),
        List.of(
            TestModels.iaf("cell"),
            TestModels.expOne("syn", 1e-9, 0, 0.005),
            TestModels.regular("regular", 0.01)),
        populations,
        projections,
        List.of(),
        List.of(),
        new Network.Run(1e-4, 0.01, 7),
        SourceRef.ofPath("net"));
  }

  private static HardwareProfile profile(int most) {
    return Profiles.load("loihi-lava", List.of("synapse.weight.exponents.high=" + most));
  }

  private static Compilation compile(Network network, int most) {
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    return Compiler.compile(network, profile(most), reference, CompileOptions.defaults());
  }

  private static Loss.WeightError error(Compilation compilation, String projection) {
    return compilation.losses().losses().stream()
        .filter(Loss.WeightError.class::isInstance)
        .map(Loss.WeightError.class::cast)
        .filter(e -> e.projection().equals(projection))
        .findFirst()
        .orElseThrow();
  }

  private static double relative(Loss.WeightError error) {
    double squares = Arrays.stream(error.meant()).map(w -> w * w).sum();
    return error.rms() / Math.sqrt(squares / error.meant().length);
  }

  private static SynapseBlock block(Program program, String projection) {
    return program.synapses().stream()
        .filter(s -> s.projection().equals(projection))
        .findFirst()
        .orElseThrow();
  }

  private static double one(Program program, String projection) {
    LookupTable table = program.table(block(program, projection).decode().orElseThrow());
    return table.entry().value(table.at(1L - block(program, projection).codeOffset()));
  }

  @Test
  void weakProjectionsKeepTheirResolutionBesideStrongOnes() {
    Network network = network(0.5, 40);
    Compilation shared = compile(network, 0);
    Compilation own = compile(network, 7);
    // one step for all is 40/127 at the least: the weak weights have one code or none
    assertThat(relative(error(shared, "drive0"))).isGreaterThan(0.2);
    assertThat(relative(error(own, "drive0"))).isLessThan(0.01);
    assertThat(relative(error(own, "drive1"))).isLessThan(0.01);
    double ratio = one(own.program(), "drive1") / one(own.program(), "drive0");
    assertThat(ratio).isIn(32.0, 64.0, 128.0);
    assertThat(error(own, "drive1").message()).contains("with exponent ");
    assertThat(own.program().neurons().getFirst().place().core())
        .as("rows of both exponents stand in one core")
        .containsOnly(0);
  }

  /** What the chip adds, by its own threshold, is the weight that the report calls effective. */
  @Test
  void theEffectiveWeightIsWhatTheChipAdds() {
    Compilation own = compile(network(0.5, 3, 40), 7);
    Program program = own.program();
    double dt = program.tick().seconds();
    double millivolts = 15e-3;
    double capacitance = 2e-10;
    double amperePerUnit =
        millivolts
            * capacitance
            / (dt * program.neurons().getFirst().params().value("threshold", 0));
    // amplitudes follow the register of the time constant, so that charges stay
    double kept =
        own.losses().losses().stream()
            .filter(Loss.ParameterRounded.class::isInstance)
            .map(Loss.ParameterRounded.class::cast)
            .filter(l -> l.element().equals("cells/syn") && l.parameter().equals("weight"))
            .mapToDouble(Loss.ParameterRounded::effective)
            .sum();
    for (String projection : List.of("drive0", "drive1", "drive2")) {
      SynapseBlock block = block(program, projection);
      LookupTable table = program.table(block.decode().orElseThrow());
      Loss.WeightError error = error(own, projection);
      for (int s = 0; s < block.size(); s++) {
        double added =
            table.entry().value(table.at((long) block.weightCode()[s] - block.codeOffset()));
        double effective = error.effective()[block.connection()[s]];
        // the threshold itself has a mantissa of 17 bits
        assertThat(added * amperePerUnit / AMPERE_PER_WEIGHT / kept)
            .as("%s[%s]", projection, s)
            .isCloseTo(effective, within(2e-4 * Math.abs(effective)));
      }
    }
  }

  private static long threshold(Compilation compilation) {
    return compilation.program().neurons().getFirst().params().value("threshold", 0);
  }

  @Test
  void projectionsOfOneSizeKeepExponentZero() {
    Compilation one = compile(network(4), 7);
    assertThat(one(one.program(), "drive0")).isEqualTo(2);
    assertThat(threshold(one)).isEqualTo(threshold(compile(network(4), 0)));
    Compilation two = compile(network(4, 4), 7);
    assertThat(one(two.program(), "drive0")).isEqualTo(2);
    assertThat(one(two.program(), "drive1")).isEqualTo(2);
  }

  @Test
  void theExponentWithTheSmallestErrorIsTaken() {
    WeightCodes codes = new WeightCodes(profile(7));
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      double[] effects = new double[1 + random.nextInt(20)];
      double size = Math.scalb(1 + random.nextDouble(), random.nextInt(18));
      for (int i = 0; i < effects.length; i++) {
        effects[i] = size * (random.nextDouble() - 0.4);
      }
      int chosen = ExponentSearch.exponent(codes, effects, 1);
      double error = squared(codes, effects, chosen);
      for (int e = 0; e <= 7; e++) {
        assertThat(error)
            .as("round %s: %s against %s", round, chosen, e)
            .isLessThanOrEqualTo(squared(codes, effects, e) * (1 + 1e-12));
      }
    }
  }

  private static double squared(WeightCodes codes, double[] effects, int exponent) {
    double sum = 0;
    for (double effect : effects) {
      double step = Math.scalb(1.0, exponent);
      sum += Math.pow(codes.value(codes.nearest(effect / step)) * step - effect, 2);
    }
    return sum;
  }

  @Test
  void exponentsOutOfOrderAreRefused() {
    BitspikeException thrown =
        catchThrowableOfType(
            BitspikeException.class,
            () -> Profiles.load("loihi-lava", List.of("synapse.weight.exponents.high=-1")));
    assertThat(thrown.diagnostics().getFirst().code()).isEqualTo(Code.H_OUT_OF_RANGE);
    thrown =
        catchThrowableOfType(
            BitspikeException.class,
            () -> Profiles.load("loihi-lava", List.of("synapse.weight.scale_per=neuron")));
    assertThat(thrown.diagnostics().getFirst().code()).isEqualTo(Code.H_BAD_VALUE);
    assertThat(thrown.diagnostics().getFirst().message()).contains("exponents");
  }
}
