package org.bitspike.reference;

/**
 * Compiled actions: assignments, then events, then a change of regime, whatever their order in the
 * model was among these three kinds.
 *
 * @param assign assignments, in order
 * @param emits how often the out port emits
 * @param transition index of the regime to enter; negative for none
 */
record Actions(Tape assign, int emits, int transition) {
  static final Actions NOTHING = new Actions(Tape.EMPTY, 0, -1);
}
