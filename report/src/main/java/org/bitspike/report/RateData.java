package org.bitspike.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/** Rates of populations over time, in about {@value #BINS} bins, for both runs. */
final class RateData {

  private static final int BINS = 200;
  static final int MAX_POPULATIONS = 8;

  private RateData() {}

  static List<Object> trees(ReportInput in, List<String> populations) {
    double duration = Math.min(seconds(in.reference()), seconds(in.emulated()));
    double widest = Math.max(in.reference().tickSeconds(), in.emulated().tickSeconds());
    int bins = (int) Math.clamp(Math.floor(duration / widest), 1, BINS);
    List<Object> trees = new ArrayList<>();
    for (String population : populations) {
      var expected = in.reference().spikesOf(population);
      var actual = in.emulated().spikesOf(population);
      if (expected.isEmpty() || actual.isEmpty() || trees.size() == MAX_POPULATIONS) {
        continue;
      }
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("population", population);
      tree.put("binMillis", duration / bins * 1e3);
      tree.put(
          "expected",
          Packed.floats(hertz(expected.get(), in.reference().tickSeconds(), duration, bins)));
      tree.put(
          "actual",
          Packed.floats(hertz(actual.get(), in.emulated().tickSeconds(), duration, bins)));
      trees.add(tree);
    }
    return trees;
  }

  private static double seconds(Recording recording) {
    return recording.durationTicks() * recording.tickSeconds();
  }

  private static double[] hertz(SpikeSeries series, double tickSeconds, double duration, int bins) {
    double[] rate = new double[bins];
    double perSpike = bins / (duration * Math.max(1, series.size()));
    for (long tick : series.tick()) {
      int bin = (int) ((tick + 0.5) * tickSeconds / duration * bins);
      if (bin < bins) {
        rate[bin] += perSpike;
      }
    }
    return rate;
  }
}
