package org.bitspike.hwprofiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.kernel.KernelVerifier;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.HardwareProfile.WeightModel;
import org.bitspike.ir.profile.LearningMatch;
import org.bitspike.ir.profile.NeuronModel.Fixed;
import org.bitspike.ir.profile.NeuronModel.Register;
import org.bitspike.ir.profile.ProfileVerifier;
import org.bitspike.ir.wire.Digests;
import org.bitspike.ir.wire.ProfileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every profile promises. A new YAML file is found by itself. */
class BuiltInProfilesTest {

  static List<String> profiles() {
    return Profiles.builtIn();
  }

  @Test
  void everyFileOfTheFolderIsAProfile() throws IOException {
    Path folder = Path.of(System.getProperty("bitspike.root", ".."), "hw-profiles", "profiles");
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.endsWith(".yaml"))
              .map(f -> f.replace(".yaml", ""))
              .sorted()
              .toList();
      assertThat(Profiles.builtIn()).isEqualTo(names).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void carriesTheNameOfItsFileAndATitle(String name) {
    HardwareProfile profile = Profiles.load(name);
    assertThat(profile.name()).isEqualTo(name);
    assertThat(profile.title()).isNotBlank().doesNotContain("\n");
    assertThat(profile.claims()).isNotEmpty();
    assertThat(ProfileVerifier.verify(profile)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void printsAsTextThatReadsBack(String name) {
    HardwareProfile profile = Profiles.load(name);
    assertThat(ProfileText.parse(ProfileText.print(profile))).isEqualTo(profile);
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void hasADigestThatEveryConstantChanges(String name) {
    HardwareProfile profile = Profiles.load(name);
    assertThat(profile.digest())
        .matches("[0-9a-f]{64}")
        .isEqualTo(Profiles.load(name).digest())
        .isEqualTo(Digests.sha256(profile));
    profile
        .constants()
        .forEach(
            (constant, value) ->
                assertThat(
                        Profiles.load(name, List.of("constants." + constant + "=" + (value + 1)))
                            .digest())
                    .as(constant)
                    .isNotEqualTo(profile.digest()));
    assertThat(Profiles.load(name, List.of("limits.cores=7")).digest())
        .isNotEqualTo(profile.digest());
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void hasSoundKernelsThatPrint(String name) {
    HardwareProfile profile = Profiles.load(name);
    Stream<Kernel> neuron =
        profile.neuron() instanceof Fixed fixed ? Stream.of(fixed.kernel()) : Stream.of();
    Stream.concat(neuron, profile.learning().rules().stream().map(LearningMatch::kernel))
        .forEach(
            kernel -> {
              assertThat(KernelVerifier.verify(kernel)).isEmpty();
              assertThat(KernelText.parse(KernelText.print(kernel))).isEqualTo(kernel);
            });
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void translatesASampleOfEverythingItAccepts(String name) {
    HardwareProfile profile = Profiles.load(name);
    if (!(profile.neuron() instanceof Fixed fixed)) {
      return;
    }
    for (var cell : fixed.cells()) {
      Names scope = Names.of(profile);
      cell.quantities()
          .forEach((q, e) -> scope.put(q, finite(e, Names.of(profile), cell.type() + "." + q)));
      for (var synapse : fixed.synapses()) {
        for (double sign : new double[] {1, -1}) {
          Names both = scope.copy().put("sign", sign);
          Names found = both.copy();
          synapse
              .quantities()
              .forEach((q, e) -> found.put(q, finite(e, both, synapse.type() + "." + q)));
          var receptor =
              fixed.receptors().stream()
                  .filter(r -> finite(r.when(), found, r.name()) != 0)
                  .findFirst();
          assertThat(receptor).as(synapse.type() + " finds a receptor").isPresent();
        }
      }
      for (var receptor : fixed.receptors()) {
        receptor
            .defaults()
            .forEach((q, e) -> scope.put(q + "_" + receptor.name(), finite(e, scope, q)));
        WeightModel weight = profile.synapse().weight();
        scope.put(
            "scale_" + receptor.name(),
            weight.scaleHigh().map(e -> finite(e, scope, "scale_high")).orElse(1.0));
      }
      for (var register : fixed.registers()) {
        double code = finite(register.code(), scope, register.name() + ".code");
        double chosen =
            Math.clamp(Math.rint(code), (double) register.low(), (double) register.high());
        scope.put(
            register.quantity(),
            finite(
                register.effective(),
                scope.copy().put("code", chosen),
                register.name() + ".effective"));
      }
      for (var rule : Stream.concat(fixed.params().stream(), fixed.initial().stream()).toList()) {
        FixedFormat format = fixed.kernel().word(rule.word()).orElseThrow().format();
        double value = finite(rule.value(), scope, rule.word());
        assertThat(value)
            .as(cell.type() + "." + rule.word() + " in " + format)
            .isBetween(format.value(format.minCode()), format.value(format.maxCode()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void registersCodesAndEffectsAreInverse(String name) {
    HardwareProfile profile = Profiles.load(name);
    if (!(profile.neuron() instanceof Fixed fixed)) {
      return;
    }
    for (Register register : fixed.registers()) {
      double low = register.lowValue().orElse(value(register, register.low(), profile));
      double high = register.highValue().orElse(value(register, register.high(), profile));
      for (int i = 0; i <= 50; i++) {
        double wanted = low + (high - low) * i / 50;
        Names scope = Names.of(profile).put(register.quantity(), wanted);
        double code = finite(register.code(), scope, register.name());
        assertThat(code)
            .as(register.name() + " for " + wanted)
            .isBetween(register.low() - 0.51, register.high() + 0.51);
        assertThat(finite(register.effective(), scope.put("code", code), register.name()))
            .as(register.name() + " back from code " + code)
            .isCloseTo(
                wanted,
                org.assertj.core.data.Offset.offset(
                    1e-6 * Math.max(Math.abs(low), Math.abs(high))));
      }
    }
  }

  private static double value(Register register, long code, HardwareProfile profile) {
    return finite(
        register.effective(),
        Names.of(profile).put("code", (double) code).put(register.quantity(), 0.01),
        register.name());
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void weightCodesAscendAndFitTheirFormat(String name) {
    HardwareProfile profile = Profiles.load(name);
    WeightModel weight = profile.synapse().weight();
    FixedFormat format = FixedFormat.parse(weight.entryFormat());
    double former = Double.NEGATIVE_INFINITY;
    for (int code = weight.minCode(); code <= weight.maxCode(); code++) {
      double value = finite(weight.curve(), Names.of(profile).put("code", code), "curve");
      assertThat(value)
          .isGreaterThan(former)
          .isBetween(format.value(format.minCode()), format.value(format.maxCode()));
      former = value;
    }
  }

  private static FixedFormat index(LearningMatch rule, String table) {
    return rule.kernel().tables().stream()
        .filter(t -> t.name().equals(table))
        .findFirst()
        .orElseThrow()
        .index();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void learningRulesEvaluate(String name) {
    HardwareProfile profile = Profiles.load(name);
    for (LearningMatch rule : profile.learning().rules()) {
      Names scope = Names.of(profile).put("weight", 7).put("delay", 1.2e-3);
      assertThat(finite(rule.weightPerCode(), scope, "weight_per_code")).isPositive();
      assertThat(finite(rule.sliceTicks(), scope, "slice_ticks")).isGreaterThanOrEqualTo(1);
      Stream.of(rule.params(), rule.initial(), rule.shared())
          .flatMap(m -> m.entrySet().stream())
          .forEach(e -> finite(e.getValue(), scope, e.getKey()));
      for (LearningMatch.TableRule table : rule.tables()) {
        if (table instanceof LearningMatch.TableRule.Computed c) {
          int length = (int) finite(c.length(), scope, "length");
          assertThat(length).isBetween(1, 1 << 20);
          if (length == 1L << index(rule, c.name()).width()) {
            continue; // nothing is past its end
          }
          double last = finite(c.value(), scope.copy().put("i", length - 1), c.name());
          assertThat(c.entry().nearest(last))
              .as("what stands for everything past the end of " + c.name())
              .isZero();
          assertThat(
                  c.entry()
                      .value(
                          c.entry().nearest(finite(c.value(), scope.copy().put("i", 0), c.name()))))
              .isEqualTo(1.0);
        }
      }
      rule.controller()
          .ifPresent(
              c -> {
                for (int rows : new int[] {1, 2, 224, 448, 449, 2000}) {
                  Names withRows = scope.copy().put("rows", rows);
                  double perStep = finite(c.rowsPerStep(), withRows, "rows_per_step");
                  double step = finite(c.stepTicks(), withRows, "step_ticks");
                  double cycle = finite(c.cycleTicks(), withRows, "cycle_ticks");
                  assertThat(finite(c.firstTick(), withRows, "first_tick")).isNotNegative();
                  assertThat(cycle)
                      .as("all " + rows + " rows are visited in a cycle")
                      .isGreaterThanOrEqualTo(Math.ceil(rows / perStep) * step);
                }
              });
    }
  }

  private static double finite(Expr expr, ToDoubleFunction<String> scope, String what) {
    double value = ExprEvaluator.evaluate(expr, scope);
    assertThat(Double.isFinite(value))
        .as(what + " = " + ExprText.print(expr) + " = " + value)
        .isTrue();
    return value;
  }
}
