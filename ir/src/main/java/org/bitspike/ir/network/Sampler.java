package org.bitspike.ir.network;

import org.bitspike.ir.network.ProceduralConnector.Draw;
import org.bitspike.ir.random.NormalQuantile;

/**
 * Values that a {@link Draw} gives as a function of one draw of 53 bits. The function never falls,
 * so that a range of values is a range of draws.
 */
public final class Sampler {

  private final Draw draw;
  private final long firstCell;
  private final long cells;

  /** Values of a draw. */
  public Sampler(Draw draw) {
    this.draw = draw;
    if (draw instanceof Draw.TruncatedNormal normal) {
      firstCell = below(normal, normal.low(), false);
      cells = below(normal, normal.high(), true) - firstCell;
    } else {
      firstCell = 0;
      cells = 0;
    }
  }

  /** What is drawn. */
  public Draw draw() {
    return draw;
  }

  /** Whether a value is a function of one draw; a {@link Draw.Normal} takes two. */
  public boolean takesOneDraw() {
    return !(draw instanceof Draw.Normal);
  }

  /** Whether there is any value between the bounds. */
  public boolean possible() {
    return !(draw instanceof Draw.TruncatedNormal) || cells > 0;
  }

  /**
   * The value that a draw gives.
   *
   * @param bits 0 to 2^53 - 1
   * @throws IllegalStateException when a value takes more than one draw
   */
  public double value(long bits) {
    return switch (draw) {
      case Draw.Constant(double value) -> value;
      case Draw.Uniform(double low, double high) -> low + (high - low) * (bits * 0x1.0p-53);
      case Draw.TruncatedNormal normal ->
          value(normal, firstCell + Math.unsignedMultiplyHigh(bits << 11, cells));
      case Draw.Normal normal -> throw new IllegalStateException("a normal value takes two draws");
    };
  }

  private static double value(Draw.TruncatedNormal normal, long cell) {
    return normal.mean() + normal.standardDeviation() * NormalQuantile.ofCell(cell);
  }

  /** Number of cells whose value is below a bound, or at most the bound. */
  private static long below(Draw.TruncatedNormal normal, double bound, boolean orEqual) {
    long low = 0;
    long high = NormalQuantile.CELLS;
    while (low < high) {
      long middle = (low + high) >>> 1;
      double value = value(normal, middle);
      if (value < bound || (orEqual && value == bound)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
