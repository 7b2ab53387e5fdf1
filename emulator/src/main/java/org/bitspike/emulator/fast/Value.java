package org.bitspike.emulator.fast;

/**
 * A code that the compiled handler has at hand: where it stands, and between which bounds it lies.
 * A value whose bounds are equal is a constant and stands nowhere; one that fits an {@code int} is
 * one.
 *
 * @param slot local variable; -1 for a constant
 * @param low least code it can have
 * @param high greatest code it can have
 */
record Value(int slot, long low, long high) {

  static Value constant(long code) {
    return new Value(-1, code, code);
  }

  static boolean fitsInt(long low, long high) {
    return low >= Integer.MIN_VALUE && high <= Integer.MAX_VALUE;
  }

  boolean isConstant() {
    return low == high;
  }

  /** Whether the local variable is a {@code long}. */
  boolean wide() {
    return !fitsInt(low, high);
  }

  boolean within(long least, long greatest) {
    return low >= least && high <= greatest;
  }

  /** Whether every difference of a code of this and one of the other fits an {@code int}. */
  boolean differsByInt(Value other) {
    return !wide()
        && !other.wide()
        && low - other.high >= Integer.MIN_VALUE
        && high - other.low <= Integer.MAX_VALUE;
  }

  /** Whether every difference of a code of this and one of the other fits a {@code long}. */
  boolean differsByLong(Value other) {
    return fits(low, other.high) && fits(high, other.low);
  }

  private static boolean fits(long a, long b) {
    long difference = a - b;
    return ((a ^ b) & (a ^ difference)) >= 0;
  }
}
