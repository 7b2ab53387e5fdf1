package org.bitspike.reference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects what is attached to one population by one component, from all projections and inputs,
 * and gives each entry its instance: one per target when merged, one per entry otherwise; instances
 * ascend in target, then in order of entry.
 */
final class AttachmentPlan {

  final String component;
  final boolean merged;
  private int[] target = new int[16];
  private double[] weight = new double[16];
  private int[] stream = new int[0];
  private long[] index = new long[0];
  private int count;
  private final Map<String, int[]> blocks = new LinkedHashMap<>();
  private int[] instance = new int[0];
  private int[] host = new int[0];
  private int[] offsets = new int[0];

  AttachmentPlan(String component, boolean merged) {
    this.component = component;
    this.merged = merged;
  }

  /** Begins the entries of a projection or input. */
  void begin(String block) {
    blocks.put(block, new int[] {count, count});
  }

  void end(String block) {
    blocks.computeIfPresent(block, (key, range) -> new int[] {range[0], count});
  }

  void add(int targetIndex, double entryWeight) {
    if (count == target.length) {
      int grown = count + (count >> 1);
      target = Arrays.copyOf(target, grown);
      weight = Arrays.copyOf(weight, grown);
    }
    target[count] = targetIndex;
    weight[count] = entryWeight;
    count++;
  }

  /** Adds an entry that draws random numbers. */
  void addRandom(int targetIndex, double entryWeight, int drawStream, long drawIndex) {
    add(targetIndex, entryWeight);
    if (stream.length < count) {
      stream = Arrays.copyOf(stream, target.length);
      index = Arrays.copyOf(index, target.length);
    }
    stream[count - 1] = drawStream;
    index[count - 1] = drawIndex;
  }

  /**
   * Numbers the instances. Where most hosts have a merged instance, all get one, so that instances
   * and hosts have the same indices; one without connections rests at zero.
   */
  void number(int hostSize, boolean fill) {
    int[] perHost = new int[hostSize + 1];
    for (int k = 0; k < count; k++) {
      perHost[target[k] + 1] = merged ? 1 : perHost[target[k] + 1] + 1;
    }
    if (merged && fill && Arrays.stream(perHost).sum() >= hostSize / 2) {
      Arrays.fill(perHost, 1, hostSize + 1, 1);
    }
    for (int h = 0; h < hostSize; h++) {
      perHost[h + 1] += perHost[h];
    }
    offsets = perHost;
    host = new int[perHost[hostSize]];
    instance = new int[count];
    int[] next = perHost.clone();
    for (int k = 0; k < count; k++) {
      int at = merged ? perHost[target[k]] : next[target[k]]++;
      instance[k] = at;
    }
    for (int h = 0; h < hostSize; h++) {
      Arrays.fill(host, perHost[h], perHost[h + 1], h);
    }
  }

  int size() {
    return host.length;
  }

  int[] host() {
    return host;
  }

  int[] offsets() {
    return offsets;
  }

  /** Instances of the entries of a block, in order of entry. */
  int[] instancesOf(String block) {
    int[] range = blocks.getOrDefault(block, new int[] {0, 0});
    return Arrays.copyOfRange(instance, range[0], range[1]);
  }

  /** Writes each entry's weight to its instance's place in the column. */
  void writeWeights(double[] column) {
    for (int k = 0; k < count; k++) {
      column[instance[k]] = weight[k];
    }
  }

  int[] streams() {
    int[] result = new int[host.length];
    for (int k = 0; k < Math.min(count, stream.length); k++) {
      result[instance[k]] = stream[k];
    }
    return result;
  }

  long[] indices() {
    long[] result = new long[host.length];
    for (int k = 0; k < Math.min(count, index.length); k++) {
      result[instance[k]] = index[k];
    }
    return result;
  }
}
