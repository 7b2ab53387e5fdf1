package org.bitspike.ir.profile;

import java.util.Locale;
import java.util.Map;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.TableUse;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelVerifier;
import org.bitspike.ir.profile.ProfileVerifier.ProfileFindings;

/** A learning rule of a chip. */
final class LearningMatchVerifier {

  private final ProfileFindings found;

  LearningMatchVerifier(ProfileFindings found) {
    this.found = found;
  }

  void verify(String key, LearningMatch rule) {
    Kernel kernel = rule.kernel();
    KernelVerifier.verify(kernel).forEach(problem -> found.kernel(key + ".kernel", problem));
    if (kernel.word("weight").filter(w -> w.kind() == Word.Kind.STATE).isEmpty()) {
      found.kernel(key + ".kernel", "kernel " + kernel.name() + " has no state word weight");
    }
    words(key + ".params", rule.params(), kernel, Word.Kind.PARAM);
    words(key + ".initial", rule.initial(), kernel, Word.Kind.STATE);
    words(key + ".shared", rule.shared(), kernel, Word.Kind.SHARED);
    for (Word word : kernel.words(Word.Kind.PARAM)) {
      if (!rule.params().containsKey(word.name())) {
        found.bad(
            key + ".params", "the parameter word " + word.name() + " of the kernel has no rule");
      }
    }
    for (TableUse use : kernel.tables()) {
      if (rule.tables().stream()
          .noneMatch(t -> t.name().equals(use.name()) && t.entry().equals(use.entry()))) {
        found.bad(
            key + ".tables", "the table " + use.name() + " of " + use.entry() + " has no rule");
      }
    }
  }

  private void words(String key, Map<String, Expr> rules, Kernel kernel, Word.Kind kind) {
    for (String name : rules.keySet()) {
      if (kernel.word(name).filter(w -> w.kind() == kind).isEmpty()) {
        found.bad(
            key,
            "kernel "
                + kernel.name()
                + " has no "
                + kind.name().toLowerCase(Locale.ROOT)
                + " word "
                + name);
      }
    }
  }
}
