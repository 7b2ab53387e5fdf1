package org.bitspike.reference.converged;

import java.util.Arrays;

/**
 * Spikes on their way, in order of arrival, then of sending. One entry stands for all connections
 * of one source and one projection that have the same delay.
 */
final class Arrivals {

  private double[] time = new double[64];
  private long[] order = new long[64];
  private int[] axons = new int[64];
  private int[] from = new int[64];
  private int[] to = new int[64];
  private int[] heap = new int[64];
  private int[] free = new int[64];
  private int freeCount;
  private int size;
  private int used;
  private long sent;

  void send(double at, int axonsIndex, int first, int last) {
    int e = freeCount > 0 ? free[--freeCount] : used++;
    if (e == time.length) {
      int n = 2 * e;
      time = Arrays.copyOf(time, n);
      order = Arrays.copyOf(order, n);
      axons = Arrays.copyOf(axons, n);
      from = Arrays.copyOf(from, n);
      to = Arrays.copyOf(to, n);
      heap = Arrays.copyOf(heap, n);
      free = Arrays.copyOf(free, n);
    }
    time[e] = at;
    order[e] = sent++;
    axons[e] = axonsIndex;
    from[e] = first;
    to[e] = last;
    int place = size++;
    while (place > 0 && before(e, heap[(place - 1) >> 1])) {
      heap[place] = heap[(place - 1) >> 1];
      place = (place - 1) >> 1;
    }
    heap[place] = e;
  }

  private boolean before(int a, int b) {
    return time[a] < time[b] || (time[a] == time[b] && order[a] < order[b]);
  }

  /** Time of the next arrival; infinite when there is none. */
  double next() {
    return size == 0 ? Double.POSITIVE_INFINITY : time[heap[0]];
  }

  int axons() {
    return axons[heap[0]];
  }

  int from() {
    return from[heap[0]];
  }

  int to() {
    return to[heap[0]];
  }

  void removeFirst() {
    free[freeCount++] = heap[0];
    int last = heap[--size];
    int place = 0;
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], last)) {
        break;
      }
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = last;
  }
}
