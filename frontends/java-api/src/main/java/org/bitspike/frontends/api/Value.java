package org.bitspike.frontends.api;

import org.bitspike.ir.network.ProceduralConnector.Draw;

/** A weight or a delay: one number, or a distribution to draw from. */
public final class Value {

  private Value() {}

  /** Always the same. */
  public static Draw constant(double value) {
    return new Draw.Constant(value);
  }

  /** Evenly distributed in [low, high). */
  public static Draw uniform(double low, double high) {
    return new Draw.Uniform(low, high);
  }

  /**
   * Normally distributed, drawn anew until it lies in [low, high]: PyNN's {@code normal_clipped}.
   * Large projections stay undrawn with it; a bound may be infinite.
   */
  public static Draw truncatedNormal(
      double mean, double standardDeviation, double low, double high) {
    return new Draw.TruncatedNormal(mean, standardDeviation, low, high);
  }

  /** Normally distributed, clipped to [low, high]: PyNN's {@code normal_clipped_to_boundary}. */
  public static Draw normal(double mean, double standardDeviation, double low, double high) {
    return new Draw.Normal(mean, standardDeviation, low, high);
  }
}
