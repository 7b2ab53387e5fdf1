package org.bitspike.reference;

/**
 * A compiled condition.
 *
 * @param test computes the test
 * @param result frame place of its truth
 */
record Condition(Tape test, int result, Actions actions) {}
