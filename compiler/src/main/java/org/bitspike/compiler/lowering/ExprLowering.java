package org.bitspike.compiler.lowering;

import java.util.List;
import java.util.Optional;
import org.bitspike.compiler.dynamics.NotLowerable;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.compiler.symbolic.Intervals;
import org.bitspike.compiler.symbolic.Shape;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.kernel.KernelExpr.Operator;

/**
 * Writes real-valued expressions as integer operations.
 *
 * <p>A <i>factor</i> is a value of at most {@code width} bits, so that the product of two is exact
 * in 64. A <i>sum</i> is computed at one fraction: each term is brought to it by one rounding, and
 * the terms are added exactly.
 */
final class ExprLowering {

  /** Bits of a sum at most, so that adding and aligning stay within 64. */
  private static final int WIDEST_TERM = 56;

  /** Whole numbers below this, such as ticks of a run, are compared with as they are. */
  private static final double LARGEST_TICK = 0x1p47;

  private final Words words;
  private final Tables tables;
  private final int width;
  private final Known known = new Known();
  private List<Statement> out;
  private String hint = "k";

  ExprLowering(Words words, Tables tables, int width, List<Statement> out) {
    this.words = words;
    this.tables = tables;
    this.width = width;
    this.out = out;
  }

  /** Where names for parts of expressions go. */
  void into(List<Statement> statements) {
    this.out = statements;
  }

  /** What has a name at this point. */
  Known known() {
    return known;
  }

  /** What the constants of the next expression are for. */
  void purpose(String text) {
    this.hint = text;
  }

  Interval bound(Sym sym) {
    Interval bound = Intervals.of(sym, words::bound, this::tabled);
    if (!bound.isFinite()) {
      throw NotLowerable.because("an expression whose range is not bounded");
    }
    return bound;
  }

  /** Bounds of what will be read from tables: these never leave the variable's usual range. */
  private Optional<Interval> tabled(Sym sym) {
    if (sym instanceof Sym.Product(List<Sym> factors)) {
      List<Sym> grouped = Grouping.factors(factors);
      if (grouped.size() > 1 && grouped.size() < factors.size()) {
        return Optional.of(
            grouped.stream().map(this::bound).reduce(Interval.of(1), Interval::times));
      }
    }
    return Shape.onlyName(sym)
        .filter(n -> Shape.isTranscendental(sym) && !Shape.hasChoice(sym))
        .map(n -> Tables.sampled(sym, n, words.usual(n)));
  }

  /** A value accurate to about {@code 2^-fraction}, exact where that needs no more bits. */
  KernelExpr sum(Sym sym, int fraction) {
    return switch (sym) {
      case Sym.Const(double value) -> set(value, fraction);
      case Sym.Sum s -> sumOf(s, fraction);
      default -> term(1, sym, fraction);
    };
  }

  /**
   * The new value of a variable. Where it is the old one times nearly 1, the old one stands alone
   * and the small difference gets all the bits of a constant. Nothing where the variable keeps its
   * value to within rounding.
   */
  Optional<KernelExpr> update(String variable, Sym value, int fraction) {
    Optional<Sym> increment = increment(variable, value);
    if (increment.isEmpty()) {
      return Optional.of(sum(value, fraction));
    }
    Terms terms = new Terms();
    terms.plus.add(words.read(variable));
    collect(increment.get(), fraction, terms);
    return terms.plus.size() + terms.minus.size() == 1
        ? Optional.empty()
        : Optional.of(terms.joined());
  }

  /** What a variable grows by, where its new value is the old one times nearly 1 and more. */
  static Optional<Sym> increment(String variable, Sym value) {
    Sym self = new Sym.Ref(variable);
    boolean changes =
        value instanceof Sym.Sum s
            && s.terms().stream()
                .anyMatch(t -> t.atom().equals(self) && Math.abs(t.coefficient() - 1) < 0.5);
    return changes ? Optional.of(Algebra.subtract(value, self)) : Optional.empty();
  }

  private KernelExpr sumOf(Sym.Sum s, int fraction) {
    Terms terms = new Terms();
    collect(s, fraction, terms);
    return terms.joined();
  }

