package org.bitspike.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.Definition.Case;

/**
 * Writes expressions to a {@link Tape}. Operations on constants are done while writing, with the
 * same arithmetic.
 */
final class TapeWriter {

  private final Frame frame;
  private final ToIntFunction<String> symbols;
  private int[] code = new int[64];
  private int length;

  /**
   * Starts a tape.
   *
   * @param symbols frame place of a variable
   */
  TapeWriter(Frame frame, ToIntFunction<String> symbols) {
    this.frame = frame;
    this.symbols = symbols;
  }

  Tape finish() {
    return length == 0 ? Tape.EMPTY : new Tape(Arrays.copyOf(code, length));
  }

  /** Writes one instruction and gives its position. */
  int emit(int operation, int to, int a, int b) {
    if (length + Tape.WIDTH > code.length) {
      code = Arrays.copyOf(code, 2 * code.length);
    }
    int at = length;
    code[length++] = operation;
    code[length++] = to;
    code[length++] = a;
    code[length++] = b;
    return at;
  }

  /** Makes the jump at {@code position} lead to what is written next. */
  void land(int position) {
    code[position + 1] = length;
  }

  /** Writes code that leaves the expression's value in {@code slot}. */
  void assign(int slot, Expr expr) {
    int before = length;
    int value = value(expr);
    if (length > before && code[length - Tape.WIDTH + 1] == value && isFresh(length - Tape.WIDTH)) {
      code[length - Tape.WIDTH + 1] = slot;
    } else {
      emit(Tape.COPY, slot, value, 0);
    }
  }

  /** Whether the instruction only writes its target, so that the target may be exchanged. */
  private boolean isFresh(int at) {
    return code[at] < Tape.JUMP;
  }

  /**
   * Writes code that leaves a derived variable's value in {@code slot}.
   *
   * @return whether there is such code; what is selected from other components has none
   */
  boolean define(int slot, Definition definition) {
    switch (definition) {
      case Definition.Value(Expr value) -> assign(slot, value);
      case Definition.Conditional(List<Case> cases) -> cases(slot, cases);
      case Definition.Select select -> {
        return false;
      }
    }
    return true;
  }

  private void cases(int slot, List<Case> cases) {
    List<Integer> ends = new ArrayList<>();
    boolean closed = false;
    for (Case c : cases) {
      if (c.condition().isEmpty()) {
        assign(slot, c.value());
        closed = true;
        break;
      }
      int test = value(c.condition().get());
      int skip = emit(Tape.JUMP_UNLESS, 0, test, 0);
      assign(slot, c.value());
      ends.add(emit(Tape.JUMP, 0, 0, 0));
      land(skip);
    }
    if (!closed) {
      assign(slot, new Expr.Num(0));
    }
    ends.forEach(this::land);
  }

  /** Writes code that computes the expression, and gives the place of its value. */
  int value(Expr expr) {
    return switch (expr) {
      case Expr.Num(double value) -> frame.constant(value);
      case Expr.Var(String name) -> symbols.applyAsInt(name);
      case Expr.Unary(UnaryOperator operator, Expr operand) -> unary(operator, value(operand));
      case Expr.Binary(BinaryOperator operator, Expr left, Expr right) ->
          binary(operator, value(left), value(right));
      case Expr.Call(MathFunction function, List<Expr> arguments) -> call(function, arguments);
    };
  }

  private int unary(UnaryOperator operator, int a) {
    Optional<Double> x = frame.constantAt(a);
    boolean negate = operator == UnaryOperator.NEGATE;
    if (x.isPresent()) {
      double value = x.get();
      return frame.constant(negate ? -value : value == 0 ? 1 : 0);
    }
    return result(negate ? Tape.NEGATE : Tape.NOT, a, 0);
  }

  private int binary(BinaryOperator operator, int a, int b) {
    Optional<Double> x = frame.constantAt(a);
    Optional<Double> y = frame.constantAt(b);
    if (x.isPresent() && y.isPresent()) {
      return frame.constant(ExprEvaluator.apply(operator, x.get(), y.get()));
    }
    // the ordinals of the operators are the first operations of a tape, in the same order
    return result(operator.ordinal(), a, b);
  }

  private int call(MathFunction function, List<Expr> arguments) {
    int a = value(arguments.get(0));
    if (function == MathFunction.RANDOM) {
      return result(Tape.RANDOM, a, 0);
    }
    if (function == MathFunction.MIN || function == MathFunction.MAX) {
      return result(function == MathFunction.MIN ? Tape.MIN : Tape.MAX, a, value(arguments.get(1)));
    }
    Optional<Double> x = frame.constantAt(a);
    if (x.isPresent()) {
      return frame.constant(ExprEvaluator.apply(function, x.get()));
    }
    return function == MathFunction.EXP
        ? result(Tape.EXP, a, 0)
        : result(Tape.FUNCTION, a, function.ordinal());
  }

  private int result(int operation, int a, int b) {
    if (operation > Tape.FUNCTION) {
      throw new BitspikeBug("operation " + operation + " has no result");
    }
    int to = frame.temporary();
    emit(operation, to, a, b);
    return to;
  }
}
