package org.bitspike.ir.kernel;

/**
 * The written form of kernels.
 *
 * <pre>
 *   kernel   = "kernel" name "{" word* table* handler* "}"
 *   word     = ("param" | "state" | "input" | "level" | "shared" | "target") item ("," item)*
 *   item     = name ":" format [rounding] [overflow] ["unit" string]
 *   table    = "table" name ":" format "->" format
 *   handler  = "on" ("tick" | "event" port | "pre" | "post" | "readout") block
 *   block    = "{" statement* "}"
 *   statement= "let" name "=" expr | name "=" expr | "if" expr block ["else" (block | if)] | "spike"
 *   expr     = expr operator expr | "!" expr | "-" expr | "(" expr ")" | name | number [":" format]
 *            | "quantise" "(" expr "," format "," rounding "," overflow ")" | "select" "(" expr "," expr "," expr ")"
 *            | "min" "(" expr "," expr ")" | "max" "(" expr "," expr ")" | "lookup" "(" table "," expr ")"
 *            | "random" "(" bits ")"
 * </pre>
 *
 * Operators from loosest to tightest: {@code |}; {@code ^}; {@code &}; comparisons; {@code + -};
 * {@code * // % << >>}. A shift is by a literal. {@code #} starts a comment that ends with the
 * line. Roundings are {@code floor}, {@code toward_zero}, {@code half_up}, {@code half_away},
 * {@code half_even} (the default of a word), {@code stochastic}; overflows {@code saturate} (the
 * default of a word), {@code wrap}, {@code trap}.
 */
public final class KernelText {

  private KernelText() {}

  /**
   * Reads a kernel.
   *
   * @throws KernelSyntaxException when the text is no kernel, or an exact result needs more than 64
   *     bits
   */
  public static Kernel parse(String text) {
    return new KernelParser(text).parse();
  }

  /** Writes a kernel. {@code parse(print(k))} equals {@code k}. */
  public static String print(Kernel kernel) {
    return new KernelPrinter().print(kernel);
  }
}
