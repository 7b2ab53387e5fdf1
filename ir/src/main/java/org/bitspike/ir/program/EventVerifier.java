package org.bitspike.ir.program;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.EventSchedule.Kind;
import org.bitspike.ir.program.EventSchedule.Scope;
import org.bitspike.ir.program.EventSchedule.SynapseWork;
import org.bitspike.ir.program.Stimulus.EventList;

/** Programs of events: kinds, queue and the events from outside. SEMANTICS.md 9. */
final class EventVerifier {

  private final Program program;
  private final Map<String, Kernel> kernels;
  private final Findings findings;
  private final int neurons;
  private final int addresses;

  EventVerifier(Program program, Map<String, Kernel> kernels, Findings findings) {
    this.program = program;
    this.kernels = kernels;
    this.findings = findings;
    neurons = program.neurons().stream().mapToInt(NeuronBlock::size).sum();
    addresses = neurons + program.sources().stream().mapToInt(SourceBlock::size).sum();
  }

  void verify() {
    if (program.events().isEmpty()) {
      if (program.stimulus().events().size() > 0) {
        invalid(SourceRef.ofPath("stimulus/events"), "a program of ticks takes no events");
      }
      return;
    }
    EventSchedule schedule = program.events().get();
    Set<String> names = new HashSet<>();
    for (Kind kind : schedule.kinds()) {
      SourceRef where = SourceRef.ofPath("events/" + kind.name());
      if (!names.add(kind.name())) {
        invalid(where, "there are two kinds of this name");
      }
      kind(kind, where);
    }
    schedule.queue().ifPresent(this::queue);
    withoutTicks();
    events(schedule, program.stimulus().events());
  }

  private void kind(Kind kind, SourceRef where) {
    if (kind.scope().ofSynapses()) {
      if (kind.port().isPresent()) {
        invalid(where, "it reaches synapses and names the port " + kind.port().get());
      }
      return;
    }
    if (kind.delivers() || kind.synapseWork() != SynapseWork.NONE) {
      invalid(where, "it reaches neurons and has work for synapses");
    }
    if (kind.port().isEmpty()) {
      invalid(where, "it reaches neurons and names no port");
      return;
    }
    for (NeuronBlock block : program.neurons()) {
      Kernel kernel = kernels.get(block.kernel());
      if (kernel != null && !handles(kernel, kind.port().get())) {
        invalid(
            where,
            "kernel " + kernel.name() + " has no handler for events of port " + kind.port().get());
      }
    }
  }

  private static boolean handles(Kernel kernel, String port) {
    return kernel.handlers().stream()
        .anyMatch(h -> h.trigger() == Trigger.EVENT && h.port().filter(port::equals).isPresent());
  }

  private void queue(EventSchedule.SpikeQueue queue) {
    SourceRef where = SourceRef.ofPath("events/queue");
    Optional<Kind> kind =
        program.events().orElseThrow().kinds().stream()
            .filter(k -> k.name().equals(queue.kind()))
            .findFirst();
    if (kind.isEmpty()) {
      invalid(where, "spikes become events of kind " + queue.kind() + ", which does not exist");
    } else if (kind.get().scope() != Scope.ROW) {
      invalid(where, "spikes become events of kind " + queue.kind() + ", which is not of a row");
    }
    if (queue.capacity() < 1) {
      invalid(where, "the queue holds " + queue.capacity() + " events");
    }
  }

  private void withoutTicks() {
    SourceRef where = SourceRef.ofPath("events");
    if (!program.tick().order().isEmpty()) {
      invalid(where, "a program of events has no phases, this one has " + program.tick().order());
    }
    if (!program.stimulus().spikes().isEmpty()) {
      invalid(where, "a program of events takes its sources' spikes as events, not as trains");
    }
    for (Kernel kernel : program.kernels()) {
      if (kernel.handler(Trigger.TICK).isPresent() || kernel.handler(Trigger.POST).isPresent()) {
        invalid(
            SourceRef.ofPath("kernel/" + kernel.name()),
            "a program of events never runs a tick or post handler");
      }
    }
    for (LearningRule rule : program.learning()) {
      if (rule.controller().isPresent() || rule.sliceTicks() != 1) {
        invalid(
            SourceRef.ofPath("learning/" + rule.name()),
            "a program of events has neither slices nor a controller");
      }
    }
    for (SynapseBlock block : program.synapses()) {
      program.neurons().stream()
          .filter(n -> n.name().equals(block.target()))
          .findFirst()
          .flatMap(n -> Optional.ofNullable(kernels.get(n.kernel())))
          .ifPresent(
              kernel ->
                  block
                      .port()
                      .filter(port -> !handles(kernel, port))
                      .ifPresent(
                          port ->
                              invalid(
                                  SourceRef.ofPath("synapses/" + block.name()),
                                  "kernel "
                                      + kernel.name()
                                      + " has no handler for events of port "
                                      + port)));
    }
  }

  private void events(EventSchedule schedule, EventList events) {
    SourceRef where = SourceRef.ofPath("stimulus/events");
    int size = events.size();
    if (events.kind().length != size
        || events.address().length != size
        || events.target().length != size
        || events.value().length != size) {
      invalid(where, "its columns differ in length");
      return;
    }
    for (int k = 0; k < size; k++) {
      long tick = events.tick()[k];
      if (tick < 0 || (k > 0 && tick < events.tick()[k - 1])) {
        entry(where, k, "stands out of order: tick " + tick);
      }
      int kind = events.kind()[k];
      if (kind < 0 || kind >= schedule.kinds().size()) {
        entry(where, k, "is of kind " + kind + " of " + schedule.kinds().size());
      } else {
        event(schedule.kinds().get(kind), events, k, where);
      }
    }
  }

  private void event(Kind kind, EventList events, int k, SourceRef where) {
    int reach = kind.scope() == Scope.NEURON ? neurons : addresses;
    boolean addressed = kind.scope() != Scope.ALL_NEURONS && kind.scope() != Scope.ALL_ROWS;
    if (addressed && (events.address()[k] < 0 || events.address()[k] >= reach)) {
      entry(where, k, "has the address " + events.address()[k] + " of " + reach);
    }
    if (kind.scope() == Scope.SYNAPSE
        && (events.target()[k] < 0 || events.target()[k] >= neurons)) {
      entry(where, k, "has the target " + events.target()[k] + " of " + neurons);
    }
    if (kind.port().isPresent()) {
      for (NeuronBlock block : program.neurons()) {
        Optional<Word> port =
            Optional.ofNullable(kernels.get(block.kernel()))
                .flatMap(kernel -> kernel.word(kind.port().get()));
        if (port.isPresent() && !port.get().format().holds(events.value()[k])) {
          entry(
              where, k, "has the value " + events.value()[k] + ", outside " + port.get().format());
        }
      }
    }
  }

  private void entry(SourceRef where, int k, String message) {
    if (findings.keeps(Code.P_INVALID)) {
      invalid(where, "event " + k + " " + message);
    } else {
      findings.count(Code.P_INVALID);
    }
  }

  private void invalid(SourceRef where, String message) {
    findings.error(Code.P_INVALID, where, message);
  }
}
