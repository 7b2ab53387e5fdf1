package org.bitspike.compiler;

import java.util.HashMap;
import java.util.Map;

/**
 * Whether each source of synapses excites or inhibits, for chips where it cannot do both: what the
 * sum of its kept synapses' effects is. A source without effects excites.
 */
final class RowSigns {

  private final Map<String, CellPlan> cells = new HashMap<>();
  private final Map<String, double[]> sums = new HashMap<>();

  RowSigns(Draft draft) {
    draft.cells().forEach(cell -> cells.put(cell.block(), cell));
    for (Link link : draft.links()) {
      double[] sum = sums.computeIfAbsent(link.pre(), block -> new double[draft.blockSize(block)]);
      for (int c = 0; c < link.table().size(); c++) {
        if (link.isKept(c)) {
          sum[link.table().pre(c)] += effect(link, c);
        }
      }
    }
  }

  /** What a connection does to its target, in the unit of the receptor's scale; 0 for none. */
  double effect(Link link, int connection) {
    CellPlan cell = cells.get(link.post());
    if (cell == null || link.synapse().isEmpty() || link.fate().receptor().length == 0) {
      return 0;
    }
    return Effects.weight(cell, link, connection)
        * Effects.perWeight(cell, link.fate().receptor()[connection]);
  }

  /** 1 or -1: the sign of all synapses of a connection's source. */
  int of(Link link, int connection) {
    double[] sum = sums.get(link.pre());
    return sum != null && sum[link.table().pre(connection)] < 0 ? -1 : 1;
  }
}
