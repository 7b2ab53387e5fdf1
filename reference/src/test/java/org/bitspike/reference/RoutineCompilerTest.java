package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.expr.ExprText;
import org.junit.jupiter.api.Test;

class RoutineCompilerTest {

  private static final long SEED = 20_261_122;
  private static final String[] NAMES = {"a", "b", "c", "d"};

  private final Frame frame = new Frame();
  private final Map<String, Integer> slots = new HashMap<>();

  private Expr random(SplittableRandom r, int depth) {
    if (depth == 0 || r.nextInt(6) == 0) {
      return r.nextBoolean()
          ? new Expr.Num(r.nextInt(-3, 4) * 0.5)
          : new Expr.Var(NAMES[r.nextInt(NAMES.length)]);
    }
    return switch (r.nextInt(5)) {
      case 0 -> new Expr.Unary(UnaryOperator.values()[r.nextInt(2)], random(r, depth - 1));
      case 1 -> call(r, depth);
      default -> {
        BinaryOperator[] all = BinaryOperator.values();
        yield new Expr.Binary(
            all[r.nextInt(all.length)], random(r, depth - 1), random(r, depth - 1));
      }
    };
  }

  private Expr call(SplittableRandom r, int depth) {
    MathFunction[] all = MathFunction.values();
    MathFunction f = all[r.nextInt(all.length)];
    return switch (f) {
      case RANDOM -> random(r, depth - 1);
      case MIN, MAX -> new Expr.Call(f, List.of(random(r, depth - 1), random(r, depth - 1)));
      default -> new Expr.Call(f, List.of(random(r, depth - 1)));
    };
  }

  @Test
  void compiledAndInterpretedTapesGiveTheBitsOfTheExpressions() {
    SplittableRandom r = new SplittableRandom(SEED);
    for (String name : NAMES) {
      slots.put(name, frame.allocate());
    }
    List<Expr> expressions = new ArrayList<>();
    for (int k = 0; k < 60; k++) {
      Expr e = random(r, 5);
      expressions.add(e);
      slots.put("x" + k, frame.allocate());
    }
    TapeWriter out = new TapeWriter(frame, slots::get);
    for (int k = 0; k < expressions.size(); k++) {
      out.assign(slots.get("x" + k), expressions.get(k));
    }
    Tape tape = out.finish();
    Condition[] conditions = new Condition[expressions.size()];
    for (int k = 0; k < conditions.length; k++) {
      TapeWriter test = new TapeWriter(frame, slots::get);
      int result = test.value(expressions.get(k));
      conditions[k] = new Condition(test.finish(), result, Actions.NOTHING);
    }
    Routines interpreted = Routines.interpreted(tape, conditions, new RegimeCode[0]);
    Routines compiled = RoutineCompiler.compile(frame, tape, conditions, new RegimeCode[0]);
    assertThat(compiled.getClass().isHidden()).isTrue();
    double[] values = {0, -0.0, 1, -1, 2.5, 1e300, Double.POSITIVE_INFINITY, Double.NaN};
    for (int round = 0; round < 200; round++) {
      double[] one = frame.build();
      double[] two = frame.build();
      Map<String, Double> variables = new HashMap<>();
      for (String name : NAMES) {
        double x = r.nextBoolean() ? values[r.nextInt(values.length)] : r.nextDouble(-3, 3);
        variables.put(name, x);
        one[slots.get(name)] = x;
        two[slots.get(name)] = x;
      }
      interpreted.main(one, Draws.NONE);
      compiled.main(two, Draws.NONE);
      for (int k = 0; k < expressions.size(); k++) {
        String text =
            "seed " + SEED + ": " + ExprText.print(expressions.get(k)) + " at " + variables;
        double expected = ExprEvaluator.evaluate(expressions.get(k), variables::get);
        assertThat(Double.doubleToLongBits(one[slots.get("x" + k)]))
            .as(text)
            .isEqualTo(Double.doubleToLongBits(expected));
        assertThat(Double.doubleToLongBits(two[slots.get("x" + k)]))
            .as(text)
            .isEqualTo(Double.doubleToLongBits(expected));
      }
      int a = -1;
      int b = -1;
      do {
        a = interpreted.condition(Routines.PLAIN, a + 1, one, Draws.NONE);
        b = compiled.condition(Routines.PLAIN, b + 1, two, Draws.NONE);
        assertThat(b).as("seed %d: condition at %s", SEED, variables).isEqualTo(a);
      } while (a >= 0);
    }
  }
}
