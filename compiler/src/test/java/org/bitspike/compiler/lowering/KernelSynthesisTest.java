package org.bitspike.compiler.lowering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.Optional;
import org.bitspike.compiler.dynamics.NotLowerable;
import org.bitspike.compiler.dynamics.Step;
import org.bitspike.compiler.dynamics.StepModel;
import org.bitspike.compiler.dynamics.StepModel.Kind;
import org.bitspike.compiler.dynamics.StepModel.Variable;
import org.bitspike.compiler.symbolic.Evaluate;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Translate;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.kernel.KernelVerifier;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.Stimulus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions as integers stay near the same expressions as real numbers. */
class KernelSynthesisTest {

  private static final NeuronModel.Programmable TARGET =
      new NeuronModel.Programmable(32, 32, 32, Rounding.HALF_EVEN, Overflow.SATURATE, 1024, 8, 2);

  private static StepModel model(String rate) {
    Sym y = Translate.expr(ExprText.parse(rate), Sym.Ref::new);
    Variable x = new Variable("x", new Kind.State(), 0.1, "x", Optional.empty());
    Variable z = new Variable("z", new Kind.State(), 0.4, "z", Optional.empty());
    Variable out = new Variable("y", new Kind.State(), 0, "y", Optional.empty());
    Sym grow = Translate.expr(ExprText.parse("x + 0.003"), Sym.Ref::new);
    return new StepModel(
        List.of(x, z, out), List.of(new Step.Assign("x", grow), new Step.Assign("y", y)));
  }

  /** The test's ranges: x from 0.1 to 1, z constant, y within the given magnitude. */
  private record Ranges(double magnitude) implements KernelSynthesis.Bounds {
    @Override
    public Optional<KernelSynthesis.Range> range(Variable variable) {
      Interval bound =
          switch (variable.name()) {
            case "x" -> new Interval(0.1, 1);
            case "z" -> new Interval(0.3, 0.5);
            default -> new Interval(-magnitude, magnitude);
          };
      return Optional.of(new KernelSynthesis.Range(bound, bound, "test"));
    }

    @Override
    public Interval arrivals(String receptor) {
      return Interval.of(0);
    }

    @Override
    public FixedFormat arrivalFormat(String receptor) {
      return FixedFormat.signed(8, 0);
    }

    @Override
    public Interval scale(String receptor) {
      return Interval.of(0);
    }

    @Override
    public Interval level(String exposure) {
      return Interval.of(0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "3 * x - 2 * z + 0.7; 4; 1e-8",
        "x * z * (x - z); 1; 1e-8",
        "1e-9 * x + 1e-12; 1e-8; 1e-17",
        "exp(-3 * x); 1; 1e-6",
        "1 / (1 + exp(-(x - 0.5) / 0.1)); 1; 2e-5",
        "x / (exp(x) - 1); 1; 1e-6",
        "z / x; 6; 1e-4",
        "sin(x * z); 1; 1e-6",
        "sqrt(x) * z; 1; 1e-5",
        "min(x, z) - max(x, 0.6) + abs(x - 0.7); 2; 1e-8",
        "H(x - 0.5) * x; 1; 1e-8",
        "x ^ 3 - x ^ 0.5; 2; 1e-5",
      })
  void integersStayNearRealNumbers(String expression, double magnitude, double tolerance) {
    StepModel model = model(expression);
    Lowered lowered = KernelSynthesis.synthesise("k", model, TARGET, new Ranges(magnitude));
    assertThat(KernelVerifier.verify(lowered.kernel())).isEmpty();
    assertThat(KernelText.parse(KernelText.print(lowered.kernel()))).isEqualTo(lowered.kernel());
    var traces = Interpreter.run(program(lowered), RunOptions.defaults()).traces();
    var trace = traces.get(0);
    Sym y = ((Step.Assign) model.steps().get(1)).value();
    for (int tick = 0; tick < 280; tick++) {
      double x = traces.get(1).values()[tick + 1];
      double at = x;
      double expected = Evaluate.at(y, n -> n.equals("x") ? at : 0.4);
      assertThat(Math.abs(trace.values()[tick + 1] - expected))
          .as("%s at x = %s: %s instead of %s", expression, x, trace.values()[tick + 1], expected)
          .isLessThan(tolerance);
    }
  }

