package org.bitspike.ir.wire;

import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.EventSchedule.Kind;
import org.bitspike.ir.program.EventSchedule.Scope;
import org.bitspike.ir.program.EventSchedule.SpikeQueue;
import org.bitspike.ir.program.EventSchedule.SynapseWork;
import org.bitspike.ir.program.Stimulus.EventList;
import org.bitspike.ir.wire.proto.ProgramWire;
import org.bitspike.ir.wire.proto.ProgramWire.EventKind;
import org.bitspike.ir.wire.proto.ProgramWire.EventScope;
import org.bitspike.ir.wire.proto.ProgramWire.Events;

/** What a program of events has besides one of ticks. */
final class EventCodec {

  private EventCodec() {}

  static void write(EventSchedule schedule, Consumer<ProgramWire.Program> parts) {
    parts.accept(ProgramCodec.part().setEventSchedule(write(schedule)).build());
  }

  static ProgramWire.EventSchedule write(EventSchedule schedule) {
    ProgramWire.EventSchedule.Builder wire = ProgramWire.EventSchedule.newBuilder();
    for (Kind kind : schedule.kinds()) {
      EventKind.Builder k =
          EventKind.newBuilder()
              .setName(kind.name())
              .setScope(Pieces.write(EventScope.class, kind.scope()))
              .setDelivers(kind.delivers())
              .setSynapseWork(Pieces.write(ProgramWire.SynapseWork.class, kind.synapseWork()));
      kind.port().ifPresent(k::setPort);
      wire.addKind(k);
    }
    schedule
        .queue()
        .ifPresent(
            q ->
                wire.setQueue(
                    ProgramWire.SpikeQueue.newBuilder()
                        .setKind(q.kind())
                        .setCapacity(q.capacity())));
    return wire.build();
  }

  static void write(EventList events, Consumer<ProgramWire.Program> parts) {
    Chunks.each(
        events.size(),
        (from, to) -> {
          Events.Builder piece = Events.newBuilder();
          for (int k = from; k < to; k++) {
            piece
                .addTick(events.tick()[k])
                .addKind(events.kind()[k])
                .addAddress(events.address()[k])
                .addTarget(events.target()[k])
                .addValue(events.value()[k]);
          }
          parts.accept(ProgramCodec.part().addEvents(piece).build());
        });
  }

  static EventSchedule read(ProgramWire.EventSchedule wire) {
    return new EventSchedule(
        wire.getKindList().stream()
            .map(
                k ->
                    new Kind(
                        k.getName(),
                        Pieces.read(Scope.class, k.getScope()),
                        k.hasPort() ? Optional.of(k.getPort()) : Optional.empty(),
                        k.getDelivers(),
                        Pieces.read(SynapseWork.class, k.getSynapseWork())))
            .toList(),
        wire.hasQueue()
            ? Optional.of(new SpikeQueue(wire.getQueue().getKind(), wire.getQueue().getCapacity()))
            : Optional.empty());
  }

  /** Puts schedule and events together. */
  static final class Reading {
    private Optional<EventSchedule> schedule = Optional.empty();
    private final Longs tick = new Longs();
    private final Ints kind = new Ints();
    private final Ints address = new Ints();
    private final Ints target = new Ints();
    private final Longs value = new Longs();

    void accept(ProgramWire.Program part) {
      if (part.hasEventSchedule()) {
        if (schedule.isPresent()) {
          throw new ContentException("the program has two event schedules");
        }
        schedule = Optional.of(read(part.getEventSchedule()));
      }
      for (Events piece : part.getEventsList()) {
        int count = piece.getTickCount();
        Pieces.sameCount(
            "events",
            count,
            piece.getKindCount(),
            piece.getAddressCount(),
            piece.getTargetCount(),
            piece.getValueCount());
        tick.add(count, piece::getTick);
        kind.add(count, piece::getKind);
        address.add(count, piece::getAddress);
        target.add(count, piece::getTarget);
        value.add(count, piece::getValue);
      }
    }

    Optional<EventSchedule> schedule() {
      return schedule;
    }

    EventList events() {
      return new EventList(
          tick.toArray(), kind.toArray(), address.toArray(), target.toArray(), value.toArray());
    }
  }
}
