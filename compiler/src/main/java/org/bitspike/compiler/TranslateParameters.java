package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.profile.HardwareProfile.Sharing;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.profile.NeuronModel.Register;

/**
 * For a chip with a given neuron: turns quantities into register codes and back, so that what the
 * chip really does is known.
 *
 * <p>A code is the rounded value of the register's rule, clamped to its usable codes; the quantity
 * itself is first clamped to the register's range of values. Neurons that share a register get the
 * rounded mean of their codes, which has the smallest squared error. Synapses of different kinds on
 * one receptor share its quantities: the mean, weighted by their summed effects. Weights are
 * changed so that the charge of an event stays. Reported: every clamped and every rounded quantity,
 * and every one that was shared.
 */
final class TranslateParameters implements Pass {

  /** Relative difference from which a rounding counts. */
  private static final double SAME = 1e-9;

  @Override
  public String id() {
    return "translate-parameters";
  }

  @Override
  public String summary() {
    return "translate parameters to the chip's registers and back";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.PLACED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of(Fact.TRANSLATED);
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    if (!(context.profile().neuron() instanceof NeuronModel.Fixed chip)) {
      return draft;
    }
    return new Translation(draft, chip, context).run();
  }

  /** One run of the pass. */
  private static final class Translation {
    private final Draft draft;
    private final NeuronModel.Fixed chip;
    private final PassContext context;
    private final Map<String, List<Map<String, Double>>> quantities = new LinkedHashMap<>();

    Translation(Draft draft, NeuronModel.Fixed chip, PassContext context) {
      this.draft = draft;
      this.chip = chip;
      this.context = context;
    }

    Draft run() {
      for (CellPlan cell : draft.cells()) {
        Map<String, Double> meant = new ReceptorQuantities(draft, cell, chip, context).all();
        List<Map<String, Double>> each = new ArrayList<>();
        for (int n = 0; n < cell.size(); n++) {
          each.add(new LinkedHashMap<>(meant));
        }
        quantities.put(cell.block(), each);
      }
      chip.registers().forEach(this::translate);
      List<CellPlan> cells = new ArrayList<>();
      for (CellPlan cell : draft.cells()) {
        Matched match =
            cell.match()
                .orElseThrow()
                .withEffective(quantities.getOrDefault(cell.block(), List.of()));
        cells.add(cell.withMatch(new KeptCharge(cell, match, chip, context).match()));
      }
      return draft.withCells(cells);
    }

    /** One neuron's wish for a register. */
    private record Wish(CellPlan cell, int neuron, double meant, double code) {}

    private void translate(Register register) {
      Map<String, List<Wish>> groups = new LinkedHashMap<>();
      Reports reports = new Reports(register);
      for (CellPlan cell : draft.cells()) {
        for (int n = 0; n < cell.size(); n++) {
          Double meant = of(cell, n).get(register.quantity());
          if (meant != null) {
            groups
                .computeIfAbsent(group(register, cell, n), g -> new ArrayList<>())
                .add(wish(register, cell, n, meant, reports));
          }
        }
      }
      groups.values().forEach(wishes -> settle(register, wishes, reports));
      reports.losses().forEach(context::lose);
    }

    private Map<String, Double> of(CellPlan cell, int neuron) {
      return quantities.getOrDefault(cell.block(), List.of()).get(neuron);
    }

    private static String group(Register register, CellPlan cell, int neuron) {
      return switch (register.sharing()) {
        case NEURON -> cell.block() + "/" + neuron;
        case CORE -> "core " + cell.place().orElseThrow().core()[neuron];
        case BLOCK -> cell.block();
      };
    }

    private Map<String, Double> scope(CellPlan cell, int neuron) {
      Map<String, Double> names = new HashMap<>(context.profile().constants());
      names.put("dt", context.dt());
      names.put("circuits", (double) cell.place().orElseThrow().circuits()[neuron]);
      names.putAll(of(cell, neuron));
      return names;
    }

    private Wish wish(Register register, CellPlan cell, int neuron, double meant, Reports reports) {
      double low = register.lowValue().orElse(Double.NEGATIVE_INFINITY);
      double high = register.highValue().orElse(Double.POSITIVE_INFINITY);
      double inside = Math.min(Math.max(meant, low), high);
      Map<String, Double> names = scope(cell, neuron);
      names.put(register.quantity(), inside);
      double code = ExprEvaluator.evaluate(register.code(), LearningRules.lookup(names));
      if (inside != meant || outside(register, code)) {
        reports.clamped(cell, neuron, meant);
      }
      return new Wish(
          cell, neuron, meant, Math.clamp(code, (double) register.low(), (double) register.high()));
    }

