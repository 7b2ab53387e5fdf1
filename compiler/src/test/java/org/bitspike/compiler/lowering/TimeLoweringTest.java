package org.bitspike.compiler.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bitspike.compiler.dynamics.Step;
import org.bitspike.compiler.dynamics.StepModel;
import org.bitspike.compiler.dynamics.StepModel.Kind;
import org.bitspike.compiler.dynamics.StepModel.Variable;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Evaluate;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLoweringTest {

  private static final Sym NOW = new Sym.Ref(StepModel.NOW);

  private static Sym time(double dt) {
    return Algebra.scale(Algebra.add(NOW, Sym.ONE), dt);
  }

  private static StepModel model(Sym condition) {
    Variable last = new Variable("last", new Kind.Ticks(), 0, "", Optional.empty());
    return new StepModel(
        List.of(last),
        List.of(
            new Step.If(
                condition,
                List.of(new Step.Spike(), new Step.Assign("last", Algebra.add(NOW, Sym.ONE))),
                List.of())));
  }

  @Test
  void aComparisonWithTheTimeIsThatOfTheAccumulatedTime() {
    long seed = 5;
    Random random = new Random(seed);
    BinaryOperator[] operators = {
      BinaryOperator.LESS,
      BinaryOperator.LESS_OR_EQUAL,
      BinaryOperator.GREATER,
      BinaryOperator.GREATER_OR_EQUAL
    };
    for (int i = 0; i < 400; i++) {
      double dt = random.nextInt(1, 20) * 1e-5;
      double limit = random.nextBoolean() ? random.nextInt(200) * dt : random.nextDouble(200 * dt);
      BinaryOperator operator = operators[random.nextInt(4)];
      boolean swapped = random.nextBoolean();
      Sym left = swapped ? Algebra.number(limit) : time(dt);
      Sym right = swapped ? time(dt) : Algebra.number(limit);
      StepModel lowered =
          TimeLowering.lower(model(Algebra.compare(operator, left, right)), dt, 200);
      Sym condition = ((Step.If) lowered.steps().get(lowered.steps().size() - 1)).condition();
      double t = 0;
      for (int tick = 0; tick < 200; tick++) {
        t += dt;
        double now = tick;
        double a = swapped ? limit : t;
        double b = swapped ? t : limit;
        boolean expected =
            switch (operator) {
              case LESS -> a < b;
              case LESS_OR_EQUAL -> a <= b;
              case GREATER -> a > b;
              default -> a >= b;
            };
        assertThat(Evaluate.at(condition, n -> now) != 0)
            .as("seed %d, case %d: %s %s %s at tick %d", seed, i, a, operator, b, tick)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void aTimeSinceBecomesASaturatingCounter() {
    double dt = 0x1p-13;
    Sym since =
        Algebra.compare(
            BinaryOperator.GREATER,
            time(dt),
            Algebra.add(Algebra.scale(new Sym.Ref("last"), dt), Algebra.number(10 * dt)));
    StepModel lowered = TimeLowering.lower(model(since), dt, 1000);
    assertThat(lowered.variable("last").orElseThrow().kind()).isInstanceOf(Kind.Elapsed.class);
    assertThat(lowered.variable("last").orElseThrow().bound().orElseThrow().high()).isLessThan(15);
    // fires on the first tick at which more than 10 steps have passed, and every 11 after that
    int elapsed = 0;
    StringBuilder fired = new StringBuilder();
    Sym condition = ((Step.If) lowered.steps().get(1)).condition();
    for (int tick = 0; tick < 40; tick++) {
      elapsed++;
      double value = elapsed;
      if (Evaluate.at(condition, n -> value) != 0) {
        fired.append(tick).append(' ');
        elapsed = 0;
      }
    }
    assertThat(fired.toString()).isEqualTo("10 21 32 ");
  }

  @ParameterizedTest
  @CsvSource({"5e-6, 1000", "1e-5, 200", "2.5e-5, 0", "1e-4, 30", "1e-3, 7"})
  void aTimeSinceIsComparedAsTheAccumulatedTimeIs(double dt, int steps) {
    double seconds = steps * dt;
    long ticks = 20_000;
    Sym since =
        Algebra.compare(
            BinaryOperator.GREATER,
            time(dt),
            Algebra.add(Algebra.scale(new Sym.Ref("last"), dt), Algebra.number(seconds)));
    StepModel lowered = TimeLowering.lower(model(since), dt, ticks);
    assertThat(lowered.variable("last").orElseThrow().kind()).isInstanceOf(Kind.Elapsed.class);
    Sym condition = ((Step.If) lowered.steps().get(1)).condition();
    double t = 0;
    double last = -1;
    int elapsed = 1_000_000;
    for (int tick = 0; tick < ticks; tick++) {
      t += dt;
      elapsed++;
      double now = tick;
      double count = elapsed;
      boolean fires = t > last + seconds;
      assertThat(Evaluate.at(condition, n -> n.equals(StepModel.NOW) ? now : count) != 0)
          .as("tick %d", tick)
          .isEqualTo(fires);
      if (fires) {
        last = t;
        elapsed = 0;
      }
    }
  }

  @Test
  void aTimeThatIsUsedOtherwiseStaysATime() {
    double dt = 1e-4;
    Sym since =
        Algebra.compare(
            BinaryOperator.GREATER, new Sym.Ref("v"), Algebra.scale(new Sym.Ref("last"), dt));
    StepModel lowered = TimeLowering.lower(model(since), dt, 1000);
    assertThat(lowered.variable("last").orElseThrow().kind()).isInstanceOf(Kind.Ticks.class);
  }
}
