package org.bitspike.conformance.omv;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One expected observable of an experiment.
 *
 * @param experiment its name
 * @param observable name as written, such as {@code spike times}
 * @param expected values; one for a rate; shared, never changed
 * @param source where the values are observed; empty when this observable is not known
 * @param rate how a rate is made of the times; empty where the times themselves are observed
 * @param tolerance relative
 */
@SuppressWarnings("ArrayRecordComponent")
public record OmvCheck(
    String experiment,
    String observable,
    double[] expected,
    Optional<Source> source,
    Optional<Rate> rate,
    double tolerance) {

  /** Tolerance where a check states none. */
  public static final double DEFAULT_TOLERANCE = 0.1;

  /** Where times are observed. */
  public sealed interface Source {
    /** Name of the output file, relative to the folder of the test. */
    String path();
  }

  /**
   * A column of a file of traces.
   *
   * @param path of the file
   * @param time column of the time, which is 0
   * @param value column of the value, counting from 1
   * @param timeScale factor of times
   * @param valueScale factor of values
   * @param threshold crossing upwards that makes a spike; empty where local maxima do
   */
  public record Column(
      String path,
      int time,
      int value,
      double timeScale,
      double valueScale,
      OptionalDouble threshold)
      implements Source {}

  /**
   * A file of events.
   *
   * @param path of the file
   * @param ids selections that count; empty for all that fire
   * @param timeScale factor of times
   */
  public record Events(String path, Optional<List<String>> ids, double timeScale)
      implements Source {}

  /**
   * How a rate is made of times inside a window.
   *
   * @param durationBased spikes over the window's length, rather than intervals over their sum
   * @param start of the window
   * @param end of the window
   */
  public record Rate(boolean durationBased, double start, double end) {}
}
