package org.bitspike.ir.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.Kernel.TableUse;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelExpr.Operator;
import org.bitspike.ir.kernel.KernelTokens.Type;

/** Recursive descent; formats of exact results are found on the way. */
final class KernelParser {

  private static final int MAX_DEPTH = 100;
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("|"),
          List.of("^"),
          List.of("&"),
          List.of("==", "!=", "<", "<=", ">", ">="),
          List.of("+", "-"),
          List.of("*", "//", "%", "<<", ">>"));

  private final KernelTokens in;
  private final List<Word> words = new ArrayList<>();
  private final List<TableUse> tables = new ArrayList<>();
  private final Map<String, FixedFormat> formats = new HashMap<>();
  private int depth;

  KernelParser(String text) {
    in = new KernelTokens(text);
  }

  Kernel parse() {
    in.expect("kernel");
    String name = in.expect(Type.NAME, "the kernel's name");
    in.expect("{");
    while (!in.is("on") && !in.is("}")) {
      declaration();
    }
    List<Handler> handlers = new ArrayList<>();
    while (in.take("on")) {
      handlers.add(handler());
    }
    in.expect("}");
    if (in.type() != Type.END) {
      throw in.error("expected the end, found " + in.found());
    }
    return new Kernel(name, words, tables, handlers);
  }

  private void declaration() {
    String kind = in.expect(Type.NAME, "a declaration or 'on'");
    if ("table".equals(kind)) {
      String name = in.expect(Type.NAME, "the table's name");
      in.expect(":");
      FixedFormat index = format();
      in.expect("->");
      tables.add(new TableUse(name, index, format()));
      return;
    }
    Word.Kind wordKind =
        switch (kind) {
          case "param" -> Word.Kind.PARAM;
          case "state" -> Word.Kind.STATE;
          case "input" -> Word.Kind.INPUT;
          case "level" -> Word.Kind.LEVEL;
          case "shared" -> Word.Kind.SHARED;
          case "target" -> Word.Kind.TARGET;
          default ->
              throw in.error(
                  "expected param, state, input, level, shared, target, table or on, found '"
                      + kind
                      + "'");
        };
    do {
      word(wordKind);
    } while (in.take(","));
  }

  private void word(Word.Kind kind) {
    String name = in.expect(Type.NAME, "a word's name");
    in.expect(":");
    FixedFormat format = format();
    Rounding rounding = enumeration(Rounding.class).orElse(Rounding.HALF_EVEN);
    Overflow overflow = enumeration(Overflow.class).orElse(Overflow.SATURATE);
    String unit = in.take("unit") ? in.expect(Type.STRING, "the unit in quotes") : "";
    words.add(new Word(name, kind, format, rounding, overflow, unit));
    formats.put(name, format);
  }

  private <E extends Enum<E>> Optional<E> enumeration(Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (in.take(constant.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  private <E extends Enum<E>> E required(Class<E> type, String what) {
    return enumeration(type)
        .orElseThrow(() -> in.error("expected " + what + ", found " + in.found()));
  }

  private FixedFormat format() {
    KernelSyntaxException place = in.error("");
    String text = in.expect(Type.NAME, "a format such as s24.12");
    try {
      return FixedFormat.parse(text);
    } catch (IllegalArgumentException e) {
      throw new KernelSyntaxException(String.valueOf(e.getMessage()), place.line(), place.column());
    }
  }

  private Handler handler() {
    String on = in.expect(Type.NAME, "tick, event, pre, post or readout");
    Trigger trigger =
        switch (on) {
          case "tick" -> Trigger.TICK;
          case "event" -> Trigger.EVENT;
          case "pre" -> Trigger.PRE;
          case "post" -> Trigger.POST;
          case "readout" -> Trigger.READOUT;
          default ->
              throw in.error("expected tick, event, pre, post or readout, found '" + on + "'");
        };
    Optional<String> port =
        trigger == Trigger.EVENT
            ? Optional.of(in.expect(Type.NAME, "the input's name"))
            : Optional.empty();
    Map<String, FixedFormat> outer = new HashMap<>(formats);
    formats.put("now", KernelFormats.NOW);
    port.map(formats::get).ifPresent(f -> formats.put("value", f));
    List<Statement> body = block();
    formats.clear();
    formats.putAll(outer);
    return new Handler(trigger, port, body);
  }

  private List<Statement> block() {
    in.expect("{");
    deeper();
    Map<String, FixedFormat> outer = new HashMap<>(formats);
    List<Statement> statements = new ArrayList<>();
    while (!in.take("}")) {
      statements.add(statement());
    }
    formats.clear();
    formats.putAll(outer);
    depth--;
    return statements;
  }

  private Statement statement() {
    if (in.take("let")) {
      KernelSyntaxException place = in.error("");
      String name = in.expect(Type.NAME, "a name");
      if (formats.containsKey(name)) {
        throw new KernelSyntaxException(
            "'" + name + "' is already defined", place.line(), place.column());
      }
      in.expect("=");
      KernelExpr value = expr();
      formats.put(name, value.format());
      return new Statement.Let(name, value);
    }
    if (in.take("if")) {
      return conditional();
    }
    if (in.take("spike")) {
      return new Statement.Spike();
    }
    KernelSyntaxException place = in.error("");
    String word = in.expect(Type.NAME, "a statement");
    Word target =
        words.stream()
            .filter(w -> w.name().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new KernelSyntaxException(
                        "there is no word '" + word + "' to assign to",
                        place.line(),
                        place.column()));
    in.expect("=");
    KernelExpr value = expr();
    check(() -> KernelFormats.checkQuantise(value.format(), target.format()));
    return new Statement.Assign(word, value);
  }

  private Statement conditional() {
    KernelExpr condition = expr();
    List<Statement> then = block();
    if (!in.take("else")) {
      return new Statement.If(condition, then, List.of());
    }
    return in.take("if")
        ? new Statement.If(condition, then, List.of(conditional()))
        : new Statement.If(condition, then, block());
  }

  private KernelExpr expr() {
    deeper();
    KernelExpr result = level(0);
    depth--;
    return result;
  }

  private void deeper() {
    if (++depth > MAX_DEPTH) {
      throw in.error("nested deeper than " + MAX_DEPTH);
    }
  }

  private KernelExpr level(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    KernelExpr left = level(level + 1);
    while (in.type() == Type.SIGN && LEVELS.get(level).contains(in.token())) {
      String sign = in.token();
      in.next();
      left =
          sign.equals("<<") || sign.equals(">>")
              ? shift(left, sign)
              : binary(sign, left, level(level + 1));
    }
    return left;
  }

  private KernelExpr shift(KernelExpr operand, String sign) {
    int places = count("the number of places");
    int signed = sign.equals("<<") ? places : -places;
    return new KernelExpr.Shift(
        operand, signed, check(() -> KernelFormats.ofShift(operand.format(), signed)));
  }

  private int count(String what) {
    KernelSyntaxException place = in.error("");
    String number = in.expect(Type.NUMBER, what);
    if (number.length() > 3 || number.contains(".")) {
      throw new KernelSyntaxException(
          "expected " + what + ", found " + number, place.line(), place.column());
    }
    return Integer.parseInt(number);
  }

  private KernelExpr binary(String sign, KernelExpr left, KernelExpr right) {
    for (Operator operator : Operator.values()) {
      if (operator.symbol().equals(sign)) {
        return binary(operator, left, right);
      }
    }
    throw in.error("unknown operator " + sign);
  }

  private KernelExpr binary(Operator operator, KernelExpr left, KernelExpr right) {
    return new KernelExpr.Binary(
        operator,
        left,
        right,
        check(() -> KernelFormats.ofBinary(operator, left.format(), right.format())));
  }

  private KernelExpr unary() {
    if (in.take("!")) {
      deeper();
      KernelExpr operand = unary();
      depth--;
      return new KernelExpr.Not(operand, operand.format());
    }
    if (in.take("-")) {
      if (in.type() == Type.NUMBER) {
        return number(true);
      }
      deeper();
      KernelExpr operand = unary();
      depth--;
      return binary(Operator.SUBTRACT, new KernelExpr.Literal(0, FixedFormat.BOOLEAN), operand);
    }
    return primary();
  }

  private KernelExpr primary() {
    if (in.take("(")) {
      KernelExpr inside = expr();
      in.expect(")");
      return inside;
    }
    if (in.type() == Type.NUMBER) {
      return number(false);
    }
    KernelSyntaxException place = in.error("");
    String name = in.expect(Type.NAME, "a value");
    if (in.is("(")) {
      return call(name);
    }
    FixedFormat format = formats.get(name);
    if (format == null) {
      throw new KernelSyntaxException(
          "'" + name + "' is not defined", place.line(), place.column());
    }
    return new KernelExpr.Read(name, format);
  }

  private KernelExpr call(String name) {
    in.expect("(");
    KernelExpr result =
        switch (name) {
          case "quantise" -> {
            KernelExpr operand = expr();
            in.expect(",");
            FixedFormat to = format();
            in.expect(",");
            Rounding rounding = required(Rounding.class, "a rounding");
            in.expect(",");
            Overflow overflow = required(Overflow.class, "an overflow");
            check(() -> KernelFormats.checkQuantise(operand.format(), to));
            yield new KernelExpr.Quantise(operand, to, rounding, overflow);
          }
          case "select" -> {
            KernelExpr condition = expr();
            in.expect(",");
            KernelExpr then = expr();
            in.expect(",");
            KernelExpr otherwise = expr();
            yield new KernelExpr.Select(
                condition,
                then,
                otherwise,
                check(() -> KernelFormats.ofSelect(then.format(), otherwise.format())));
          }
          case "min", "max" -> {
            KernelExpr left = expr();
            in.expect(",");
            yield binary(name.equals("min") ? Operator.MINIMUM : Operator.MAXIMUM, left, expr());
          }
          case "lookup" -> {
            String table = in.expect(Type.NAME, "a table's name");
            in.expect(",");
            KernelExpr index = expr();
            FixedFormat entry =
                tables.stream()
                    .filter(t -> t.name().equals(table))
                    .findFirst()
                    .orElseThrow(() -> in.error("there is no table '" + table + "'"))
                    .entry();
            yield new KernelExpr.Lookup(table, index, entry);
          }
          case "random" -> {
            int bits = count("the number of bits");
            yield new KernelExpr.Random(bits, check(() -> KernelFormats.ofRandom(bits)));
          }
          default -> throw in.error("unknown function " + name);
        };
    in.expect(")");
    return result;
  }

  private KernelExpr number(boolean negative) {
    KernelSyntaxException place = in.error("");
    BigDecimal value = new BigDecimal(in.expect(Type.NUMBER, "a number"));
    if (negative) {
      value = value.negate();
    }
    if (in.take(":")) {
      FixedFormat format = format();
      BigDecimal scaled =
          format.fraction() >= 0
              ? value.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(format.fraction())))
              : value.divide(new BigDecimal(BigInteger.ONE.shiftLeft(-format.fraction())));
      return new KernelExpr.Literal(code(scaled, format, place), format);
    }
    FixedFormat widest = negative ? FixedFormat.signed(64, 0) : FixedFormat.unsigned(63, 0);
    long code = code(value, widest, place);
    return new KernelExpr.Literal(code, KernelFormats.ofLiteral(code, 0));
  }

  private static long code(BigDecimal scaled, FixedFormat format, KernelSyntaxException place) {
    try {
      long code = scaled.longValueExact();
      if (format.holds(code)) {
        return code;
      }
    } catch (ArithmeticException e) {
      throw new KernelSyntaxException(
          "the number is no code of " + format, place.line(), place.column());
    }
    throw new KernelSyntaxException(
        "the number is outside " + format, place.line(), place.column());
  }

  private interface Checked<T> {
    T get();
  }

  private <T> T check(Checked<T> rule) {
    try {
      return rule.get();
    } catch (IllegalArgumentException e) {
      throw in.error(String.valueOf(e.getMessage()));
    }
  }

  private void check(Runnable rule) {
    check(
        () -> {
          rule.run();
          return FixedFormat.BOOLEAN;
        });
  }
}
