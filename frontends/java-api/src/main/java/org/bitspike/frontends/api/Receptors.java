package org.bitspike.frontends.api;

import java.util.Map;
import java.util.Optional;

/**
 * PyNN's receptor types: which synapse component each of PyNN's cells has for excitation and
 * inhibition.
 */
final class Receptors {

  private record Kind(String synapse, boolean decays, boolean conductance) {}

  private static final Kind EXPONENTIAL_CONDUCTANCE = new Kind("expCondSynapse", true, true);
  private static final Kind ALPHA_CONDUCTANCE = new Kind("alphaCondSynapse", true, true);

  private static final Kind STEP = new Kind("deltaSynapse", false, false);

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("IF_cond_exp", EXPONENTIAL_CONDUCTANCE),
          Map.entry("IF_cond_alpha", ALPHA_CONDUCTANCE),
          Map.entry("IF_curr_exp", new Kind("expCurrSynapse", true, false)),
          Map.entry("IF_curr_alpha", new Kind("alphaCurrSynapse", true, false)),
          Map.entry("IF_curr_delta", STEP),
          Map.entry("IF_cond_exp_gsfa_grr", EXPONENTIAL_CONDUCTANCE),
          Map.entry("EIF_cond_exp_isfa_ista", EXPONENTIAL_CONDUCTANCE),
          Map.entry("EIF_cond_alpha_isfa_ista", ALPHA_CONDUCTANCE),
          Map.entry("GIF_cond_exp", EXPONENTIAL_CONDUCTANCE),
          Map.entry("HH_cond_exp", EXPONENTIAL_CONDUCTANCE),
          Map.entry("Izhikevich", STEP));

  private Receptors() {}

  /** The synapse component of a receptor, or empty when the cell has no such receptor. */
  static Optional<Cell> synapse(Cell cell, String receptor) {
    Kind kind = KINDS.get(cell.type());
    String suffix = receptor.equals("excitatory") ? "E" : receptor.equals("inhibitory") ? "I" : "";
    if (kind == null || suffix.isEmpty()) {
      return Optional.empty();
    }
    Cell bare = Cell.of(kind.synapse());
    Cell synapse = kind.decays() ? bare.with("tau_syn", value(cell, "tau_syn_" + suffix)) : bare;
    return Optional.of(
        kind.conductance() ? synapse.with("e_rev", value(cell, "e_rev_" + suffix)) : synapse);
  }

  private static double value(Cell cell, String parameter) {
    Double value = cell.parameters().get(parameter);
    if (value == null) {
      throw new IllegalArgumentException(cell.type() + " has no value for " + parameter);
    }
    return value;
  }
}
