package org.bitspike.emulator;

import java.util.Locale;

/** What runs a program; the bits are the same. */
public enum Engine {
  /** Does what the text says, one operation after the other. */
  INTERPRETER,
  /** Compiled kernels and packed synapses. */
  FAST,
  /** The one that is done sooner. */
  AUTO;

  /** As it is written. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
