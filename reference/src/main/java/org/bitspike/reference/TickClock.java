package org.bitspike.reference;

/** Ticks in milliseconds, with the rounding of NEST: time is counted in microseconds there. */
final class TickClock {

  private static final double MICROSECONDS_TOLERANCE = 1e-6;

  private final double stepMillis;
  private final long stepMicros;

  TickClock(double stepSeconds) {
    stepMillis = LutStdpRule.millis(stepSeconds);
    double micros = stepMillis * 1000;
    long rounded = Math.round(micros);
    stepMicros = rounded >= 1 && Math.abs(micros - rounded) < MICROSECONDS_TOLERANCE ? rounded : 0;
  }

  double millis(long tick) {
    return stepMicros > 0 ? tick * stepMicros * (1 / 1000.0) : tick * stepMillis;
  }

  double delayMillis(int ticks) {
    return ticks * stepMillis;
  }
}
