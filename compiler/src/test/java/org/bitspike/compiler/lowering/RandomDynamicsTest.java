package org.bitspike.compiler.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
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
import org.bitspike.ir.kernel.KernelVerifier;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.recording.Recording.Trace;
import org.junit.jupiter.api.Test;

/**
 * Random leaky systems with bounded drives: {@code x += h * (-x / tau + sum of a * f(y) + b)} with
 * {@code |f| <= 1} never leaves {@code tau * (sum of |a| + |b|)} once inside, so that this bound is
 * sound. Their kernels trap on overflow, stay within the bound, and stay near the float step.
 */
class RandomDynamicsTest {

  private static final long SEED = 20240607;
  private static final int SYSTEMS = 500;
  private static final int TICKS = 40;
  private static final int[] WIDTHS = {16, 24, 32};

  /** A system; the bound of each state is sound. */
  private record Leaky(List<Variable> states, List<Sym> next, double[] bounds)
      implements KernelSynthesis.Bounds {

    static Leaky random(SplittableRandom random) {
      int n = random.nextInt(1, 4);
      List<Variable> states = new ArrayList<>();
      List<Sym> next = new ArrayList<>();
      double[] bounds = new double[n];
      for (int i = 0; i < n; i++) {
        double tau = random.nextDouble(2, 50);
        double drive = random.nextDouble(-1, 1);
        double sum = Math.abs(drive);
        StringBuilder text = new StringBuilder("x" + i + " * " + (1 - 1 / tau) + " + " + drive);
        for (int j = 0; j < n; j++) {
          double a = random.nextDouble(-1, 1);
          sum += Math.abs(a);
          String y = "x" + j;
          text.append(" + ")
              .append(a)
              .append(" * ")
              .append(
                  switch (random.nextInt(4)) {
                    case 0 -> "tanh(" + y + ")";
                    case 1 -> "exp(-(" + y + " * " + y + "))";
                    case 2 -> "1 / (1 + exp(-" + y + "))";
                    default -> "sin(" + y + ")";
                  });
        }
        bounds[i] = tau * sum;
        double start = bounds[i] * random.nextDouble(-1, 1);
        states.add(new Variable("x" + i, new Kind.State(), start, "x" + i, Optional.empty()));
        next.add(Translate.expr(ExprText.parse(text.toString()), Sym.Ref::new));
      }
      return new Leaky(states, next, bounds);
    }

    /** Each state is updated in turn and sees the new values of those before it. */
    StepModel model() {
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < states.size(); i++) {
        steps.add(new Step.Assign("x" + i, next.get(i)));
      }
      return new StepModel(states, steps);
    }

    @Override
    public Optional<KernelSynthesis.Range> range(Variable variable) {
      double b = bounds[Integer.parseInt(variable.name().substring(1))];
      Interval bound = new Interval(-b, b);
      return Optional.of(new KernelSynthesis.Range(bound, bound, "sound"));
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

  @Test
  void soundBoundsHoldAndIntegersStayNearRealNumbers() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int k = 0; k < SYSTEMS; k++) {
      Leaky system = Leaky.random(random);
      int width = WIDTHS[k % WIDTHS.length];
      NeuronModel.Programmable target =
          new NeuronModel.Programmable(
              width, width, 32, Rounding.HALF_EVEN, Overflow.TRAP, 256, 8, 2, 16 * (k % 2));
      Lowered lowered = KernelSynthesis.synthesise("k", system.model(), target, system);
      assertThat(KernelVerifier.verify(lowered.kernel())).isEmpty();
      List<Trace> traces =
          Interpreter.run(program(lowered, system), RunOptions.defaults()).traces();
      near(system, traces, width, lowered, "system " + k + " at " + width + " bits");
    }
  }

  /**
   * A tick adds at most the rounding of the state and, for every drive, the table's stated error
   * and the rounding of its entry, its argument and its coefficient; the leak forgets, the drives'
   * slopes of at most 1 do not, so that errors grow at most by {@code 1 + sum of |a|} a tick. The
   * comparison starts anew from the kernel's own state each tick.
   */
  private static void near(
      Leaky system, List<Trace> traces, int width, Lowered lowered, String what) {
    int n = system.states().size();
    double tables =
        lowered.approximations().stream().mapToDouble(Lowered.Approximation::maxError).sum();
    Map<String, Double> at = new LinkedHashMap<>();
    for (int tick = 0; tick < TICKS; tick++) {
      for (int i = 0; i < n; i++) {
        at.put("x" + i, traces.get(i).values()[tick]);
      }
      for (int i = 0; i < n; i++) {
        double expected = Evaluate.at(system.next().get(i), at::get);
        double actual = traces.get(i).values()[tick + 1];
        double bound = system.bounds()[i];
        double step = Math.scalb(2 * bound, 2 - width);
        assertThat(Math.abs(actual)).as(what).isLessThanOrEqualTo(bound + step);
        assertThat(Math.abs(actual - expected))
            .as(what)
            .isLessThanOrEqualTo(4 * step + 2 * tables + Math.scalb(64.0, -width) * (1 + n));
        at.put("x" + i, actual);
      }
    }
  }

  private static Program program(Lowered lowered, Leaky system) {
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
        TICKS,
        List.of(lowered.kernel()),
        lowered.tables(),
        List.of(block),
        List.of(),
        List.of(),
        List.of(),
        Stimulus.NONE,
        system.states().stream()
            .map(v -> new Probe(Probe.Kind.WORD, "n", 0, v.name(), 1))
            .toList());
  }
}
