package org.bitspike.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitspike.ir.recording.Recording.Range;

/**
 * Smallest and largest values of a group's variables, seen after each update of the states, before
 * conditions reset them, and whenever actions have set states.
 */
final class RangeLog {

  private final String population;
  private final List<String> names;
  private final int[] slots;
  private final int states;
  private final double[] low;
  private final double[] high;

  /**
   * Watches frame places.
   *
   * @param states how many of the places, from the first, hold state variables
   */
  RangeLog(String population, List<String> names, int[] slots, int states) {
    this.population = population;
    this.names = List.copyOf(names);
    this.slots = slots.clone();
    this.states = states;
    low = new double[slots.length];
    high = new double[slots.length];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
  }

  /** After a start, an event or a condition has set states. */
  void seeStates(double[] frame) {
    see(frame, states);
  }

  /** After an update. */
  void seeAll(double[] frame) {
    see(frame, slots.length);
  }

  private void see(double[] frame, int count) {
    for (int v = 0; v < count; v++) {
      double x = frame[slots[v]];
      if (x < low[v]) {
        low[v] = x;
      }
      if (x > high[v]) {
        high[v] = x;
      }
    }
  }

  List<Range> ranges() {
    List<Range> result = new ArrayList<>();
    for (int v = 0; v < slots.length; v++) {
      if (low[v] <= high[v]) {
        result.add(new Range(population, names.get(v), low[v], high[v]));
      }
    }
    return result;
  }
}
