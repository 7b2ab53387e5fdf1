package org.bitspike.reference.cable;

import org.bitspike.ir.expr.Expr.MathFunction;

/**
 * Operations over columns, one after the other, a block of rows at a time so that intermediate
 * results stay in the cache. Made by {@link ProgramBuilder}.
 */
final class ArrayProgram {

  /** Rows of a block: a dozen columns of this length fit in a first-level cache. */
  private static final int BLOCK = 256;

  /** What a step does; operands that are null are given by {@code x} and {@code y}. */
  enum Kind {
    ADD,
    ADD_NUMBER,
    SUBTRACT,
    NUMBER_SUBTRACT,
    MULTIPLY,
    MULTIPLY_NUMBER,
    AFFINE,
    DIVIDE,
    NUMBER_DIVIDE,
    NEGATE,
    NOT,
    COMPARE,
    SELECT,
    EXP,
    EXPM1,
    LOG,
    POWER,
    SQRT,
    ABS,
    MIN,
    MAX,
    FUNCTION,
    RANDOM,
    COPY
  }

  /** Gives each row its own random numbers, uniform in [0, 1). */
  interface Draws {
    double next(int row);
  }

  /** One operation; unused operands repeat {@code a}. */
  @SuppressWarnings("ArrayRecordComponent") // columns: shared on purpose
  record Step(
      Kind kind,
      Graph.Op op,
      double[] a,
      double[] b,
      double[] c,
      double x,
      double y,
      MathFunction function,
      double[] to) {}

  private final Step[] steps;
  private final double[] scratch;
  private final Draws draws;

  ArrayProgram(Step[] steps, double[] scratch, Draws draws) {
    this.steps = steps;
    this.scratch = scratch;
    this.draws = draws;
  }

  boolean isEmpty() {
    return steps.length == 0;
  }

  /** Runs for the rows from {@code from} to {@code to}, exclusive. */
  void run(int from, int to) {
    for (int f = from; f < to; f += BLOCK) {
      int t = Math.min(to, f + BLOCK);
      for (Step s : steps) {
        step(s, f, t);
      }
    }
  }

  private void step(Step s, int f, int t) {
    switch (s.kind) {
      case ADD -> ArrayKernels.add(s.a, s.b, s.to, f, t);
      case ADD_NUMBER -> ArrayKernels.add(s.a, s.x, s.to, f, t);
      case SUBTRACT -> ArrayKernels.subtract(s.a, s.b, s.to, f, t);
      case NUMBER_SUBTRACT -> ArrayKernels.subtract(s.x, s.a, s.to, f, t);
      case MULTIPLY -> ArrayKernels.multiply(s.a, s.b, s.to, f, t);
      case MULTIPLY_NUMBER -> ArrayKernels.multiply(s.a, s.x, s.to, f, t);
      case AFFINE -> ArrayKernels.affine(s.a, s.x, s.y, s.to, f, t);
      case DIVIDE -> ArrayKernels.divide(s.a, s.b, s.to, f, t);
      case NUMBER_DIVIDE -> ArrayKernels.divide(s.x, s.a, s.to, f, t);
      case NEGATE -> ArrayKernels.negate(s.a, s.to, f, t);
      case NOT -> ArrayKernels.not(s.a, s.to, f, t);
      case COMPARE -> ArrayKernels.compare(s.op, s.a, s.b, s.to, f, t);
      case SELECT -> ArrayKernels.select(s.a, s.b, s.c, s.to, f, t);
      case EXP -> VectorMath.exp(s.a, s.to, scratch, f, t);
      case EXPM1 -> VectorMath.expm1(s.a, s.to, scratch, f, t);
      case LOG -> ArrayKernels.log(s.a, s.to, f, t);
      case POWER -> ArrayKernels.power(s.a, s.b, s.to, f, t);
      case SQRT -> ArrayKernels.sqrt(s.a, s.to, f, t);
      case ABS -> ArrayKernels.abs(s.a, s.to, f, t);
      case MIN -> ArrayKernels.min(s.a, s.b, s.to, f, t);
      case MAX -> ArrayKernels.max(s.a, s.b, s.to, f, t);
      case FUNCTION -> ArrayKernels.function(s.function, s.a, s.to, f, t);
      case RANDOM -> random(s, f, t);
      case COPY -> System.arraycopy(s.a, f, s.to, f, t - f);
    }
  }

  private void random(Step s, int f, int t) {
    for (int i = f; i < t; i++) {
      s.to[i] = draws.next(i) * s.a[i];
    }
  }
}
