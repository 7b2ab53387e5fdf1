package org.bitspike.hwprofiles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprSyntaxException;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.KernelSyntaxException;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.kernel.KernelVerifier;

/**
 * What single nodes mean: numbers, words, formats, expressions, kernels. What a node does not mean
 * is reported, and a placeholder stands for it.
 */
final class Values {

  /** Stands for a kernel that cannot be read. */
  static final Kernel NO_KERNEL = new Kernel("none", List.of(), List.of(), List.of());

  private static final Pattern CONSTANT = Pattern.compile("\\$\\{(\\w+)}");
  private static final int MOST_BITS = 64;

  private final Findings findings;

  /** Takes what is wrong. */
  @FunctionalInterface
  interface Findings {
    void report(Code code, SourceRef where, String message);
  }

  Values(Findings findings) {
    this.findings = findings;
  }

  /** A fixed-point format. */
  FixedFormat format(YamlNode.Scalar scalar, String path) {
    try {
      return FixedFormat.parse(scalar.text());
    } catch (IllegalArgumentException e) {
      findings.report(Code.H_BAD_VALUE, scalar.where(), "'" + path + "': " + e.getMessage());
      return FixedFormat.BOOLEAN;
    }
  }

  /** A kernel, verified; {@code ${name}} in its text stands for a constant. */
  Kernel kernel(YamlNode.Scalar scalar, String path, Scope scope) {
    try {
      Map<String, String> digits = new HashMap<>();
      String text =
          CONSTANT
              .matcher(scalar.text())
              .replaceAll(
                  m ->
                      digits.computeIfAbsent(
                          m.group(1), name -> digits(name, scalar, path, scope)));
      Kernel kernel = KernelText.parse(text);
      for (String problem : KernelVerifier.verify(kernel)) {
        findings.report(
            Code.H_BAD_KERNEL, scalar.where(), "kernel " + kernel.name() + ": " + problem);
      }
      return kernel;
    } catch (KernelSyntaxException e) {
      findings.report(
          Code.H_BAD_KERNEL, scalar.at(e.line(), e.column()), "'" + path + "': " + e.problem());
      return NO_KERNEL;
    }
  }

  private String digits(String name, YamlNode.Scalar scalar, String path, Scope scope) {
    Double value = scope.constants().get(name);
    if (value == null) {
      findings.report(
          Code.H_BAD_KERNEL,
          scalar.where(),
          "'"
              + path
              + "' takes '"
              + name
              + "', which is no constant of the profile"
              + Nearest.hint(name, scope.constants().keySet()));
      return "1";
    }
    if (value < 0 || value > MOST_BITS || value != Math.rint(value)) {
      findings.report(
          Code.H_BAD_KERNEL,
          scalar.where(),
          "'"
              + path
              + "' takes the constant '"
              + name
              + "', which is "
              + value
              + ", not a whole number from 0 to "
              + MOST_BITS);
      return "1";
    }
    return Integer.toString(value.intValue());
  }

  /** An expression over names that are known. */
  Expr expression(YamlNode.Scalar scalar, String path, Scope scope) {
    try {
      Expr expr = ExprText.parse(scalar.text());
      scope.unknown(
          expr,
          name ->
              findings.report(
                  Code.H_BAD_EXPRESSION,
                  scalar.where(),
                  "'"
                      + path
                      + "' uses '"
                      + name
                      + "', which is not known here"
                      + Nearest.hint(name, scope.names())));
      return expr;
    } catch (ExprSyntaxException e) {
      String before = scalar.text().substring(0, Math.min(e.position(), scalar.text().length()));
      int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
      int column = before.length() - before.lastIndexOf('\n');
      findings.report(
          Code.H_BAD_EXPRESSION, scalar.at(line, column), "'" + path + "': " + e.getMessage());
      return new Expr.Num(0);
    }
  }

  /**
   * A number in a range.
   *
   * @param unit the only unit it may have; empty for none, {@code any} for whichever
   */
  double number(YamlNode node, String path, double low, double high, String unit) {
    Optional<UnitNumber> parsed =
        node instanceof YamlNode.Scalar s ? UnitNumber.parse(s.text()) : Optional.empty();
    if (parsed.isEmpty()) {
      String wanted =
          unit.isEmpty() || unit.equals("any")
              ? "a number"
              : "a number in " + unit + " or with a unit";
      findings.report(
          Code.H_BAD_VALUE,
          node.where(),
          "'" + path + "' takes " + wanted + ", found " + node.kind());
      return low;
    }
    UnitNumber number = parsed.get();
    if (!unit.equals("any") && !number.unit().isEmpty() && !number.unit().equals(unit)) {
      findings.report(
          Code.H_BAD_VALUE,
          node.where(),
          "'"
              + path
              + "' takes "
              + (unit.isEmpty() ? "a number without a unit" : unit)
              + ", found "
              + node.kind());
      return low;
    }
    if (number.value() < low || number.value() > high) {
      findings.report(
          Code.H_OUT_OF_RANGE,
          node.where(),
          "'"
              + path
              + "' is "
              + plain(number.value())
              + ", it must lie in "
              + plain(low)
              + ".."
              + plain(high));
      return low;
    }
    return number.value();
  }

  /** One of an enumeration's constants, in lower case. */
  <E extends Enum<E>> E constant(YamlNode.Scalar scalar, String path, Class<E> type) {
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String word = constant.name().toLowerCase(Locale.ROOT);
      if (word.equals(scalar.text().strip().replace('-', '_'))) {
        return constant;
      }
      words.add(word);
    }
    findings.report(
        Code.H_BAD_VALUE,
        scalar.where(),
        "'"
            + path
            + "' takes one of "
            + String.join(", ", words)
            + "; found "
            + scalar.kind()
            + Nearest.hint(scalar.text(), words));
    return type.getEnumConstants()[0];
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
