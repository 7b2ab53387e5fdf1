package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bitspike.compiler.dynamics.Names;
import org.bitspike.compiler.dynamics.NotLowerable;
import org.bitspike.compiler.lowering.KernelSynthesis;
import org.bitspike.compiler.lowering.Lowered;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.Program.Columns;

/**
 * For a programmable target: makes an integer kernel from each population's step.
 *
 * <p>State words have the target's width and the finest fraction that holds the range which the
 * variable took in the reference run, widened by the profile's margin; what arrives in a tick is
 * bounded by all of a neuron's inputs arriving together. Constants are rounded to the target's
 * parameter width, functions of one variable become tables. Reported are the choice of every
 * format, every constant that lost more than half a unit of single precision, and the largest error
 * of every table.
 */
final class SynthesiseKernels implements Pass {

  @Override
  public String id() {
    return "synthesise-kernels";
  }

  @Override
  public String summary() {
    return "make integer kernels from the neurons' steps, choosing fixed-point formats";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.WEIGHTED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of();
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    if (!(context.profile().neuron() instanceof NeuronModel.Programmable target)) {
      return draft;
    }
    Names names = new Names();
    List<CellPlan> cells = new ArrayList<>();
    for (CellPlan cell : draft.cells()) {
      try {
        cells.add(synthesise(names.fresh(cell.block()), draft, cell, target, context));
      } catch (NotLowerable e) {
        context.report(
            Diagnostic.error(
                Code.C_NOT_LOWERABLE,
                cell.population().source(),
                "population "
                    + cell.block()
                    + " ("
                    + cell.component().type()
                    + ") cannot be lowered: "
                    + e.feature()));
      }
    }
    return draft.withCells(cells);
  }

  private static CellPlan synthesise(
      String name,
      Draft draft,
      CellPlan cell,
      NeuronModel.Programmable target,
      PassContext context) {
    KernelBounds bounds = new KernelBounds(draft, cell, target, context);
    Lowered lowered = KernelSynthesis.synthesise(name, cell.step().orElseThrow(), target, bounds);
    lowered.formats().forEach(context::choose);
    lowered.roundings().forEach(r -> context.lose(rounded(cell, r)));
    lowered.approximations().forEach(a -> context.lose(approximated(cell, a)));
    Map<String, long[]> params = new LinkedHashMap<>();
    lowered.constants().forEach((word, code) -> params.put(word, new long[] {code}));
    for (Lowered.Gain gain : lowered.gains()) {
      params.put(gain.word(), gains(cell, gain, lowered, context));
    }
    Map<String, long[]> initial = new LinkedHashMap<>();
    lowered.initial().forEach((word, code) -> initial.put(word, new long[] {code}));
    return cell.withWords(
        new CellPlan.WordValues(
            name, new Columns(params), new Columns(initial), java.util.Optional.of(lowered)));
  }

  private static long[] gains(
      CellPlan cell, Lowered.Gain gain, Lowered lowered, PassContext context) {
    FixedFormat format = lowered.kernel().word(gain.word()).map(Word::format).orElseThrow();
    int receptor = 0;
    while (!cell.receptors().get(receptor).name().equals(gain.receptor())) {
      receptor++;
    }
    double[] scales = cell.scales().get(receptor);
    long[] column = new long[scales.length];
    double worstMeant = 0;
    double worst = 0;
    for (int i = 0; i < column.length; i++) {
      double meant = gain.factor() * scales[i];
      column[i] = format.nearest(meant);
      double error = meant == 0 ? 0 : Math.abs(format.value(column[i]) / meant - 1);
      if (error > worst) {
        worst = error;
        worstMeant = meant;
      }
    }
    if (worst > 0x1p-24) {
      double effective = format.value(format.nearest(worstMeant));
      context.lose(
          rounded(
              cell, new Lowered.Rounding(gain.word(), worstMeant, effective, format.toString())));
    }
    return column;
  }

  private static Loss rounded(CellPlan cell, Lowered.Rounding r) {
    String message =
        String.format(
            Locale.ROOT,
            "constant %s of %s is %.9g instead of %.9g in %s",
            r.word(),
            cell.block(),
            r.effective(),
            r.meant(),
            r.format());
    return new Loss.ParameterRounded(
        Code.C_PARAMETER_ROUNDED,
        "synthesise-kernels",
        message,
        "use a target with wider parameters (--set neuron.programmable.param_bits=...)",
        cell.population().source(),
        cell.block(),
        r.word(),
        r.meant(),
        r.effective(),
        r.format());
  }

  private static Loss approximated(CellPlan cell, Lowered.Approximation a) {
    String message =
        String.format(
            Locale.ROOT,
            "%s in %s is read from a table of %d entries joined by %s: error at most %.3g, largest"
                + " value %.3g",
            a.function(),
            cell.block(),
            a.entries(),
            a.curve(),
            a.maxError(),
            a.magnitude());
    return new Loss.Approximated(
        Code.C_APPROXIMATED,
        "synthesise-kernels",
        message,
        "use a target with larger tables (--set neuron.programmable.table_entries=...)",
        cell.population().source(),
        a.function() + " in " + cell.component().id(),
        "table " + a.table());
  }
}
