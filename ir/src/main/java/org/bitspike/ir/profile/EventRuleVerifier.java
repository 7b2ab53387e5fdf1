package org.bitspike.ir.profile;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.profile.HardwareProfile.EventRule;
import org.bitspike.ir.profile.ProfileVerifier.ProfileFindings;
import org.bitspike.ir.program.EventSchedule.Kind;
import org.bitspike.ir.program.EventSchedule.Scope;
import org.bitspike.ir.program.EventSchedule.SynapseWork;

/** How a chip handles events: kinds fit together and fit the neuron. */
final class EventRuleVerifier {

  private final HardwareProfile profile;
  private final EventRule rule;
  private final ProfileFindings found;

  EventRuleVerifier(HardwareProfile profile, ProfileFindings found) {
    this.profile = profile;
    this.rule = profile.events().rule().orElseThrow();
    this.found = found;
  }

  void verify() {
    Set<String> names = new HashSet<>();
    for (Kind kind : rule.schedule().kinds()) {
      String key = "events.schedule.kinds." + kind.name();
      if (!names.add(kind.name())) {
        found.bad(key, "the kind stands twice");
      }
      kind(kind, key);
    }
    named("events.schedule.source_spike", rule.sourceSpike(), Set.of(Scope.ROW));
    for (String kind : rule.eachTick().keySet()) {
      named("events.schedule.each_tick", kind, Set.of(Scope.ALL_NEURONS, Scope.ALL_ROWS));
    }
    rule.schedule()
        .queue()
        .ifPresent(q -> named("events.schedule.queue.kind", q.kind(), Set.of(Scope.ROW)));
    if (!(profile.neuron() instanceof NeuronModel.Fixed)) {
      found.bad("events.schedule", "only a fixed neuron can handle events");
    }
  }

  private void kind(Kind kind, String key) {
    boolean synapses = kind.scope().ofSynapses();
    if (synapses == kind.port().isPresent()) {
      found.bad(
          key, synapses ? "it reaches synapses and has a port" : "it reaches neurons without port");
    }
    if (!synapses && (kind.delivers() || kind.synapseWork() != SynapseWork.NONE)) {
      found.bad(key, "it reaches neurons and has work for synapses");
    }
    if (kind.port().isPresent() && profile.neuron() instanceof NeuronModel.Fixed fixed) {
      String port = kind.port().get();
      boolean handled =
          fixed.kernel().handlers().stream()
              .anyMatch(
                  h ->
                      h.trigger() == Kernel.Trigger.EVENT
                          && h.port().filter(port::equals).isPresent());
      if (!handled) {
        found.bad(key, "the neuron's kernel has no handler for events of port " + port);
      }
    }
  }

  private void named(String key, String name, Set<Scope> scopes) {
    Optional<Kind> kind =
        rule.schedule().kinds().stream().filter(k -> k.name().equals(name)).findFirst();
    if (kind.isEmpty()) {
      found.bad(key, "there is no kind " + name);
    } else if (!scopes.contains(kind.get().scope())) {
      found.bad(key, "the kind " + name + " has the scope " + kind.get().scope());
    }
  }
}
