package org.bitspike.reference;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns that a kernel works on, and the local variables that hold them in its code. */
final class LaneArrays {

  private final List<double[]> all = new ArrayList<>();
  private final Map<double[], Integer> index = new IdentityHashMap<>();
  private final Set<Group> groups = Collections.newSetFromMap(new IdentityHashMap<>());
  private int[] locals = new int[0];

  /** Takes the columns of groups and their regimes. */
  LaneArrays(List<Group> order) {
    groups.addAll(order);
    for (Group g : order) {
      for (double[] column : g.code().columns) {
        add(column);
      }
      if (g.code().regime.length > 0) {
        add(g.code().regime);
      }
    }
  }

  private void add(double[] column) {
    index.put(column, all.size());
    all.add(column);
  }

  double[][] toArray() {
    return all.toArray(double[][]::new);
  }

  int index(double[] column) {
    Integer at = index.get(column);
    if (at == null) {
      throw new org.bitspike.ir.diag.BitspikeBug("a kernel reads a column of another population");
    }
    return at;
  }

  /** Whether a value is a constant or one of the groups' here. */
  boolean knows(Group.Ref ref) {
    return groups.contains(ref.group());
  }

  /** Writes code that unpacks the array of arrays. */
  void unpack(CodeBuilder b, int arrays) {
    locals = new int[all.size()];
    for (int k = 0; k < locals.length; k++) {
      locals[k] = b.allocateLocal(TypeKind.REFERENCE);
      b.aload(arrays).loadConstant(k).aaload().astore(locals[k]);
    }
  }

  /** Local variable with an array. */
  int local(int at) {
    return locals[at];
  }
}
