package org.bitspike.backends.verilog;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.kernel.KernelExpr.Operator;

/**
 * Expressions as wires, one for each operation, each signed and just wide enough for its format.
 * Verilog extends signed operands to the width of the wire that takes the result, which is why no
 * operation loses a bit.
 */
final class Expressions {

  /** A signed wire or constant. */
  record Value(String text, int bits) {}

  /** What the surroundings of an expression provide. */
  interface Scope {
    /** The wire of a word, a {@code let} name or a built-in, as it is at this point. */
    Value read(String name);

    /** Takes a random draw, and gives the wire of its 64 bits. */
    String draw();

    /** Notes a condition under which this point of the handler traps. */
    void trap(String condition);

    /** The memory of a table, and its number of entries. */
    Table table(String name);
  }

  /** A look-up table in the module. */
  record Table(String memory, int entries) {}

  private final Lines out;
  private final Scope scope;
  private final Names names;
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  Expressions(Lines out, Names names, Scope scope) {
    this.out = out;
    this.names = names;
    this.scope = scope;
  }

  /** A name of this module that no other wire has. */
  String fresh(String hint) {
    return names.of(hint, Integer.toString(counts.merge(hint, 1, Integer::sum)));
  }

  /** A signed wire for an expression. */
  Value wire(String hint, int bits, String expression) {
    String name = fresh(hint);
    out.line("wire signed %s %s = %s;", Bits.range(bits), name, expression);
    return new Value(name, bits);
  }

  /** A wire of one bit for a condition. */
  String condition(String hint, String expression) {
    String name = fresh(hint);
    out.line("wire %s = %s;", name, expression);
    return name;
  }

  /** The value of an expression. */
  Value of(KernelExpr expr) {
    int bits = Bits.wire(expr.format());
    return switch (expr) {
      case KernelExpr.Literal(long code, FixedFormat _) -> constant(code, bits);
      case KernelExpr.Read(String name, FixedFormat _) -> scope.read(name);
      case KernelExpr.Binary binary -> binary(binary, bits);
      case KernelExpr.Not(KernelExpr operand, FixedFormat format) -> {
        Value a = of(operand);
        yield wire(
            "not",
            bits,
            format.signed()
                ? "~" + a.text()
                : constant(format.maxCode(), bits).text() + " - " + a.text());
      }
      case KernelExpr.Shift(KernelExpr operand, int _, FixedFormat _) -> of(operand);
      case KernelExpr.Select(
              KernelExpr condition,
              KernelExpr then,
              KernelExpr otherwise,
              FixedFormat format) -> {
        Value c = of(condition);
        Value t = aligned(then, format.fraction());
        Value o = aligned(otherwise, format.fraction());
        yield wire("select", bits, "(|" + c.text() + ") ? " + t.text() + " : " + o.text());
      }
      case KernelExpr.Quantise(
              KernelExpr operand,
              FixedFormat format,
              Rounding rounding,
              Overflow overflow) ->
          quantise("quantise", of(operand), operand.format(), format, rounding, overflow);
      case KernelExpr.Lookup(String table, KernelExpr index, FixedFormat format) ->
          lookup(scope.table(table), of(index), format);
      case KernelExpr.Random(int count, FixedFormat _) ->
          wire("random", bits, "{1'b0, " + scope.draw() + Bits.range(count) + "}");
    };
  }

  private static Value constant(long code, int bits) {
    return new Value(Bits.signed(code, bits), bits);
  }

  private Value aligned(KernelExpr expr, int fraction) {
    return shiftedLeft(of(expr), fraction - expr.format().fraction());
  }

  private Value shiftedLeft(Value a, int places) {
    return places == 0
        ? a
        : wire("shift", a.bits() + places, "{" + a.text() + ", " + places + "'b0}");
  }

  private Value binary(KernelExpr.Binary e, int bits) {
    Operator operator = e.operator();
    boolean product = operator == Operator.MULTIPLY;
    int fraction = Math.max(e.left().format().fraction(), e.right().format().fraction());
    Value left = product ? of(e.left()) : aligned(e.left(), fraction);
    Value right = product ? of(e.right()) : aligned(e.right(), fraction);
    String a = left.text();
    String b = right.text();
    return switch (operator) {
      case ADD -> wire("sum", bits, a + " + " + b);
      case SUBTRACT -> wire("difference", bits, a + " - " + b);
      case MULTIPLY -> wire("product", bits, a + " * " + b);
      case AND -> wire("and", bits, a + " & " + b);
      case OR -> wire("or", bits, a + " | " + b);
      case XOR -> wire("xor", bits, a + " ^ " + b);
      case MINIMUM -> wire("min", bits, "(" + a + " < " + b + ") ? " + a + " : " + b);
      case MAXIMUM -> wire("max", bits, "(" + a + " > " + b + ") ? " + a + " : " + b);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          wire("test", bits, "{1'b0, " + a + " " + operator.symbol() + " " + b + "}");
      case FLOOR_DIVIDE -> divide(left, right, bits);
      case FLOOR_MODULO -> modulo(left, right, bits);
    };
  }

