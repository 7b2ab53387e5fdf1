package org.bitspike.reference.converged;

import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.bitspike.ir.random.CounterRandom;

/**
 * Names of streams of random numbers, the same as grid mode's: the train of a source is the same in
 * both, but for the grid.
 */
final class Streams {

  static final int POPULATION = 0x52000000;
  static final int INPUT = 0x53000000;
  static final int PROJECTION = 0x54000000;

  private final Set<Integer> used = new HashSet<>();

  int stream(int base, String id) {
    int stream = base | (id.hashCode() & 0xFFFFFF);
    while (!used.add(stream)) {
      stream = base | ((stream + 1) & 0xFFFFFF);
    }
    return stream;
  }

  /** The draws of one part of one unit. */
  static final class Counter implements DoubleSupplier {
    private final long seed;
    private final int stream;
    private final long index;
    private int drawn;

    Counter(long seed, int stream, long index) {
      this.seed = seed;
      this.stream = stream;
      this.index = index;
    }

    void restart() {
      drawn = 0;
    }

    @Override
    public double getAsDouble() {
      return CounterRandom.uniform(seed, stream, index, drawn++);
    }
  }
}
