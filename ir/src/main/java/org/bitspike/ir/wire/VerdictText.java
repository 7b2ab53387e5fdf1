package org.bitspike.ir.wire;

import org.bitspike.ir.verdict.Verdict;

/**
 * Verdicts as text, for people, golden files and diffs. Reading what was printed gives an equal
 * verdict, bit for bit.
 */
public final class VerdictText {

  private static final NounText<Verdict, ?> TEXT = new NounText<>(new VerdictCodec());

  private VerdictText() {}

  /** Prints; the verdict need not verify. */
  public static String print(Verdict verdict) {
    return TEXT.print(verdict);
  }

  /**
   * Reads and verifies.
   *
   * @throws org.bitspike.ir.diag.BitspikeException {@code P007} with the line where the text cannot
   *     be read, {@code P006} and the verifier's findings when its content does not verify
   */
  public static Verdict parse(String text) {
    return TEXT.parse(text, "<text>");
  }

  /**
   * As {@link #parse(String)}, with the name of the file that the text comes from for diagnostics.
   */
  public static Verdict parse(String text, String file) {
    return TEXT.parse(text, file);
  }
}
