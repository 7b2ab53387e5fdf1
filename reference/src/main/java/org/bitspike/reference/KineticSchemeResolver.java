package org.bitspike.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.ComponentType.KineticScheme;

/** Finds the states and transitions of a group's kinetic schemes among its children. */
final class KineticSchemeResolver {

  private final Group group;
  private final Diagnostics diagnostics;

  KineticSchemeResolver(Group group, Diagnostics diagnostics) {
    this.group = group;
    this.diagnostics = diagnostics;
  }

  /** The schemes, ready to run; those with something missing are reported and left out. */
  List<KineticSchemeCode> resolve(double dt) {
    List<KineticSchemeCode> result = new ArrayList<>();
    for (KineticScheme scheme : group.type.dynamics().kineticSchemes()) {
      resolve(scheme, dt).ifPresent(result::add);
    }
    return result;
  }

  private Optional<KineticSchemeCode> resolve(KineticScheme scheme, double dt) {
    List<Group> nodes = group.slots.getOrDefault(scheme.nodes(), List.of());
    List<Group> edges = group.slots.getOrDefault(scheme.edges(), List.of());
    if (nodes.isEmpty()) {
      return missing(scheme, "there is no state in " + scheme.nodes());
    }
    int[] state = new int[nodes.size()];
    List<Group.Ref> occupancy = new ArrayList<>();
    for (int k = 0; k < state.length; k++) {
      Group node = nodes.get(k);
      boolean known =
          node.type.dynamics().stateVariables().stream()
              .anyMatch(s -> s.name().equals(scheme.stateVariable()));
      if (!known) {
        return missing(
            scheme,
            "state " + node.component.id() + " has no state variable " + scheme.stateVariable());
      }
      state[k] = node.columnOfState(scheme.stateVariable());
      occupancy.add(new Group.Ref(node, state[k], 0));
    }
    int[] source = new int[edges.size()];
    int[] target = new int[edges.size()];
    List<Group.Ref> forward = new ArrayList<>();
    List<Group.Ref> reverse = new ArrayList<>();
    for (int e = 0; e < source.length; e++) {
      Group edge = edges.get(e);
      Optional<Integer> from = node(nodes, edge, scheme.edgeSource());
      Optional<Integer> to = node(nodes, edge, scheme.edgeTarget());
      Optional<Group.Ref> f = edge.exposed(scheme.forwardRate());
      Optional<Group.Ref> r = edge.exposed(scheme.reverseRate());
      if (from.isEmpty() || to.isEmpty()) {
        return missing(
            scheme,
            "transition "
                + edge.component.id()
                + " does not lead from one of its states to another: "
                + edge.component.texts());
      }
      if (f.isEmpty() || r.isEmpty()) {
        return missing(
            scheme,
            "transition "
                + edge.component.id()
                + " has no "
                + (f.isEmpty() ? scheme.forwardRate() : scheme.reverseRate()));
      }
      source[e] = from.get();
      target[e] = to.get();
      forward.add(f.get());
      reverse.add(r.get());
    }
    return Optional.of(
        new KineticSchemeCode(dt, nodes, state, occupancy, forward, reverse, source, target));
  }

  private static Optional<Integer> node(List<Group> nodes, Group edge, String attribute) {
    String id = edge.component.texts().getOrDefault(attribute, "");
    for (int k = 0; k < nodes.size(); k++) {
      if (nodes.get(k).component.id().equals(id)) {
        return Optional.of(k);
      }
    }
    return Optional.empty();
  }

  private Optional<KineticSchemeCode> missing(KineticScheme scheme, String why) {
    diagnostics.add(
        Diagnostic.error(
            Code.R_UNSUPPORTED,
            group.component.source(),
            "component "
                + group.component.id()
                + " of type "
                + group.type.name()
                + " cannot run its kinetic scheme "
                + scheme.name()
                + ": "
                + why));
    return Optional.empty();
  }
}
