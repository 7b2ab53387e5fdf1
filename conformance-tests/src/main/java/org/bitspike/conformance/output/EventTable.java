package org.bitspike.conformance.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/**
 * An {@code EventOutputFile}: a row per event with its selection's id and its time in s, in single
 * precision.
 */
public final class EventTable {

  private final boolean idFirst;
  private final List<String> selections;
  private final List<Event> events;

  /**
   * One event.
   *
   * @param id of the selection
   * @param seconds time at the end of its step
   */
  public record Event(String id, float seconds) {}

  private EventTable(boolean idFirst, List<String> selections, List<Event> events) {
    this.idFirst = idFirst;
    this.selections = selections;
    this.events = events;
  }

  /** The table that a request asks for, in order of time, then of selections. */
  public static EventTable of(OutputRequest request, Recording recording) {
    record Timed(long tick, Event event) {}
    List<Timed> timed = new ArrayList<>();
    for (OutputRequest.Column column : request.columns()) {
      SpikeSeries series = recording.spikesOf(column.population()).orElse(null);
      for (int k = 0; series != null && k < series.count(); k++) {
        if (series.neuron()[k] == column.index()) {
          float seconds = (float) ((series.tick()[k] + 1) * recording.tickSeconds());
          timed.add(new Timed(series.tick()[k], new Event(column.id(), seconds)));
        }
      }
    }
    timed.sort(Comparator.comparingLong(Timed::tick));
    return new EventTable(
        !request.format().startsWith("TIME"),
        request.columns().stream().map(OutputRequest.Column::id).distinct().toList(),
        timed.stream().map(Timed::event).toList());
  }

  /** Ids of the selections, as written, whether they have events or not. */
  public List<String> selections() {
    return selections;
  }

  /** All events. */
  public List<Event> events() {
    return events;
  }

  /** Writes the rows in the declared order of id and time. */
  public void write(Appendable out) throws IOException {
    for (Event event : events) {
      String time = Float.toString(event.seconds());
      out.append(idFirst ? event.id() : time)
          .append('\t')
          .append(idFirst ? time : event.id())
          .append('\n');
    }
  }
}
