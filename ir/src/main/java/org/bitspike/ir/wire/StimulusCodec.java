package org.bitspike.ir.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.Stimulus.LevelTrain;
import org.bitspike.ir.program.Stimulus.SpikeTrain;
import org.bitspike.ir.wire.proto.ProgramWire;
import org.bitspike.ir.wire.proto.ProgramWire.Levels;
import org.bitspike.ir.wire.proto.ProgramWire.Spikes;

/** The stimulus. */
final class StimulusCodec {

  private StimulusCodec() {}

  static void write(Stimulus stimulus, Consumer<ProgramWire.Program> parts) {
    for (int t = 0; t < stimulus.spikes().size(); t++) {
      write(t, stimulus.spikes().get(t), parts);
    }
    for (int t = 0; t < stimulus.levels().size(); t++) {
      write(t, stimulus.levels().get(t), parts);
    }
  }

  private static void write(int position, SpikeTrain train, Consumer<ProgramWire.Program> parts) {
    parts.accept(
        ProgramCodec.part()
            .addSpikeTrain(ProgramWire.SpikeTrain.newBuilder().setBlock(train.block()))
            .build());
    Chunks.each(
        train.tick().length,
        (from, to) -> {
          Spikes.Builder piece = Spikes.newBuilder().setTrain(position);
          for (int k = from; k < to; k++) {
            piece.addTick(train.tick()[k]).addSource(train.source()[k]);
          }
          parts.accept(ProgramCodec.part().addSpikes(piece).build());
        });
  }

  private static void write(int position, LevelTrain train, Consumer<ProgramWire.Program> parts) {
    parts.accept(
        ProgramCodec.part()
            .addLevelTrain(
                ProgramWire.LevelTrain.newBuilder().setBlock(train.block()).setWord(train.word()))
            .build());
    Chunks.each(
        train.tick().length,
        (from, to) -> {
          Levels.Builder piece = Levels.newBuilder().setTrain(position);
          for (int k = from; k < to; k++) {
            piece.addTick(train.tick()[k]).addNeuron(train.neuron()[k]).addCode(train.code()[k]);
          }
          parts.accept(ProgramCodec.part().addLevels(piece).build());
        });
  }

  /** Puts the stimulus together. */
  static final class Reading {
    private final List<PartialSpikes> spikes = new ArrayList<>();
    private final List<PartialLevels> levels = new ArrayList<>();

    void accept(ProgramWire.Program part) {
      part.getSpikeTrainList()
          .forEach(t -> spikes.add(new PartialSpikes(t.getBlock(), new Longs(), new Ints())));
      part.getSpikesList().forEach(s -> Pieces.at(spikes, s.getTrain(), "spike train").accept(s));
      part.getLevelTrainList()
          .forEach(
              t ->
                  levels.add(
                      new PartialLevels(
                          t.getBlock(), t.getWord(), new Longs(), new Ints(), new Longs())));
      part.getLevelsList().forEach(l -> Pieces.at(levels, l.getTrain(), "level train").accept(l));
    }

    Stimulus finish(Stimulus.EventList events) {
      return new Stimulus(
          spikes.stream().map(PartialSpikes::finish).toList(),
          levels.stream().map(PartialLevels::finish).toList(),
          events);
    }
  }

  private record PartialSpikes(String block, Longs tick, Ints source) {
    void accept(Spikes piece) {
      Pieces.sameCount("spikes of " + block, piece.getTickCount(), piece.getSourceCount());
      tick.add(piece.getTickCount(), piece::getTick);
      source.add(piece.getSourceCount(), piece::getSource);
    }

    SpikeTrain finish() {
      return new SpikeTrain(block, tick.toArray(), source.toArray());
    }
  }

  private record PartialLevels(String block, String word, Longs tick, Ints neuron, Longs code) {
    void accept(Levels piece) {
      Pieces.sameCount(
          "levels of " + block, piece.getTickCount(), piece.getNeuronCount(), piece.getCodeCount());
      tick.add(piece.getTickCount(), piece::getTick);
      neuron.add(piece.getNeuronCount(), piece::getNeuron);
      code.add(piece.getCodeCount(), piece::getCode);
    }

    LevelTrain finish() {
      return new LevelTrain(block, word, tick.toArray(), neuron.toArray(), code.toArray());
    }
  }
}
