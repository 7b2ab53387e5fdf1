package org.bitspike.ir.connect;

import java.util.Arrays;
import org.bitspike.ir.random.CounterRandom;
import org.bitspike.ir.random.RowRandom;

/**
 * Draws the connections of a rule row by row, for any range of targets, without ever listing them.
 * Immutable; ranges may be visited at the same time by several threads.
 */
public final class Wiring {

  /** Stream of the draws that decide what is connected. */
  public static final int STREAM_PAIR = 1;

  /** Stream of the weights. */
  public static final int STREAM_WEIGHT = 2;

  /** Stream of the delays. */
  public static final int STREAM_DELAY = 3;

  /** Stream of the sources among which a total number is shared out. */
  public static final int STREAM_SOURCE = 4;

  private static final int CHUNK = 1024;

  private final PairRule rule;
  private final long seed;
  private final int sources;
  private final int targets;
  private final boolean skipSelf;

  /**
   * Connections of a rule.
   *
   * @param sources number of sources
   * @param targets number of targets
   * @param skipSelf whether equal indices are never connected
   */
  public Wiring(PairRule rule, long seed, int sources, int targets, boolean skipSelf) {
    this.rule = rule;
    this.seed = seed;
    this.sources = sources;
    this.targets = targets;
    this.skipSelf = skipSelf;
  }

  /** Takes connections of one row. */
  @FunctionalInterface
  public interface RowVisitor {
    /**
     * Takes some connections of a row, in the row's order. Arrays are reused.
     *
     * @param row a source or a target, as {@link PairRule#rowsAreSources} says
     * @param other the other ends
     * @param place place of each connection in the whole row; the other end itself where draws are
     *     by pair
     * @param count how many entries of the arrays count
     */
    void row(int row, int[] other, int[] place, int count);
  }

  /** Visits connections onto the targets {@code from} to {@code to - 1}, by ascending rows. */
  public void rows(int from, int to, RowVisitor visitor) {
    Row row = new Row(visitor);
    switch (rule) {
      case PairRule.Every() -> {
        for (int s = 0; s < sources; s++) {
          row.start(s);
          for (int t = from; t < to; t++) {
            row.add(t, t, !(skipSelf && s == t));
          }
          row.flush();
        }
      }
      case PairRule.Diagonal() -> {
        for (int s = from; s < Math.min(to, sources); s++) {
          row.start(s);
          row.add(s, s, !skipSelf);
          row.flush();
        }
      }
      case PairRule.Chance(long threshold) -> {
        for (int s = 0; s < sources; s++) {
          row.start(s);
          long pair = (long) from * sources + s;
          for (int t = from; t < to; t++) {
            long draw = CounterRandom.bits64(seed, STREAM_PAIR, pair, 0) >>> 11;
            row.add(t, t, draw < threshold && !(skipSelf && s == t));
            pair += sources;
          }
          row.flush();
        }
      }
      case PairRule.InDegree(int n) -> {
        for (int t = from; t < to; t++) {
          row.start(t);
          select(n, t, row);
          row.flush();
        }
      }
      case PairRule.InDegreeRepeated(int n) -> {
        for (int t = from; t < to; t++) {
          row.start(t);
          repeated(t, n, sources, 0, sources, row);
          row.flush();
        }
      }
      case PairRule.OutDegree(int n) -> {
        long[] taken = new long[(targets + 63) / 64];
        for (int s = 0; s < sources; s++) {
          row.start(s);
          distinct(s, n, from, to, taken, row);
          row.flush();
        }
      }
      case PairRule.OutDegrees(int[] rowStart) -> {
        for (int s = 0; s < sources; s++) {
          row.start(s);
          repeated(s, rowStart[s + 1] - rowStart[s], targets, from, to, row);
          row.flush();
        }
      }
    }
  }

  /** Number of members of the other side that a row may lead to. */
  private int candidates(int row, int others) {
    return skipSelf && row < others ? others - 1 : others;
  }

