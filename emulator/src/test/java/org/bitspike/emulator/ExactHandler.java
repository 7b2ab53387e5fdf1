package org.bitspike.emulator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.program.LookupTable;

/**
 * Runs a handler with rational numbers, straight from the text of SEMANTICS.md 2 and 3, sharing
 * nothing with the interpreter. Checks that each exact result is a code of the format that its node
 * declares.
 */
final class ExactHandler {

  private final Kernel kernel;
  private final Map<String, LookupTable> tables;
  private final LongSupplier draws;
  private final Map<String, BigDecimal> values = new HashMap<>();
  boolean spiked;

  /**
   * Gets ready.
   *
   * @param words codes of all words, changed by {@link #run}
   * @param draws the instance's next random bits
   */
  ExactHandler(Kernel kernel, Map<String, LookupTable> tables, LongSupplier draws) {
    this.kernel = kernel;
    this.tables = tables;
    this.draws = draws;
  }

  private static BigDecimal number(long code, FixedFormat format) {
    return scaled(BigDecimal.valueOf(code), -format.fraction());
  }

  private static BigDecimal scaled(BigDecimal value, int powerOfTwo) {
    BigDecimal power = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(powerOfTwo)));
    return powerOfTwo >= 0 ? value.multiply(power) : value.divide(power);
  }

  private static BigInteger code(BigDecimal value, FixedFormat format) {
    return scaled(value, format.fraction()).toBigIntegerExact();
  }

  void run(List<Statement> body, Map<String, Long> words, long now) {
    for (Word word : kernel.words()) {
      values.put(word.name(), number(words.get(word.name()), word.format()));
    }
    values.put("now", BigDecimal.valueOf(now));
    statements(body);
    for (Word word : kernel.words()) {
      words.put(word.name(), code(values.get(word.name()), word.format()).longValueExact());
    }
  }

  private void statements(List<Statement> body) {
    for (Statement statement : body) {
      switch (statement) {
        case Statement.Let(String name, KernelExpr value) -> values.put(name, exact(value));
        case Statement.Assign(String name, KernelExpr value) -> {
          Word word = kernel.word(name).orElseThrow();
          values.put(
              name,
              quantised(
                  exact(value), value.format(), word.format(), word.rounding(), word.overflow()));
        }
        case Statement.If(KernelExpr condition, List<Statement> then, List<Statement> otherwise) ->
            statements(exact(condition).signum() != 0 ? then : otherwise);
        case Statement.Spike() -> spiked = true;
      }
    }
  }

  private BigDecimal exact(KernelExpr expr) {
    BigDecimal value =
        switch (expr) {
          case KernelExpr.Literal(long code, FixedFormat format) -> number(code, format);
          case KernelExpr.Read(String name, FixedFormat _) -> values.get(name);
          case KernelExpr.Binary binary -> binary(binary);
          case KernelExpr.Not(KernelExpr operand, FixedFormat format) -> {
            BigInteger inverted = code(exact(operand), format).not();
            yield number(
                format.signed()
                    ? inverted.longValueExact()
                    : inverted.and(BigInteger.valueOf(format.maxCode())).longValueExact(),
                format);
          }
          case KernelExpr.Shift(KernelExpr operand, int places, FixedFormat _) ->
              scaled(exact(operand), places);
          case KernelExpr.Select(
                  KernelExpr condition,
                  KernelExpr then,
                  KernelExpr otherwise,
                  FixedFormat _) -> {
            boolean chosen = exact(condition).signum() != 0;
            BigDecimal t = exact(then);
            BigDecimal o = exact(otherwise);
            yield chosen ? t : o;
          }
          case KernelExpr.Quantise(
                  KernelExpr operand,
                  FixedFormat format,
                  Rounding rounding,
                  Overflow overflow) ->
              quantised(exact(operand), operand.format(), format, rounding, overflow);
          case KernelExpr.Lookup(String name, KernelExpr index, FixedFormat format) -> {
            long[] entries = tables.get(name).entries();
            long at = exact(index).toBigIntegerExact().longValueExact();
            yield number(
                entries[at < 0 ? 0 : at >= entries.length ? entries.length - 1 : (int) at], format);
          }
          case KernelExpr.Random(int bits, FixedFormat _) ->
              new BigDecimal(
                  BigInteger.valueOf(draws.getAsLong()).mod(BigInteger.ONE.shiftLeft(bits)));
        };
    BigInteger code = code(value, expr.format());
    if (code.bitLength() > 63 || !expr.format().holds(code.longValueExact())) {
      throw new AssertionError(
          expr.format() + " does not hold " + code + ", the result of " + expr);
    }
    return value;
  }

  private BigDecimal binary(KernelExpr.Binary e) {
    BigDecimal a = exact(e.left());
    BigDecimal b = exact(e.right());
    int order = a.compareTo(b);
    return switch (e.operator()) {
      case ADD -> a.add(b);
      case SUBTRACT -> a.subtract(b);
      case MULTIPLY -> a.multiply(b);
      case FLOOR_DIVIDE -> quotient(a, b);
      case FLOOR_MODULO ->
          b.signum() == 0 ? BigDecimal.ZERO : a.subtract(b.multiply(quotient(a, b)));
      case MINIMUM -> a.min(b);
      case MAXIMUM -> a.max(b);
      case AND ->
          number(
              code(a, e.left().format()).and(code(b, e.right().format())).longValueExact(),
              e.format());
      case OR ->
          number(
              code(a, e.left().format()).or(code(b, e.right().format())).longValueExact(),
              e.format());
      case XOR ->
          number(
              code(a, e.left().format()).xor(code(b, e.right().format())).longValueExact(),
              e.format());
      case EQUAL -> truth(order == 0);
      case NOT_EQUAL -> truth(order != 0);
      case LESS -> truth(order < 0);
      case LESS_OR_EQUAL -> truth(order <= 0);
      case GREATER -> truth(order > 0);
      case GREATER_OR_EQUAL -> truth(order >= 0);
    };
  }

  private static BigDecimal truth(boolean value) {
    return value ? BigDecimal.ONE : BigDecimal.ZERO;
  }

  private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
    return b.signum() == 0 ? BigDecimal.ZERO : a.divide(b, 0, RoundingMode.FLOOR);
  }

  private BigDecimal quantised(
      BigDecimal exact, FixedFormat from, FixedFormat to, Rounding rounding, Overflow overflow) {
    BigDecimal steps = scaled(exact, to.fraction());
    BigDecimal half = new BigDecimal("0.5");
    BigInteger rounded =
        switch (rounding) {
          case FLOOR -> steps.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
          case TOWARD_ZERO -> steps.setScale(0, RoundingMode.DOWN).toBigIntegerExact();
          case HALF_UP -> steps.add(half).setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
          case HALF_AWAY -> steps.setScale(0, RoundingMode.HALF_UP).toBigIntegerExact();
          case HALF_EVEN -> steps.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
          case STOCHASTIC -> {
            BigInteger floor = steps.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
            int discarded = Math.max(0, from.fraction() - to.fraction());
            BigInteger bits =
                scaled(steps.subtract(new BigDecimal(floor)), discarded).toBigIntegerExact();
            BigInteger low =
                BigInteger.valueOf(draws.getAsLong()).mod(BigInteger.ONE.shiftLeft(discarded));
            yield bits.compareTo(low) > 0 ? floor.add(BigInteger.ONE) : floor;
          }
        };
    return number(fitted(rounded, to, overflow), to);
  }

  private static long fitted(BigInteger code, FixedFormat format, Overflow overflow) {
    BigInteger low = BigInteger.valueOf(format.minCode());
    BigInteger high = BigInteger.valueOf(format.maxCode());
    return switch (overflow) {
      case SATURATE -> code.max(low).min(high).longValueExact();
      case WRAP ->
          code.subtract(low)
              .mod(BigInteger.ONE.shiftLeft(format.width()))
              .add(low)
              .longValueExact();
      case TRAP -> throw new AssertionError("no traps here");
    };
  }
}
