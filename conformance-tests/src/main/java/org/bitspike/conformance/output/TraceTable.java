package org.bitspike.conformance.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.Trace;

/**
 * An {@code OutputFile}: a row per step with the time in s and each column's value in SI units, in
 * single precision as LEMS's own interpreter writes them.
 */
public final class TraceTable {

  private final double tickSeconds;
  private final List<Trace> columns;
  private final int rows;

  private TraceTable(double tickSeconds, List<Trace> columns, int rows) {
    this.tickSeconds = tickSeconds;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * The table that a request asks for.
   *
   * @throws BitspikeException ({@code BS-R001}) naming every column that was not recorded: a file
   *     with a column missing would be read wrongly
   */
  public static TraceTable of(OutputRequest request, Recording recording) {
    List<Trace> columns = new ArrayList<>();
    List<Diagnostic> missing = new ArrayList<>();
    for (OutputRequest.Column column : request.columns()) {
      Optional<Trace> trace =
          recording.trace(column.population(), column.index(), column.variable());
      trace.ifPresent(columns::add);
      if (trace.isEmpty()) {
        missing.add(
            Diagnostic.error(
                Code.R_UNSUPPORTED,
                request.source(),
                "column '"
                    + column.id()
                    + "' of "
                    + request.fileName()
                    + " was not recorded: "
                    + column.population()
                    + "["
                    + column.index()
                    + "]/"
                    + column.variable(),
                "take the column out, or correct its quantity"));
      }
    }
    if (!missing.isEmpty()) {
      throw new BitspikeException(missing);
    }
    int rows = columns.stream().mapToInt(c -> c.values().length).min().orElse(0);
    return new TraceTable(recording.tickSeconds(), columns, rows);
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of columns, the time not counted. */
  public int columns() {
    return columns.size();
  }

  /** The times of all rows in s; the simulator's own clock adds steps, so its rounding is there. */
  public float[] times() {
    float[] times = new float[rows];
    double time = columns.isEmpty() || columns.getFirst().withInitial() ? 0 : tickSeconds;
    for (int row = 0; row < rows; row++) {
      times[row] = (float) time;
      time += tickSeconds;
    }
    return times;
  }

  /** The values of a column, which counts from 0 without the time, in SI units. */
  public float[] values(int column) {
    double[] values = columns.get(column).values();
    float[] single = new float[rows];
    for (int row = 0; row < rows; row++) {
      single[row] = (float) values[row];
    }
    return single;
  }

  /** Writes the rows; every number is followed by a tab, as LEMS's own interpreter has it. */
  public void write(Appendable out) throws IOException {
    float[] times = times();
    for (int row = 0; row < rows; row++) {
      out.append(Float.toString(times[row])).append('\t');
      for (Trace column : columns) {
        out.append(Float.toString((float) column.values()[row])).append('\t');
      }
      out.append('\n');
    }
  }
}
