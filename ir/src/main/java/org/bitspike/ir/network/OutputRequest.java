package org.bitspike.ir.network;

import java.util.List;
import org.bitspike.ir.SourceRef;

/**
 * A file that the user's simulation asks for.
 *
 * @param id of the output element
 * @param fileName as written, relative to the folder of the file that runs the simulation
 * @param kind what goes into the file
 * @param format for spikes, {@code ID_TIME} or {@code TIME_ID}; empty for traces
 * @param columns what is recorded
 * @param source where it is written
 */
public record OutputRequest(
    String id, String fileName, Kind kind, String format, List<Column> columns, SourceRef source) {

  public OutputRequest {
    columns = List.copyOf(columns);
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
   * One recorded quantity.
   *
   * @param id as written
   * @param population id of the population
   * @param index member of the population
   * @param variable path of the variable below the member, such as {@code v}; the port for spikes
   */
  public record Column(String id, String population, int index, String variable) {}
}
