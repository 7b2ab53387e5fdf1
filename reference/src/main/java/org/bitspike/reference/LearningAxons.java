package org.bitspike.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.recording.Recording.LearningSeries;
import org.bitspike.ir.recording.Recording.WeightSeries;

/**
 * A learning projection at work: gathers presynaptic spikes of a slice and hands them over source
 * by source, each source's in order of time, to its connections in order of the table.
 */
final class LearningAxons {

  /** Sends an event of a connection on its way. */
  interface Sender {
    void send(long tick, int position);
  }

  final Axons axons;
  final LearningSynapses synapses;
  private long[] pending = new long[64];
  private int pendingCount;
  private final boolean record;
  private final List<WeightSeries> weights = new ArrayList<>();
  private final LearningLog log;
  private long pendingBase;

  LearningAxons(Axons axons, LearningSynapses synapses, boolean record) {
    this.axons = axons;
    this.synapses = synapses;
    this.record = record;
    this.log = new LearningLog(synapses.words());
  }

  void presynaptic(int source, long tick, long sliceBase) {
    if (pendingCount == pending.length) {
      pending = Arrays.copyOf(pending, 2 * pendingCount);
    }
    pendingBase = sliceBase;
    // source first, then the tick within the slice
    pending[pendingCount++] = ((long) source << 32) | (tick - sliceBase);
  }

  void endSlice(long sliceBase, Sender sender) {
    Arrays.sort(pending, 0, pendingCount);
    for (int e = 0; e < pendingCount; e++) {
      int source = (int) (pending[e] >>> 32);
      long tick = sliceBase + (pending[e] & 0xFFFFFFFFL);
      for (int k = axons.start()[source]; k < axons.start()[source + 1]; k++) {
        int c = axons.connection()[k];
        axons.weight()[k] = synapses.spike(c, axons.post()[k], tick, axons.delay()[k]);
        if (record) {
          log.add(tick, c, synapses);
        }
        if (axons.target().isPresent()) {
          sender.send(tick, k);
        }
      }
    }
    pendingCount = 0;
  }

  void sampleWeights(long tick) {
    settle(tick);
    double[] now = synapses.weights();
    int[] all = new int[now.length];
    Arrays.setAll(all, c -> c);
    weights.add(new WeightSeries(axons.projection().id(), tick, all, now));
  }

  /** Postsynaptic spikes count up to the tick, but not past a presynaptic spike that waits. */
  private void settle(long tick) {
    long until = tick;
    for (int e = 0; e < pendingCount; e++) {
      until = Math.min(until, pendingBase + (pending[e] & 0xFFFFFFFFL) - 1);
    }
    int[] connections = axons.connection();
    for (int k = 0; k < connections.length; k++) {
      synapses.settle(connections[k], axons.post()[k], until, axons.delay()[k]);
    }
  }

  List<WeightSeries> weightSeries() {
    return weights;
  }

  Optional<LearningSeries> learningSeries() {
    return record ? Optional.of(log.series(axons.projection().id())) : Optional.empty();
  }

  /** Grows the recorded words. */
  private static final class LearningLog {
    private final List<String> names;
    private long[] tick = new long[64];
    private int[] connection = new int[64];
    private final double[][] words;
    private int count;

    LearningLog(List<String> names) {
      this.names = names;
      this.words = new double[names.size()][64];
    }

    void add(long atTick, int c, LearningSynapses s) {
      if (count == tick.length) {
        tick = Arrays.copyOf(tick, 2 * count);
        connection = Arrays.copyOf(connection, 2 * count);
        for (int w = 0; w < words.length; w++) {
          words[w] = Arrays.copyOf(words[w], 2 * count);
        }
      }
      tick[count] = atTick;
      connection[count] = c;
      for (int w = 0; w < words.length; w++) {
        words[w][count] = s.word(w, c);
      }
      count++;
    }

    LearningSeries series(String projection) {
      List<double[]> values = new ArrayList<>();
      for (double[] word : words) {
        values.add(Arrays.copyOf(word, count));
      }
      return new LearningSeries(
          projection, Arrays.copyOf(tick, count), Arrays.copyOf(connection, count), names, values);
    }
  }
}
