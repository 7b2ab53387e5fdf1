package org.bitspike.reference;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives out places in the frame that a group's tapes work on. Constants stand in it from the start.
 */
final class Frame {

  private final List<Optional<Double>> slots = new ArrayList<>();
  private final BitSet temporaries = new BitSet();
  private final Map<Long, Integer> constants = new HashMap<>();

  /** A place for a value that changes. */
  int allocate() {
    slots.add(Optional.empty());
    return slots.size() - 1;
  }

  /** A place for an intermediate result, of use only within the tape that computes it. */
  int temporary() {
    int slot = allocate();
    temporaries.set(slot);
    return slot;
  }

  boolean isTemporary(int slot) {
    return temporaries.get(slot);
  }

  /** The place of a constant; equal bits share one. */
  int constant(double value) {
    return constants.computeIfAbsent(
        Double.doubleToRawLongBits(value),
        bits -> {
          slots.add(Optional.of(value));
          return slots.size() - 1;
        });
  }

  /** The constant at a place, if there is one. */
  Optional<Double> constantAt(int slot) {
    return slots.get(slot);
  }

  /** The frame as it stands before the first step. */
  double[] build() {
    double[] frame = new double[slots.size()];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = slots.get(i).orElse(0.0);
    }
    return frame;
  }
}
