package org.bitspike.frontends.nir;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What of one emitter's spikes reaches the elements of a signal: sums of weighted, delayed and at
 * most once filtered spikes.
 */
final class Connections {

  private final String emitter;
  private int size;
  private int[] pre = new int[16];
  private int[] post = new int[16];
  private double[] weight = new double[16];
  private double[] delay = new double[16];
  private double[] tau = new double[16]; // 0 where no filter was passed

  Connections(String emitter) {
    this.emitter = emitter;
  }

  /** Every spike as it is. */
  static Connections identity(String emitter, int n) {
    Connections all = new Connections(emitter);
    for (int k = 0; k < n; k++) {
      all.add(k, k, 1, 0, 0);
    }
    return all;
  }

  void add(int from, int to, double w, double seconds, double filter) {
    if (size == pre.length) {
      int grown = size + (size >> 1) + 16;
      pre = Arrays.copyOf(pre, grown);
      post = Arrays.copyOf(post, grown);
      weight = Arrays.copyOf(weight, grown);
      delay = Arrays.copyOf(delay, grown);
      tau = Arrays.copyOf(tau, grown);
    }
    pre[size] = from;
    post[size] = to;
    weight[size] = w;
    delay[size] = seconds;
    tau[size] = filter;
    size++;
  }

  String emitter() {
    return emitter;
  }

  int size() {
    return size;
  }

  int pre(int c) {
    return pre[c];
  }

  int post(int c) {
    return post[c];
  }

  double weight(int c) {
    return weight[c];
  }

  double delay(int c) {
    return delay[c];
  }

  double tau(int c) {
    return tau[c];
  }

  private record Key(int pre, int post, double delay, double tau) {}

  /** The same with connections between the same two, alike in delay and filter, made one. */
  Connections merged() {
    Connections result = new Connections(emitter);
    Map<Key, Integer> at = new HashMap<>();
    for (int c = 0; c < size; c++) {
      Integer known = at.putIfAbsent(new Key(pre[c], post[c], delay[c], tau[c]), result.size);
      if (known == null) {
        result.add(pre[c], post[c], weight[c], delay[c], tau[c]);
      } else {
        result.weight[known] += weight[c];
      }
    }
    return result;
  }
}