  /** The quotient of Verilog is rounded towards zero; one less where that was upwards. */
  private Value divide(Value a, Value b, int bits) {
    int wide = Math.max(bits, Math.max(a.bits(), b.bits()));
    Value left = wire("dividend", wide, a.text());
    Value right =
        wire("divisor", wide, "(|" + b.text() + ") ? " + b.text() + " : " + Bits.signed(1, wide));
    Value quotient = wire("quotient", wide, left.text() + " / " + right.text());
    Value rest = wire("rest", wide, left.text() + " % " + right.text());
    String down =
        condition("down", "(|" + rest.text() + ") & (" + sign(left) + " ^ " + sign(right) + ")");
    return wire(
        "floor",
        bits,
        "(|"
            + b.text()
            + ") ? "
            + quotient.text()
            + " - $signed({1'b0, "
            + down
            + "}) : "
            + Bits.signed(0, bits));
  }

  /** A divisor of -1 leaves no rest; it is replaced since the quotient might not fit. */
  private Value modulo(Value a, Value b, int bits) {
    int wide = Math.max(bits, Math.max(a.bits(), b.bits()));
    Value left = wire("dividend", wide, a.text());
    Value given = wire("divisor", wide, b.text());
    String special = condition("special", "~(|" + given.text() + ") | (&" + given.text() + ")");
    Value right =
        wire("divisor", wide, special + " ? " + Bits.signed(1, wide) + " : " + given.text());
    Value rest = wire("rest", wide, left.text() + " % " + right.text());
    String up =
        condition("up", "(|" + rest.text() + ") & (" + sign(left) + " ^ " + sign(right) + ")");
    return wire(
        "modulo", bits, up + " ? " + rest.text() + " + " + right.text() + " : " + rest.text());
  }

  private static String sign(Value wire) {
    return wire.text() + "[" + (wire.bits() - 1) + "]";
  }

  private Value lookup(Table table, Value index, FixedFormat format) {
    Value i = named(index);
    int address = Bits.address(table.entries());
    String last = Bits.signed(table.entries() - 1L, address + 1);
    String at = fresh("at");
    out.line(
        "wire signed %s %s = %s ? %s : (%s > %s) ? %s : %s;",
        Bits.range(address + 1),
        at,
        sign(i),
        Bits.signed(0, address + 1),
        i.text(),
        last,
        last,
        i.text());
    String entry = table.memory() + "[" + at + Bits.range(address) + "]";
    return wire("entry", Bits.wire(format), Bits.widened(entry, format));
  }

  /** A value that has a name, so that its bits can be taken. */
  private Value named(Value value) {
    return value.text().contains("'") ? wire("constant", value.bits(), value.text()) : value;
  }

  /** Rounds, then brings into range. */
  Value quantise(
      String hint,
      Value exact,
      FixedFormat from,
      FixedFormat to,
      Rounding rounding,
      Overflow overflow) {
    int discarded = from.fraction() - to.fraction();
    String random = rounding == Rounding.STOCHASTIC ? scope.draw() : "";
    Value rounded =
        discarded <= 0
            ? shiftedLeft(exact, -discarded)
            : rounded(named(exact), discarded, rounding, random);
    return fit(hint, named(rounded), to, overflow);
  }

  private Value rounded(Value a, int n, Rounding rounding, String random) {
    boolean nothingLeft = n >= a.bits();
    int kept = nothingLeft ? 1 : a.bits() - n;
    Value down =
        wire("down", kept, nothingLeft ? sign(a) : a.text() + "[" + (a.bits() - 1) + ":" + n + "]");
    if (rounding == Rounding.FLOOR) {
      return down;
    }
    String rest = fresh("rest");
    out.line(
        "wire %s %s = %s;",
        Bits.range(n),
        rest,
        n <= a.bits()
            ? a.text() + Bits.range(n)
            : "{{" + (n - a.bits()) + "{" + sign(a) + "}}, " + a.text() + "}");
    String half = rest + "[" + (n - 1) + "]";
    String beyond = n == 1 ? "1'b0" : "(|" + rest + "[" + (n - 2) + ":0])";
    String up =
        switch (rounding) {
          case FLOOR -> "1'b0";
          case TOWARD_ZERO -> sign(a) + " & (|" + rest + ")";
          case HALF_UP -> half;
          case HALF_AWAY -> half + " & (" + beyond + " | ~" + sign(a) + ")";
          case HALF_EVEN -> half + " & (" + beyond + " | " + down.text() + "[0])";
          case STOCHASTIC -> random + Bits.range(n) + " < " + rest;
        };
    String name = condition("up", up);
    return wire("rounded", kept + 1, down.text() + " + $signed({1'b0, " + name + "})");
  }

  /** Brings a code into a format. The value must have a name. */
  Value fit(String hint, Value a, FixedFormat to, Overflow overflow) {
    int width = to.width();
    int bits = Bits.wire(to);
    boolean fits = to.signed() && a.bits() <= width;
    if (overflow == Overflow.WRAP) {
      return wire(hint, bits, fits ? a.text() : wrapped(a, to));
    }
    if (fits) {
      return wire(hint, bits, a.text());
    }
    String low = Bits.signed(to.minCode(), bits);
    String high = Bits.signed(to.maxCode(), bits);
    String below = condition("below", a.text() + " < " + low);
    String above = condition("above", a.text() + " > " + high);
    if (overflow == Overflow.TRAP) {
      scope.trap(below + " | " + above);
    }
    return wire(hint, bits, below + " ? " + low + " : " + above + " ? " + high + " : " + a.text());
  }

  private static String wrapped(Value a, FixedFormat to) {
    int width = to.width();
    String low =
        a.bits() >= width
            ? a.text() + Bits.range(width)
            : "{{" + (width - a.bits()) + "{" + sign(a) + "}}, " + a.text() + "}";
    return Bits.widened(low, to);
  }
}
