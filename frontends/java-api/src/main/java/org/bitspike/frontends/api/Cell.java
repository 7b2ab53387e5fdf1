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
    return withIntegrateAndFireDefaults("IF_cond_alpha").with("e_rev_E", 0).with("e_rev_I", -70);
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
    return withIntegrateAndFireDefaults("IF_curr_alpha");
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
    return of(type)
        .with("cm", 1)
        .with("tau_m", 20)
        .with("tau_refrac", 0.1)
        .with("tau_syn_E", 5)
        .with("tau_syn_I", 5)
        .with("i_offset", 0)
        .with("v_rest", -65)
        .with("v_reset", -65)
        .with("v_thresh", -50)
        .with("v_init", -65);
  }
}
