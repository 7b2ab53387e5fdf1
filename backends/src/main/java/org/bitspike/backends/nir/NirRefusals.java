package org.bitspike.backends.nir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bitspike.backends.mapped.MappedNetwork;
import org.bitspike.backends.mapped.PointNeuron;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;

/** What of a network NIR has no primitive for. */
final class NirRefusals {

  /** Weights of all dense matrices together: 8 bytes each in memory, twice. */
  static final long MOST_WEIGHTS = 30_000_000;

  private static final Set<String> CELLS =
      Set.of("iafCell", "iafRefCell", "IF_curr_exp", "IF_curr_delta");

  static final String EXPONENTIAL = "expCurrSynapse";
  static final String STEP = "deltaSynapse";

  private final MappedNetwork mapped;
  private final Network network;
  private final List<Diagnostic> problems = new ArrayList<>();

  private NirRefusals(MappedNetwork mapped) {
    this.mapped = mapped;
    this.network = mapped.network();
  }

  static List<Diagnostic> of(MappedNetwork mapped) {
    NirRefusals refusals = new NirRefusals(mapped);
    mapped.unknownWeights().ifPresent(refusals.problems::add);
    mapped.network().populations().forEach(refusals::population);
    mapped.network().projections().forEach(refusals::projection);
    mapped.network().inputs().forEach(refusals::input);
    refusals.couplings();
    if (refusals.problems.isEmpty()) {
      refusals.size();
    }
    return List.copyOf(refusals.problems);
  }

  private void refuse(SourceRef where, String message, String remedy) {
    problems.add(Diagnostic.error(Code.B_REFUSED, where, "NIR: " + message, remedy));
  }

  private void population(Population population) {
    Component cell = network.component(population.component());
    if (network.type(cell.type()).isAutonomousSource()) {
      return;
    }
    if (!CELLS.contains(cell.type())) {
      refuse(
          population.source(),
          "there is no primitive for cell type "
              + cell.type()
              + " of population "
              + population.id()
              + "; it has leaky and perfect integrators with a threshold",
          "use one of " + String.join(", ", CELLS.stream().sorted().toList()));
      return;
    }
    PointNeuron neuron = PointNeuron.of(cell).orElseThrow();
    if (neuron.leak() == 0 && neuron.offset() != 0) {
      refuse(
          population.source(),
          "the perfect integrator of population " + population.id() + " has a constant current",
          "give it a leak, or take i_offset away");
    }
  }

  private void projection(Projection projection) {
    if (projection.plasticity().isPresent()) {
      refuse(
          projection.source(),
          "there is no primitive for synapses that learn, as those of projection "
              + projection.id(),
          "take the plasticity away, or use another backend");
    }
    if (projection.synapse().isEmpty()) {
      refuse(
          projection.source(),
          "projection " + projection.id() + " has no synapse; events without effect have no place",
          "give it a synapse, or take it away");
      return;
    }
    ComponentType type = network.typeOf(projection.synapse().get());
    if (type.name().equals(EXPONENTIAL) || type.name().equals(STEP)) {
      return;
    }
    boolean voltage =
        type.requirements().stream().anyMatch(r -> r.name().equals("v"))
            && (type.name().contains("ond") || type.isA("baseConductanceBasedSynapse"));
    refuse(
        projection.source(),
        (voltage
                ? "there is no conductance synapse, as " + type.name() + " is"
                : "there is no primitive for synapse type " + type.name())
            + ", in projection "
            + projection.id(),
        "use " + EXPONENTIAL + " or " + STEP);
  }

  private void input(InputBinding input) {
    if (!NirNeurons.isConstant(network, input)) {
      refuse(
          input.source(),
          "there is no primitive for input "
              + input.id()
              + " ("
              + network.typeOf(input.component()).name()
              + "): currents that do not last the whole run",
          "use a pulseGenerator without delay that lasts the run, or spike sources");
    }
  }

  private void couplings() {
    network
        .couplings()
        .forEach(
            c ->
                refuse(
                    c.source(),
                    "there is no primitive for couplings without events, such as "
                        + c.id()
                        + " (gap junctions, graded synapses)",
                    "take it away, or use another backend"));
    for (String id : mapped.foreignProjections()) {
      refuse(
          SourceRef.ofPath(id),
          "input " + id + " makes spikes of its own for one cell",
          "use a population of sources and a projection");
    }
  }

  private void size() {
    long weights = 0;
    for (MappedNetwork.Links links : mapped.links()) {
      long pre = network.population(links.projection().pre()).size();
      long post = network.population(links.projection().post()).size();
      weights += pre * post * NirWiring.matrices(links);
    }
    if (weights > MOST_WEIGHTS) {
      refuse(
          network.source(),
          "its dense matrices would have " + weights + " weights, at most " + MOST_WEIGHTS,
          "use fewer different delays in a projection, or smaller populations");
    }
  }
}
