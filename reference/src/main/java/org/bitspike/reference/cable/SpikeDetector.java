package org.bitspike.reference.cable;

import java.util.function.IntConsumer;

/** Sees one node of every cell rise through a threshold. */
final class SpikeDetector {

  private final int node;
  private final int nodes;
  private final double threshold;
  private final boolean[] above;
  private final IntConsumer receiver;

  SpikeDetector(int node, int nodes, int cells, double threshold, IntConsumer receiver) {
    this.node = node;
    this.nodes = nodes;
    this.threshold = threshold;
    this.above = new boolean[cells];
    this.receiver = receiver;
  }

  void start(double[] v) {
    for (int m = 0; m < above.length; m++) {
      above[m] = v[m * nodes + node] > threshold;
    }
  }

  void detect(double[] v) {
    for (int m = 0; m < above.length; m++) {
      boolean now = v[m * nodes + node] > threshold;
      if (now && !above[m]) {
        above[m] = true;
        receiver.accept(m);
      } else {
        above[m] = now;
      }
    }
  }
}
