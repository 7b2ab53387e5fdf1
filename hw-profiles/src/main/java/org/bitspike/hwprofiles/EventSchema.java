package org.bitspike.hwprofiles;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.profile.HardwareProfile.EventRule;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.EventSchedule.Kind;
import org.bitspike.ir.program.EventSchedule.Scope;
import org.bitspike.ir.program.EventSchedule.SpikeQueue;
import org.bitspike.ir.program.EventSchedule.SynapseWork;

/** Reads how a chip that handles events does so. */
final class EventSchema {

  private static final int LARGEST_QUEUE = 1 << 24;

  private EventSchema() {}

  /** The section {@code events.schedule}. */
  static EventRule rule(Section s) {
    return new EventRule(
        new EventSchedule(
            s.each("kinds", EventSchema::kind), s.optionalSection("queue", EventSchema::queue)),
        s.text("source_spike"),
        eachTick(s));
  }

  private static Map<String, Long> eachTick(Section s) {
    Map<String, Long> values = new LinkedHashMap<>();
    s.numbers("each_tick").forEach((kind, value) -> values.put(kind, Math.round(value)));
    return values;
  }

  private static Kind kind(String name, Section s) {
    Scope scope = s.choice("scope", Scope.class);
    Optional<String> port = s.optionalText("port");
    boolean delivers = s.flag("delivers", false);
    SynapseWork work =
        s.optionalText("learns").isPresent()
            ? s.choice("learns", SynapseWork.class)
            : SynapseWork.NONE;
    return new Kind(name, scope, port, delivers, work);
  }

  private static SpikeQueue queue(Section s) {
    return new SpikeQueue(s.text("kind"), s.integer("capacity", 1, LARGEST_QUEUE));
  }
}
