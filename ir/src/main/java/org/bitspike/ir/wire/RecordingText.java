package org.bitspike.ir.wire;

import org.bitspike.ir.recording.Recording;

/**
 * Recordings as text, for people, golden files and diffs. Reading what was printed gives an equal
 * recording, bit for bit.
 */
public final class RecordingText {

  private static final NounText<Recording, ?> TEXT = new NounText<>(new RecordingCodec());

  private RecordingText() {}

  /** Prints; the recording need not verify. */
  public static String print(Recording recording) {
    return TEXT.print(recording);
  }

  /**
   * Reads and verifies.
   *
   * @throws org.bitspike.ir.diag.BitspikeException {@code P007} with the line where the text cannot
   *     be read, {@code P006} and the verifier's findings when its content does not verify
   */
  public static Recording parse(String text) {
    return TEXT.parse(text, "<text>");
  }

  /**
   * As {@link #parse(String)}, with the name of the file that the text comes from for diagnostics.
   */
  public static Recording parse(String text, String file) {
    return TEXT.parse(text, file);
  }
}
