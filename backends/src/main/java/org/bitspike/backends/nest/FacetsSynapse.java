package org.bitspike.backends.nest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.backends.standard.Lookup;
import org.bitspike.backends.standard.StandardNetwork.Learning;
import org.bitspike.ir.network.Component;

/**
 * The rule {@code lutStdp} as NEST's {@code stdp_facetshw_synapse_hom}, whose twin it is. Source:
 * NEST 3.9, models/stdp_facetshw_synapse_hom.h.
 */
final class FacetsSynapse {

  /** Component type of the rule. */
  static final String RULE = "lutStdp";

  /** NEST's name of it. */
  static final String MODEL = "stdp_facetshw_synapse_hom";

  private FacetsSynapse() {}

  /** Properties common to all synapses of a projection; weights in pA or nS. */
  static Map<String, Object> common(Learning learning) {
    Component rule = learning.rule();
    Map<String, Double> p = rule.parameters();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("tau_plus", Lookup.of(p, "tauPlus") * 1e3);
    result.put("tau_minus_stdp", Lookup.of(p, "tauMinus") * 1e3);
    result.put("Wmax", Lookup.of(p, "wMax") * learning.weightUnit() * 1e3);
    result.put("no_synapses", Math.round(Lookup.of(p, "noSynapses")));
    result.put("synapses_per_driver", Math.round(Lookup.of(p, "synapsesPerDriver")));
    result.put("driver_readout_time", Lookup.of(p, "driverReadoutTime") * 1e3);
    result.put("lookuptable_0", integers(Lookup.of(rule.texts(), "lutCausal")));
    result.put("lookuptable_1", integers(Lookup.of(rule.texts(), "lutAcausal")));
    result.put("lookuptable_2", integers(Lookup.of(rule.texts(), "lutCombined")));
    result.put("configbit_0", integers(Lookup.of(rule.texts(), "configBits0")));
    result.put("configbit_1", integers(Lookup.of(rule.texts(), "configBits1")));
    result.put("reset_pattern", integers(Lookup.of(rule.texts(), "resetPattern")));
    return result;
  }

  /** The two thresholds of each synapse. */
  static Map<String, double[]> individual(Learning learning, int synapses) {
    Map<String, double[]> result = new LinkedHashMap<>();
    result.put("a_thresh_th", column(learning, "threshHigh", synapses));
    result.put("a_thresh_tl", column(learning, "threshLow", synapses));
    return result;
  }

  private static double[] column(Learning learning, String name, int synapses) {
    double[] own = learning.columns().get(name);
    if (own != null) {
      return own;
    }
    double[] column = new double[synapses];
    Arrays.fill(column, Lookup.of(learning.rule().parameters(), name));
    return column;
  }

  private static List<Integer> integers(String text) {
    return Arrays.stream(text.strip().split("[\\s,]+")).map(Integer::valueOf).toList();
  }
}
