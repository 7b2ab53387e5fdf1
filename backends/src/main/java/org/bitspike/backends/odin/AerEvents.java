package org.bitspike.backends.odin;

import java.util.Locale;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Stimulus.EventList;

/**
 * The stimulus as address events of 17 bits: {@code T <tick>} begins a tick, {@code B <event>} is
 * an event after which the host waits until the chip is quiet.
 *
 * <p>By src/controller.v of the public RTL: bit 16 a single synapse (source, target); else the low
 * byte says what (0x7f time reference of all, 0xff of one neuron, 0x00 bistability of all rows,
 * 0x80 of one, 0x07 a spike, and weight, sign, leak, 001 a virtual event) and the high byte whom.
 */
final class AerEvents {

  private AerEvents() {}

  static String of(Program program) {
    StringBuilder text = new StringBuilder();
    EventSchedule schedule = program.events().orElseThrow();
    EventList events = program.stimulus().events();
    int next = 0;
    for (long tick = 0; tick < program.durationTicks(); tick++) {
      text.append("T ").append(tick).append('\n');
      for (; next < events.size() && events.tick()[next] == tick; next++) {
        text.append(String.format(Locale.ROOT, "B %05x", word(schedule, events, next)))
            .append('\n');
      }
    }
    return text.toString();
  }

  /** The AER word of an event. */
  static int word(EventSchedule schedule, EventList events, int e) {
    int address = events.address()[e] << 8;
    return switch (schedule.kinds().get(events.kind()[e]).name()) {
      case "time" -> 0x7F;
      case "neuron_time" -> address | 0xFF;
      case "all_bistability" -> 0x00;
      case "bistability" -> address | 0x80;
      case "spike" -> address | 0x07;
      case "synapse", "synapse_learning" -> 1 << 16 | address | events.target()[e];
      default -> address | (int) events.value()[e] << 3 | 1;
    };
  }
}
