package org.bitspike.cli.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitspike.ir.recording.Recording;

/** Spike times in ms by {@code population[index]}, each train ascending. */
record SpikeTimes(Map<String, List<Double>> byNeuron) {

  /** What an exported script wrote: rows of population, index, time in ms. */
  static SpikeTimes read(Path csv) {
    Map<String, List<Double>> trains = new TreeMap<>();
    try {
      for (String row : Files.readAllLines(csv).subList(1, Files.readAllLines(csv).size())) {
        String[] cells = row.split(",");
        trains
            .computeIfAbsent(cells[0] + "[" + cells[1] + "]", n -> new ArrayList<>())
            .add(Double.parseDouble(cells[2]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    trains.values().forEach(t -> t.sort(null));
    return new SpikeTimes(trains);
  }

  /** The spikes of some populations; a spike of tick n is at the end of its step. */
  static SpikeTimes of(Recording recording, List<String> populations) {
    Map<String, List<Double>> trains = new TreeMap<>();
    for (String population : populations) {
      Recording.SpikeSeries series = recording.spikesOf(population).orElseThrow();
      for (int i = 0; i < series.tick().length; i++) {
        trains
            .computeIfAbsent(population + "[" + series.neuron()[i] + "]", n -> new ArrayList<>())
            .add((series.tick()[i] + 1) * recording.tickSeconds() * 1e3);
      }
    }
    return new SpikeTimes(trains);
  }

  int count() {
    return byNeuron.values().stream().mapToInt(List::size).sum();
  }

  /** Share of the spikes of both sides that have a partner on the other within the window. */
  double matched(SpikeTimes other, double windowMs) {
    int matched = 0;
    for (Map.Entry<String, List<Double>> train : byNeuron.entrySet()) {
      List<Double> theirs = other.byNeuron.getOrDefault(train.getKey(), List.of());
      int j = 0;
      for (double time : train.getValue()) {
        while (j < theirs.size() && theirs.get(j) < time - windowMs) {
          j++;
        }
        if (j < theirs.size() && theirs.get(j) <= time + windowMs) {
          matched++;
          j++;
        }
      }
    }
    int all = count() + other.count();
    return all == 0 ? 1 : 2.0 * matched / all;
  }
}
