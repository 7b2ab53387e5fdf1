package org.bitspike.backends.nest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bitspike.backends.standard.Lookup;

/**
 * PyNN's standard cells in NEST's terms: pF, pA, nS, ms, mV. Source: NEST 3.9, documentation of the
 * models.
 */
final class NestModels {

  /** A parameter's name in NEST, and how many of NEST's units one of PyNN's is. */
  record Parameter(String name, double perUnit) {}

  private static final Map<String, Parameter> PARAMETERS = new LinkedHashMap<>();

  static {
    PARAMETERS.put("cm", new Parameter("C_m", 1e3));
    PARAMETERS.put("tau_m", new Parameter("tau_m", 1));
    PARAMETERS.put("tau_refrac", new Parameter("t_ref", 1));
    PARAMETERS.put("v_rest", new Parameter("E_L", 1));
    PARAMETERS.put("v_reset", new Parameter("V_reset", 1));
    PARAMETERS.put("v_thresh", new Parameter("V_th", 1));
    PARAMETERS.put("i_offset", new Parameter("I_e", 1e3));
    PARAMETERS.put("tau_syn_E", new Parameter("tau_syn_ex", 1));
    PARAMETERS.put("tau_syn_I", new Parameter("tau_syn_in", 1));
    PARAMETERS.put("e_rev_E", new Parameter("E_ex", 1));
    PARAMETERS.put("e_rev_I", new Parameter("E_in", 1));
    PARAMETERS.put("v_spike", new Parameter("V_peak", 1));
    PARAMETERS.put("delta_T", new Parameter("Delta_T", 1));
    PARAMETERS.put("tau_w", new Parameter("tau_w", 1));
    PARAMETERS.put("a", new Parameter("a", 1));
    PARAMETERS.put("b", new Parameter("b", 1e3));
  }

  private NestModels() {}

  /** NEST's name of a cell type; empty when it has none with the same parameters. */
  static Optional<String> model(String pynnType) {
    return Optional.ofNullable(
        switch (pynnType) {
          case "IF_curr_exp" -> "iaf_psc_exp";
          case "IF_curr_alpha" -> "iaf_psc_alpha";
          case "IF_cond_exp" -> "iaf_cond_exp";
          case "IF_cond_alpha" -> "iaf_cond_alpha";
          case "EIF_cond_exp_isfa_ista" -> "aeif_cond_exp";
          case "EIF_cond_alpha_isfa_ista" -> "aeif_cond_alpha";
          default -> null;
        });
  }

  /** The parameters in NEST's terms; cells with conductances have g_L in place of tau_m. */
  static Map<String, double[]> parameters(String pynnType, Map<String, double[]> pynn) {
    Map<String, double[]> result = new LinkedHashMap<>();
    pynn.forEach(
        (name, values) -> {
          Parameter parameter = Lookup.of(PARAMETERS, name);
          double[] column = new double[values.length];
          for (int i = 0; i < column.length; i++) {
            column[i] = values[i] * parameter.perUnit();
          }
          result.put(parameter.name(), column);
        });
    if (!pynnType.startsWith("IF_curr")) {
      result.put("g_L", leak(Lookup.of(result, "C_m"), result.remove("tau_m")));
    }
    return result;
  }

  /** pF over ms is nS. */
  private static double[] leak(double[] capacitance, double[] tau) {
    double[] leak = new double[Math.max(capacitance.length, tau.length)];
    for (int i = 0; i < leak.length; i++) {
      leak[i] = capacitance[capacitance.length == 1 ? 0 : i] / tau[tau.length == 1 ? 0 : i];
    }
    return leak;
  }
}
