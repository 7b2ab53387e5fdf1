package org.bitspike.reference;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The columns that a kernel works on, and the local variables that hold them in its code. */
final class LaneArrays {

  private final List<double[]> all = new ArrayList<>();
  private final Map<double[], Integer> index = new IdentityHashMap<>();
  private int[] locals = new int[0];

  /** Takes the columns of groups and their regimes, and one more for the kernel itself. */
  LaneArrays(List<Group> groups, int members) {
    for (Group g : groups) {
      for (double[] column : g.code().columns) {
        add(column);
      }
      if (g.code().regime.length > 0) {
        add(g.code().regime);
      }
    }
    add(new double[members]);
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

  /** Index of the column for the kernel itself. */
  int own() {
    return all.size() - 1;
  }

  /** Writes code that unpacks the array of arrays. */
  void unpack(CodeBuilder b, int arrays) {
    locals = new int[all.size()];
    for (int k = 0; k < locals.length; k++) {
      locals[k] = b.allocateLocal(TypeKind.REFERENCE);
      b.aload(arrays).loadConstant(k).aaload().astore(locals[k]);
    }
  }

  /** Puts an array on the stack. */
  void load(CodeBuilder b, int at) {
    b.aload(locals[at]);
  }
}
