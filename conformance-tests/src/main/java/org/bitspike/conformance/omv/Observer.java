package org.bitspike.conformance.omv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bitspike.conformance.output.EventTable;
import org.bitspike.conformance.output.TraceTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.recording.Recording;

/**
 * Takes observables out of the files that a run would write, with the numbers that stand there: in
 * single precision.
 */
public final class Observer {

  private final Network network;
  private final Recording recording;
  private final Path folder;

  /**
   * Observes one run.
   *
   * @param folder what the names of the model's output files start from
   */
  public Observer(Network network, Recording recording, Path folder) {
    this.network = network;
    this.recording = recording;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Why something cannot be observed, in a sentence. */
  static final class Unobservable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unobservable(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * The values that a check observes.
   *
   * @param testFolder what the check's file name starts from
   * @throws RuntimeException when the model writes no such file or column
   * @throws org.bitspike.ir.diag.BitspikeException when the file was asked for, but not recorded
   */
  public double[] observe(OmvCheck check, Path testFolder) {
    OmvCheck.Source source =
        check.source().orElseThrow(() -> new Unobservable("nothing says what is observed"));
    OutputRequest request = find(source.path(), testFolder);
    return switch (source) {
      case OmvCheck.Column column -> observe(check, column, request);
      case OmvCheck.Events events -> observe(check, events, request);
    };
  }

  /** By place where one fits, otherwise by the name alone. */
  private OutputRequest find(String path, Path testFolder) {
    Path meant = testFolder.toAbsolutePath().resolve(path).normalize();
    Predicate<OutputRequest> samePlace =
        r -> folder.resolve(r.fileName()).normalize().equals(meant);
    Predicate<OutputRequest> sameName =
        r -> Path.of(r.fileName()).getFileName().equals(meant.getFileName());
    return first(samePlace)
        .or(() -> first(sameName))
        .orElseThrow(() -> new Unobservable("the model writes no file " + meant.getFileName()));
  }

  private Optional<OutputRequest> first(Predicate<OutputRequest> fits) {
    return network.outputs().stream()
        .filter(r -> r.kind() != OutputRequest.Kind.DISPLAY)
        .filter(fits)
        .findFirst();
  }

  private double[] observe(OmvCheck check, OmvCheck.Column column, OutputRequest request) {
    if (request.kind() != OutputRequest.Kind.TRACES) {
      throw new Unobservable(request.fileName() + " is a file of events, not of traces");
    }
    TraceTable table = TraceTable.of(request, recording);
    if (column.value() > table.columns() || column.value() < 1 || column.time() != 0) {
      throw new Unobservable(
          request.fileName()
              + " has columns 0 (time) to "
              + table.columns()
              + "; observed are "
              + column.time()
              + " and "
              + column.value());
    }
    double[] times = spikes(column, table.times(), table.values(column.value() - 1));
    return check.rate().map(rate -> new double[] {rate(rate, times)}).orElse(times);
  }

  private static double[] spikes(OmvCheck.Column column, float[] t, float[] v) {
    double[] times = new double[16];
    int count = 0;
    for (int k = 1; k < v.length; k++) {
      boolean spike =
          column.threshold().isPresent()
              ? v[k - 1] * column.valueScale() <= column.threshold().getAsDouble()
                  && v[k] * column.valueScale() > column.threshold().getAsDouble()
              : k + 1 < v.length && v[k] >= v[k - 1] && v[k + 1] < v[k];
      if (spike) {
        times = count == times.length ? Arrays.copyOf(times, 2 * count) : times;
        times[count++] = written(t[k]) * column.timeScale();
      }
    }
    return Arrays.copyOf(times, count);
  }

  private double[] observe(OmvCheck check, OmvCheck.Events events, OutputRequest request) {
    if (request.kind() != OutputRequest.Kind.SPIKES) {
      throw new Unobservable(request.fileName() + " is a file of traces, not of events");
    }
    EventTable table = EventTable.of(request, recording);
    List<String> ids =
        events
            .ids()
            .orElseGet(() -> table.events().stream().map(EventTable.Event::id).distinct().toList());
    for (String id : ids) {
      if (!table.selections().contains(id)) {
        throw new Unobservable(request.fileName() + " has no events with id " + id);
      }
    }
    if (check.rate().isEmpty()) {
      if (ids.size() != 1) {
        throw new Unobservable("spike times need one id, given are " + ids.size());
      }
      return times(table, ids.getFirst(), events.timeScale());
    }
    return new double[] {
      ids.stream()
          .mapToDouble(id -> rate(check.rate().get(), times(table, id, events.timeScale())))
          .average()
          .orElse(0)
    };
  }

  private static double[] times(EventTable table, String id, double scale) {
    List<Double> times = new ArrayList<>();
    for (EventTable.Event event : table.events()) {
      if (event.id().equals(id)) {
        times.add(written(event.seconds()) * scale);
      }
    }
    return times.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The number that a reader of the file's text sees. */
  private static double written(float time) {
    return Double.parseDouble(Float.toString(time));
  }

  private static double rate(OmvCheck.Rate rate, double[] times) {
    double[] inside =
        Arrays.stream(times).filter(t -> t >= rate.start() && t <= rate.end()).toArray();
    if (rate.durationBased()) {
      return inside.length / (rate.end() - rate.start());
    }
    return inside.length < 2 ? 0 : (inside.length - 1) / (inside[inside.length - 1] - inside[0]);
  }
}
