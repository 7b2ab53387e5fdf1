package org.bitspike.ir.expr;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bitspike.ir.expr.Expr.Binary;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.Call;
import org.bitspike.ir.expr.Expr.Num;
import org.bitspike.ir.expr.Expr.Unary;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.ir.expr.Expr.Var;

/** The LEMS spelling of expressions. {@code parse(print(e))} equals {@code e}. */
public final class ExprText {

  private ExprText() {}

  /**
   * Reads an expression. Besides LEMS's {@code .gt.} and its siblings, {@code >}, {@code >=},
   * {@code <}, {@code <=}, {@code ==}, {@code !=}, {@code &&} and {@code ||} are understood.
   *
   * @throws ExprSyntaxException when the text is no expression
   */
  public static Expr parse(String text) {
    return new ExprParser(text).parseWhole();
  }

  /** Writes an expression in LEMS's spelling, with no more parentheses than its meaning needs. */
  public static String print(Expr expr) {
    return print(expr, 0);
  }

  private static String print(Expr expr, int context) {
    return switch (expr) {
      case Num(double value) -> number(value, context);
      case Var(String name) -> name;
      case Unary(UnaryOperator op, Expr operand) -> {
        String text = (op == UnaryOperator.NEGATE ? "-" : "!") + print(operand, UNARY);
        yield context >= UNARY ? "(" + text + ")" : text;
      }
      case Binary(BinaryOperator op, Expr left, Expr right) -> {
        int level = level(op);
        boolean rightAssociative = op == BinaryOperator.POWER;
        String text =
            print(left, rightAssociative ? level + 1 : level)
                + " "
                + op.symbol()
                + " "
                + print(right, rightAssociative ? level : level + 1);
        yield level < context ? "(" + text + ")" : text;
      }
      case Call(Expr.MathFunction function, List<Expr> arguments) ->
          name(function)
              + arguments.stream()
                  .map(a -> print(a, 0))
                  .collect(Collectors.joining(", ", "(", ")"));
    };
  }

  private static String number(double value, int context) {
    String text =
        value == Math.rint(value) && Math.abs(value) < 1e15
            ? Long.toString((long) value)
            : Double.toString(value);
    if (value == 0 && 1 / value < 0) {
      text = "-0.0";
    }
    return text.startsWith("-") && context > 0 ? "(" + text + ")" : text;
  }

  static String name(Expr.MathFunction function) {
    return function == Expr.MathFunction.H ? "H" : function.name().toLowerCase(Locale.ROOT);
  }

  static final int UNARY = 6;

  /** How tightly an operator binds: OR, AND, comparison, sum, product, (unary), power. */
  static int level(BinaryOperator op) {
    return switch (op) {
      case OR -> 1;
      case AND -> 2;
      case GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL, EQUAL, NOT_EQUAL -> 3;
      case ADD, SUBTRACT -> 4;
      case MULTIPLY, DIVIDE -> 5;
      case POWER -> 7;
    };
  }
}
