package org.bitspike.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A derived variable taken from other components: the sum or product of values below an instance.
 */
final class Select {

  /**
   * One value per instance, or one per attached instance.
   *
   * @param offsets of the attachment that the path goes through; null when it stays within the
   *     instance
   * @param peer for each instance, the instance at the other end of its coupling at which the path
   *     goes on; null when it does not leave
   */
  record Term(Group.Ref ref, int @Nullable [] offsets, int @Nullable [] peer) {}

  final int slot;
  private final double base;
  private final boolean multiply;
  private final List<Term> terms;

  Select(int slot, double base, boolean multiply, List<Term> terms) {
    this.slot = slot;
    this.base = base;
    this.multiply = multiply;
    this.terms = List.copyOf(terms);
  }

  double base() {
    return base;
  }

  boolean multiplies() {
    return multiply;
  }

  List<Term> terms() {
    return terms;
  }

  double value(int i) {
    double result = base;
    for (int t = 0; t < terms.size(); t++) {
      Term term = terms.get(t);
      Group.Ref ref = term.ref;
      int[] offsets = term.offsets;
      int[] peer = term.peer;
      int at = peer == null ? i : peer[i];
      int from = offsets == null ? at : offsets[at];
      int to = offsets == null ? at + 1 : offsets[at + 1];
      if (from == to) {
        continue;
      }
      if (ref.isConstant()) {
        for (int k = from; k < to; k++) {
          result = multiply ? result * ref.constant() : result + ref.constant();
        }
        continue;
      }
      double[] column = ref.group().code().columns[ref.column()];
      for (int k = from; k < to; k++) {
        double x = column[k];
        result = multiply ? result * x : result + x;
      }
    }
    return result;
  }
}
