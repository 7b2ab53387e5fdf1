package org.bitspike.compiler.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the synapses from one bus to one core into rows of drivers. Each row takes the port, and for
 * each lane the pattern, with the largest importance of synapses that are still without a cell; on
 * a circuit, the most important synapse of its neuron comes first.
 */
final class RowFilling {

  /** Synapses of one neuron, pattern and port, by falling importance. */
  private static final class Queue {
    final int pattern;
    final int port;
    final int end;
    int next;

    /** Circuits of the neuron, by zone and lane. */
    final int[][] circuits;

    Queue(int pattern, int port, int first, int end, int[][] circuits) {
      this.pattern = pattern;
      this.port = port;
      this.next = first;
      this.end = end;
      this.circuits = circuits;
    }
  }

  /** Gets the rows and cells that are made. */
  interface Sink {
    /** A row of the driver that is being filled. */
    void row(int row, int port, int[] patterns);

    /** A synapse in the row that was given last. */
    void cell(int synapse, int circuit);
  }

  private final Chip chip;
  private final Traffic traffic;
  private final int[] sorted;
  private final List<Queue> queues = new ArrayList<>();
  private final int patterns;
  private final int ports;
  private int left;

  RowFilling(Chip chip, Traffic traffic, Groups groups, int[] address, int bus, int core) {
    this.chip = chip;
    this.traffic = traffic;
    patterns = chip.addresses().length;
    ports = traffic.ports().size();
    int first = groups.first(bus, core);
    Integer[] order = new Integer[groups.end(bus, core) - first];
    for (int k = 0; k < order.length; k++) {
      order[k] = groups.synapse(first + k);
    }
    int[] pattern = new int[order.length];
    int shift = chip.decoderBits();
    Arrays.sort(
        order,
        Comparator.<Integer>comparingInt(s -> traffic.post()[s])
            .thenComparingInt(s -> address[traffic.pre()[s]] >> shift)
            .thenComparingInt(s -> traffic.port()[s])
            .thenComparingDouble(s -> -traffic.importance()[s])
            .thenComparingInt(s -> s));
    sorted = Arrays.stream(order).mapToInt(s -> s).toArray();
    for (int k = 0; k < sorted.length; k++) {
      pattern[k] = address[traffic.pre()[sorted[k]]] >> shift;
    }
    int from = 0;
    int[][] circuits = new int[0][];
    for (int k = 1; k <= sorted.length; k++) {
      if (k == sorted.length
          || traffic.post()[sorted[k]] != traffic.post()[sorted[from]]
          || pattern[k] != pattern[from]
          || traffic.port()[sorted[k]] != traffic.port()[sorted[from]]) {
        if (from == 0 || traffic.post()[sorted[from]] != traffic.post()[sorted[from - 1]]) {
          circuits = circuits(traffic.post()[sorted[from]]);
        }
        queues.add(new Queue(pattern[from], traffic.port()[sorted[from]], from, k, circuits));
        from = k;
      }
    }
    left = sorted.length;
  }

  private int[][] circuits(int neuron) {
    int[][] of = new int[chip.zones() * chip.lanes()][];
    for (int pass = 0; pass < 2; pass++) {
      int[] size = new int[of.length];
      for (int k = 0; k < traffic.circuits()[neuron]; k++) {
        int circuit = traffic.circuit()[neuron] + k;
        if (chip.circuitZone(circuit) >= 0) {
          int at = chip.circuitZone(circuit) * chip.lanes() + chip.circuitLane(circuit);
          if (pass == 1) {
            of[at][size[at]] = circuit;
          }
          size[at]++;
        }
      }
      if (pass == 0) {
        for (int at = 0; at < of.length; at++) {
          of[at] = new int[size[at]];
        }
      }
    }
    return of;
  }

  /** Synapses that are still without a cell. */
  int left() {
    return left;
  }

  /** The importance of what a driver of a zone would take next. */
  double gain(int zone) {
    int[] next = queues.stream().mapToInt(q -> q.next).toArray();
    int before = left;
    double gain = fill(zone, new Nowhere());
    for (int q = 0; q < next.length; q++) {
      queues.get(q).next = next[q];
    }
    left = before;
    return gain;
  }

  /** What a driver of a zone takes when nobody wants to know. */
  double take(int zone) {
    return fill(zone, new Nowhere());
  }

  private static final class Nowhere implements Sink {
    @Override
    public void row(int row, int port, int[] pattern) {}

    @Override
    public void cell(int synapse, int circuit) {}
  }

  /** Fills a driver of a zone; gives the importance of what it took. */
  double fill(int zone, Sink sink) {
    double all = 0;
    for (int row = 0; row < chip.rows() && left > 0; row++) {
      double[][][] gain = gains(zone);
      int port = bestPort(gain);
      if (port < 0) {
        continue;
      }
      int[] pattern = new int[chip.lanes()];
      Arrays.fill(pattern, -1);
      List<int[]> cells = new ArrayList<>();
      for (int lane = 0; lane < chip.lanes(); lane++) {
        // lanes of one row compete for the synapses of a neuron that has circuits in both
        double[] own = lane == 0 ? gain[port][0] : gains(zone)[port][lane];
        int best = best(own);
        if (best >= 0) {
          pattern[lane] = best;
          all += own[best];
          takeLane(zone, lane, port, best, cells);
        }
      }
      sink.row(row, port, pattern);
      cells.forEach(c -> sink.cell(c[0], c[1]));
    }
    return all;
  }

  private void takeLane(int zone, int lane, int port, int pattern, List<int[]> cells) {
    for (Queue q : queues) {
      if (q.port == port && q.pattern == pattern) {
        for (int circuit : q.circuits[zone * chip.lanes() + lane]) {
          if (q.next < q.end) {
            cells.add(new int[] {sorted[q.next++], circuit});
            left--;
          }
        }
      }
    }
  }

  /** By port, lane and pattern; a synapse without importance counts a little. */
  private double[][][] gains(int zone) {
    double[][][] gain = new double[ports][chip.lanes()][patterns];
    for (Queue q : queues) {
      for (int lane = 0; lane < chip.lanes(); lane++) {
        int room = q.circuits[zone * chip.lanes() + lane].length;
        for (int k = q.next; k < Math.min(q.end, q.next + room); k++) {
          gain[q.port][lane][q.pattern] +=
              Math.max(traffic.importance()[sorted[k]], Float.MIN_NORMAL);
        }
      }
    }
    return gain;
  }

  private static int bestPort(double[][][] gain) {
    int best = -1;
    double most = 0;
    for (int p = 0; p < gain.length; p++) {
      double sum = 0;
      for (double[] lane : gain[p]) {
        int at = best(lane);
        sum += at < 0 ? 0 : lane[at];
      }
      if (sum > most) {
        most = sum;
        best = p;
      }
    }
    return best;
  }

  private static int best(double[] gain) {
    int best = -1;
    double most = 0;
    for (int k = 0; k < gain.length; k++) {
      if (gain[k] > most) {
        most = gain[k];
        best = k;
      }
    }
    return best;
  }
}
