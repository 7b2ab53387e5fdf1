package org.bitspike.compiler.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.compiler.dynamics.Step;
import org.bitspike.compiler.dynamics.StepModel;
import org.bitspike.compiler.dynamics.StepModel.Kind;
import org.bitspike.compiler.dynamics.StepModel.Variable;
import org.bitspike.compiler.symbolic.Evaluate;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Translate;
import org.bitspike.emulator.Engines;
import org.bitspike.emulator.RunOptions;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.recording.Recording.Trace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The stated error of a table holds for every argument of 16 bits, and for 32,768 of those of 24
 * and 32 bits.
 */
class TableErrorTest {

  private static final int ARGUMENTS = 1 << 15;

  /** An argument from -1 to 1, which grows by a constant step each tick, and a wide result. */
  private record Ranges(double magnitude) implements KernelSynthesis.Bounds {
    @Override
    public Optional<KernelSynthesis.Range> range(Variable variable) {
      double m = variable.name().equals("x") ? 1 : magnitude;
      Interval bound = new Interval(-m, m);
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
        "exp(5 * x); 16; 2048; 150; lines",
        "exp(5 * x); 16; 64; 150; parabolas",
        "exp(5 * x); 16; 16; 150; parabolas",
        "exp(5 * x); 24; 1024; 150; parabolas",
        "exp(5 * x); 32; 1024; 150; cubics",
        "tanh(3 * x); 16; 1024; 1; lines",
        "tanh(3 * x); 24; 1024; 1; parabolas",
        "sin(9 * x); 24; 512; 1; cubics",
        "x / (1 - exp(-8 * x)); 24; 512; 1.1; parabolas",
        "sqrt(x + 1); 16; 256; 2; lines",
        "1 / (1.1 + x); 24; 1024; 10; cubics",
      })
  void theStatedErrorHolds(String function, int bits, int entries, double magnitude, String curve) {
    NeuronModel.Programmable target =
        new NeuronModel.Programmable(
            bits, bits, 32, Rounding.HALF_EVEN, Overflow.SATURATE, entries, 8, 2);
    Sym y = Translate.expr(ExprText.parse(function), Sym.Ref::new);
    double step = 2.0 / ARGUMENTS;
    StepModel model =
        new StepModel(
            List.of(
                new Variable("x", new Kind.State(), -1, "x", Optional.empty()),
                new Variable("y", new Kind.State(), 0, "y", Optional.empty())),
            List.of(
                new Step.Assign("y", y),
                new Step.Assign("x", Translate.expr(ExprText.parse("x + " + step), Sym.Ref::new))));
    Lowered lowered = KernelSynthesis.synthesise("k", model, target, new Ranges(magnitude));
    Lowered.Approximation stated = lowered.approximations().get(0);
    assertThat(stated.entries()).isLessThanOrEqualTo(entries);
    assertThat(stated.curve()).isEqualTo(curve);
    List<Trace> traces = Engines.run(program(lowered), RunOptions.defaults()).traces();
    // the result's word rounds once more
    double allowed =
        stated.maxError() + lowered.kernel().word("y").orElseThrow().format().resolution() / 2;
    double worst = 0;
    for (int tick = 0; tick < ARGUMENTS - 1; tick++) {
      double x = traces.get(0).values()[tick];
      double near = x == 0 ? 1e-9 : x;
      double error = Math.abs(traces.get(1).values()[tick + 1] - Evaluate.at(y, n -> near));
      assertThat(error).as("%s at %s", function, x).isLessThanOrEqualTo(allowed);
      worst = Math.max(worst, error);
    }
    assertThat(worst).as("what is stated is not far from what is").isGreaterThan(allowed / 10);
  }

  private static Program program(Lowered lowered) {
    Map<String, long[]> params = new LinkedHashMap<>();
    lowered.constants().forEach((word, code) -> params.put(word, new long[] {code}));
    Map<String, long[]> initial = new LinkedHashMap<>();
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
        ARGUMENTS - 1,
        List.of(lowered.kernel()),
        lowered.tables(),
        List.of(block),
        List.of(),
        List.of(),
        List.of(),
        Stimulus.NONE,
        List.of(
            new Probe(Probe.Kind.WORD, "n", 0, "x", 1),
            new Probe(Probe.Kind.WORD, "n", 0, "y", 1)));
  }
}
