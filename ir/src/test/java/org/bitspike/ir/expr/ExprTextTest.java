package org.bitspike.ir.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bitspike.ir.expr.Expr.Binary;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.Call;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.Num;
import org.bitspike.ir.expr.Expr.Unary;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.ir.expr.Expr.Var;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExprTextTest {

  private static final Map<String, Double> VALUES =
      Map.of("v", -0.06, "a", 3.0, "b", 4.0, "t", 2.5, "x_1", 7.0);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1 + 2 * 3; 7",
        "2 ^ 3 ^ 2; 512",
        "-2 ^ 2; -4",
        "-a ^ 2; -9",
        "(a + b) / 2; 3.5",
        "a .gt. 2 .and. b .lt. 3; 0",
        "a .gt. 2 .or. b .lt. 3; 1",
        "1.gt.2; 0",
        "a >= 3 && b != 4; 0",
        "exp(0) + ln(1); 1",
        "min(a, b) - max(a, b); -1",
        "H(v) + H(a); 1",
        "1.5e1 - 5E0; 10",
        "10 - 3 - 2; 5",
        "12 / 3 / 2; 2",
        "sqrt(a * a + b * b); 5",
        "!(a .eq. 3); 0"
      })
  void evaluatesWithLemsPrecedence(String text, double expected) {
    assertThat(ExprEvaluator.evaluate(ExprText.parse(text), VALUES::get)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1 +;4",
        "(a;3",
        "foo(1);1",
        "a b;3",
        "exp(1, 2);10",
        "'';1",
        "a .xx. b;3",
        "min(1);7"
      })
  void tellsWhereATextIsNoExpression(String text, int characterFromOne) {
    assertThatThrownBy(() -> ExprText.parse(text))
        .isInstanceOfSatisfying(
            ExprSyntaxException.class,
            e -> assertThat(e.position() + 1).isEqualTo(characterFromOne));
  }

  @Test
  void refusesHostileNesting() {
    assertThatThrownBy(() -> ExprText.parse("(".repeat(1_000_000)))
        .isInstanceOf(ExprSyntaxException.class);
    assertThatThrownBy(() -> ExprText.parse("-".repeat(1_000_000) + "1"))
        .isInstanceOf(ExprSyntaxException.class);
  }

  @Test
  void refusesChainsThatWouldRecurseTooDeep() {
    assertThat(ExprText.parse("a" + " + a".repeat(1000))).isInstanceOf(Binary.class);
    assertThatThrownBy(() -> ExprText.parse("a" + " + a".repeat(1001)))
        .isInstanceOf(ExprSyntaxException.class)
        .hasMessageContaining("more than 1000 operators");
  }

  @Test
  void printsWhatItReadsForRandomTrees() {
    for (int seed = 0; seed < 2000; seed++) {
      Expr expr = random(new Random(seed), 5);
      String text = ExprText.print(expr);
      assertThat(ExprText.parse(text)).as("seed %d: %s", seed, text).isEqualTo(expr);
    }
  }

  private static Expr random(Random random, int depth) {
    int kind = depth == 0 ? random.nextInt(2) : random.nextInt(6);
    return switch (kind) {
      case 0 -> new Num(random.nextBoolean() ? random.nextInt(100) : random.nextGaussian() * 1e-9);
      case 1 -> new Var(List.of("v", "a", "x_1", "../b").get(random.nextInt(4)));
      case 2 -> {
        Expr operand = random(random, depth - 1);
        // the reader folds a sign into a number, so the tree would not come back
        yield operand instanceof Num
            ? operand
            : new Unary(UnaryOperator.values()[random.nextInt(2)], operand);
      }
      case 3 -> new Call(MathFunction.EXP, List.of(random(random, depth - 1)));
      default ->
          new Binary(
              BinaryOperator.values()[random.nextInt(BinaryOperator.values().length)],
              random(random, depth - 1),
              random(random, depth - 1));
    };
  }
}