  @Test
  void narrowTargetsStillLower() {
    NeuronModel.Programmable narrow =
        new NeuronModel.Programmable(16, 12, 16, Rounding.HALF_EVEN, Overflow.SATURATE, 64, 8, 2);
    Lowered lowered =
        KernelSynthesis.synthesise("k", model("x * z - exp(-x) + 0.3"), narrow, new Ranges(2));
    assertThat(KernelVerifier.verify(lowered.kernel())).isEmpty();
    assertThat(lowered.roundings()).isNotEmpty();
    assertThat(lowered.tables()).allMatch(t -> t.entries().length <= 64);
  }

  @ParameterizedTest
  @CsvSource({"16, 4e-5", "24, 2e-7"})
  void whatRoundingLeavesIsNotLost(int bits, double tolerance) {
    NeuronModel.Programmable narrow =
        new NeuronModel.Programmable(
            bits, bits, 32, Rounding.HALF_EVEN, Overflow.SATURATE, 64, 8, 2, 16);
    // less than half a step of the word each tick at 16 bits
    Variable y = new Variable("y", new Kind.State(), 0.1, "y", Optional.empty());
    Sym grow = Translate.expr(ExprText.parse("y + 1e-5"), Sym.Ref::new);
    StepModel slow =
        new StepModel(
            List.of(y, new Variable("x", new Kind.State(), 0.1, "x", Optional.empty())),
            List.of(new Step.Assign("y", grow)));
    Lowered lowered = KernelSynthesis.synthesise("k", slow, narrow, new Ranges(1));
    assertThat(lowered.formats()).anyMatch(f -> f.derivation().contains("what rounding leaves"));
    double[] values =
        Interpreter.run(program(lowered), RunOptions.defaults()).traces().get(0).values();
    for (int tick = 0; tick <= 280; tick++) {
      assertThat(values[tick]).isCloseTo(0.1 + tick * 1e-5, offset(tolerance));
    }
  }

  @Test
  void withoutTablesFunctionsAreRefused() {
    NeuronModel.Programmable bare =
        new NeuronModel.Programmable(32, 32, 32, Rounding.HALF_EVEN, Overflow.SATURATE, 0, 8, 2);
    assertThatThrownBy(() -> KernelSynthesis.synthesise("k", model("exp(x)"), bare, new Ranges(3)))
        .isInstanceOf(NotLowerable.class)
        .hasMessageContaining("look-up table");
  }

  @Test
  void randomDynamicsAreRefused() {
    assertThatThrownBy(
            () -> KernelSynthesis.synthesise("k", model("x * random(z)"), TARGET, new Ranges(3)))
        .isInstanceOf(NotLowerable.class)
        .hasMessageContaining("random");
  }

  private static Program program(Lowered lowered) {
    java.util.Map<String, long[]> params = new java.util.LinkedHashMap<>();
    lowered.constants().forEach((word, code) -> params.put(word, new long[] {code}));
    java.util.Map<String, long[]> initial = new java.util.LinkedHashMap<>();
    lowered.initial().forEach((word, code) -> initial.put(word, new long[] {code}));
    NeuronBlock block =
        new NeuronBlock(
            "n",
            "k",
            1,
            new Columns(params),
            new Columns(initial),
            "n",
            new int[] {0},
            new NeuronBlock.Place(new int[] {0}, new int[] {0}, new int[] {1}));
    return new Program(
        new Program.Info("test", "", "", "", "", 1),
        new Program.TickSchedule(
            1_000_000_000L, List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.ROUTE)),
        280,
        List.of(lowered.kernel()),
        lowered.tables(),
        List.of(block),
        List.of(),
        List.of(),
        List.of(),
        Stimulus.NONE,
        List.of(
            new Probe(Probe.Kind.WORD, "n", 0, "y", 1),
            new Probe(Probe.Kind.WORD, "n", 0, "x", 1)));
  }
}
