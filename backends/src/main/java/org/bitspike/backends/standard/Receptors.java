package org.bitspike.backends.standard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The synapses that arrive at one population, sorted to the two receptors of a standard cell.
 * Conductances of one time constant and one reversal potential share a receptor, the higher
 * reversal potential being the excitatory one; currents go by the sign of their weights.
 */
final class Receptors {

  /** One use of a receptor: a synapse component, and the sign of its weights for currents. */
  private record Use(String synapse, Kinetics kinetics, boolean negative, Optional<String> port) {
    boolean shares(Use other) {
      return kinetics.tauMs() == other.kinetics.tauMs()
          && kinetics.reversalMv() == other.kinetics.reversalMv()
          && (kinetics.conductance() || negative == other.negative);
    }
  }

  private final List<Use> uses = new ArrayList<>();
  private final List<Use> distinct = new ArrayList<>();

  /** Adds a synapse; {@code negative} is of no meaning for a conductance. */
  void add(String synapse, Kinetics kinetics, boolean negative, Optional<String> port) {
    Use use = new Use(synapse, kinetics, negative && !kinetics.conductance(), port);
    uses.add(use);
    if (distinct.stream().noneMatch(use::shares)) {
      distinct.add(use);
    }
  }

  /** What is wrong with it; empty when a standard cell can receive all of it. */
  Optional<String> problem() {
    if (uses.stream().map(u -> u.kinetics().suffix()).distinct().count() > 1) {
      return Optional.of(
          "receives synapses of several kinds ("
              + String.join(
                  ", ", uses.stream().map(u -> u.kinetics().suffix()).distinct().sorted().toList())
              + "), a standard cell takes one");
    }
    if (conductance()) {
      return distinct.size() <= 2
          ? Optional.empty()
          : Optional.of(
              "receives synapses of "
                  + distinct.size()
                  + " time constants and reversal potentials, a standard cell takes 2");
    }
    for (boolean negative : new boolean[] {false, true}) {
      long taus = distinct.stream().filter(u -> u.negative() == negative).count();
      if (taus > 1) {
        return Optional.of(
            "receives "
                + (negative ? "negative" : "positive")
                + " currents of "
                + taus
                + " time constants, a standard cell takes 1");
      }
    }
    return Optional.empty();
  }

  private boolean conductance() {
    return !uses.isEmpty() && uses.getFirst().kinetics().conductance();
  }

  /** Kinetics of all receptors, such as {@code cond_exp}; empty when nothing arrives. */
  Optional<String> kinetics() {
    return uses.isEmpty() ? Optional.empty() : Optional.of(uses.getFirst().kinetics().suffix());
  }

  /** The receptor of a synapse. */
  String receptor(String synapse, boolean negative) {
    Use use =
        uses.stream()
            .filter(u -> u.synapse().equals(synapse))
            .filter(u -> u.kinetics().conductance() || u.negative() == negative)
            .findFirst()
            .orElseThrow();
    return excitatory().filter(use::shares).isPresent()
        ? StandardNetwork.EXCITATORY
        : StandardNetwork.INHIBITORY;
  }

  private Optional<Use> excitatory() {
    return conductance()
        ? distinct.stream().max(Comparator.comparingDouble(u -> u.kinetics().reversalMv()))
        : distinct.stream().filter(u -> !u.negative()).findFirst();
  }

  /** Adds the receptors' parameters, each a column over the population's members. */
  void addParameters(String block, int size, Mapping mapping, Map<String, double[]> parameters) {
    for (Use use : distinct) {
      String end = excitatory().filter(use::equals).isPresent() ? "_E" : "_I";
      double[] tau = new double[size];
      double[] reversal = new double[size];
      for (int n = 0; n < size; n++) {
        Kinetics k = use.kinetics();
        tau[n] = mapping.receptor(block, n, use.synapse(), use.port(), "tau", k.tauMs(), 1e3);
        reversal[n] =
            mapping.receptor(block, n, use.synapse(), use.port(), "e_rev", k.reversalMv(), 1e3);
      }
      parameters.put("tau_syn" + end, Columns.of(tau));
      if (conductance()) {
        parameters.put("e_rev" + end, Columns.of(reversal));
      }
    }
  }
}
