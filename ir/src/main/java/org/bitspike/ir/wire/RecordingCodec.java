package org.bitspike.ir.wire;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.Range;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.bitspike.ir.recording.Recording.WeightSeries;
import org.bitspike.ir.recording.RecordingVerifier;
import org.bitspike.ir.wire.proto.CommonWire.FileHeader;
import org.bitspike.ir.wire.proto.RecordingWire;
import org.bitspike.ir.wire.proto.RecordingWire.RecordingHead;
import org.bitspike.ir.wire.proto.RecordingWire.SpikeSamples;
import org.bitspike.ir.wire.proto.RecordingWire.WeightSamples;

/** {@code .bspr}. */
final class RecordingCodec implements Codec<Recording, RecordingWire.Recording> {

  @Override
  public Noun noun() {
    return Noun.RECORDING;
  }

  @Override
  public Parser<RecordingWire.Recording> parser() {
    return RecordingWire.Recording.parser();
  }

  @Override
  public Message.Builder newBuilder() {
    return RecordingWire.Recording.newBuilder();
  }

  @Override
  public FileHeader header(Recording recording) {
    return FileHeader.newBuilder()
        .setBitspikeVersion(recording.info().bitspikeVersion())
        .setSubject(recording.info().subject())
        .addSeed(recording.info().seed())
        .build();
  }

  @Override
  public List<Diagnostic> verify(Recording recording) {
    return RecordingVerifier.verify(recording);
  }

  @Override
  public void encode(Recording recording, Consumer<RecordingWire.Recording> parts) {
    parts.accept(part().setHead(head(recording)).build());
    for (int s = 0; s < recording.spikes().size(); s++) {
      write(s, recording.spikes().get(s), parts);
    }
    TraceCodec.write(recording.traces(), parts);
    for (int s = 0; s < recording.weights().size(); s++) {
      write(s, recording.weights().get(s), parts);
    }
    LearningSeriesCodec.write(recording.learning(), parts);
    for (Range range : recording.ranges()) {
      parts.accept(
          part()
              .addRange(
                  RecordingWire.Range.newBuilder()
                      .setPopulation(range.population())
                      .setVariable(range.variable())
                      .setLow(range.low())
                      .setHigh(range.high()))
              .build());
    }
    for (Recording.Counter counter : recording.counters()) {
      parts.accept(
          part()
              .addCounter(
                  RecordingWire.Counter.newBuilder()
                      .setPlace(counter.place())
                      .setWhat(counter.what())
                      .setCount(counter.count()))
              .build());
    }
  }

  static RecordingWire.Recording.Builder part() {
    return RecordingWire.Recording.newBuilder();
  }

  private static RecordingHead head(Recording recording) {
    return RecordingHead.newBuilder()
        .setNetwork(recording.info().network())
        .setEngine(recording.info().engine())
        .setBitspikeVersion(recording.info().bitspikeVersion())
        .setSubject(recording.info().subject())
        .setSeed(recording.info().seed())
        .setTickSeconds(recording.tickSeconds())
        .setDurationTicks(recording.durationTicks())
        .build();
  }

  private static void write(
      int position, SpikeSeries series, Consumer<RecordingWire.Recording> parts) {
    parts.accept(
        part()
            .addSpikeSeries(
                RecordingWire.SpikeSeries.newBuilder()
                    .setPopulation(series.population())
                    .setSize(series.size())
                    .setExact(series.seconds().isPresent()))
            .build());
    Chunks.each(
        series.count(),
        (from, to) -> {
          SpikeSamples.Builder piece = SpikeSamples.newBuilder().setSeries(position);
          for (int k = from; k < to; k++) {
            piece.addTick(series.tick()[k]).addNeuron(series.neuron()[k]);
            if (series.seconds().isPresent()) {
              piece.addSeconds(series.seconds().get()[k]);
            }
          }
          parts.accept(part().addSpikes(piece).build());
        });
  }

  private static void write(
      int position, WeightSeries series, Consumer<RecordingWire.Recording> parts) {
    parts.accept(
        part()
            .addWeightSeries(
                RecordingWire.WeightSeries.newBuilder()
                    .setProjection(series.projection())
                    .setTick(series.tick()))
            .build());
    Chunks.each(
        series.connection().length,
        (from, to) -> {
          WeightSamples.Builder piece = WeightSamples.newBuilder().setSeries(position);
          for (int k = from; k < to; k++) {
            piece.addConnection(series.connection()[k]).addWeight(series.weight()[k]);
          }
          parts.accept(part().addWeights(piece).build());
        });
  }

