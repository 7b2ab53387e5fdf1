package org.bitspike.backends;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelExpr;

/**
 * Translates a handler to a C function of member {@code i}, tick {@code now} and event value {@code
 * value}.
 *
 * <p>Expressions have no effects, but for draws: these are taken in order, each in a statement of
 * its own before the one that uses it.
 */
final class CHandler {

  private final String block;
  private final Kernel kernel;
  private final CWords words;
  private final CTables tables;
  private final CNames names;
  private final int stream;
  private final CText text = new CText();
  private Map<String, CCode> lets = new HashMap<>();
  private int locals;
  private String purpose = "a condition";

  /**
   * A translator.
   *
   * @param block name of the block whose handlers these are
   * @param ordinal of the block: neuron blocks first, then synapse blocks
   */
  CHandler(String block, int ordinal, Kernel kernel, CWords words, CTables tables, CNames names) {
    this.block = block;
    this.kernel = kernel;
    this.words = words;
    this.tables = tables;
    this.names = names;
    this.stream = 0x10000000 + ordinal;
  }

  /** Name of the array that counts the block's draws. */
  static String draws(CNames names, String block) {
    return names.of(block, "draws");
  }

  /** Name of the array that marks the block's neurons that spike. */
  static String spiked(CNames names, String block) {
    return names.of(block, "spiked");
  }

  /** The function of a handler. */
  CText function(String name, Handler handler) {
    text.line("static void " + name + "(int32_t i, int64_t now, int64_t value) {");
    text.line("(void)i;").line("(void)now;").line("(void)value;");
    statements(handler.body());
    return text.line("}").gap();
  }

  private void statements(List<Statement> body) {
    Map<String, CCode> outer = lets;
    lets = new HashMap<>(outer);
    for (Statement statement : body) {
      switch (statement) {
        case Statement.Let(String name, KernelExpr value) -> {
          purpose = name;
          String local = name + "_" + locals++;
          CCode code = expression(value);
          text.line("const " + code.type() + " " + local + " = " + code.text() + ";")
              .line("(void)" + local + ";");
          lets.put(name, new CCode(local, code.narrow()));
        }
        case Statement.Assign(String name, KernelExpr value) -> {
          purpose = name;
          Word word = word(name);
          text.line(
              words.write(
                  word,
                  quantise(
                          expression(value),
                          value.format(),
                          word.format(),
                          word.rounding(),
                          word.overflow())
                      .text()));
        }
        case Statement.If(
                KernelExpr condition,
                List<Statement> then,
                List<Statement> otherwise) -> {
          purpose = "a condition";
          text.line("if (" + expression(condition).text() + " != 0) {");
          statements(then);
          if (!otherwise.isEmpty()) {
            text.line("} else {");
            statements(otherwise);
          }
          text.line("}");
        }
        case Statement.Spike() -> text.line(spiked(names, block) + "[i] = 1;");
      }
    }
    lets = outer;
  }

  private Word word(String name) {
    return kernel
        .word(name)
        .orElseThrow(() -> new BitspikeBug("no word " + name + " in " + kernel.name()));
  }

  private CCode expression(KernelExpr expr) {
    boolean narrow = CCode.narrow(expr.format());
    return switch (expr) {
      case KernelExpr.Literal(long code, FixedFormat _) -> CCode.literal(code, narrow);
      case KernelExpr.Read(String name, FixedFormat format) -> read(name, format);
      case KernelExpr.Binary binary -> binary(binary, narrow);
      case KernelExpr.Not(KernelExpr operand, FixedFormat format) ->
          function(
              "bits_xor",
              expression(operand),
              CCode.literal(format.signed() ? -1 : format.maxCode(), narrow),
              narrow);
      case KernelExpr.Shift(KernelExpr operand, int _, FixedFormat _) -> expression(operand);
      case KernelExpr.Select(
              KernelExpr condition,
              KernelExpr then,
              KernelExpr otherwise,
              FixedFormat format) -> {
        CCode c = expression(condition);
        CCode t = aligned(then, format.fraction());
        CCode o = aligned(otherwise, format.fraction());
        boolean all = narrow && t.narrow() && o.narrow();
        String test = all && !c.narrow() ? c.text() + " != 0" : c.text();
        String call = "(" + test + ", " + t.text() + ", " + o.text() + ")";
        yield new CCode((all ? "choose32" : "choose") + call, all).as(narrow);
      }
      case KernelExpr.Quantise(
              KernelExpr operand,
              FixedFormat format,
              Rounding rounding,
              Overflow overflow) ->
          quantise(expression(operand), operand.format(), format, rounding, overflow);
      case KernelExpr.Lookup(String table, KernelExpr index, FixedFormat format) ->
          CCode.of(tables.lookup(table, expression(index).text()), format);
      case KernelExpr.Random(int bits, FixedFormat format) ->
          CCode.of("(int64_t)(" + draw() + " & " + "UINT64_C(" + ((1L << bits) - 1) + "))", format);
    };
  }

  /** Takes a draw into a local of its own. */
  private String draw() {
    String local = "draw_" + locals++;
    text.line(
        "const uint64_t "
            + local
            + " = draw(&"
            + draws(names, block)
            + "[i], now, (uint32_t)i, UINT32_C("
            + stream
            + "));");
    return local;
  }

