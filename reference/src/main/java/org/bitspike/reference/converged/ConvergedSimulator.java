package org.bitspike.reference.converged;

import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;

/**
 * Simulates a sound network as its author means it: without a step.
 *
 * <p>What is linear with constant coefficients flows exactly; the rest is integrated by an adaptive
 * Runge-Kutta pair of order 5(4); conditions act at the time at which they become true, events
 * arrive exactly after their delay.
 */
public final class ConvergedSimulator {

  private ConvergedSimulator() {}

  /**
   * Runs.
   *
   * @throws BitspikeException when the tolerance is out of range ({@code BS-R007}), the network
   *     uses what has no limit when steps go to zero ({@code BS-R001}, {@code BS-R006}), or a
   *     solution ceases to exist ({@code BS-R002}, {@code BS-R005})
   */
  public static Recording simulate(
      Network network, ConvergedOptions options, Merging merging, String version) {
    double tolerance = options.tolerance();
    if (!(tolerance >= ConvergedOptions.LEAST_TOLERANCE
        && tolerance <= ConvergedOptions.GREATEST_TOLERANCE)) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.R_TOLERANCE,
              network.source(),
              "the tolerance is "
                  + tolerance
                  + "; it must lie between "
                  + ConvergedOptions.LEAST_TOLERANCE
                  + " and "
                  + ConvergedOptions.GREATEST_TOLERANCE));
    }
    Wiring wiring = new Wiring(network, merging);
    wiring.wire();
    wiring.trace(options);
    ConvergedRun run = new ConvergedRun(wiring, options);
    run.run();
    return run.recording(
        new Recording.Info(
            network.name(), "reference/converged", version, "", network.run().seed()));
  }
}
