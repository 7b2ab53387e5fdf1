package org.bitspike.frontends.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A component type with values: a cell, a spike source, a synapse or an input.
 *
 * @param type name of the component type
 * @param parameters values by name. PyNN's types take PyNN's plain numbers; all others SI values.
 * @param texts textual attributes by name
 * @param children child components by the slot they stand in
 */
public record Cell(
    String type,
    Map<String, Double> parameters,
    Map<String, String> texts,
    Map<String, List<Cell>> children) {

  public Cell {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
  }

  /** A component of any type, with no value set yet. */
  public static Cell of(String type) {
    return new Cell(type, Map.of(), Map.of(), Map.of());
  }

  /**
   * PyNN's conductance-based integrate-and-fire cell with exponential synapses and PyNN's default
   * values.
   */
  public static Cell ifCondExp() {
    return withIntegrateAndFireDefaults("IF_cond_exp").with("e_rev_E", 0).with("e_rev_I", -70);
  }

  /**
   * PyNN's conductance-based integrate-and-fire cell with alpha-function synapses and PyNN's
   * default values.
   */
  public static Cell ifCondAlpha() {
    return membrane("IF_cond_alpha")
        .with("tau_syn_E", 0.3)
        .with("tau_syn_I", 0.5)
        .with("e_rev_E", 0)
        .with("e_rev_I", -70);
  }

  /**
   * PyNN's current-based integrate-and-fire cell with exponential synapses and PyNN's default
   * values.
   */
  public static Cell ifCurrExp() {
    return withIntegrateAndFireDefaults("IF_curr_exp");
  }

  /**
   * PyNN's current-based integrate-and-fire cell with alpha-function synapses and PyNN's default
   * values.
   */
  public static Cell ifCurrAlpha() {
    return membrane("IF_curr_alpha").with("tau_syn_E", 0.5).with("tau_syn_I", 0.5);
  }

  /**
   * PyNN's current-based integrate-and-fire cell whose synapses are steps of the membrane
   * potential, with PyNN's default values. Weights onto it are in mV.
   */
  public static Cell ifCurrDelta() {
    return membrane("IF_curr_delta");
  }

  /**
   * PyNN's integrate-and-fire cell with spike-frequency adaptation and relative refractoriness
   * (Muller et al. 2007) and PyNN's default values; {@code q_sfa} and {@code q_rr} in nS.
   */
  public static Cell ifCondExpGsfaGrr() {
    return withIntegrateAndFireDefaults("IF_cond_exp_gsfa_grr")
        .with("e_rev_E", 0)
        .with("e_rev_I", -70)
        .with("tau_sfa", 100)
        .with("e_rev_sfa", -75)
        .with("q_sfa", 15)
        .with("tau_rr", 2)
        .with("e_rev_rr", -75)
        .with("q_rr", 3000);
  }

  /**
   * PyNN's generalised integrate-and-fire cell (Mensi et al. 2012, Pozzorini et al. 2015) with
   * PyNN's default values: {@code a_eta} in nA, {@code a_gamma} in mV, {@code lambda0} in Hz.
   */
  public static Cell gifCondExp() {
    Cell cell =
        of("GIF_cond_exp")
            .with("cm", 1)
            .with("tau_m", 20)
            .with("tau_refrac", 4)
            .with("tau_syn_E", 5)
            .with("tau_syn_I", 5)
            .with("e_rev_E", 0)
            .with("e_rev_I", -70)
            .with("i_offset", 0)
            .with("v_rest", -65)
            .with("v_reset", -65)
            .with("v_init", -65)
            .with("delta_v", 0.5)
            .with("v_t_star", -48)
            .with("lambda0", 1);
    double tau = 1;
    for (int k = 1; k <= 3; k++) {
      cell = cell.with("tau_eta" + k, tau).with("a_eta" + k, 1);
      cell = cell.with("tau_gamma" + k, tau).with("a_gamma" + k, 1);
      tau *= 10;
    }
    return cell;
  }

  /**
   * PyNN's adaptive exponential integrate-and-fire cell with exponential synapses and PyNN's
   * default values, but {@code a} in uS, as NeuroML's type has it (PyNN: 4 nS).
   */
  public static Cell eifCondExpIsfaIsta() {
    return of("EIF_cond_exp_isfa_ista")
        .with("cm", 0.281)
        .with("tau_m", 9.3667)
        .with("tau_refrac", 0.1)
        .with("tau_syn_E", 5)
        .with("tau_syn_I", 5)
        .with("e_rev_E", 0)
        .with("e_rev_I", -80)
        .with("i_offset", 0)
        .with("v_rest", -70.6)
        .with("v_reset", -70.6)
        .with("v_thresh", -50.4)
        .with("v_spike", -40)
        .with("v_init", -70.6)
        .with("delta_T", 2)
        .with("tau_w", 144)
        .with("a", 0.004)
        .with("b", 0.0805);
  }

  /**
   * PyNN's Izhikevich cell with PyNN's default values: {@code i_offset} in nA. Weights onto it are
   * in mV.
   */
  public static Cell izhikevich() {
    return of("Izhikevich")
        .with("a", 0.02)
        .with("b", 0.2)
        .with("c", -65)
        .with("d", 2)
        .with("i_offset", 0)
        .with("v_init", -70)
        .with("u_init", -14);
  }

  /** NEST's {@code hh_psc_alpha} with NEST's default values, in SI units. */
  public static Cell hhPscAlpha() {
    return of("hh_psc_alpha")
        .with("C_m", 100e-12)
        .with("g_Na", 12000e-9)
        .with("g_K", 3600e-9)
        .with("g_L", 30e-9)
        .with("E_Na", 50e-3)
        .with("E_K", -77e-3)
        .with("E_L", -54.402e-3)
        .with("t_ref", 2e-3)
        .with("I_e", 0)
        .with("V_m", -65e-3);
  }

  /** Poisson source; the rate is in Hz, start and duration in milliseconds. */
  public static Cell spikeSourcePoisson(double rateHz, double startMillis, double durationMillis) {
    return of("SpikeSourcePoisson")
        .with("rate", rateHz)
        .with("start", startMillis * 1e-3)
        .with("duration", durationMillis * 1e-3);
  }

  /** Source that fires at the given times, in milliseconds. */
  public static Cell spikeSourceArray(double... timesMillis) {
    List<Cell> spikes = new java.util.ArrayList<>();
    for (double time : timesMillis) {
      spikes.add(of("spike").with("time", time * 1e-3));
    }
    return new Cell("spikeArray", Map.of(), Map.of(), Map.of("spikes", spikes));
  }

  /** The same with one value changed. */
  public Cell with(String parameter, double value) {
    Map<String, Double> changed = new LinkedHashMap<>(parameters);
    changed.put(parameter, value);
    return new Cell(type, changed, texts, children);
  }

  /** The same with one textual attribute changed. */
  public Cell withText(String attribute, String text) {
    Map<String, String> changed = new LinkedHashMap<>(texts);
    changed.put(attribute, text);
    return new Cell(type, parameters, changed, children);
  }

  /** Values of PyNN 0.12, {@code pyNN/standardmodels/cells.py}. */
  private static Cell withIntegrateAndFireDefaults(String type) {
    return membrane(type).with("tau_syn_E", 5).with("tau_syn_I", 5);
  }

  private static Cell membrane(String type) {
    return of(type)
        .with("cm", 1)
        .with("tau_m", 20)
        .with("tau_refrac", 0.1)
        .with("i_offset", 0)
        .with("v_rest", -65)
        .with("v_reset", -65)
        .with("v_thresh", -50)
        .with("v_init", -65);
  }
}
