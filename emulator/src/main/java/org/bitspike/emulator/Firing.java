package org.bitspike.emulator;

/** A block whose members fire: neurons or sources. */
interface Firing {

  /** Makes the spikes of the tick known. */
  void fire(long tick);

  /**
   * The members that fired last: ascending, or in a program of events as often and in the order as
   * they did.
   */
  Ints fired();

  /** Number of members. */
  int size();
}
