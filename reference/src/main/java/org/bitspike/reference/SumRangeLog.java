package org.bitspike.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitspike.ir.recording.Recording.Range;

/**
 * Smallest and largest sums, over the attached instances of a cell, of each variable of an attached
 * group.
 */
final class SumRangeLog {

  private final String population;
  private final List<String> names;
  private final List<Group.Ref> refs;
  private final double[] low;
  private final double[] high;

  SumRangeLog(String population, List<String> names, List<Group.Ref> refs) {
    this.population = population;
    this.names = List.copyOf(names);
    this.refs = List.copyOf(refs);
    low = new double[refs.size()];
    high = new double[refs.size()];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
  }

  /** Looks at the instances of one cell. */
  void see(int from, int to) {
    for (int v = 0; v < refs.size(); v++) {
      Group.Ref ref = refs.get(v);
      double[] column = ref.group().code().columns[ref.column()];
      double sum = 0;
      for (int k = from; k < to; k++) {
        sum += column[k];
      }
      low[v] = Math.min(low[v], sum);
      high[v] = Math.max(high[v], sum);
    }
  }

  List<Range> ranges() {
    List<Range> result = new ArrayList<>();
    for (int v = 0; v < refs.size(); v++) {
      if (low[v] <= high[v]) {
        result.add(new Range(population, names.get(v), low[v], high[v]));
      }
    }
    return result;
  }
}
