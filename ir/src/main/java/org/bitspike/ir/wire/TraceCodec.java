package org.bitspike.ir.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.recording.Recording.Codes;
import org.bitspike.ir.recording.Recording.Trace;
import org.bitspike.ir.wire.proto.RecordingWire;
import org.bitspike.ir.wire.proto.RecordingWire.TraceSamples;

/** Sampled variables. */
final class TraceCodec {

  private TraceCodec() {}

  static void write(List<Trace> traces, Consumer<RecordingWire.Recording> parts) {
    for (int t = 0; t < traces.size(); t++) {
      write(t, traces.get(t), parts);
    }
  }

  private static void write(int position, Trace trace, Consumer<RecordingWire.Recording> parts) {
    RecordingWire.Trace.Builder wire =
        RecordingWire.Trace.newBuilder()
            .setPopulation(trace.population())
            .setIndex(trace.index())
            .setVariable(trace.variable())
            .setUnit(trace.unit())
            .setEveryTicks(trace.everyTicks())
            .setWithInitial(trace.withInitial());
    trace.codes().ifPresent(c -> wire.setCodeFormat(c.format().toString()));
    parts.accept(RecordingCodec.part().addTrace(wire).build());
    Chunks.each(
        trace.values().length,
        (from, to) -> {
          TraceSamples.Builder piece = TraceSamples.newBuilder().setTrace(position);
          for (int k = from; k < to; k++) {
            piece.addValue(trace.values()[k]);
          }
          if (trace.codes().isPresent()) {
            long[] codes = trace.codes().get().codes();
            for (int k = from; k < to; k++) {
              piece.addCode(codes[k]);
            }
          }
          parts.accept(RecordingCodec.part().addSamples(piece).build());
        });
  }

  /** Puts traces together. */
  static final class Reading {
    private final List<Partial> traces = new ArrayList<>();

    void accept(RecordingWire.Recording part) {
      part.getTraceList().forEach(t -> traces.add(new Partial(t, new Doubles(), new Longs())));
      part.getSamplesList().forEach(s -> Pieces.at(traces, s.getTrace(), "trace").accept(s));
    }

    List<Trace> finish() {
      return traces.stream().map(Partial::finish).toList();
    }
  }

  private record Partial(RecordingWire.Trace wire, Doubles values, Longs codes) {
    void accept(TraceSamples piece) {
      values.add(piece.getValueCount(), piece::getValue);
      codes.add(piece.getCodeCount(), piece::getCode);
    }

    Trace finish() {
      Optional<Codes> integers = Optional.empty();
      if (wire.hasCodeFormat()) {
        integers = Optional.of(new Codes(codes.toArray(), Pieces.format(wire.getCodeFormat())));
      } else if (codes.size() > 0) {
        throw new ContentException(
            "the trace of " + wire.getPopulation() + " has codes without a format");
      }
      return new Trace(
          wire.getPopulation(),
          wire.getIndex(),
          wire.getVariable(),
          wire.getUnit(),
          wire.getEveryTicks(),
          wire.getWithInitial(),
          values.toArray(),
          integers);
    }
  }
}
