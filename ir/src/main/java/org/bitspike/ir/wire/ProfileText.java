package org.bitspike.ir.wire;

import org.bitspike.ir.profile.HardwareProfile;

/**
 * Hardware profiles as text, for people, golden files and diffs. Reading what was printed gives an
 * equal profile, bit for bit.
 */
public final class ProfileText {

  private static final NounText<HardwareProfile, ?> TEXT = new NounText<>(new ProfileCodec());

  private ProfileText() {}

  /** Prints; the profile need not verify. */
  public static String print(HardwareProfile profile) {
    return TEXT.print(profile);
  }

  /**
   * Reads and verifies.
   *
   * @throws org.bitspike.ir.diag.BitspikeException {@code P007} with the line where the text cannot
   *     be read, {@code P006} and the verifier's findings when its content does not verify
   */
  public static HardwareProfile parse(String text) {
    return TEXT.parse(text, "<text>");
  }

  /**
   * As {@link #parse(String)}, with the name of the file that the text comes from for diagnostics.
   */
  public static HardwareProfile parse(String text, String file) {
    return TEXT.parse(text, file);
  }
}
