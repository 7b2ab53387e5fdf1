package org.bitspike.backends.standard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bitspike.ir.network.Component;

/**
 * A cell in PyNN's terms, without its synapses.
 *
 * @param family {@code IF}, {@code EIF}, {@code HH} or {@code Izhikevich}
 * @param natural kinetics of its receptors when no synapse says otherwise, such as {@code curr_exp}
 * @param parameters PyNN's parameters but those of receptors
 * @param initialMv membrane potential at the start
 */
record CellTranslation(
    String family, String natural, Map<String, Double> parameters, double initialMv) {

  private static final List<String> LEAKY =
      List.of("cm", "tau_m", "tau_refrac", "v_rest", "v_reset", "v_thresh", "i_offset");
  private static final List<String> ADAPTIVE = List.of("v_spike", "delta_T", "tau_w", "a", "b");
  private static final List<String> HODGKIN_HUXLEY =
      List.of(
          "cm",
          "i_offset",
          "gbar_Na",
          "gbar_K",
          "g_leak",
          "e_rev_Na",
          "e_rev_K",
          "e_rev_leak",
          "v_offset");

  /** PyNN's Izhikevich cell spikes here, in mV; it is no parameter. */
  private static final double IZHIKEVICH_PEAK = 30;

  /** The cell in PyNN's terms; empty when no standard cell is equal to it. */
  static Optional<CellTranslation> of(String type, Component cell) {
    Map<String, Double> p = cell.parameters();
    return switch (type) {
      case "iafCell" ->
          Optional.of(
              leaky(p, Lookup.of(p, "C"), Lookup.of(p, "C") / Lookup.of(p, "leakConductance"), 0));
      case "iafRefCell" ->
          Optional.of(
              leaky(
                  p,
                  Lookup.of(p, "C"),
                  Lookup.of(p, "C") / Lookup.of(p, "leakConductance"),
                  Lookup.of(p, "refract")));
      // These have no capacitance; nothing depends on the one chosen, since they take no synapses.
      case "iafTauCell" -> Optional.of(leaky(p, 1e-9, Lookup.of(p, "tau"), 0));
      case "iafTauRefCell" ->
          Optional.of(leaky(p, 1e-9, Lookup.of(p, "tau"), Lookup.of(p, "refract")));
      case "adExIaFCell" -> Optional.of(adaptive(p));
      case "izhikevichCell" -> izhikevich(p);
      case "IF_curr_exp", "IF_curr_alpha", "IF_cond_exp", "IF_cond_alpha" ->
          Optional.of(own("IF", type.substring(3), p, LEAKY));
      case "EIF_cond_exp_isfa_ista" -> Optional.of(ownAdaptive("cond_exp", p));
      case "EIF_cond_alpha_isfa_ista" -> Optional.of(ownAdaptive("cond_alpha", p));
      case "HH_cond_exp" -> Optional.of(own("HH", "cond_exp", p, HODGKIN_HUXLEY));
      default -> Optional.empty();
    };
  }

  /** PyNN counts {@code a} in nS; in the component it gives nA per mV. */
  private static CellTranslation ownAdaptive(String natural, Map<String, Double> p) {
    CellTranslation cell =
        own("EIF", natural, p, Stream.concat(LEAKY.stream(), ADAPTIVE.stream()).toList());
    cell.parameters().computeIfPresent("a", (name, value) -> value * 1e3);
    return cell;
  }

  private static CellTranslation own(
      String family, String natural, Map<String, Double> p, List<String> names) {
    Map<String, Double> parameters = new LinkedHashMap<>();
    names.forEach(name -> parameters.put(name, Lookup.of(p, name)));
    return new CellTranslation(family, natural, parameters, Lookup.of(p, "v_init"));
  }

  private static CellTranslation leaky(
      Map<String, Double> p, double farad, double tau, double refractory) {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("cm", farad * 1e9);
    parameters.put("tau_m", tau * 1e3);
    parameters.put("tau_refrac", refractory * 1e3);
    parameters.put("v_rest", Lookup.of(p, "leakReversal") * 1e3);
    parameters.put("v_reset", Lookup.of(p, "reset") * 1e3);
    parameters.put("v_thresh", Lookup.of(p, "thresh") * 1e3);
    parameters.put("i_offset", 0.0);
    return new CellTranslation("IF", "curr_exp", parameters, Lookup.of(p, "leakReversal") * 1e3);
  }

  private static CellTranslation adaptive(Map<String, Double> p) {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("cm", Lookup.of(p, "C") * 1e9);
    parameters.put("tau_m", Lookup.of(p, "C") / Lookup.of(p, "gL") * 1e3);
    parameters.put("tau_refrac", Lookup.of(p, "refract") * 1e3);
    parameters.put("v_rest", Lookup.of(p, "EL") * 1e3);
    parameters.put("v_reset", Lookup.of(p, "reset") * 1e3);
    parameters.put("v_thresh", Lookup.of(p, "VT") * 1e3);
    parameters.put("i_offset", 0.0);
    parameters.put("v_spike", Lookup.of(p, "thresh") * 1e3);
    parameters.put("delta_T", Lookup.of(p, "delT") * 1e3);
    parameters.put("tau_w", Lookup.of(p, "tauw") * 1e3);
    parameters.put("a", Lookup.of(p, "a") * 1e9); // nS
    parameters.put("b", Lookup.of(p, "b") * 1e9); // nA
    return new CellTranslation("EIF", "cond_exp", parameters, Lookup.of(p, "EL") * 1e3);
  }

  private static Optional<CellTranslation> izhikevich(Map<String, Double> p) {
    if (Math.abs(Lookup.of(p, "thresh") * 1e3 - IZHIKEVICH_PEAK) > 1e-9) {
      return Optional.empty();
    }
    Map<String, Double> parameters = new LinkedHashMap<>();
    for (String name : List.of("a", "b", "c", "d")) {
      parameters.put(name, Lookup.of(p, name));
    }
    parameters.put("i_offset", 0.0);
    return Optional.of(new CellTranslation("Izhikevich", "", parameters, Lookup.of(p, "v0") * 1e3));
  }

  /** PyNN's name of the cell with receptors of these kinetics; empty when there is none. */
  Optional<String> type(String kinetics) {
    return switch (family) {
      case "IF" -> Optional.of("IF_" + kinetics);
      case "EIF" ->
          kinetics.startsWith("cond")
              ? Optional.of("EIF_" + kinetics + "_isfa_ista")
              : Optional.empty();
      case "HH" -> kinetics.equals("cond_exp") ? Optional.of("HH_cond_exp") : Optional.empty();
      default -> kinetics.isEmpty() ? Optional.of(family) : Optional.empty();
    };
  }
}
