package org.bitspike.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.bitspike.ir.verdict.Verdict.Divergence;

/**
 * The spikes of both runs for drawing. Where there are more than {@value #MAX_SPIKES} in a run,
 * whole neurons are left out evenly, so that what is shown of a neuron is all of it; the neuron of
 * the first divergence always stays.
 */
final class RasterData {

  static final int MAX_SPIKES = 60_000;

  private final ReportInput in;
  private final List<String> populations;
  private final int stride;
  private final Map<String, int[]> rowOf = new LinkedHashMap<>();
  private final List<Map<String, Object>> lanes = new ArrayList<>();
  private int rows;

  RasterData(ReportInput in, List<String> populations) {
    this.in = in;
    this.populations = populations;
    int tried = 1;
    while (Math.max(shown(in.reference(), tried), shown(in.emulated(), tried)) > MAX_SPIKES
        && tried < 1 << 20) {
      tried += Math.max(1, tried / 4);
    }
    stride = tried;
    layRows();
  }

  /** Neurons left out between two that are shown, plus one. */
  int stride() {
    return stride;
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rows", rows);
    tree.put("stride", stride);
    tree.put("lanes", lanes);
    tree.put("expected", spikes(in.reference()));
    tree.put("actual", spikes(in.emulated()));
    in.verdict().firstDivergence().ifPresent(d -> tree.put("divergence", divergence(d)));
    return tree;
  }

  private void layRows() {
    for (String population : populations) {
      int size = sizeOf(population);
      Set<Integer> kept = new TreeSet<>();
      for (int n = 0; n < size; n += stride) {
        kept.add(n);
      }
      in.verdict()
          .firstDivergence()
          .filter(d -> d.population().equals(population) && d.neuron() < size)
          .ifPresent(d -> kept.add(d.neuron()));
      int[] row = new int[size];
      java.util.Arrays.fill(row, -1);
      int first = rows;
      for (int n : kept) {
        row[n] = rows++;
      }
      rowOf.put(population, row);
      Map<String, Object> lane = new LinkedHashMap<>();
      lane.put("population", populations.indexOf(population));
      lane.put("first", first);
      lane.put("rows", kept.size());
      lane.put(
          "neurons", Packed.ints(kept.stream().mapToInt(Integer::intValue).toArray(), kept.size()));
      lanes.add(lane);
    }
  }

  private int sizeOf(String population) {
    return in.reference()
        .spikesOf(population)
        .or(() -> in.emulated().spikesOf(population))
        .map(SpikeSeries::size)
        .orElse(0);
  }

  private long shown(Recording recording, int every) {
    long count = 0;
    for (SpikeSeries series : recording.spikes()) {
      for (int neuron : series.neuron()) {
        count += neuron % every == 0 ? 1 : 0;
      }
    }
    return count;
  }

  private Map<String, Object> spikes(Recording recording) {
    long total = recording.spikes().stream().mapToLong(SpikeSeries::count).sum();
    int[] ticks = new int[(int) Math.min(total, Integer.MAX_VALUE / 8)];
    int[] rowColumn = new int[ticks.length];
    int count = 0;
    for (SpikeSeries series : recording.spikes()) {
      int[] row = rowOf.getOrDefault(series.population(), new int[0]);
      for (int s = 0; s < series.count() && count < ticks.length; s++) {
        int neuron = series.neuron()[s];
        if (neuron < row.length && row[neuron] >= 0 && series.tick()[s] < Integer.MAX_VALUE) {
          ticks[count] = (int) series.tick()[s];
          rowColumn[count++] = row[neuron];
        }
      }
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("tickMillis", recording.tickSeconds() * 1e3);
    tree.put("durationMillis", recording.durationTicks() * recording.tickSeconds() * 1e3);
    tree.put("total", total);
    tree.put("shown", count);
    tree.put("tick", Packed.ints(ticks, count));
    tree.put("row", Packed.ints(rowColumn, count));
    return tree;
  }

  private Map<String, Object> divergence(Divergence d) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("millis", d.timeSeconds() * 1e3);
    tree.put("population", d.population());
    tree.put("neuron", d.neuron());
    int row =
        Optional.ofNullable(rowOf.get(d.population()))
            .filter(r -> d.neuron() < r.length)
            .map(r -> r[d.neuron()])
            .orElse(-1);
    tree.put("row", row);
    tree.put("expected", d.expected());
    tree.put("actual", d.actual());
    return tree;
  }
}