  /** Lowers the terms of a sum that matter at a fraction. */
  private void collect(Sym sym, int fraction, Terms into) {
    Sym.Sum s =
        switch (sym) {
          case Sym.Sum sum -> sum;
          case Sym.Const(double value) -> new Sym.Sum(value, List.of());
          default -> new Sym.Sum(0, List.of(new Sym.Term(1, sym)));
        };
    for (Sym.Term term : Grouping.terms(s)) {
      double negligible = Math.scalb(0.25, -fraction);
      if (bound(term.atom()).times(term.coefficient()).magnitude() >= negligible) {
        (term.coefficient() > 0 ? into.plus : into.minus)
            .add(term(Math.abs(term.coefficient()), term.atom(), fraction));
      }
    }
    if (s.constant() != 0) {
      Terms parts = words.constantPair(Math.abs(s.constant()), hint + "_offset", fraction);
      List<KernelExpr> more = s.constant() > 0 ? into.plus : into.minus;
      List<KernelExpr> less = s.constant() > 0 ? into.minus : into.plus;
      parts.plus.forEach(p -> more.add(aligned(p, s.constant(), fraction)));
      parts.minus.forEach(p -> less.add(aligned(p, s.constant(), fraction)));
    }
  }

  private KernelExpr set(double value, int fraction) {
    Terms parts = words.constantPair(value, hint, fraction);
    if (parts.plus.size() + parts.minus.size() == 1) {
      return parts.joined();
    }
    Terms aligned = new Terms();
    parts.plus.forEach(p -> aligned.plus.add(aligned(p, value, fraction)));
    parts.minus.forEach(p -> aligned.minus.add(aligned(p, value, fraction)));
    return aligned.joined();
  }

  private KernelExpr aligned(KernelExpr constant, double value, int fraction) {
    return constant.format().fraction() > fraction
        ? Emit.quantise(
            constant,
            Bits.holding(Math.abs(value), fraction, WIDEST_TERM),
            words.target().rounding())
        : constant;
  }

  private KernelExpr term(double given, Sym whole, int fraction) {
    Interval range = bound(whole).times(given);
    Sym.Term bare = Grouping.bare(given, whole, words::bound);
    double coefficient = bare.coefficient();
    Sym atom = bare.atom();
    KernelExpr product;
    if (Bits.isPowerOfTwo(coefficient)) {
      KernelExpr value = atom instanceof Sym.Product p ? product(p.factors()) : factor(atom);
      product = Emit.shift(value, Math.getExponent(coefficient));
    } else {
      KernelExpr value =
          atom instanceof Sym.Product p ? narrow(product(p.factors()), bound(atom)) : factor(atom);
      String of = atom instanceof Sym.Ref(String name) ? "_of_" + name : "_rate";
      product = Emit.binary(Operator.MULTIPLY, value, words.constant(coefficient, hint + of));
    }
    return fitting(product, range, fraction);
  }

  /** Brings a term to at most the bits that a sum at the fraction leaves it. */
  private KernelExpr fitting(KernelExpr product, Interval range, int fraction) {
    int below = Math.max(0, fraction - product.format().fraction());
    if (product.format().fraction() <= fraction
        && product.format().width() + below <= WIDEST_TERM) {
      return product;
    }
    FixedFormat format =
        Bits.holding(range.magnitude(), fraction - below, Math.max(2, WIDEST_TERM - below));
    return Emit.quantise(product, format, words.target().rounding());
  }

  /** A value of at most {@code width} bits. */
  KernelExpr factor(Sym sym) {
    Optional<String> only = Shape.onlyName(sym);
    if (only.isPresent() && Shape.isTranscendental(sym) && !Shape.hasChoice(sym)) {
      return table(sym, only.get());
    }
    return switch (sym) {
      case Sym.Const(double value) -> narrow(words.constant(value, hint), Interval.of(value));
      case Sym.Ref(String name) -> narrow(words.read(name), words.bound(name));
      case Sym.Sum s -> narrowSum(s);
      case Sym.Product p -> narrow(product(p.factors()), bound(p));
      case Sym.Reciprocal(Sym of) -> viaName(of, Algebra::reciprocal);
      case Sym.Power(Sym base, double exponent) ->
          viaName(base, x -> Algebra.power(x, Algebra.number(exponent)));
      case Sym.Apply a -> apply(a);
      case Sym.Choice c -> {
        Interval range = bound(c);
        FixedFormat format = Bits.finest(width, range.magnitude());
        KernelExpr then = Emit.quantise(factor(c.then()), format, words.target().rounding());
        KernelExpr otherwise =
            Emit.quantise(factor(c.otherwise()), format, words.target().rounding());
        yield Emit.select(condition(c.condition()), then, otherwise);
      }
      case Sym.Compare c -> condition(c);
      case Sym.Both b -> condition(b);
      case Sym.Either e -> condition(e);
      case Sym.Negated n -> condition(n);
    };
  }

