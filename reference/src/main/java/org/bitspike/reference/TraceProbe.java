package org.bitspike.reference;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.bitspike.ir.recording.Recording.Trace;
import org.bitspike.reference.SimulationOptions.TraceRequest;

/** Samples one variable. */
final class TraceProbe {

  private final TraceRequest request;
  private final DoubleSupplier source;
  private final double[] values;
  private int count;

  TraceProbe(TraceRequest request, TracePath.Target target, long steps) {
    this(request, () -> read(target.ref(), target.instance()), steps);
  }

  TraceProbe(TraceRequest request, DoubleSupplier source, long steps) {
    this.request = request;
    this.source = source;
    this.values = new double[Math.toIntExact(steps / request.everyTicks() + 1)];
  }

  /** Takes the first sample, before the first tick. */
  void start() {
    sample();
  }

  void endTick(long tick) {
    if ((tick + 1) % request.everyTicks() == 0) {
      sample();
    }
  }

  private void sample() {
    values[count++] = source.getAsDouble();
  }

  private static double read(Group.Ref ref, int instance) {
    return ref.isConstant() ? ref.constant() : ref.group().code().columns[ref.column()][instance];
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
