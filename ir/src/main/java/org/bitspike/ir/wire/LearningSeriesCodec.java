package org.bitspike.ir.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bitspike.ir.recording.Recording.LearningSeries;
import org.bitspike.ir.wire.proto.RecordingWire;
import org.bitspike.ir.wire.proto.RecordingWire.LearningSamples;
import org.bitspike.ir.wire.proto.RecordingWire.LearningValues;

/** Words of plastic synapses. */
final class LearningSeriesCodec {

  private LearningSeriesCodec() {}

  static void write(List<LearningSeries> all, Consumer<RecordingWire.Recording> parts) {
    for (int s = 0; s < all.size(); s++) {
      write(s, all.get(s), parts);
    }
  }

  private static void write(
      int position, LearningSeries series, Consumer<RecordingWire.Recording> parts) {
    parts.accept(
        RecordingCodec.part()
            .addLearningSeries(
                RecordingWire.LearningSeries.newBuilder()
                    .setProjection(series.projection())
                    .addAllWord(series.words()))
            .build());
    Chunks.each(
        series.tick().length,
        (from, to) -> {
          LearningSamples.Builder piece = LearningSamples.newBuilder().setSeries(position);
          for (int k = from; k < to; k++) {
            piece.addTick(series.tick()[k]).addConnection(series.connection()[k]);
          }
          parts.accept(RecordingCodec.part().addLearning(piece).build());
        });
    for (int w = 0; w < series.values().size(); w++) {
      double[] values = series.values().get(w);
      int word = w;
      Chunks.each(
          values.length,
          (from, to) -> {
            LearningValues.Builder piece =
                LearningValues.newBuilder().setSeries(position).setWord(word);
            for (int k = from; k < to; k++) {
              piece.addValue(values[k]);
            }
            parts.accept(RecordingCodec.part().addLearningValues(piece).build());
          });
    }
  }

  /** Puts series together. */
  static final class Reading {
    private final List<Partial> all = new ArrayList<>();

    void accept(RecordingWire.Recording part) {
      part.getLearningSeriesList().forEach(s -> all.add(new Partial(s)));
      part.getLearningList()
          .forEach(s -> Pieces.at(all, s.getSeries(), "learning series").accept(s));
      for (LearningValues piece : part.getLearningValuesList()) {
        Partial series = Pieces.at(all, piece.getSeries(), "learning series");
        Pieces.at(series.values, piece.getWord(), "learning word")
            .add(piece.getValueCount(), piece::getValue);
      }
    }

    List<LearningSeries> finish() {
      return all.stream().map(Partial::finish).toList();
    }
  }

  private static final class Partial {
    private final RecordingWire.LearningSeries wire;
    private final Longs tick = new Longs();
    private final Ints connection = new Ints();
    private final List<Doubles> values = new ArrayList<>();

    Partial(RecordingWire.LearningSeries wire) {
      this.wire = wire;
      for (int w = 0; w < wire.getWordCount(); w++) {
        values.add(new Doubles());
      }
    }

    void accept(LearningSamples piece) {
      Pieces.sameCount(
          "learning of " + wire.getProjection(), piece.getTickCount(), piece.getConnectionCount());
      tick.add(piece.getTickCount(), piece::getTick);
      connection.add(piece.getConnectionCount(), piece::getConnection);
    }

    LearningSeries finish() {
      return new LearningSeries(
          wire.getProjection(),
          tick.toArray(),
          connection.toArray(),
          List.copyOf(wire.getWordList()),
          values.stream().map(Doubles::toArray).toList());
    }
  }
}
