package org.bitspike.hwprofiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.TableUse;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.profile.HardwareProfile.LearningModel;
import org.bitspike.ir.profile.LearningMatch;
import org.bitspike.ir.profile.LearningMatch.ControllerRule;
import org.bitspike.ir.profile.LearningMatch.TableRule;

/**
 * The part of the schema below {@code learning}: rules by variant, then by the component type they
 * can be.
 */
final class LearningSchema {

  private LearningSchema() {}

  /**
   * The section {@code learning}.
   *
   * @param byEvents whether read-outs are events from outside, so that there is no controller
   */
  static LearningModel learning(Section s, Scope constants, boolean byEvents) {
    String variant = s.text("variant");
    List<LearningMatch> rules = new ArrayList<>();
    s.each(
        "rules",
        (v, types) -> types.eachOf((type, r) -> rules.add(rule(v, type, r, constants, byEvents))));
    List<String> variants = rules.stream().map(LearningMatch::variant).distinct().toList();
    if (!variants.isEmpty() && !variants.contains(variant)) {
      s.report(
          Code.H_BAD_VALUE,
          "variant",
          "is '"
              + variant
              + "', there are "
              + String.join(", ", variants)
              + Nearest.hint(variant, variants));
    }
    return new LearningModel(variant, rules);
  }

  private static LearningMatch rule(
      String variant, String type, Section s, Scope constants, boolean byEvents) {
    Kernel kernel = s.kernel("kernel", constants);
    Scope scope = constants.with("weight", "delay").andComponent();
    Map<String, Expr> params = s.expressions("params", scope);
    Map<String, Expr> initial = s.expressions("initial", scope);
    Map<String, Expr> shared = s.expressions("shared", scope);
    params
        .keySet()
        .forEach(w -> NeuronSchema.checkWord(s, "params", kernel, w, Set.of(Word.Kind.PARAM)));
    initial
        .keySet()
        .forEach(w -> NeuronSchema.checkWord(s, "initial", kernel, w, Set.of(Word.Kind.STATE)));
    shared
        .keySet()
        .forEach(w -> NeuronSchema.checkWord(s, "shared", kernel, w, Set.of(Word.Kind.SHARED)));
    List<String> unset =
        kernel.words(Word.Kind.PARAM).stream()
            .map(Word::name)
            .filter(w -> !params.containsKey(w))
            .toList();
    if (!unset.isEmpty()) {
      s.report(Code.H_MISSING_KEY, "params", "lacks " + String.join(", ", unset));
    }
    return new LearningMatch(
        variant,
        type,
        kernel,
        s.expression("weight_per_code", scope),
        s.expression("slice_ticks", scope),
        params,
        initial,
        shared,
        tables(s, kernel, scope),
        controller(s, kernel, scope, byEvents),
        s.optionalText("approximates"),
        s.expressions("target", scope));
  }

  private static List<TableRule> tables(Section s, Kernel kernel, Scope scope) {
    List<TableRule> rules = s.each("tables", (name, t) -> table(name, t, kernel, scope));
    for (TableUse use : kernel.tables()) {
      if (rules.stream().noneMatch(r -> r.name().equals(use.name()))) {
        s.report(Code.H_MISSING_KEY, "tables", "lacks " + use.name());
      }
    }
    return rules;
  }

  /**
   * The kernel declares the format of a table's entries; a profile says only where they come from.
   */
  private static TableRule table(String name, Section s, Kernel kernel, Scope scope) {
    Optional<TableUse> use =
        kernel.tables().stream().filter(t -> t.name().equals(name)).findFirst();
    if (NeuronSchema.isThere(kernel) && use.isEmpty()) {
      s.reportHere(Code.H_BAD_VALUE, "is no table of the kernel");
    }
    FixedFormat entry = use.map(TableUse::entry).orElse(FixedFormat.BOOLEAN);
    Optional<String> attribute = s.optionalText("from_text");
    return attribute.isPresent()
        ? new TableRule.FromText(name, entry, attribute.get())
        : new TableRule.Computed(
            name, entry, s.expression("length", scope), s.expression("value", scope.with("i")));
  }

  private static Optional<ControllerRule> controller(
      Section s, Kernel kernel, Scope scope, boolean byEvents) {
    Scope withRows = scope.with("rows");
    Optional<ControllerRule> rule =
        s.optionalSection(
            "controller",
            c ->
                new ControllerRule(
                    c.expression("first_tick", withRows),
                    c.expression("rows_per_step", withRows),
                    c.expression("step_ticks", withRows),
                    c.expression("cycle_ticks", withRows)));
    boolean reads = kernel.handler(Kernel.Trigger.READOUT).isPresent() && !byEvents;
    if (NeuronSchema.isThere(kernel) && reads != rule.isPresent()) {
      s.report(
          reads ? Code.H_MISSING_KEY : Code.H_BAD_VALUE,
          "controller",
          reads
              ? "is missing, but the kernel has a read-out handler"
              : "is there, but the kernel has no read-out handler, or events read it out");
    }
    return rule;
  }
}
