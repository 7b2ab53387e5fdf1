package org.bitspike.ir.network;

import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;

/**
 * A file that the user's simulation asks for.
 *
 * @param id of the output element
 * @param fileName as written, relative to the folder of the file that runs the simulation
 * @param kind what goes into the file
 * @param format for spikes, {@code ID_TIME} or {@code TIME_ID}; empty for traces
 * @param columns what is recorded
 * @param axes of a display, where they are given
 * @param source where it is written
 */
public record OutputRequest(
    String id,
    String fileName,
    Kind kind,
    String format,
    List<Column> columns,
    Optional<Axes> axes,
    SourceRef source) {

  public OutputRequest {
    columns = List.copyOf(columns);
  }

  /** A request without axes. */
  public OutputRequest(
      String id,
      String fileName,
      Kind kind,
      String format,
      List<Column> columns,
      SourceRef source) {
    this(id, fileName, kind, format, columns, Optional.empty(), source);
  }

  /** What an output file holds. */
  public enum Kind {
    /** One row per step: time in seconds, then each column's value in SI units. */
    TRACES,
    /** One row per event. */
    SPIKES,
    /** Shown on screen only; recorded so that a report can plot it. */
    DISPLAY
  }

  /**
   * The axes of a display. Bounds are numbers in the units that the scales say; an axis whose
   * bounds are equal is fitted to what is shown.
   *
   * @param title text above; may be empty
   * @param timeScale seconds that are 1 on the axis of time; above 0
   * @param xmin lower bound of time
   * @param xmax upper bound of time
   * @param ymin lower bound of values
   * @param ymax upper bound of values
   */
  public record Axes(
      String title, double timeScale, double xmin, double xmax, double ymin, double ymax) {}

  /**
   * How a quantity is drawn in a display.
   *
   * @param scale SI value that is 1 on the axis of values; not 0
   * @param unit the scale as written, such as {@code 1mV}; may be empty
   * @param color such as {@code #ff0000}; may be empty
   */
  public record Line(double scale, String unit, String color) {}

  /**
   * One recorded quantity.
   *
   * @param id as written
   * @param population id of the population
   * @param index member of the population
   * @param variable path of the variable below the member, such as {@code v}; the port for spikes
   * @param line how it is drawn, where that is given
   */
  public record Column(
      String id, String population, int index, String variable, Optional<Line> line) {

    /** A quantity without a say on how it is drawn. */
    public Column(String id, String population, int index, String variable) {
      this(id, population, index, variable, Optional.empty());
    }
  }
}
