package org.bitspike.emulator.fast;

/** A handler has something in it that is not done for several members at once. */
final class NoVector extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Whether it can be done if codes of 64 bits are allowed. */
  final boolean wantsLongs;

  NoVector(String what, boolean wantsLongs) {
    super(what, null, false, false);
    this.wantsLongs = wantsLongs;
  }
}
