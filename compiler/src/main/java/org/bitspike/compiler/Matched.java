package org.bitspike.compiler;

import java.util.List;
import java.util.Map;
import org.bitspike.ir.profile.NeuronModel;

/**
 * A population matched to a chip's given neuron.
 *
 * @param cell the match of the cell
 * @param meant quantities of the model, SI, without those of receptors
 * @param receptors for each synaptic input the receptor of the chip that takes it
 * @param effective quantities after translation, one map for each neuron or one for all; empty
 *     before it
 */
public record Matched(
    NeuronModel.CellMatch cell,
    Map<String, Double> meant,
    List<ReceptorUse> receptors,
    List<Map<String, Double>> effective) {

  public Matched {
    meant = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(meant));
    receptors = List.copyOf(receptors);
    effective = List.copyOf(effective);
  }

  /**
   * A synapse that uses a receptor of the chip.
   *
   * @param receptor index of the chip's receptor
   * @param quantities quantities of the synapse, SI
   */
  public record ReceptorUse(int receptor, Map<String, Double> quantities) {
    public ReceptorUse {
      quantities = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(quantities));
    }
  }

  /** Quantities that hold for a neuron. */
  public Map<String, Double> effective(int neuron) {
    return effective.size() == 1 ? effective.get(0) : effective.get(neuron);
  }

  Matched withReceptors(List<ReceptorUse> uses) {
    return new Matched(cell, meant, uses, effective);
  }

  Matched withEffective(List<Map<String, Double>> quantities) {
    return new Matched(cell, meant, receptors, quantities);
  }
}
