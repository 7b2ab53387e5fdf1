package org.bitspike.reference;

import java.util.Optional;
import org.bitspike.ir.recording.Recording.Trace;
import org.bitspike.reference.SimulationOptions.TraceRequest;

/** Samples one variable. */
final class TraceProbe {

  private final TraceRequest request;
  private final Group.Ref ref;
  private final int instance;
  private final double[] values;
  private int count;

  TraceProbe(TraceRequest request, TracePath.Target target, long steps) {
    this.request = request;
    this.ref = target.ref();
    this.instance = target.instance();
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
    if (ref.isConstant()) {
      values[count++] = ref.constant();
    } else {
      GroupCode code = ref.group().code();
      values[count++] = code.columns[ref.column()][instance];
    }
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
