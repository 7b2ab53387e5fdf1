package org.bitspike.backends;

import java.util.HashMap;
import java.util.List;
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
  private Map<String, String> lets = new HashMap<>();
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
    Map<String, String> outer = lets;
    lets = new HashMap<>(outer);
    for (Statement statement : body) {
      switch (statement) {
        case Statement.Let(String name, KernelExpr value) -> {
          purpose = name;
          String local = name + "_" + locals++;
          text.line("const int64_t " + local + " = " + expression(value) + ";")
              .line("(void)" + local + ";");
          lets.put(name, local);
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
                      word.overflow())));
        }
        case Statement.If(
                KernelExpr condition,
                List<Statement> then,
                List<Statement> otherwise) -> {
          purpose = "a condition";
          text.line("if (" + expression(condition) + " != 0) {");
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

  private String expression(KernelExpr expr) {
    return switch (expr) {
      case KernelExpr.Literal(long code, FixedFormat _) -> CText.literal(code);
      case KernelExpr.Read(String name, FixedFormat _) -> read(name);
      case KernelExpr.Binary binary -> binary(binary);
      case KernelExpr.Not(KernelExpr operand, FixedFormat format) ->
          "bits_xor("
              + expression(operand)
              + ", "
              + CText.literal(format.signed() ? -1 : format.maxCode())
              + ")";
      case KernelExpr.Shift(KernelExpr operand, int _, FixedFormat _) -> expression(operand);
      case KernelExpr.Select(
              KernelExpr condition,
              KernelExpr then,
              KernelExpr otherwise,
              FixedFormat format) -> {
        String c = expression(condition);
        String t = aligned(then, format.fraction());
        String o = aligned(otherwise, format.fraction());
        yield "choose(" + c + ", " + t + ", " + o + ")";
      }
      case KernelExpr.Quantise(
              KernelExpr operand,
              FixedFormat format,
              Rounding rounding,
              Overflow overflow) ->
          quantise(expression(operand), operand.format(), format, rounding, overflow);
      case KernelExpr.Lookup(String table, KernelExpr index, FixedFormat _) ->
          tables.lookup(table, expression(index));
      case KernelExpr.Random(int bits, FixedFormat _) ->
          "(int64_t)(" + draw() + " & " + "UINT64_C(" + ((1L << bits) - 1) + "))";
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

  private String read(String name) {
    String let = lets.get(name);
    if (let != null) {
      return let;
    }
    return name.equals("now") || name.equals("value") ? name : words.read(word(name));
  }

  private String binary(KernelExpr.Binary e) {
    if (e.operator() == KernelExpr.Operator.MULTIPLY) {
      String left = expression(e.left());
      return "(" + left + " * " + expression(e.right()) + ")";
    }
    int fraction = Math.max(e.left().format().fraction(), e.right().format().fraction());
    String a = aligned(e.left(), fraction);
    String b = aligned(e.right(), fraction);
    return switch (e.operator()) {
      case ADD -> "(" + a + " + " + b + ")";
      case SUBTRACT -> "(" + a + " - " + b + ")";
      case MULTIPLY -> throw new AssertionError();
      case FLOOR_DIVIDE -> call("floor_divide", a, b);
      case FLOOR_MODULO -> call("floor_modulo", a, b);
      case MINIMUM -> call("minimum", a, b);
      case MAXIMUM -> call("maximum", a, b);
      case AND -> call("bits_and", a, b);
      case OR -> call("bits_or", a, b);
      case XOR -> call("bits_xor", a, b);
      case EQUAL -> call("equal", a, b);
      case NOT_EQUAL -> "(1 - " + call("equal", a, b) + ")";
      case LESS -> call("less", a, b);
      case LESS_OR_EQUAL -> call("less_or_equal", a, b);
      case GREATER -> call("less", b, a);
      case GREATER_OR_EQUAL -> call("less_or_equal", b, a);
    };
  }

  private static String call(String function, String a, String b) {
    return function + "(" + a + ", " + b + ")";
  }

  private String aligned(KernelExpr expr, int fraction) {
    return shiftedLeft(expression(expr), fraction - expr.format().fraction());
  }

  private static String shiftedLeft(String code, int places) {
    return places == 0 ? code : "shift_left(" + code + ", " + places + ")";
  }

  private String quantise(
      String exact, FixedFormat from, FixedFormat to, Rounding rounding, Overflow overflow) {
    int shift = from.fraction() - to.fraction();
    String random = rounding == Rounding.STOCHASTIC ? draw() : "";
    if (shift <= 0 && !random.isEmpty()) {
      text.line("(void)" + random + ";");
    }
    return fit(
        shift <= 0 ? shiftedLeft(exact, -shift) : rounded(exact, shift, rounding, random),
        to,
        overflow);
  }

  private static String rounded(String exact, int shift, Rounding rounding, String random) {
    String operands = "(" + exact + ", " + shift;
    return switch (rounding) {
      case FLOOR -> "round_floor" + operands + ")";
      case TOWARD_ZERO -> "round_toward_zero" + operands + ")";
      case HALF_UP -> "round_half_up" + operands + ")";
      case HALF_AWAY -> "round_half_away" + operands + ")";
      case HALF_EVEN -> "round_half_even" + operands + ")";
      case STOCHASTIC -> "round_stochastic" + operands + ", " + random + ")";
    };
  }

  private String fit(String code, FixedFormat format, Overflow overflow) {
    return fit(code, format, overflow, block + ", " + purpose);
  }

  /**
   * The expression that brings a code into a format.
   *
   * @param where says to whoever reads a trap what the value was for
   */
  static String fit(String code, FixedFormat format, Overflow overflow, String where) {
    if (format.width() == 64) {
      return code;
    }
    String range = CText.literal(format.minCode()) + ", " + CText.literal(format.maxCode());
    return switch (overflow) {
      case SATURATE -> "saturate(" + code + ", " + range + ")";
      case WRAP ->
          (format.signed() ? "wrap_signed(" : "wrap_unsigned(")
              + code
              + ", "
              + format.width()
              + ")";
      case TRAP -> "trap(" + code + ", " + range + ", now, i, BITSPIKE_NAMED(" + CText.string(where) + "))";
    };
  }
}
