package org.bitspike.compiler;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.profile.LearningMatch;
import org.bitspike.ir.profile.NeuronModel;

/**
 * Words of a population's neurons that the learning of its inputs sets; part of setting words. All
 * projections that learn must agree on them.
 */
final class TargetWords {

  private final Draft draft;
  private final CellPlan cell;
  private final NeuronModel.Fixed chip;
  private final PassContext context;

  TargetWords(Draft draft, CellPlan cell, NeuronModel.Fixed chip, PassContext context) {
    this.draft = draft;
    this.cell = cell;
    this.chip = chip;
    this.context = context;
  }

  /** By word: its value over the names that all of the chip's words may use. */
  Map<String, Expr> rules() {
    LearningRules rules = new LearningRules(draft.network(), context.profile(), context.dt());
    Map<String, Expr> words = new LinkedHashMap<>();
    Map<String, Link> setBy = new HashMap<>();
    for (Link link : draft.links()) {
      if (!link.post().equals(cell.block()) || link.plasticity().isEmpty()) {
        continue;
      }
      Component plasticity = link.plasticity().get();
      Optional<LearningMatch> match = rules.match(plasticity);
      if (match.isEmpty()) {
        continue; // refused where learning is lowered
      }
      Map<String, Double> known = rules.names(plasticity);
      match
          .get()
          .target()
          .forEach(
              (word, value) -> {
                Expr own = Substitute.numbers(value, known);
                Expr other = words.putIfAbsent(word, own);
                Link before = setBy.putIfAbsent(word, link);
                if (chip.kernel().word(word).isEmpty()) {
                  report(link, "sets the word " + word + ", which the neuron lacks");
                } else if (other != null && before != null && !other.equals(own)) {
                  report(
                      link,
                      "wants another "
                          + word
                          + " of its targets than "
                          + before.projection()
                          + ", and a neuron has one");
                }
              });
    }
    return words;
  }

  private void report(Link link, String what) {
    context.report(
        Diagnostic.error(
            Code.C_LEARNING,
            link.source(),
            "learning of projection " + link.projection() + " on " + cell.block() + " " + what));
  }

  /** Puts numbers for names. */
  private static final class Substitute {
    static Expr numbers(Expr expr, Map<String, Double> known) {
      return switch (expr) {
        case Expr.Num number -> number;
        case Expr.Var variable ->
            Optional.ofNullable(known.get(variable.name()))
                .<Expr>map(Expr.Num::new)
                .orElse(variable);
        case Expr.Unary unary -> new Expr.Unary(unary.operator(), numbers(unary.operand(), known));
        case Expr.Binary binary ->
            new Expr.Binary(
                binary.operator(), numbers(binary.left(), known), numbers(binary.right(), known));
        case Expr.Call call ->
            new Expr.Call(
                call.function(), call.arguments().stream().map(a -> numbers(a, known)).toList());
      };
    }
  }
}