    private static boolean outside(Register register, double code) {
      return Math.rint(code) < register.low() || Math.rint(code) > register.high();
    }

    private void settle(Register register, List<Wish> wishes, Reports reports) {
      double mean = wishes.stream().mapToDouble(Wish::code).average().orElse(0);
      long code = Math.clamp((long) Math.rint(mean), register.low(), register.high());
      boolean differ = wishes.stream().anyMatch(w -> Math.rint(w.code()) != code);
      for (Wish wish : wishes) {
        Map<String, Double> names = scope(wish.cell(), wish.neuron());
        names.put(register.quantity(), clampToValues(register, wish.meant()));
        names.put("code", (double) code);
        double effective =
            ExprEvaluator.evaluate(register.effective(), LearningRules.lookup(names));
        of(wish.cell(), wish.neuron()).put(register.quantity(), effective);
        reports.rounded(wish.cell(), wish.neuron(), wish.meant(), effective, code, differ);
      }
    }

    private static double clampToValues(Register register, double meant) {
      return Math.min(
          Math.max(meant, register.lowValue().orElse(Double.NEGATIVE_INFINITY)),
          register.highValue().orElse(Double.POSITIVE_INFINITY));
    }
  }

  /** Gathers what one register did, so that neurons with the same change are one loss. */
  private static final class Reports {
    private final Register register;
    private final Map<String, Double> clamped = new HashMap<>();
    private final Map<String, Change> changes = new TreeMap<>();

    Reports(Register register) {
      this.register = register;
    }

    private record Change(
        CellPlan cell,
        double meant,
        double effective,
        long code,
        boolean shared,
        boolean wasClamped,
        List<Integer> neurons) {}

    void clamped(CellPlan cell, int neuron, double meant) {
      clamped.put(cell.block() + "/" + neuron, meant);
    }

    void rounded(
        CellPlan cell, int neuron, double meant, double effective, long code, boolean shared) {
      boolean wasClamped = clamped.containsKey(cell.block() + "/" + neuron);
      if (!wasClamped && Math.abs(effective - meant) <= SAME * Math.abs(meant)) {
        return;
      }
      String key = cell.block() + "/" + meant + "/" + code;
      changes
          .computeIfAbsent(
              key,
              k -> new Change(cell, meant, effective, code, shared, wasClamped, new ArrayList<>()))
          .neurons()
          .add(neuron);
    }

    List<Loss> losses() {
      return changes.values().stream().map(this::loss).collect(Collectors.toList());
    }

    private Loss loss(Change c) {
      String element =
          c.neurons().size() == c.cell().size() ? c.cell().block() : c.cell().block() + c.neurons();
      String written = register.name() + " = " + c.code();
      String values =
          String.format(
              Locale.ROOT,
              "%s of %s is %.6g instead of %.6g (%s)",
              register.quantity(),
              element,
              c.effective(),
              c.meant(),
              written);
      if (c.wasClamped()) {
        double low = register.lowValue().orElse(Double.NEGATIVE_INFINITY);
        double high = register.highValue().orElse(Double.POSITIVE_INFINITY);
        return new Loss.RangeClamped(
            Code.C_PARAMETER_RANGE,
            "translate-parameters",
            values + ": outside the chip's range",
            remedy(low, high),
            c.cell().component().source(),
            element,
            register.quantity(),
            c.meant(),
            c.effective(),
            low,
            high);
      }
      boolean shared = c.shared() && register.sharing() != Sharing.NEURON;
      return new Loss.ParameterRounded(
          shared ? Code.C_SHARED : Code.C_PARAMETER_ROUNDED,
          "translate-parameters",
          shared ? values + ": shared with neurons that want another value" : values,
          shared ? Code.C_SHARED.remedy() : Code.C_PARAMETER_ROUNDED.remedy(),
          c.cell().component().source(),
          element,
          register.quantity(),
          c.meant(),
          c.effective(),
          written);
    }

    private static String remedy(double low, double high) {
      if (!Double.isFinite(low) && !Double.isFinite(high)) {
        return Code.C_PARAMETER_RANGE.remedy();
      }
      return String.format(Locale.ROOT, "choose a value from %.4g to %.4g", low, high);
    }
  }
}
