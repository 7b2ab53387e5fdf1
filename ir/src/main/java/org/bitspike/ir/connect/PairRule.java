package org.bitspike.ir.connect;

import org.bitspike.ir.random.RowRandom;

/** Which pairs of a source and a target are connected, in integers. SEMANTICS.md 10.3. */
public sealed interface PairRule {

  /** Every pair. */
  record Every() implements PairRule {}

  /** Equal indices. */
  record Diagonal() implements PairRule {}

  /**
   * Each pair whose draw of 53 bits is below a threshold.
   *
   * @param threshold probability times 2^53, rounded up; 0 to 2^53
   */
  record Chance(long threshold) implements PairRule {
    /** The rule of a probability, 0 to 1. */
    public static Chance of(double probability) {
      return new Chance((long) Math.ceil(probability * 0x1.0p53));
    }
  }

  /** For each target so many different sources, or all where there are fewer. */
  record InDegree(int n) implements PairRule {}

  /** For each target so many sources, of which some may be the same. */
  record InDegreeRepeated(int n) implements PairRule {}

  /** For each source so many different targets, or all where there are fewer. */
  record OutDegree(int n) implements PairRule {}

  /**
   * For each source a number of its own of targets, of which some may be the same.
   *
   * @param rowStart sums of these numbers: one entry per source, and the number of synapses
   */
  @SuppressWarnings("ArrayRecordComponent") // a column: shared, never changed
  record OutDegrees(int[] rowStart) implements PairRule {

    /** The same number for each source. */
    public static OutDegrees equal(int n, int sources) {
      int[] rowStart = new int[sources + 1];
      for (int s = 0; s < sources; s++) {
        rowStart[s + 1] = Math.addExact(rowStart[s], n);
      }
      return new OutDegrees(rowStart);
    }

    /**
     * A total number that is shared out among the sources: each synapse draws its source, and only
     * how many each source got is kept. The numbers are multinomial.
     */
    public static OutDegrees ofTotal(int total, int sources, long seed) {
      int[] rowStart = new int[sources + 1];
      long key = RowRandom.key(seed, Wiring.STREAM_SOURCE, 0);
      for (int i = 0; i < total; i++) {
        rowStart[RowRandom.below(RowRandom.bits64(key, i), sources) + 1]++;
      }
      for (int s = 0; s < sources; s++) {
        rowStart[s + 1] += rowStart[s];
      }
      return new OutDegrees(rowStart);
    }
  }

  /**
   * Whether weights and delays are drawn by row and place in the row, rather than by pair.
   * SEMANTICS.md 10.2.
   */
  default boolean drawsByRow() {
    return switch (this) {
      case Every r -> false;
      case Diagonal r -> false;
      case Chance r -> false;
      case InDegree r -> false;
      case InDegreeRepeated r -> true;
      case OutDegree r -> true;
      case OutDegrees r -> true;
    };
  }

  /** Whether rows are those of sources, rather than of targets. */
  default boolean rowsAreSources() {
    return !(this instanceof InDegree || this instanceof InDegreeRepeated);
  }

  /** Whether the network's list of these connections is by source, rather than by target. */
  default boolean listedBySource() {
    return this instanceof OutDegree || this instanceof OutDegrees;
  }
}
