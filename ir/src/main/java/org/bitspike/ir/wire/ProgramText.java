package org.bitspike.ir.wire;

import org.bitspike.ir.program.Program;

/**
 * Programs as text, for people, golden files and diffs. Reading what was printed gives an equal
 * program, bit for bit.
 */
public final class ProgramText {

  private static final NounText<Program, ?> TEXT = new NounText<>(new ProgramCodec());

  private ProgramText() {}

  /** Prints; the program need not verify. */
  public static String print(Program program) {
    return TEXT.print(program);
  }

  /**
   * Reads and verifies.
   *
   * @throws org.bitspike.ir.diag.BitspikeException {@code P007} with the line where the text cannot
   *     be read, {@code P006} and the verifier's findings when its content does not verify
   */
  public static Program parse(String text) {
    return TEXT.parse(text, "<text>");
  }

  /**
   * As {@link #parse(String)}, with the name of the file that the text comes from for diagnostics.
   */
  public static Program parse(String text, String file) {
    return TEXT.parse(text, file);
  }
}
