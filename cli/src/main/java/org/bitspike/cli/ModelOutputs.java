package org.bitspike.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.recording.Recording;

/**
 * The files that a LEMS simulation asks for: {@code OutputFile} as rows of time and values in SI
 * units, tab separated, in single precision; {@code EventOutputFile} as identifier and time in its
 * declared order.
 */
final class ModelOutputs {

  private final Network network;
  private final Recording recording;

  ModelOutputs(Network network, Recording recording) {
    this.network = network;
    this.recording = recording;
  }

  /**
   * Writes all files below a folder. A name that would leave the folder is reduced to its last
   * part.
   */
  void write(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    for (OutputRequest request : network.outputs()) {
      if (request.kind() == OutputRequest.Kind.DISPLAY) {
        continue;
      }
      Path wanted = root.resolve(request.fileName()).normalize();
      Path file = wanted.startsWith(root) ? wanted : root.resolve(wanted.getFileName());
      WholeFile.write(
          file, request.kind() == OutputRequest.Kind.TRACES ? traces(request) : spikes(request));
    }
  }

  private String traces(OutputRequest request) {
    List<Recording.Trace> columns = new ArrayList<>();
    for (OutputRequest.Column column : request.columns()) {
      Optional<Recording.Trace> trace =
          recording.trace(column.population(), column.index(), column.variable());
      trace.ifPresent(columns::add);
    }
    StringBuilder rows = new StringBuilder();
    int samples = columns.stream().mapToInt(c -> c.values().length).min().orElse(0);
    double time = 0;
    for (int row = 0; row < samples; row++) {
      rows.append((float) time);
      for (Recording.Trace column : columns) {
        rows.append('\t').append((float) column.values()[row]);
      }
      rows.append('\n');
      // the simulator's own clock adds steps, so its rounding is in the file
      time += recording.tickSeconds();
    }
    return rows.toString();
  }

  private String spikes(OutputRequest request) {
    boolean idFirst = !request.format().startsWith("TIME");
    record Event(long tick, String id) {}
    List<Event> events = new ArrayList<>();
    for (OutputRequest.Column column : request.columns()) {
      recording
          .spikesOf(column.population())
          .ifPresent(
              series -> {
                for (int k = 0; k < series.count(); k++) {
                  if (series.neuron()[k] == column.index()) {
                    events.add(new Event(series.tick()[k], column.id()));
                  }
                }
              });
    }
    events.sort(java.util.Comparator.comparingLong(Event::tick));
    StringBuilder rows = new StringBuilder();
    for (Event event : events) {
      String time = Float.toString((float) ((event.tick() + 1) * recording.tickSeconds()));
      rows.append(idFirst ? event.id() + "\t" + time : time + "\t" + event.id()).append('\n');
    }
    return rows.toString();
  }
}
