package org.bitspike.reference;

/**
 * A compiled regime.
 *
 * @param update updates of states, one after the other: a later one sees the earlier ones' results
 * @param onEvent what it does when an event arrives
 */
record RegimeCode(
    String name, Tape update, Condition[] conditions, Actions onEntry, Actions onEvent) {}
