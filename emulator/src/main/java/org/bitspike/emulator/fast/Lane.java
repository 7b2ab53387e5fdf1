package org.bitspike.emulator.fast;

/**
 * Writes operations on codes that stand on the stack: those of one member, or of several members at
 * once. An operation is done with 32 bits or with 64; the low bits of a code are the same in both.
 */
interface Lane {

  /** An operation of the two uppermost codes of the stack. */
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    MINIMUM,
    MAXIMUM,
    AND,
    OR,
    XOR
  }

  /** A shift of the uppermost code of the stack. */
  enum Shift {
    LEFT,
    /** The sign comes in from above. */
    RIGHT,
    /** Zeros come in from above. */
    UNSIGNED_RIGHT
  }

  /** Number of members. */
  int members();

  /** Pushes a value with 64 bits or 32, whose low bits it then is. */
  void push(Value v, boolean asLong);

  /** Pushes a constant. */
  void constant(long code, boolean asLong);

  /** Takes the result from the stack. */
  Value store(boolean isLong, long low, long high);

  /** Does an operation. */
  void apply(Operation operation, boolean asLong);

  /** Changes the sign. */
  void negate(boolean asLong);

  /** Shifts by a number of places. */
  void shift(Shift shift, int places, boolean asLong);

  /** Pushes elements of an array, from an index in a local variable on. */
  void fetch(int array, int index, boolean isLong);

  /** Writes a value to an array, from an index in a local variable on. */
  void put(Value code, int array, int index, boolean isLong);

  /** Pushes entries of a table at indices within it. */
  void entries(int table, int size, Value index, boolean isLong);

  /** The same word of 64 bits, in a local variable, for all members. */
  Value spread(int local, long low, long high);
}
