package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitspike.compiler.Matched.ReceptorUse;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.profile.NeuronModel;

/**
 * Where a receptor's quantities are not what a synapse asks for, as with a time constant that
 * several share, changes the synapse's weights so that an event still gives the same charge: {@code
 * weight * charge(meant) / charge(effective)}, the latter a mean over the population's neurons.
 * Part of translating; reported for each synapse.
 */
final class KeptCharge {

  private static final double SAME = 1e-9;

  private final CellPlan cell;
  private final Matched match;
  private final NeuronModel.Fixed chip;
  private final PassContext context;

  KeptCharge(CellPlan cell, Matched match, NeuronModel.Fixed chip, PassContext context) {
    this.cell = cell;
    this.match = match;
    this.chip = chip;
    this.context = context;
  }

  Matched match() {
    List<ReceptorUse> uses = new ArrayList<>();
    for (int u = 0; u < match.receptors().size(); u++) {
      ReceptorUse use = match.receptors().get(u);
      NeuronModel.Receptor receptor = chip.receptors().get(use.receptor());
      if (receptor.charge().isEmpty() || !use.quantities().containsKey("weight")) {
        uses.add(use);
        continue;
      }
      double factor = factor(receptor, receptor.charge().get(), use);
      if (!(factor > 0) || !Double.isFinite(factor) || Math.abs(factor - 1) <= SAME) {
        uses.add(use);
        continue;
      }
      Map<String, Double> quantities = new LinkedHashMap<>(use.quantities());
      quantities.computeIfPresent("weight", (name, weight) -> weight * factor);
      uses.add(new ReceptorUse(use.receptor(), quantities));
      report(u, receptor, factor);
    }
    return match.withReceptors(uses);
  }

  private double factor(NeuronModel.Receptor receptor, Expr charge, ReceptorUse use) {
    double effective = 0;
    for (Map<String, Double> ofNeuron : match.effective()) {
      Map<String, Double> names = names(ofNeuron);
      for (String quantity : use.quantities().keySet()) {
        Double shared = ofNeuron.get(quantity + "_" + receptor.name());
        if (shared != null) {
          names.put(quantity, shared);
        }
      }
      effective += evaluate(charge, names) / match.effective().size();
    }
    Map<String, Double> names = names(match.meant());
    names.putAll(use.quantities());
    return evaluate(charge, names) / effective;
  }

  private Map<String, Double> names(Map<String, Double> quantities) {
    Map<String, Double> names = new HashMap<>(context.profile().constants());
    names.put("dt", context.dt());
    names.putAll(quantities);
    return names;
  }

  private static double evaluate(Expr charge, Map<String, Double> names) {
    return ExprEvaluator.evaluate(charge, LearningRules.lookup(names));
  }

  private void report(int user, NeuronModel.Receptor receptor, double factor) {
    String synapse = cell.receptors().get(user).synapse().id();
    context.lose(
        new Loss.ParameterRounded(
            Code.C_PARAMETER_ROUNDED,
            "translate-parameters",
            String.format(
                Locale.ROOT,
                "weights of synapse %s on %s are multiplied by %.6g, so that an event's charge stays"
                    + " what it is with the model's own kinetics",
                synapse,
                cell.block(),
                factor),
            "choose kinetics that receptor " + receptor.name() + " can have",
            cell.receptors().get(user).synapse().source(),
            cell.block() + "/" + synapse,
            "weight",
            1,
            factor,
            "receptor " + receptor.name()));
  }
}
