package org.bitspike.ir.wire;

/** The six nouns, as files and texts name them, and what is kept of a run. */
enum Noun {
  NETWORK("network", 'N'),
  PROFILE("profile", 'H'),
  PROGRAM("program", 'P'),
  LOSS_REPORT("losses", 'L'),
  RECORDING("recording", 'R'),
  VERDICT("verdict", 'V'),
  SNAPSHOT("snapshot", 'S');

  /** Version of the schema that this bitspike writes. */
  static final int VERSION = 1;

  /** Oldest version that this bitspike reads. */
  static final int OLDEST = 1;

  private final String label;
  private final char letter;

  Noun(String label, char letter) {
    this.label = label;
    this.letter = letter;
  }

  /** As texts and messages write it. */
  String label() {
    return label;
  }

  /**
   * First bytes of a file. As in PNG, a byte that is not ASCII, both kinds of line end and an
   * end-of-file sign show a transfer that took the file for text.
   */
  byte[] magic() {
    return new byte[] {(byte) 0x89, 'B', 'S', 'P', (byte) letter, '\r', '\n', 0x1A};
  }
}
