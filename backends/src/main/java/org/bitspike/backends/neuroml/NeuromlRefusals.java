package org.bitspike.backends.neuroml;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.backends.mapped.MappedNetwork;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.Network;

/** What of a network is none of NeuroML's, or is not written. */
final class NeuromlRefusals {

  /** Connections of one document: each is a line of some 100 bytes. */
  static final long MOST_CONNECTIONS = 5_000_000;

  private static final Set<String> CELLS =
      new TreeSet<>(
          Set.of(
              "iafTauCell",
              "iafTauRefCell",
              "iafCell",
              "iafRefCell",
              "izhikevichCell",
              "izhikevich2007Cell",
              "adExIaFCell",
              "fitzHughNagumoCell",
              "IF_curr_alpha",
              "IF_curr_exp",
              "IF_cond_alpha",
              "IF_cond_exp",
              "EIF_cond_exp_isfa_ista",
              "EIF_cond_alpha_isfa_ista",
              "HH_cond_exp"));

  private static final Set<String> SYNAPSES =
      new TreeSet<>(
          Set.of(
              "expOneSynapse",
              "expTwoSynapse",
              "alphaSynapse",
              "alphaCurrentSynapse",
              "expCondSynapse",
              "expCurrSynapse",
              "alphaCondSynapse",
              "alphaCurrSynapse"));

  private static final Set<String> INPUTS =
      new TreeSet<>(Set.of("pulseGenerator", "sineGenerator", "rampGenerator"));

  private NeuromlRefusals() {}

  static List<Diagnostic> of(MappedNetwork mapped) {
    Network network = mapped.network();
    List<Diagnostic> problems = new ArrayList<>();
    mapped.unknownWeights().ifPresent(problems::add);
    network
        .populations()
        .forEach(
            p -> {
              ComponentType type = network.typeOf(p.component());
              if (!type.isAutonomousSource() && !CELLS.contains(type.name())) {
                problems.add(other(p.source(), "cell", type.name(), p.id(), CELLS));
              }
            });
    network
        .projections()
        .forEach(
            p -> {
              if (p.plasticity().isPresent()) {
                problems.add(
                    refusal(
                        p.source(),
                        "synapses that learn, as those of projection "
                            + p.id()
                            + ", have no place in NeuroML's connections",
                        "take the plasticity away, or use another backend"));
              }
              if (p.synapse().isEmpty()) {
                problems.add(
                    refusal(
                        p.source(),
                        "projection " + p.id() + " has no synapse",
                        "give it one, or take it away"));
              } else if (!SYNAPSES.contains(network.typeOf(p.synapse().get()).name())) {
                String type = network.typeOf(p.synapse().get()).name();
                problems.add(other(p.source(), "synapse", type, p.id(), SYNAPSES));
              }
            });
    network
        .inputs()
        .forEach(
            i -> {
              String type = network.typeOf(i.component()).name();
              if (!INPUTS.contains(type)) {
                problems.add(other(i.source(), "input", type, i.id(), INPUTS));
              }
            });
    network
        .couplings()
        .forEach(
            c ->
                problems.add(
                    refusal(
                        c.source(),
                        "couplings without events, such as " + c.id() + ", are not written",
                        "take it away, or use another backend")));
    if (mapped.program().synapseCount() > MOST_CONNECTIONS) {
      problems.add(
          refusal(
              network.source(),
              "the network has "
                  + mapped.program().synapseCount()
                  + " connections, at most "
                  + MOST_CONNECTIONS,
              "use a smaller network"));
    }
    return List.copyOf(problems);
  }

  private static Diagnostic other(
      SourceRef where, String kind, String type, String id, Set<String> known) {
    return refusal(
        where,
        kind + " type " + type + " of " + id + " is none of those that NeuroML defines",
        "use one of " + String.join(", ", known));
  }

  private static Diagnostic refusal(SourceRef where, String message, String remedy) {
    return Diagnostic.error(Code.B_REFUSED, where, "NeuroML: " + message, remedy);
  }
}
