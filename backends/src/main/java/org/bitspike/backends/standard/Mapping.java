package org.bitspike.backends.standard;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.NeuronModel;

/**
 * What mapping left of the model's values, by the loss report. A value is changed in proportion,
 * which holds in any unit; one that was 0 becomes the effective value itself, which is SI.
 */
final class Mapping {

  private record Change(double meant, double effective) {
    double of(double value, double perSi) {
      return meant == 0 ? effective * perSi : value * (effective / meant);
    }
  }

  /** The pass that reports quantities; others report words of kernels, under other names. */
  private static final String TRANSLATION = "translate-parameters";

  private final Map<String, Change> changes = new HashMap<>();
  private final Map<String, Loss.WeightError> weights = new LinkedHashMap<>();
  private final Map<String, String> receptorByPort = new HashMap<>();

  Mapping(Optional<LossReport> losses, Optional<HardwareProfile> profile) {
    for (Loss loss : losses.map(LossReport::losses).orElse(java.util.List.of())) {
      switch (loss) {
        case Loss.ParameterRounded r when !r.pass().equals(TRANSLATION) -> {}
        case Loss.RangeClamped r when !r.pass().equals(TRANSLATION) -> {}
        case Loss.ParameterRounded r ->
            add(r.element(), r.parameter(), new Change(r.meant(), r.effective()));
        case Loss.RangeClamped r ->
            add(r.element(), r.parameter(), new Change(r.meant(), r.effective()));
        case Loss.WeightError w -> weights.put(w.projection(), w);
        case Loss.LostSynapses l -> {}
        case Loss.DelayChanged d -> {}
        case Loss.Approximated a -> {}
        case Loss.EventsMoved e -> {}
      }
    }
    if (profile.isPresent() && profile.get().neuron() instanceof NeuronModel.Fixed fixed) {
      fixed.receptors().forEach(r -> receptorByPort.put(r.port(), r.name()));
    }
  }

  /** An element is a block, or a block with some of its members: {@code block[0, 3]}. */
  private void add(String element, String parameter, Change change) {
    int bracket = element.indexOf('[');
    if (bracket < 0 || !element.endsWith("]")) {
      changes.put(element + "#" + parameter, change);
      return;
    }
    String block = element.substring(0, bracket);
    for (String member : element.substring(bracket + 1, element.length() - 1).split(", ")) {
      changes.put(block + "[" + member + "]#" + parameter, change);
    }
  }

  /** The value of a quantity of a neuron. */
  double quantity(String block, int neuron, String quantity, double value, double perSi) {
    Change all = changes.get(block + "#" + quantity);
    Change one = changes.get(block + "[" + neuron + "]#" + quantity);
    double result = all == null ? value : all.of(value, perSi);
    return one == null ? result : one.of(result, perSi);
  }

  /** The value of a quantity of a synapse, on a neuron's port. */
  double receptor(
      String block,
      int neuron,
      String synapse,
      Optional<String> port,
      String quantity,
      double value,
      double perSi) {
    double shared = quantity(block + "/" + synapse, neuron, quantity, value, perSi);
    Optional<String> receptor = port.map(receptorByPort::get);
    return receptor
        .map(r -> quantity(block, neuron, quantity + "_" + r, shared, perSi))
        .orElse(shared);
  }

  /** What weights are multiplied with so that charges stay where time constants do not. */
  double weightFactor(String block, String synapse) {
    Change change = changes.get(block + "/" + synapse + "#weight");
    return change == null ? 1 : change.of(1, 1);
  }

  /** Effective weight of every connection of a projection, where it is not as meant; else NaN. */
  double[] weights(String projection, int connections) {
    double[] effective = new double[connections];
    Arrays.fill(effective, Double.NaN);
    Loss.WeightError error = weights.get(projection);
    if (error != null) {
      for (int i = 0; i < error.connection().length; i++) {
        effective[error.connection()[i]] = error.effective()[i];
      }
    }
    return effective;
  }
}
