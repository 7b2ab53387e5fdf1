package org.bitspike.backends.standard;

import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.network.Component;

/**
 * A synapse in the simulators' terms.
 *
 * @param conductance whether it is a conductance; a current otherwise
 * @param alpha whether it has the shape {@code t / tau * exp(1 - t / tau)}; {@code exp(-t / tau)}
 *     otherwise
 * @param tauMs its time constant
 * @param reversalMv of a conductance; 0 for a current
 * @param unit what a connection weight of 1 gives at its peak, uS or nA
 */
record Kinetics(boolean conductance, boolean alpha, double tauMs, double reversalMv, double unit) {

  /** The synapse type in these terms; empty when it has no equal. */
  static Optional<Kinetics> of(String type, Component synapse) {
    Map<String, Double> p = synapse.parameters();
    return Optional.ofNullable(
        switch (type) {
          case "expOneSynapse" ->
              new Kinetics(
                  true,
                  false,
                  Lookup.of(p, "tauDecay") * 1e3,
                  Lookup.of(p, "erev") * 1e3,
                  Lookup.of(p, "gbase") * 1e6);
          case "alphaSynapse" ->
              new Kinetics(
                  true,
                  true,
                  Lookup.of(p, "tau") * 1e3,
                  Lookup.of(p, "erev") * 1e3,
                  Lookup.of(p, "gbase") * 1e6);
          case "alphaCurrentSynapse" ->
              new Kinetics(false, true, Lookup.of(p, "tau") * 1e3, 0, Lookup.of(p, "ibase") * 1e9);
          case "expCondSynapse" ->
              new Kinetics(true, false, Lookup.of(p, "tau_syn"), Lookup.of(p, "e_rev"), 1);
          case "alphaCondSynapse" ->
              new Kinetics(true, true, Lookup.of(p, "tau_syn"), Lookup.of(p, "e_rev"), 1);
          case "expCurrSynapse" -> new Kinetics(false, false, Lookup.of(p, "tau_syn"), 0, 1);
          case "alphaCurrSynapse" -> new Kinetics(false, true, Lookup.of(p, "tau_syn"), 0, 1);
          default -> null;
        });
  }

  /** What the synapse's shape is called in the names of PyNN's cells. */
  String suffix() {
    return (conductance ? "cond" : "curr") + (alpha ? "_alpha" : "_exp");
  }
}
