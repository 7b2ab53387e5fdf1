package org.bitspike.ir.wire;

import org.bitspike.ir.loss.LossReport;

/**
 * Loss reports as text, for people, golden files and diffs. Reading what was printed gives an equal
 * report, bit for bit.
 */
public final class LossReportText {

  private static final NounText<LossReport, ?> TEXT = new NounText<>(new LossReportCodec());

  private LossReportText() {}

  /** Prints; the report need not verify. */
  public static String print(LossReport report) {
    return TEXT.print(report);
  }

  /**
   * Reads and verifies.
   *
   * @throws org.bitspike.ir.diag.BitspikeException {@code P007} with the line where the text cannot
   *     be read, {@code P006} and the verifier's findings when its content does not verify
   */
  public static LossReport parse(String text) {
    return TEXT.parse(text, "<text>");
  }

  /**
   * As {@link #parse(String)}, with the name of the file that the text comes from for diagnostics.
   */
  public static LossReport parse(String text, String file) {
    return TEXT.parse(text, file);
  }
}
