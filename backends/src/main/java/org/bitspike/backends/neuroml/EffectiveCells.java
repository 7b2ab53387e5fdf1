package org.bitspike.backends.neuroml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bitspike.ir.network.Component;

/** Cells and synapses with the quantities that hardware gave them, by the names of profiles. */
final class EffectiveCells {

  private EffectiveCells() {}

  static Component cell(Component cell, String id, Map<String, Double> changes) {
    Map<String, Double> p = new LinkedHashMap<>(cell.parameters());
    if (cell.type().startsWith("IF_") || cell.type().startsWith("EIF_")) {
      pynn(p, changes);
    } else if (cell.type().startsWith("iaf")) {
      put(p, "leakReversal", changes, "v_rest", 1);
      put(p, "thresh", changes, "v_thresh", 1);
      put(p, "reset", changes, "v_reset", 1);
      put(p, "refract", changes, "tau_refrac", 1);
      put(p, "tau", changes, "tau_m", 1);
      put(p, "C", changes, "c_m", 1);
      Double tau = changes.get("tau_m");
      Double c = p.get("C");
      if (tau != null && c != null) {
        p.put("leakConductance", c / tau);
      }
    }
    return with(cell, id, p);
  }

  private static void pynn(Map<String, Double> p, Map<String, Double> changes) {
    put(p, "cm", changes, "c_m", 1e9);
    put(p, "tau_m", changes, "tau_m", 1e3);
    put(p, "tau_refrac", changes, "tau_refrac", 1e3);
    put(p, "v_rest", changes, "v_rest", 1e3);
    put(p, "v_reset", changes, "v_reset", 1e3);
    put(p, "v_thresh", changes, "v_thresh", 1e3);
    put(p, "v_init", changes, "v_init", 1e3);
    if (changes.containsKey("v_rest") && !changes.containsKey("i_offset")) {
      p.put("i_offset", 0.0); // a chip without offsets has it in the leak reversal
    }
    put(p, "i_offset", changes, "i_offset", 1e9);
  }

  static Component synapse(Component synapse, String id, Map<String, Double> changes) {
    Map<String, Double> p = new LinkedHashMap<>(synapse.parameters());
    switch (synapse.type()) {
      case "expOneSynapse" -> {
        put(p, "tauDecay", changes, "tau", 1);
        put(p, "erev", changes, "e_rev", 1);
      }
      case "expCondSynapse", "expCurrSynapse" -> {
        put(p, "tau_syn", changes, "tau", 1e3);
        if (p.containsKey("e_rev")) {
          put(p, "e_rev", changes, "e_rev", 1e3);
        }
      }
      default -> {
        // other shapes are not the chip's own; the assessment tells
      }
    }
    return with(synapse, id, p);
  }

  private static void put(
      Map<String, Double> p,
      String name,
      Map<String, Double> changes,
      String quantity,
      double perSi) {
    Double value = changes.get(quantity);
    if (value != null && p.containsKey(name)) {
      p.put(name, value * perSi);
    }
  }

  private static Component with(Component c, String id, Map<String, Double> parameters) {
    return new Component(id, c.type(), parameters, c.texts(), c.children(), c.source());
  }
}
