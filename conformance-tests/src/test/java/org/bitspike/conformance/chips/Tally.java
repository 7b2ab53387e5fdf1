package org.bitspike.conformance.chips;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;

/** Compares words one by one: how many there were, how many differ, and which did first. */
final class Tally {

  private long compared;
  private long wrong;
  private String first = "";

  /** Compares one word. */
  void same(long expected, long actual, Supplier<String> what) {
    compared++;
    if (expected != actual) {
      if (wrong++ == 0) {
        first = what.get() + " is " + actual + " and should be " + expected;
      }
    }
  }

  /** Compares two columns; what one of them lacks is wrong. */
  void same(long[] expected, long[] actual, String what) {
    int both = Math.min(expected.length, actual.length);
    for (int i = 0; i < both; i++) {
      int at = i;
      same(expected[i], actual[i], () -> what + " at " + at);
    }
    for (int i = both; i < Math.max(expected.length, actual.length); i++) {
      int lengths = expected.length;
      same(lengths, actual.length, () -> "the number of " + what);
    }
  }

  /** Words compared. */
  long compared() {
    return compared;
  }

  /** Words that differ. */
  long wrong() {
    return wrong;
  }

  /** Requires that something was compared and that nothing differs. */
  void hold(String subject) {
    assertThat(compared).as("%s: words compared", subject).isPositive();
    assertThat(wrong).as("%s: words that differ; %s", subject, first).isZero();
  }
}
