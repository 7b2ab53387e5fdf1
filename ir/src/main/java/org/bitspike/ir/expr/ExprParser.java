package org.bitspike.ir.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitspike.ir.expr.Expr.Binary;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.Call;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.Num;
import org.bitspike.ir.expr.Expr.Unary;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.ir.expr.Expr.Var;

/**
 * Precedence climbing over characters. Nesting is bounded, so that hostile input cannot exhaust the
 * stack.
 */
final class ExprParser {

  private static final int MAX_DEPTH = 200;

  /** A chain of operators is a tree as deep as it is long, and whoever walks it recurses. */
  private static final int MAX_OPERATORS = 1000;

  private static final Map<String, MathFunction> FUNCTIONS = new HashMap<>();

  /** Longest spellings first, so that a prefix never wins. */
  private static final List<Map.Entry<String, BinaryOperator>> OPERATORS =
      List.of(
          Map.entry(".geq.", BinaryOperator.GREATER_OR_EQUAL),
          Map.entry(".leq.", BinaryOperator.LESS_OR_EQUAL),
          Map.entry(".neq.", BinaryOperator.NOT_EQUAL),
          Map.entry(".and.", BinaryOperator.AND),
          Map.entry(".gt.", BinaryOperator.GREATER),
          Map.entry(".lt.", BinaryOperator.LESS),
          Map.entry(".eq.", BinaryOperator.EQUAL),
          Map.entry(".or.", BinaryOperator.OR),
          Map.entry(">=", BinaryOperator.GREATER_OR_EQUAL),
          Map.entry("<=", BinaryOperator.LESS_OR_EQUAL),
          Map.entry("==", BinaryOperator.EQUAL),
          Map.entry("!=", BinaryOperator.NOT_EQUAL),
          Map.entry("&&", BinaryOperator.AND),
          Map.entry("||", BinaryOperator.OR),
          Map.entry(">", BinaryOperator.GREATER),
          Map.entry("<", BinaryOperator.LESS),
          Map.entry("+", BinaryOperator.ADD),
          Map.entry("-", BinaryOperator.SUBTRACT),
          Map.entry("*", BinaryOperator.MULTIPLY),
          Map.entry("/", BinaryOperator.DIVIDE),
          Map.entry("^", BinaryOperator.POWER));

  static {
    for (MathFunction function : MathFunction.values()) {
      FUNCTIONS.put(ExprText.name(function), function);
    }
  }

  private final String text;
  private int at;
  private int depth;
  private int operators;

  ExprParser(String text) {
    this.text = text;
  }

  Expr parseWhole() {
    Expr expr = parse(1);
    if (at < text.length()) {
      throw error("expected an operator, found '" + text.charAt(at) + "'");
    }
    return expr;
  }

  private Expr parse(int minimum) {
    if (++depth > MAX_DEPTH) {
      throw error("nested deeper than " + MAX_DEPTH);
    }
    Expr left = operand();
    for (Map.Entry<String, BinaryOperator> next = operator();
        next != null && ExprText.level(next.getValue()) >= minimum;
        next = operator()) {
      if (++operators > MAX_OPERATORS) {
        throw error("more than " + MAX_OPERATORS + " operators");
      }
      at += next.getKey().length();
      int level = ExprText.level(next.getValue());
      Expr right = parse(next.getValue() == BinaryOperator.POWER ? level : level + 1);
      left = new Binary(next.getValue(), left, right);
    }
    depth--;
    return left;
  }

  private Map.@org.jspecify.annotations.Nullable Entry<String, BinaryOperator> operator() {
    skipSpace();
    for (Map.Entry<String, BinaryOperator> candidate : OPERATORS) {
      if (text.regionMatches(true, at, candidate.getKey(), 0, candidate.getKey().length())) {
        return candidate;
      }
    }
    return null;
  }

  private Expr operand() {
    skipSpace();
    if (at >= text.length()) {
      throw error("expected a value, found the end");
    }
    char c = text.charAt(at);
    if (c == '(') {
      at++;
      Expr inside = parse(1);
      expect(')');
      return inside;
    }
    if (c == '-' || c == '+' || c == '!') {
      at++;
      Expr operand = parse(ExprText.UNARY);
      if (c == '-') {
        return operand instanceof Num(double value)
            ? new Num(-value)
            : new Unary(UnaryOperator.NEGATE, operand);
      }
      return c == '!' ? new Unary(UnaryOperator.NOT, operand) : operand;
    }
    if (Character.isDigit(c)
        || (c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1)))) {
      return number();
    }
    if (Character.isLetter(c) || c == '_' || text.startsWith("../", at)) {
      return nameOrCall();
    }
    throw error("expected a value, found '" + c + "'");
  }

  private Expr number() {
    int start = at;
    digits();
    // "1.gt.2" is a comparison, not the number 1.
    if (at < text.length() && text.charAt(at) == '.' && !operatorStartsHere()) {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = at + 1;
      if (exponent < text.length()
          && (text.charAt(exponent) == '-' || text.charAt(exponent) == '+')) {
        exponent++;
      }
      if (exponent < text.length() && Character.isDigit(text.charAt(exponent))) {
        at = exponent;
        digits();
      }
    }
    try {
      return new Num(Double.parseDouble(text.substring(start, at)));
    } catch (NumberFormatException e) {
      throw error("not a number: " + text.substring(start, at));
    }
  }

  private boolean operatorStartsHere() {
    return OPERATORS.stream()
        .anyMatch(
            o ->
                o.getKey().startsWith(".")
                    && text.regionMatches(true, at, o.getKey(), 0, o.getKey().length()));
  }

  private void digits() {
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
  }

  private Expr nameOrCall() {
    int start = at;
    while (text.startsWith("../", at)) {
      at += 3;
    }
    while (at < text.length() && isNamePart(at)) {
      at++;
    }
    String name = text.substring(start, at);
    int afterName = at;
    skipSpace();
    if (at < text.length() && text.charAt(at) == '(') {
      MathFunction function = FUNCTIONS.get(name);
      if (function == null && "h".equals(name.toLowerCase(Locale.ROOT))) {
        function = MathFunction.H;
      }
      if (function == null) {
        at = start;
        throw error("unknown function " + name);
      }
      return call(function);
    }
    at = afterName;
    return new Var(name);
  }

  /** A slash is a division; only a leading {@code ../} belongs to a name. */
  private boolean isNamePart(int index) {
    char c = text.charAt(index);
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private Expr call(MathFunction function) {
    at++;
    List<Expr> arguments = new ArrayList<>();
    arguments.add(parse(1));
    skipSpace();
    while (at < text.length() && text.charAt(at) == ',') {
      at++;
      arguments.add(parse(1));
      skipSpace();
    }
    expect(')');
    int wanted = function == MathFunction.MIN || function == MathFunction.MAX ? 2 : 1;
    if (arguments.size() != wanted) {
      throw error(
          ExprText.name(function) + " takes " + wanted + " argument(s), found " + arguments.size());
    }
    return new Call(function, arguments);
  }

  private void expect(char wanted) {
    skipSpace();
    if (at >= text.length() || text.charAt(at) != wanted) {
      throw error(
          "expected '"
              + wanted
              + "', found "
              + (at >= text.length() ? "the end" : "'" + text.charAt(at) + "'"));
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private ExprSyntaxException error(String message) {
    return new ExprSyntaxException(message, at);
  }
}
