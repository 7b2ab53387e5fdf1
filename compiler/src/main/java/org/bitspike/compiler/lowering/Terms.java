package org.bitspike.compiler.lowering;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.kernel.KernelExpr.Operator;

/** What is added and what is subtracted. */
final class Terms {
  final List<KernelExpr> plus = new ArrayList<>();
  final List<KernelExpr> minus = new ArrayList<>();

  KernelExpr joined() {
    // a 0 of the first term's fraction: one without fraction would be aligned across 64 bits and
    // more
    int fractionOfZero = minus.isEmpty() ? 0 : minus.get(0).format().fraction();
    KernelExpr result = plus.isEmpty() ? Emit.literal(0, fractionOfZero) : plus.get(0);
    for (int i = 1; i < plus.size(); i++) {
      result = Emit.binary(Operator.ADD, result, plus.get(i));
    }
    for (KernelExpr term : minus) {
      result = Emit.binary(Operator.SUBTRACT, result, term);
    }
    return result;
  }
}
