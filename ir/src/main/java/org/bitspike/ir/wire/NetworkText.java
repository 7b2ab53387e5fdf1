package org.bitspike.ir.wire;

import org.bitspike.ir.network.Network;

/**
 * Networks as text, for people, golden files and diffs. Reading what was printed gives an equal
 * network, bit for bit.
 */
public final class NetworkText {

  private static final NounText<Network, ?> TEXT = new NounText<>(new NetworkCodec());

  private NetworkText() {}

  /** Prints; the network need not verify. */
  public static String print(Network network) {
    return TEXT.print(network);
  }

  /**
   * Reads and verifies.
   *
   * @throws org.bitspike.ir.diag.BitspikeException {@code P007} with the line where the text cannot
   *     be read, {@code P006} and the verifier's findings when its content does not verify
   */
  public static Network parse(String text) {
    return TEXT.parse(text, "<text>");
  }

  /**
   * As {@link #parse(String)}, with the name of the file that the text comes from for diagnostics.
   */
  public static Network parse(String text, String file) {
    return TEXT.parse(text, file);
  }
}