  /** Selection sampling (Knuth, TAOCP 2, algorithm S) of sources: one draw per candidate. */
  private void select(int n, int target, Row row) {
    int candidates = candidates(target, sources);
    int needed = Math.min(n, candidates);
    long pair = (long) target * sources;
    for (int s = 0; s < sources && needed > 0; s++) {
      if (skipSelf && s == target) {
        continue;
      }
      // floor(u * candidates) < needed
      long bits = CounterRandom.bits64(seed, STREAM_PAIR, pair + s, 0) & -1L << 11;
      boolean taken = RowRandom.below(bits, candidates) < needed;
      row.add(s, s, taken);
      needed -= taken ? 1 : 0;
      candidates--;
    }
  }

  /** The other ends of a row one by one; those from {@code from} to {@code to - 1} are kept. */
  @SuppressWarnings("ShortCircuitBoolean") // without a jump, which no one can foresee
  private void repeated(int r, int n, int others, int from, int to, Row row) {
    int candidates = candidates(r, others);
    if (candidates == 0) {
      return;
    }
    long key = RowRandom.key(seed, STREAM_PAIR, r);
    int self = skipSelf ? r : Integer.MAX_VALUE;
    for (int k = 0; k < n; k++) {
      int other = RowRandom.below(RowRandom.bits64(key, k), candidates);
      other += other >= self ? 1 : 0;
      row.add(other, k, other >= from & other < to);
    }
  }

  /** Floyd's sampling (Bentley and Floyd, CACM 30, 1987), then by ascending target. */
  @SuppressWarnings("ShortCircuitBoolean")
  private void distinct(int source, int n, int from, int to, long[] taken, Row row) {
    int candidates = candidates(source, targets);
    int needed = Math.min(n, candidates);
    long key = RowRandom.key(seed, STREAM_PAIR, source);
    Arrays.fill(taken, 0);
    for (int k = 0; k < needed; k++) {
      int newest = candidates - needed + k;
      int drawn = RowRandom.below(RowRandom.bits64(key, k), newest + 1);
      int at = (taken[drawn >> 6] >>> drawn & 1) == 0 ? drawn : newest;
      taken[at >> 6] |= 1L << at;
    }
    int place = 0;
    for (int word = 0; word < taken.length; word++) {
      for (long bits = taken[word]; bits != 0; bits &= bits - 1) {
        int target = 64 * word + Long.numberOfTrailingZeros(bits);
        target += skipSelf && target >= source ? 1 : 0;
        row.add(target, place++, target >= from & target < to);
      }
    }
  }

  /** Draws of 53 bits for a connection. */
  public long draw(int stream, int row, int other, int place) {
    if (rule.drawsByRow()) {
      return RowRandom.bits64(RowRandom.key(seed, stream, row), place) >>> 11;
    }
    int source = rule.rowsAreSources() ? row : other;
    int target = rule.rowsAreSources() ? other : row;
    return CounterRandom.bits64(seed, stream, (long) target * sources + source, 0) >>> 11;
  }

  /** Draws of 53 bits for connections of a row, as {@link RowVisitor} gives them. */
  public void draw(int stream, int row, int[] other, int[] place, int count, long[] draws) {
    if (rule.drawsByRow()) {
      long key = RowRandom.key(seed, stream, row);
      for (int i = 0; i < count; i++) {
        draws[i] = RowRandom.bits64(key, place[i]) >>> 11;
      }
    } else {
      for (int i = 0; i < count; i++) {
        draws[i] = draw(stream, row, other[i], place[i]);
      }
    }
  }

  /** At most so many connections are given to a visitor at once. */
  public static int chunk() {
    return CHUNK;
  }

  /** Gathers a row's connections without a branch for each, and hands them on in pieces. */
  private static final class Row {
    private final RowVisitor visitor;
    private final int[] other = new int[CHUNK];
    private final int[] place = new int[CHUNK];
    private int row;
    private int count;

    Row(RowVisitor visitor) {
      this.visitor = visitor;
    }

    void start(int newRow) {
      row = newRow;
    }

    void add(int otherEnd, int placeInRow, boolean kept) {
      other[count] = otherEnd;
      place[count] = placeInRow;
      count += kept ? 1 : 0;
      if (count == CHUNK) {
        flush();
      }
    }

    void flush() {
      if (count > 0) {
        visitor.row(row, other, place, count);
        count = 0;
      }
    }
  }
}
