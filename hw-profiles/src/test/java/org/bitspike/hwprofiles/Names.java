package org.bitspike.hwprofiles;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.bitspike.ir.profile.HardwareProfile;

/**
 * Values of names in a rule: what a test puts, a profile's constants, and samples of what models
 * call their parameters.
 */
final class Names implements ToDoubleFunction<String> {

  private static final Map<String, Double> SAMPLES =
      Map.ofEntries(
          Map.entry("C", 2e-10),
          Map.entry("leakConductance", 1e-8),
          Map.entry("leakReversal", -0.065),
          Map.entry("thresh", -0.05),
          Map.entry("reset", -0.07),
          Map.entry("refract", 2e-3),
          Map.entry("tau", 0.02),
          Map.entry("tauRise", 1e-3),
          Map.entry("tauDecay", 5e-3),
          Map.entry("gbase", 1e-9),
          Map.entry("ibase", 1e-10),
          Map.entry("erev", 0.0),
          Map.entry("cm", 0.2),
          Map.entry("tau_m", 20.0),
          Map.entry("tau_refrac", 2.0),
          Map.entry("v_rest", -65.0),
          Map.entry("v_reset", -70.0),
          Map.entry("v_thresh", -50.0),
          Map.entry("v_init", -65.0),
          Map.entry("i_offset", 0.1),
          Map.entry("tau_syn", 5.0),
          Map.entry("e_rev", -70.0),
          Map.entry("tauPlus", 0.02),
          Map.entry("tauMinus", 0.03),
          Map.entry("driverReadoutTime", 0.015),
          Map.entry("synapsesPerDriver", 50.0),
          Map.entry("noSynapses", 0.0));

  private final Map<String, Double> values;

  private Names(Map<String, Double> values) {
    this.values = values;
  }

  static Names of(HardwareProfile profile) {
    return new Names(new HashMap<>(profile.constants())).put("dt", 1e-4).put("circuits", 2);
  }

  Names copy() {
    return new Names(new HashMap<>(values));
  }

  Names put(String name, double value) {
    values.put(name, value);
    return this;
  }

  @Override
  public double applyAsDouble(String name) {
    Double value = values.get(name);
    return value != null ? value : SAMPLES.getOrDefault(name, 1.0);
  }
}
