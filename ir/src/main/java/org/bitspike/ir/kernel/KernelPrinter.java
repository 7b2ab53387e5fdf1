package org.bitspike.ir.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelExpr.Operator;

/** Writes kernels in canonical layout: one declaration per line, two spaces of indent. */
final class KernelPrinter {

  private final StringBuilder out = new StringBuilder();

  String print(Kernel kernel) {
    line(0, "kernel " + kernel.name() + " {");
    for (Word word : kernel.words()) {
      line(1, declaration(word));
    }
    for (Kernel.TableUse table : kernel.tables()) {
      line(1, "table " + table.name() + ": " + table.index() + " -> " + table.entry());
    }
    for (Handler handler : kernel.handlers()) {
      String port = handler.port().map(p -> " " + p).orElse("");
      line(1, "on " + lower(handler.trigger()) + port + " {");
      handler.body().forEach(s -> statement(2, s));
      line(1, "}");
    }
    line(0, "}");
    return out.toString();
  }

  private static String declaration(Word word) {
    String text =
        lower(word.kind())
            + " "
            + word.name()
            + ": "
            + word.format()
            + " "
            + lower(word.rounding())
            + " "
            + lower(word.overflow());
    return word.unit().isEmpty() ? text : text + " unit \"" + word.unit() + "\"";
  }

  private void statement(int indent, Statement statement) {
    switch (statement) {
      case Statement.Let(String name, KernelExpr value) ->
          line(indent, "let " + name + " = " + expr(value, 0));
      case Statement.Assign(String word, KernelExpr value) ->
          line(indent, word + " = " + expr(value, 0));
      case Statement.Spike() -> line(indent, "spike");
      case Statement.If(KernelExpr condition, List<Statement> then, List<Statement> otherwise) -> {
        line(indent, "if " + expr(condition, 0) + " {");
        then.forEach(s -> statement(indent + 1, s));
        if (!otherwise.isEmpty()) {
          line(indent, "} else {");
          otherwise.forEach(s -> statement(indent + 1, s));
        }
        line(indent, "}");
      }
    }
  }

  private static String expr(KernelExpr expr, int context) {
    return switch (expr) {
      case KernelExpr.Literal literal -> literal(literal);
      case KernelExpr.Read read -> read.name();
      case KernelExpr.Not not -> "!" + expr(not.operand(), 7);
      case KernelExpr.Shift shift ->
          parenthesised(
              expr(shift.operand(), 6)
                  + (shift.places() >= 0 ? " << " : " >> ")
                  + Math.abs(shift.places()),
              6,
              context);
      case KernelExpr.Select s ->
          "select("
              + expr(s.condition(), 0)
              + ", "
              + expr(s.then(), 0)
              + ", "
              + expr(s.otherwise(), 0)
              + ")";
      case KernelExpr.Quantise q ->
          "quantise("
              + expr(q.operand(), 0)
              + ", "
              + q.format()
              + ", "
              + lower(q.rounding())
              + ", "
              + lower(q.overflow())
              + ")";
      case KernelExpr.Lookup lookup ->
          "lookup(" + lookup.table() + ", " + expr(lookup.index(), 0) + ")";
      case KernelExpr.Random random -> "random(" + random.bits() + ")";
      case KernelExpr.Binary b -> binary(b, context);
    };
  }

  private static String binary(KernelExpr.Binary b, int context) {
    if (b.operator() == Operator.MINIMUM || b.operator() == Operator.MAXIMUM) {
      return b.operator().symbol() + "(" + expr(b.left(), 0) + ", " + expr(b.right(), 0) + ")";
    }
    int level = level(b.operator());
    return parenthesised(
        expr(b.left(), level) + " " + b.operator().symbol() + " " + expr(b.right(), level + 1),
        level,
        context);
  }

  private static String parenthesised(String text, int level, int context) {
    return level < context ? "(" + text + ")" : text;
  }

  private static int level(Operator operator) {
    return switch (operator) {
      case OR -> 1;
      case XOR -> 2;
      case AND -> 3;
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> 4;
      case ADD, SUBTRACT -> 5;
      case MULTIPLY, FLOOR_DIVIDE, FLOOR_MODULO -> 6;
      case MINIMUM, MAXIMUM -> 8;
    };
  }

  private static String literal(KernelExpr.Literal literal) {
    FixedFormat format = literal.format();
    if (format.equals(KernelFormats.ofLiteral(literal.code(), 0))) {
      return Long.toString(literal.code());
    }
    BigDecimal code = BigDecimal.valueOf(literal.code());
    BigDecimal value =
        format.fraction() >= 0
            ? code.divide(new BigDecimal(BigInteger.ONE.shiftLeft(format.fraction())))
            : code.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(-format.fraction())));
    return value.toPlainString() + ":" + format;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void line(int indent, String text) {
    out.append("  ".repeat(indent)).append(text).append('\n');
  }
}
