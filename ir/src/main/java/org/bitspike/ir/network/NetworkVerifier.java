package org.bitspike.ir.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Findings;

/**
 * The rules a network must keep: names lead somewhere and are used once, indices lie in their
 * populations, numbers are finite, no delay is negative, the run has a step and a duration.
 */
public final class NetworkVerifier {

  /** More steps than this cannot be told apart in a double. */
  private static final double MOST_STEPS = 0x1p53;

  private final Network network;
  private final Findings findings = new Findings();
  private final Map<String, ComponentType> types = new HashMap<>();
  private final Map<String, Component> components = new HashMap<>();
  private final Map<String, Population> populations = new HashMap<>();
  private final Set<String> projections = new HashSet<>();

  private NetworkVerifier(Network network) {
    this.network = network;
  }

  /** All findings; empty when the network is sound. */
  public static List<Diagnostic> verify(Network network) {
    NetworkVerifier verifier = new NetworkVerifier(network);
    verifier.run();
    verifier.types();
    verifier.components();
    verifier.populations();
    verifier.projections();
    verifier.couplings();
    verifier.inputs();
    verifier.outputs();
    return verifier.findings.all();
  }

  private void run() {
    double step = network.run().stepSeconds();
    double duration = network.run().durationSeconds();
    if (!(step > 0) || Double.isInfinite(step)) {
      findings.error(Code.N_BAD_RUN, network.source(), "the step is " + step + " s");
    } else if (!(duration >= step * 0.5) || !(duration / step <= MOST_STEPS)) {
      findings.error(
          Code.N_BAD_RUN,
          network.source(),
          "the duration is " + duration + " s with a step of " + step + " s");
    }
  }

  private void types() {
    for (ComponentType type : network.types()) {
      if (types.putIfAbsent(type.name(), type) != null) {
        duplicate("component type", type.name(), type.source());
      }
      TypeVerifier.verify(type, findings);
    }
  }

  private void components() {
    ComponentVerifier verifier = new ComponentVerifier(types, findings);
    for (Component component : network.components()) {
      if (components.putIfAbsent(component.id(), component) != null) {
        duplicate("component", component.id(), component.source());
      }
      verifier.verify(component);
    }
  }

  private void populations() {
    for (Population population : network.populations()) {
      if (populations.putIfAbsent(population.id(), population) != null) {
        duplicate("population", population.id(), population.source());
      }
      component(population.component(), "population " + population.id(), population.source());
      if (population.size() < 1) {
        findings.error(
            Code.N_BAD_SIZE,
            population.source(),
            "population " + population.id() + " has the size " + population.size());
      }
    }
  }

  private void projections() {
    ConnectivityVerifier verifier = new ConnectivityVerifier(findings);
    for (Projection projection : network.projections()) {
      String what = "projection " + projection.id();
      if (!projections.add(projection.id())) {
        duplicate("projection", projection.id(), projection.source());
      }
      projection.synapse().ifPresent(s -> alone(s, what, projection.source()));
      projection.plasticity().ifPresent(p -> component(p, what, projection.source()));
      Optional<Population> pre = population(projection.pre(), what, projection.source());
      Optional<Population> post = population(projection.post(), what, projection.source());
      if (pre.isPresent() && post.isPresent()) {
        verifier.verify(projection, pre.get(), post.get());
        ports(projection, pre.get(), post.get());
      }
    }
  }

  private void ports(Projection projection, Population pre, Population post) {
    String target = projection.synapse().orElse(post.component());
    projection.sourcePort().ifPresent(p -> port(projection, pre.component(), p, false));
    projection.targetPort().ifPresent(p -> port(projection, target, p, true));
  }

  private void port(Projection projection, String id, String port, boolean in) {
    Component component = components.get(id);
    ComponentType type = component == null ? null : types.get(component.type());
    if (type != null
        && type.eventPorts().stream().noneMatch(p -> p.in() == in && p.name().equals(port))) {
      findings.error(
          Code.N_UNKNOWN_NAME,
          projection.source(),
          "projection "
              + projection.id()
              + (in ? " sends to" : " listens at")
              + " the port "
              + port
              + " of "
              + id
              + ", which has no such port for "
              + (in ? "incoming" : "outgoing")
              + " events");
    }
  }

