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

  /** Normally distributed, clipped to [low, high]. */
  public static Draw normal(double mean, double standardDeviation, double low, double high) {
    return new Draw.Normal(mean, standardDeviation, low, high);
  }
}
