package org.bitspike.compiler;

import java.util.List;
import java.util.Map;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.KernelExpr;

/** A kernel's statements with other names for its tables. */
final class KernelRewriter {

  private final Map<String, String> tables;

  KernelRewriter(Map<String, String> tables) {
    this.tables = tables;
  }

  List<Statement> statements(List<Statement> body) {
    return body.stream().map(this::statement).toList();
  }

  private Statement statement(Statement statement) {
    return switch (statement) {
      case Statement.Let(String name, KernelExpr value) -> new Statement.Let(name, expr(value));
      case Statement.Assign(String word, KernelExpr value) ->
          new Statement.Assign(word, expr(value));
      case Statement.If(KernelExpr condition, List<Statement> then, List<Statement> otherwise) ->
          new Statement.If(expr(condition), statements(then), statements(otherwise));
      case Statement.Spike spike -> spike;
    };
  }

  private KernelExpr expr(KernelExpr expr) {
    return switch (expr) {
      case KernelExpr.Literal l -> l;
      case KernelExpr.Read r -> r;
      case KernelExpr.Random r -> r;
      case KernelExpr.Binary b ->
          new KernelExpr.Binary(b.operator(), expr(b.left()), expr(b.right()), b.format());
      case KernelExpr.Not n -> new KernelExpr.Not(expr(n.operand()), n.format());
      case KernelExpr.Shift s -> new KernelExpr.Shift(expr(s.operand()), s.places(), s.format());
      case KernelExpr.Select s ->
          new KernelExpr.Select(
              expr(s.condition()), expr(s.then()), expr(s.otherwise()), s.format());
      case KernelExpr.Quantise q ->
          new KernelExpr.Quantise(expr(q.operand()), q.format(), q.rounding(), q.overflow());
      case KernelExpr.Lookup l ->
          new KernelExpr.Lookup(
              tables.getOrDefault(l.table(), l.table()), expr(l.index()), l.format());
    };
  }
}