  private KernelExpr apply(Sym.Apply a) {
    return switch (a.function()) {
      case MIN, MAX -> {
        Operator operator = a.function() == MathFunction.MIN ? Operator.MINIMUM : Operator.MAXIMUM;
        yield narrow(
            Emit.binary(operator, factor(a.arguments().get(0)), factor(a.arguments().get(1))),
            bound(a));
      }
      case ABS -> {
        KernelExpr x = factor(a.arguments().get(0));
        KernelExpr negative =
            Emit.binary(Operator.SUBTRACT, Emit.literal(0, x.format().fraction()), x);
        yield narrow(Emit.binary(Operator.MAXIMUM, x, negative), bound(a));
      }
      case RANDOM -> throw NotLowerable.because("random numbers in a cell's or synapse's dynamics");
      default -> viaName(a.arguments().get(0), x -> Algebra.apply(a.function(), List.of(x)));
    };
  }

  /** Names an argument, so that what is done to it is a function of one name. */
  private KernelExpr viaName(Sym argument, java.util.function.UnaryOperator<Sym> function) {
    String name = name("part", factor(argument), bound(argument));
    return table(function.apply(new Sym.Ref(name)), name);
  }

  private String name(String wanted, KernelExpr value, Interval range) {
    Optional<String> same = known.name(value);
    if (same.isPresent()) {
      return same.get();
    }
    String name = words.let(wanted, value.format(), range);
    out.add(new Statement.Let(name, value));
    known.put(value, name);
    return name;
  }

  private KernelExpr table(Sym function, String name) {
    KernelExpr variable = narrow(words.read(name), words.bound(name));
    String purpose = hint;
    Tables.Found found =
        tables.lookup(
            function,
            name,
            variable,
            words.usual(name),
            (what, value) -> words.read(name(purpose + "_" + what, value, Interval.UNBOUNDED)));
    String let = name(purpose + "_looked_up", found.value(), found.bound());
    return words.read(let);
  }

  /** The product of factors, all but the last product narrowed. */
  private KernelExpr product(List<Sym> factors) {
    List<Sym> grouped = Grouping.factors(factors);
    KernelExpr result = factor(grouped.get(0));
    Interval range = bound(grouped.get(0));
    for (int i = 1; i < grouped.size(); i++) {
      KernelExpr left = i == 1 ? result : narrow(result, range);
      result = Emit.binary(Operator.MULTIPLY, left, factor(grouped.get(i)));
      range = range.times(bound(grouped.get(i)));
    }
    return result;
  }

  private KernelExpr narrowSum(Sym.Sum s) {
    FixedFormat format = Bits.finest(width, bound(s).magnitude());
    return Emit.quantise(sum(s, format.fraction() + 2), format, words.target().rounding());
  }

  private KernelExpr narrow(KernelExpr value, Interval range) {
    if (value.format().width() <= width) {
      return value;
    }
    return Emit.quantise(value, Bits.finest(width, range.magnitude()), words.target().rounding());
  }

  /** A truth value. */
  KernelExpr condition(Sym sym) {
    return switch (sym) {
      case Sym.Both b -> Emit.binary(Operator.AND, condition(b.left()), condition(b.right()));
      case Sym.Either e -> Emit.binary(Operator.OR, condition(e.left()), condition(e.right()));
      case Sym.Negated n -> Emit.not(condition(n.operand()));
      case Sym.Compare c -> compare(c);
      case Sym.Const(double value) -> Emit.literal(value != 0 ? 1 : 0, 0);
      default -> {
        KernelExpr value = factor(sym);
        yield Emit.binary(Operator.NOT_EQUAL, value, Emit.literal(0, value.format().fraction()));
      }
    };
  }

  private KernelExpr compare(Sym.Compare c) {
    double magnitude = Math.max(bound(c.left()).magnitude(), bound(c.right()).magnitude());
    int fraction = Bits.clampFraction(WIDEST_TERM - 4 - Math.max(0, Bits.integerBits(magnitude)));
    KernelExpr left = side(c.left(), fraction);
    KernelExpr right = side(c.right(), fraction);
    return Emit.binary(operator(c.operator()), left, right);
  }

  private KernelExpr side(Sym sym, int fraction) {
    if (sym instanceof Sym.Const(double value)
        && value == Math.rint(value)
        && Math.abs(value) < LARGEST_TICK) {
      return Emit.literal((long) value, 0);
    }
    return switch (sym) {
      case Sym.Ref(String name) -> words.read(name);
      case Sym.Const(double value) -> words.constant(value, hint);
      default -> sum(sym, fraction);
    };
  }

  private static Operator operator(BinaryOperator operator) {
    return switch (operator) {
      case GREATER -> Operator.GREATER;
      case LESS -> Operator.LESS;
      case GREATER_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      case LESS_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      case EQUAL -> Operator.EQUAL;
      case NOT_EQUAL -> Operator.NOT_EQUAL;
      default -> throw new IllegalArgumentException("no comparison: " + operator);
    };
  }
}
