package org.bitspike.compiler.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.expr.ExprText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlgebraTest {

  private static Sym sym(String text) {
    return Translate.expr(
        ExprText.parse(text), name -> name.equals("k") ? Algebra.number(4) : new Sym.Ref(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x + x; 2 * x",
        "x - x; 0",
        "k * (x + 2); 4 * x + 8",
        "(x - 3) / k; 0.25 * x - 0.75",
        "x / (k * y); 0.25 * x * 1 / y",
        "2 * x * (3 * y); 6 * x * y",
        "1 / (1 / x); x",
        "x ^ 2; x * x",
        "x ^ 0.5; x ^ 0.5",
        "k .gt. 3; 1",
        "(k .gt. 3) .and. (x .gt. 1); (x .gt. 1)",
        "H(k); 1",
        "exp(0) * x; x",
        "-(x - y); -x + y",
        "(x + 1) * (y + 1); (x + 1) * (y + 1)",
      })
  void expressionsComeInOneForm(String given, String expected) {
    assertThat(SymText.print(sym(given))).isEqualTo(expected);
  }

  @Test
  void normalFormKeepsTheValue() {
    long seed = 20240611;
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      Expr expr = random(random, 4);
      Map<String, Double> values =
          Map.of("x", random.nextDouble(0.5, 2), "y", random.nextDouble(0.5, 2));
      double expected = ExprEvaluator.evaluate(expr, values::get);
      double actual = Evaluate.at(Translate.expr(expr, Sym.Ref::new), values::get);
      if (Double.isFinite(expected) && Math.abs(expected) < 1e6) {
        assertThat(actual)
            .as("seed %d, case %d: %s at %s", seed, i, ExprText.print(expr), values)
            .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  @Test
  void boundsHoldTheValue() {
    long seed = 77;
    Random random = new Random(seed);
    Map<String, Interval> bounds = Map.of("x", new Interval(0.5, 2), "y", new Interval(-1, 1));
    for (int i = 0; i < 2000; i++) {
      Sym sym = Translate.expr(random(random, 4), Sym.Ref::new);
      Interval bound = Intervals.of(sym, bounds::get);
      double x = random.nextDouble(0.5, 2);
      double y = random.nextDouble(-1, 1);
      double value = Evaluate.at(sym, n -> n.equals("x") ? x : y);
      if (Double.isFinite(value)) {
        double slack = 1e-9 * Math.max(1, Math.abs(value));
        assertThat(value)
            .as("seed %d, case %d: %s at %s, %s", seed, i, SymText.print(sym), x, y)
            .isBetween(bound.low() - slack, bound.high() + slack);
      }
    }
  }

  @Test
  void affineExpressionsComeApart() {
    Shape.Affine affine = Shape.affine(sym("y * (2 * x - 3) + x"), "x").orElseThrow();
    assertThat(SymText.print(affine.factor())).isEqualTo("2 * y + 1");
    assertThat(SymText.print(affine.rest())).isEqualTo("-3 * y");
    assertThat(Shape.affine(sym("x * x"), "x")).isEmpty();
    assertThat(Shape.affine(sym("exp(x)"), "x")).isEmpty();
  }

  private static Expr random(Random random, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return switch (random.nextInt(3)) {
        case 0 -> new Expr.Num(random.nextInt(1, 5));
        case 1 -> new Expr.Var("x");
        default -> new Expr.Var("y");
      };
    }
    if (random.nextInt(8) == 0) {
      return new Expr.Unary(Expr.UnaryOperator.NEGATE, random(random, depth - 1));
    }
    BinaryOperator[] operators = {
      BinaryOperator.ADD, BinaryOperator.SUBTRACT, BinaryOperator.MULTIPLY, BinaryOperator.DIVIDE
    };
    BinaryOperator operator = operators[random.nextInt(operators.length)];
    // divisors are simple, so that none is 0
    int right = operator == BinaryOperator.DIVIDE ? 0 : depth - 1;
    return new Expr.Binary(operator, random(random, depth - 1), random(random, right));
  }
}
