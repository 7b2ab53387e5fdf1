package org.bitspike.compiler;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.Stimulus;

/**
 * Currents into a chip's given neuron: each value by the chip's rule, and no more neurons of a core
 * than it can feed.
 */
final class FixedCurrents {

  private final CellPlan cell;
  private final NeuronModel.Fixed chip;
  private final NeuronModel.CurrentInput input;
  private final Kernel kernel;
  private final PassContext context;

  FixedCurrents(CellPlan cell, NeuronModel.Fixed fixed, Kernel kernel, PassContext context) {
    this.cell = cell;
    this.chip = fixed;
    this.input = fixed.currents().orElseThrow();
    this.kernel = kernel;
    this.context = context;
  }

  Optional<Stimulus.LevelTrain> train(CurrentPlan current) {
    if (tooMany(current)) {
      return Optional.empty();
    }
    FixedFormat format = kernel.word(input.level()).map(Kernel.Word::format).orElseThrow();
    long[] codes = new long[current.value().length];
    for (int i = 0; i < codes.length; i++) {
      Map<String, Double> names = new HashMap<>(context.profile().constants());
      names.put("dt", context.dt());
      names.put("circuits", (double) cell.place().orElseThrow().circuits()[current.neuron()[i]]);
      names.putAll(cell.match().orElseThrow().effective(current.neuron()[i]));
      for (int r = 0; r < chip.receptors().size(); r++) {
        names.put("scale_" + chip.receptors().get(r).name(), cell.scale(r, current.neuron()[i]));
      }
      names.put("current", current.value()[i]);
      codes[i] = format.nearest(LearningRules.evaluate(input.value(), names));
    }
    return Optional.of(
        new Stimulus.LevelTrain(
            cell.block(), input.level(), current.tick(), current.neuron(), codes));
  }

  private boolean tooMany(CurrentPlan current) {
    Map<Integer, TreeSet<Integer>> byCore = new TreeMap<>();
    for (int neuron : current.neuron()) {
      byCore
          .computeIfAbsent(cell.place().orElseThrow().core()[neuron], c -> new TreeSet<>())
          .add(neuron);
    }
    for (Map.Entry<Integer, TreeSet<Integer>> core : byCore.entrySet()) {
      if (core.getValue().size() > input.perCore()) {
        context.report(
            Diagnostic.error(
                Code.C_STIMULUS,
                cell.population().source(),
                core.getValue().size()
                    + " neurons of "
                    + cell.block()
                    + " on core "
                    + core.getKey()
                    + " get a current, "
                    + context.profile().name()
                    + " can give one to "
                    + input.perCore()
                    + " of a core"));
        return true;
      }
    }
    return false;
  }
}
