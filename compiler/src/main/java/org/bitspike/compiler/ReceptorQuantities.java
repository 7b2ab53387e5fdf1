package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.profile.NeuronModel;

/**
 * A cell's quantities with those of the chip's receptors, named {@code <quantity>_<receptor>}.
 * Where several synapses share a receptor, each quantity is the mean over them, weighted by the sum
 * of their connections' effects; part of translating.
 */
final class ReceptorQuantities {

  private final Draft draft;
  private final CellPlan cell;
  private final NeuronModel.Fixed chip;
  private final PassContext context;
  private final Matched match;

  ReceptorQuantities(Draft draft, CellPlan cell, NeuronModel.Fixed chip, PassContext context) {
    this.draft = draft;
    this.cell = cell;
    this.chip = chip;
    this.context = context;
    this.match = cell.match().orElseThrow();
  }

  Map<String, Double> all() {
    Map<String, Double> quantities = new LinkedHashMap<>(match.meant());
    double[] importance = importance();
    for (int r = 0; r < chip.receptors().size(); r++) {
      List<Integer> users = new ArrayList<>();
      for (int u = 0; u < match.receptors().size(); u++) {
        if (match.receptors().get(u).receptor() == r) {
          users.add(u);
        }
      }
      String suffix = "_" + chip.receptors().get(r).name();
      (users.isEmpty() ? defaults(chip.receptors().get(r)) : joined(users, importance))
          .forEach((name, value) -> quantities.put(name + suffix, value));
    }
    return quantities;
  }

  /** Summed magnitude of the effects of each synaptic input's kept connections. */
  private double[] importance() {
    double[] importance = new double[match.receptors().size()];
    for (Link link : draft.links()) {
      if (link.post().equals(cell.block()) && link.synapse().isPresent()) {
        link.drawn().ifPresent(drawn -> add(importance, drawn));
        for (int c = 0; c < link.table().size(); c++) {
          if (link.isKept(c)) {
            int use = link.fate().receptor()[c];
            importance[use] +=
                Math.abs(Effects.weight(cell, link, c) * Effects.perWeight(cell, use));
          }
        }
      }
    }
    return importance;
  }

  private void add(double[] importance, DrawnLink drawn) {
    int use = drawn.receptor();
    double weight = cell.receptors().get(use).weightless() ? 1 : drawn.meanOfWeights(Math::abs);
    importance[use] += drawn.size() * weight * Math.abs(Effects.perWeight(cell, use));
  }

  private Map<String, Double> defaults(NeuronModel.Receptor receptor) {
    Map<String, Double> names = new HashMap<>(context.profile().constants());
    names.put("dt", context.dt());
    names.putAll(match.meant());
    Map<String, Double> quantities = new LinkedHashMap<>();
    receptor
        .defaults()
        .forEach(
            (name, rule) ->
                quantities.put(name, ExprEvaluator.evaluate(rule, LearningRules.lookup(names))));
    return quantities;
  }

  private Map<String, Double> joined(List<Integer> users, double[] importance) {
    Map<String, Double> quantities = new LinkedHashMap<>();
    double total = users.stream().mapToDouble(u -> importance[u]).sum();
    for (String name : match.receptors().get(users.get(0)).quantities().keySet()) {
      if (name.equals("weight")) {
        continue;
      }
      double sum = 0;
      for (int u : users) {
        double share = total > 0 ? importance[u] / total : 1.0 / users.size();
        sum += share * match.receptors().get(u).quantities().getOrDefault(name, 0.0);
      }
      quantities.put(name, sum);
      for (int u : users) {
        report(u, name, match.receptors().get(u).quantities().getOrDefault(name, 0.0), sum);
      }
    }
    return quantities;
  }

  private void report(int user, String name, double meant, double effective) {
    if (Math.abs(effective - meant) <= 1e-9 * Math.abs(meant)) {
      return;
    }
    String synapse = cell.receptors().get(user).synapse().id();
    String receptor = chip.receptors().get(match.receptors().get(user).receptor()).name();
    String message =
        String.format(
            Locale.ROOT,
            "%s of synapse %s on %s is %.6g instead of %.6g: all synapses on receptor %s share it",
            name,
            synapse,
            cell.block(),
            effective,
            meant,
            receptor);
    context.lose(
        new Loss.ParameterRounded(
            Code.C_SHARED,
            "translate-parameters",
            message,
            "give the synapses that share a receptor equal kinetics, or use a target with more"
                + " receptors",
            cell.receptors().get(user).synapse().source(),
            cell.block() + "/" + synapse,
            name,
            meant,
            effective,
            "receptor " + receptor));
  }
}
