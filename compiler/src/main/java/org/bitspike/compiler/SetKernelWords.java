package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.profile.NeuronModel.WordRule;
import org.bitspike.ir.program.Program.Columns;

/**
 * For a chip with a given neuron: computes the kernel's words from effective quantities and weight
 * scales, each rounded to the nearest code of its word; words that a learning rule sets in its
 * targets follow from the rule. Registers have been reported already; reported here are words too
 * narrow for their value, and words that become 0. Neurons with words that the profile refuses are
 * refused.
 */
final class SetKernelWords implements Pass {

  @Override
  public String id() {
    return "set-kernel-words";
  }

  @Override
  public String summary() {
    return "set the words of the chip's own neuron";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.TRANSLATED, Fact.WEIGHTED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of(Fact.KERNELS);
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    if (!(context.profile().neuron() instanceof NeuronModel.Fixed chip)) {
      return draft;
    }
    List<CellPlan> cells = new ArrayList<>();
    for (CellPlan cell : draft.cells()) {
      Map<String, long[]> params = new LinkedHashMap<>();
      chip.params().forEach(rule -> params.put(rule.word(), column(cell, chip, rule, context)));
      new TargetWords(draft, cell, chip, context)
          .rules()
          .forEach(
              (word, value) ->
                  params.put(word, column(cell, chip, new WordRule(word, value), context)));
      refuse(cell, chip, params, context);
      Map<String, long[]> initial = new LinkedHashMap<>();
      chip.initial().forEach(rule -> initial.put(rule.word(), column(cell, chip, rule, context)));
      cells.add(
          cell.withWords(
              new CellPlan.WordValues(
                  chip.kernel().name(),
                  new Columns(params),
                  new Columns(initial),
                  Optional.empty())));
    }
    return draft.withCells(cells);
  }

  /** Refuses neurons that the chip cannot run as it should. */
  private static void refuse(
      CellPlan cell, NeuronModel.Fixed chip, Map<String, long[]> params, PassContext context) {
    Columns columns = new Columns(params);
    for (NeuronModel.Refusal refusal : chip.refusals()) {
      for (int n = 0; n < cell.size(); n++) {
        Map<String, Double> words = new HashMap<>();
        for (Word word : chip.kernel().words(Word.Kind.PARAM)) {
          words.put(word.name(), word.format().value(columns.value(word.name(), n)));
        }
        if (LearningRules.evaluate(refusal.when(), words) != 0) {
          context.report(
              Diagnostic.error(
                  Code.C_NO_MATCH,
                  cell.population().source(),
                  context.profile().name()
                      + " does not take "
                      + cell.block()
                      + "["
                      + n
                      + "] ("
                      + refusal.name()
                      + "): "
                      + refusal.because()));
          break;
        }
      }
    }
  }

  private static long[] column(
      CellPlan cell, NeuronModel.Fixed chip, WordRule rule, PassContext context) {
    Optional<FixedFormat> format = chip.kernel().word(rule.word()).map(Word::format);
    long[] column = new long[cell.size()];
    if (format.isEmpty()) {
      context.report(
          Diagnostic.error(
              Code.C_NO_MATCH,
              cell.population().source(),
              "profile "
                  + context.profile().name()
                  + " sets the word "
                  + rule.word()
                  + ", which its kernel lacks"));
      return column;
    }
    double worst = 0;
    double worstMeant = 0;
    double vanished = 0;
    for (int n = 0; n < column.length; n++) {
      double value = LearningRules.evaluate(rule.value(), names(cell, chip, n, context));
      column[n] = format.get().nearest(value);
      double beyond = Math.abs(format.get().value(column[n]) - value);
      if (beyond > format.get().resolution() && beyond > worst) {
        worst = beyond;
        worstMeant = value;
      }
      vanished = column[n] == 0 && Math.abs(value) > Math.abs(vanished) ? value : vanished;
    }
    if (Math.abs(vanished) > 1e-9 * format.get().resolution()) {
      context.lose(vanished(cell, rule, format.get(), vanished));
    }
    if (worst > 0) {
      context.lose(narrow(cell, rule, format.get(), worstMeant));
    }
    boolean uniform = Arrays.stream(column).allMatch(c -> c == column[0]);
    return uniform ? new long[] {column[0]} : column;
  }

  private static Loss vanished(CellPlan cell, WordRule rule, FixedFormat format, double meant) {
    return new Loss.ParameterRounded(
        Code.C_PARAMETER_ROUNDED,
        "set-kernel-words",
        "word "
            + rule.word()
            + " of "
            + cell.block()
            + " would be "
            + meant
            + " and becomes 0: a code of "
            + format
            + " is "
            + format.resolution(),
        "use a longer tick (the model's step), or a model whose change in a tick is larger",
        cell.component().source(),
        cell.block(),
        rule.word(),
        meant,
        0,
        "kernel word");
  }

  private static Loss narrow(CellPlan cell, WordRule rule, FixedFormat format, double meant) {
    double effective = format.value(format.nearest(meant));
    return new Loss.RangeClamped(
        Code.C_PARAMETER_RANGE,
        "set-kernel-words",
        "word "
            + rule.word()
            + " of "
            + cell.block()
            + " would be "
            + meant
            + ", "
            + format
            + " ends at "
            + effective,
        Code.C_PARAMETER_RANGE.remedy(),
        cell.component().source(),
        cell.block(),
        rule.word(),
        meant,
        effective,
        format.value(format.minCode()),
        format.value(format.maxCode()));
  }

  private static Map<String, Double> names(
      CellPlan cell, NeuronModel.Fixed chip, int neuron, PassContext context) {
    Map<String, Double> names = new HashMap<>(context.profile().constants());
    names.put("dt", context.dt());
    names.put("circuits", (double) cell.place().orElseThrow().circuits()[neuron]);
    names.putAll(cell.match().orElseThrow().effective(neuron));
    for (int r = 0; r < chip.receptors().size(); r++) {
      names.put("scale_" + chip.receptors().get(r).name(), cell.scale(r, neuron));
    }
    return names;
  }
}
