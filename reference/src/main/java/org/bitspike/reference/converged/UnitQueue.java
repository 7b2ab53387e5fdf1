package org.bitspike.reference.converged;

/** Units in order of their horizons, then of their index: a heap that knows where each unit is. */
final class UnitQueue {

  private final Unit[] heap;
  private final int[] place;
  private int size;

  UnitQueue(int most) {
    heap = new Unit[most];
    place = new int[most];
    java.util.Arrays.fill(place, -1);
  }

  /** Puts a unit where its horizon belongs. */
  void update(Unit unit) {
    int at = place[unit.index];
    if (at < 0) {
      at = size++;
      heap[at] = unit;
      place[unit.index] = at;
    }
    up(at);
    down(place[unit.index]);
  }

  void remove(Unit unit) {
    int at = place[unit.index];
    if (at < 0) {
      return;
    }
    place[unit.index] = -1;
    Unit last = heap[--size];
    if (last != unit) {
      heap[at] = last;
      place[last.index] = at;
      up(at);
      down(place[last.index]);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  Unit first() {
    return heap[0];
  }

  private static boolean before(Unit a, Unit b) {
    return a.horizon < b.horizon || (a.horizon == b.horizon && a.index < b.index);
  }

  private void up(int from) {
    int at = from;
    Unit unit = heap[at];
    while (at > 0 && before(unit, heap[(at - 1) >> 1])) {
      heap[at] = heap[(at - 1) >> 1];
      place[heap[at].index] = at;
      at = (at - 1) >> 1;
    }
    heap[at] = unit;
    place[unit.index] = at;
  }

  private void down(int from) {
    int at = from;
    Unit unit = heap[at];
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], unit)) {
        break;
      }
      heap[at] = heap[child];
      place[heap[at].index] = at;
      at = child;
    }
    heap[at] = unit;
    place[unit.index] = at;
  }
}
