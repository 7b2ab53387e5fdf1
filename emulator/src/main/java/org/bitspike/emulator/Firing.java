package org.bitspike.emulator;

/** A block whose members fire: neurons or sources. */
interface Firing {

  /** Makes the spikes of the tick known. */
  void fire(long tick);

  /** The members that fired last, ascending. */
  Ints fired();

  /** Number of members. */
  int size();
}