  private void couplings() {
    CouplingVerifier verifier = new CouplingVerifier(types, components, findings);
    for (Coupling coupling : network.couplings()) {
      String what = "coupling " + coupling.id();
      if (!projections.add(coupling.id())) {
        duplicate("coupling", coupling.id(), coupling.source());
      }
      component(coupling.preComponent(), what, coupling.source());
      component(coupling.postComponent(), what, coupling.source());
      verifier.verify(
          coupling,
          population(coupling.pre(), what, coupling.source()),
          population(coupling.post(), what, coupling.source()));
    }
  }

  private void inputs() {
    Set<String> ids = new HashSet<>();
    for (InputBinding input : network.inputs()) {
      String what = "input " + input.id();
      if (!ids.add(input.id())) {
        duplicate("input", input.id(), input.source());
      }
      alone(input.component(), what, input.source());
      sites(input, what);
      if (input.targets().length != input.weights().length) {
        findings.error(
            Code.N_BAD_SIZE,
            input.source(),
            what
                + " has "
                + input.targets().length
                + " targets and "
                + input.weights().length
                + " weights");
      }
      Optional<Population> target = population(input.population(), what, input.source());
      for (int index : input.targets()) {
        target.ifPresent(p -> index(index, p, what, input.source()));
      }
      for (double weight : input.weights()) {
        if (!Double.isFinite(weight)) {
          findings.error(Code.N_NOT_FINITE, input.source(), what + " has the weight " + weight);
        }
      }
    }
  }

  private void sites(InputBinding input, String what) {
    if (input.sites().isEmpty()) {
      return;
    }
    InputBinding.Sites sites = input.sites().get();
    int targets = input.targets().length;
    if (sites.segments().length != targets || sites.fractions().length != targets) {
      findings.error(
          Code.N_BAD_SIZE,
          input.source(),
          what
              + " has "
              + targets
              + " targets, "
              + sites.segments().length
              + " segments and "
              + sites.fractions().length
              + " fractions");
    }
    for (int segment : sites.segments()) {
      if (segment < 0) {
        findings.error(Code.N_INDEX, input.source(), what + " names segment " + segment);
      }
    }
    for (double fraction : sites.fractions()) {
      if (!(fraction >= 0 && fraction <= 1)) {
        findings.error(
            Code.N_INDEX,
            input.source(),
            what + " stands at " + fraction + " of a segment, and a segment goes from 0 to 1");
      }
    }
  }

  private void outputs() {
    for (OutputRequest output : network.outputs()) {
      for (OutputRequest.Column column : output.columns()) {
        String what = "column " + column.id() + " of output " + output.id();
        population(column.population(), what, output.source())
            .ifPresent(p -> index(column.index(), p, what, output.source()));
      }
    }
  }

  private void component(String id, String user, SourceRef where) {
    if (!components.containsKey(id)) {
      findings.error(
          Code.N_UNKNOWN_NAME,
          where,
          user + " uses the component " + id + ", which does not exist");
    }
  }

  /** A component that stands at one end only, so that none of its slots may wait for a peer. */
  private void alone(String id, String user, SourceRef where) {
    component(id, user, where);
    Component component = components.get(id);
    ComponentType type = component == null ? null : types.get(component.type());
    if (type != null) {
      CouplingVerifier.peer(type)
          .ifPresent(
              slot ->
                  findings.error(
                      Code.N_TYPE_MISMATCH,
                      where,
                      user
                          + " uses the component "
                          + id
                          + ", whose slot "
                          + slot.name()
                          + " is a peer's, and only a coupling has two ends"));
    }
  }

  private Optional<Population> population(String id, String user, SourceRef where) {
    Population found = populations.get(id);
    if (found == null) {
      findings.error(
          Code.N_UNKNOWN_NAME,
          where,
          user + " uses the population " + id + ", which does not exist");
    }
    return Optional.ofNullable(found);
  }

  private void index(int index, Population population, String user, SourceRef where) {
    if (index < 0 || index >= population.size()) {
      findings.error(
          Code.N_INDEX,
          where,
          user
              + " uses index "
              + index
              + " of population "
              + population.id()
              + ", which has the size "
              + population.size());
    }
  }

  private void duplicate(String kind, String name, SourceRef where) {
    findings.error(Code.N_DUPLICATE_NAME, where, "there are two of " + kind + " " + name);
  }
}
