package org.bitspike.reference.converged;

import java.util.Optional;
import org.bitspike.ir.recording.Recording.Trace;

/**
 * Samples one symbol of one unit at the times of a grid. A sample at the time of an event is the
 * value after it; the first is the one before the run.
 */
final class Probe {

  private final ConvergedOptions.TraceRequest request;
  private final Program program;
  private final int slot;
  private final double[] scratch;
  private final double interval;
  private final double[] values;
  private int count;

  /**
   * Makes one.
   *
   * @param program computes the slot's value in a frame of the shape
   * @param interval time between samples
   */
  Probe(
      ConvergedOptions.TraceRequest request,
      Program program,
      int slot,
      int slots,
      double interval,
      int samples) {
    this.request = request;
    this.program = program;
    this.slot = slot;
    this.scratch = new double[slots];
    this.interval = interval;
    this.values = new double[samples];
  }

  void first(double[] base) {
    sampleOf(base);
  }

  /** Samples what lies in a step, its end not included. */
  void sample(Flow flow, double from, double to, double[] base) {
    if (count >= values.length || count * interval >= to) {
      return;
    }
    System.arraycopy(base, 0, scratch, 0, scratch.length);
    while (count < values.length && count * interval < to) {
      flow.fill(scratch, Math.max(from, count * interval));
      program.run(scratch, Unit.NO_DRAWS);
      values[count++] = scratch[slot];
    }
  }

  /** Samples up to a time while nothing moves. */
  void still(double to, double[] base) {
    while (count < values.length && count * interval < to) {
      sampleOf(base);
    }
  }

  private void sampleOf(double[] base) {
    System.arraycopy(base, 0, scratch, 0, scratch.length);
    program.run(scratch, Unit.NO_DRAWS);
    values[count++] = scratch[slot];
  }

  Trace trace() {
    return new Trace(
        request.population(),
        request.index(),
        request.variable(),
        "",
        request.everyTicks(),
        true,
        values,
        Optional.empty());
  }
}
