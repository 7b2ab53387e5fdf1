package org.bitspike.compiler.lowering;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.kernel.KernelExpr;

/**
 * Values that have a name at a point of a handler, so that what is wanted again is not computed
 * again. A value is forgotten when a word that it reads changes, and at the end of the list of
 * statements that names it.
 */
final class Known {

  private Map<KernelExpr, String> names = new HashMap<>();

  /** The name of a value, if it has one. */
  Optional<String> name(KernelExpr value) {
    return Optional.ofNullable(names.get(value));
  }

  void put(KernelExpr value, String name) {
    names.put(value, name);
  }

  /** A word has a new value. */
  void changed(String word) {
    names.keySet().removeIf(value -> reads(value, word));
  }

  /** What is known where a nested list begins. */
  Map<KernelExpr, String> snapshot() {
    return new HashMap<>(names);
  }

  /** Goes back to what was known where a nested list began. */
  void restore(Map<KernelExpr, String> snapshot) {
    names = snapshot;
  }

  private static boolean reads(KernelExpr expr, String word) {
    return switch (expr) {
      case KernelExpr.Literal l -> false;
      case KernelExpr.Random r -> false;
      case KernelExpr.Read r -> r.name().equals(word);
      case KernelExpr.Binary b -> reads(b.left(), word) || reads(b.right(), word);
      case KernelExpr.Not n -> reads(n.operand(), word);
      case KernelExpr.Shift s -> reads(s.operand(), word);
      case KernelExpr.Select s ->
          reads(s.condition(), word) || reads(s.then(), word) || reads(s.otherwise(), word);
      case KernelExpr.Quantise q -> reads(q.operand(), word);
      case KernelExpr.Lookup l -> reads(l.index(), word);
    };
  }
}
