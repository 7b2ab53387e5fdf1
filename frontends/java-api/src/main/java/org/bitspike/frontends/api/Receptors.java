package org.bitspike.frontends.api;

import java.util.Map;
import java.util.Optional;

/**
 * PyNN's receptor types: which synapse component each of PyNN's cells has for excitation and
 * inhibition.
 */
final class Receptors {

  private record Kind(String synapse, boolean conductance) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "IF_cond_exp", new Kind("expCondSynapse", true),
          "IF_cond_alpha", new Kind("alphaCondSynapse", true),
          "IF_curr_exp", new Kind("expCurrSynapse", false),
          "IF_curr_alpha", new Kind("alphaCurrSynapse", false));

  private Receptors() {}

  /** The synapse component of a receptor, or empty when the cell has no such receptor. */
  static Optional<Cell> synapse(Cell cell, String receptor) {
    Kind kind = KINDS.get(cell.type());
    String suffix = receptor.equals("excitatory") ? "E" : receptor.equals("inhibitory") ? "I" : "";
    if (kind == null || suffix.isEmpty()) {
      return Optional.empty();
    }
    Cell synapse = Cell.of(kind.synapse()).with("tau_syn", value(cell, "tau_syn_" + suffix));
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