  @Override
  public Decoder<Recording, RecordingWire.Recording> decoder() {
    return new Reading();
  }

  private static final class Reading implements Decoder<Recording, RecordingWire.Recording> {
    private Optional<RecordingHead> head = Optional.empty();
    private final List<PartialSpikes> spikes = new ArrayList<>();
    private final TraceCodec.Reading traces = new TraceCodec.Reading();
    private final List<PartialWeights> weights = new ArrayList<>();
    private final LearningSeriesCodec.Reading learning = new LearningSeriesCodec.Reading();
    private final List<Range> ranges = new ArrayList<>();
    private final List<Recording.Counter> counters = new ArrayList<>();

    @Override
    public void accept(RecordingWire.Recording part) {
      if (part.hasHead()) {
        if (head.isPresent()) {
          throw new ContentException("the recording has two heads");
        }
        head = Optional.of(part.getHead());
      }
      part.getSpikeSeriesList()
          .forEach(s -> spikes.add(new PartialSpikes(s, new Longs(), new Ints(), new Doubles())));
      part.getSpikesList().forEach(s -> Pieces.at(spikes, s.getSeries(), "spike series").accept(s));
      traces.accept(part);
      part.getWeightSeriesList()
          .forEach(s -> weights.add(new PartialWeights(s, new Ints(), new Doubles())));
      part.getWeightsList()
          .forEach(s -> Pieces.at(weights, s.getSeries(), "weight series").accept(s));
      learning.accept(part);
      part.getRangeList()
          .forEach(
              r ->
                  ranges.add(
                      new Range(r.getPopulation(), r.getVariable(), r.getLow(), r.getHigh())));
      part.getCounterList()
          .forEach(
              c -> counters.add(new Recording.Counter(c.getPlace(), c.getWhat(), c.getCount())));
    }

    @Override
    public Recording finish() {
      RecordingHead found =
          head.orElseThrow(() -> new ContentException("the recording has no head"));
      return new Recording(
          new Recording.Info(
              found.getNetwork(),
              found.getEngine(),
              found.getBitspikeVersion(),
              found.getSubject(),
              found.getSeed()),
          found.getTickSeconds(),
          found.getDurationTicks(),
          spikes.stream().map(PartialSpikes::finish).toList(),
          traces.finish(),
          weights.stream().map(PartialWeights::finish).toList(),
          learning.finish(),
          ranges,
          counters);
    }
  }

  private record PartialSpikes(
      RecordingWire.SpikeSeries wire, Longs tick, Ints neuron, Doubles seconds) {
    void accept(SpikeSamples piece) {
      Pieces.sameCount(
          "spikes of " + wire.getPopulation(), piece.getTickCount(), piece.getNeuronCount());
      tick.add(piece.getTickCount(), piece::getTick);
      neuron.add(piece.getNeuronCount(), piece::getNeuron);
      if (wire.getExact()) {
        Pieces.sameCount(
            "times of " + wire.getPopulation(), piece.getTickCount(), piece.getSecondsCount());
        seconds.add(piece.getSecondsCount(), piece::getSeconds);
      }
    }

    SpikeSeries finish() {
      return new SpikeSeries(
          wire.getPopulation(),
          wire.getSize(),
          tick.toArray(),
          neuron.toArray(),
          wire.getExact() ? Optional.of(seconds.toArray()) : Optional.empty());
    }
  }

  private record PartialWeights(RecordingWire.WeightSeries wire, Ints connection, Doubles weight) {
    void accept(WeightSamples piece) {
      Pieces.sameCount(
          "weights of " + wire.getProjection(), piece.getConnectionCount(), piece.getWeightCount());
      connection.add(piece.getConnectionCount(), piece::getConnection);
      weight.add(piece.getWeightCount(), piece::getWeight);
    }

    WeightSeries finish() {
      return new WeightSeries(
          wire.getProjection(), wire.getTick(), connection.toArray(), weight.toArray());
    }
  }
}
