package org.bitspike.reference.converged;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.bitspike.ir.diag.Diagnostic;

/**
 * What a converged run is asked for.
 *
 * @param tolerance largest error of a step relative to the size of each variable; from {@value
 *     #LEAST_TOLERANCE} to {@value #GREATEST_TOLERANCE}
 * @param gridSeconds interval of ticks: of samples, and of the ticks that spikes are counted in
 * @param ticks length of the run
 * @param traces variables to sample
 * @param progress told the number of ticks done, now and then
 * @param warnings told what is skipped
 */
public record ConvergedOptions(
    double tolerance,
    double gridSeconds,
    long ticks,
    List<TraceRequest> traces,
    LongConsumer progress,
    Consumer<Diagnostic> warnings) {

  /** Below it rounding errors are larger than what is asked for. */
  public static final double LEAST_TOLERANCE = 1e-13;

  /** Above it steps would be guesses. */
  public static final double GREATEST_TOLERANCE = 1e-2;

  /** What is taken when nothing is said. */
  public static final double DEFAULT_TOLERANCE = 1e-8;

  public ConvergedOptions {
    traces = List.copyOf(traces);
  }

  /**
   * A variable to sample.
   *
   * @param variable such as {@code v}, or a path below the member
   * @param everyTicks sampling interval, at least 1
   */
  public record TraceRequest(String population, int index, String variable, int everyTicks) {}
}