  private CCode read(String name, FixedFormat format) {
    CCode let = lets.get(name);
    if (let != null) {
      return let;
    }
    boolean given = name.equals("now") || name.equals("value");
    return CCode.of(given ? name : words.read(word(name)), format);
  }

  private CCode binary(KernelExpr.Binary e, boolean narrow) {
    if (e.operator() == KernelExpr.Operator.MULTIPLY) {
      CCode left = expression(e.left());
      return infix(left, "*", expression(e.right()), narrow);
    }
    int fraction = Math.max(e.left().format().fraction(), e.right().format().fraction());
    CCode a = aligned(e.left(), fraction);
    CCode b = aligned(e.right(), fraction);
    return switch (e.operator()) {
      case ADD -> infix(a, "+", b, narrow);
      case SUBTRACT -> infix(a, "-", b, narrow);
      case MULTIPLY -> throw new AssertionError();
      case FLOOR_DIVIDE -> wide("floor_divide", a, b).as(narrow);
      case FLOOR_MODULO -> wide("floor_modulo", a, b).as(narrow);
      case MINIMUM -> function("minimum", a, b, narrow);
      case MAXIMUM -> function("maximum", a, b, narrow);
      case AND -> function("bits_and", a, b, narrow);
      case OR -> function("bits_or", a, b, narrow);
      case XOR -> function("bits_xor", a, b, narrow);
      case EQUAL -> function("equal", a, b, true);
      case NOT_EQUAL -> new CCode("(1 - " + function("equal", a, b, true).text() + ")", true);
      case LESS -> function("less", a, b, true);
      case LESS_OR_EQUAL -> function("less_or_equal", a, b, true);
      case GREATER -> function("less", b, a, true);
      case GREATER_OR_EQUAL -> function("less_or_equal", b, a, true);
    };
  }

  /** An operator; in 64 bits unless operands and result are narrow. */
  private static CCode infix(CCode a, String operator, CCode b, boolean narrow) {
    boolean all = narrow && a.narrow() && b.narrow();
    CCode left = all ? a : a.as(a.narrow() && !b.narrow());
    return new CCode("(" + left.text() + " " + operator + " " + b.text() + ")", all).as(narrow);
  }

  private static CCode wide(String function, CCode a, CCode b) {
    return new CCode(function + "(" + a.text() + ", " + b.text() + ")", false);
  }

  private static CCode function(String function, CCode a, CCode b, boolean narrow) {
    return narrow && a.narrow() && b.narrow()
        ? new CCode(function + "32(" + a.text() + ", " + b.text() + ")", true)
        : wide(function, a, b).as(narrow);
  }

  private CCode aligned(KernelExpr expr, int fraction) {
    return shiftedLeft(expression(expr), expr.format(), fraction - expr.format().fraction());
  }

  private static CCode shiftedLeft(CCode code, FixedFormat format, int places) {
    return places == 0
        ? code
        : CCode.call("shift_left", code, ", " + places, CCode.narrow(format, places));
  }

  private CCode quantise(
      CCode exact, FixedFormat from, FixedFormat to, Rounding rounding, Overflow overflow) {
    int shift = from.fraction() - to.fraction();
    String random = rounding == Rounding.STOCHASTIC ? draw() : "";
    if (shift <= 0 && !random.isEmpty()) {
      text.line("(void)" + random + ";");
    }
    return fit(
        shift <= 0 ? shiftedLeft(exact, from, -shift) : rounded(exact, shift, rounding, random),
        to,
        overflow,
        block + ", " + purpose);
  }

  private static CCode rounded(CCode exact, int shift, Rounding rounding, String random) {
    String function = "round_" + rounding.name().toLowerCase(Locale.ROOT);
    String operands = ", " + shift + (random.isEmpty() ? "" : ", " + random);
    boolean narrow = exact.narrow() && shift <= 30;
    return narrow
        ? CCode.call(function, exact, operands, true)
        : new CCode(function + "(" + exact.text() + operands + ")", false);
  }

  /**
   * The expression that brings a code into a format.
   *
   * @param where says to whoever reads a trap what the value was for
   */
  static CCode fit(CCode code, FixedFormat format, Overflow overflow, String where) {
    if (format.width() == 64) {
      return code.as(false);
    }
    boolean narrow = CCode.narrow(format);
    boolean all = narrow && code.narrow();
    String range =
        ", "
            + CCode.literal(format.minCode(), all).text()
            + ", "
            + CCode.literal(format.maxCode(), all).text();
    return switch (overflow) {
      case SATURATE -> CCode.call("saturate", code, range, narrow);
      case WRAP ->
          CCode.call(
              format.signed() ? "wrap_signed" : "wrap_unsigned",
              code,
              ", " + format.width(),
              narrow);
      case TRAP ->
          new CCode(
                  "trap("
                      + code.text()
                      + range
                      + ", now, i, BITSPIKE_NAMED("
                      + CText.string(where)
                      + "))",
                  false)
              .as(narrow);
    };
  }
}
