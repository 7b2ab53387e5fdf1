package org.bitspike.ir.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.wire.proto.ProgramWire;
import org.bitspike.ir.wire.proto.ProgramWire.NeuronPlace;
import org.bitspike.ir.wire.proto.ProgramWire.WordColumn;
import org.bitspike.ir.wire.proto.ProgramWire.WordRole;

/** Neuron blocks. */
final class NeuronCodec {

  private NeuronCodec() {}

  static void write(List<NeuronBlock> blocks, Consumer<ProgramWire.Program> parts) {
    for (int b = 0; b < blocks.size(); b++) {
      NeuronBlock block = blocks.get(b);
      int position = b;
      parts.accept(
          ProgramCodec.part()
              .addNeurons(
                  ProgramWire.NeuronBlock.newBuilder()
                      .setName(block.name())
                      .setKernel(block.kernel())
                      .setSize(block.size())
                      .setPopulation(block.population()))
              .build());
      Chunks.each(
          block.populationIndex().length,
          (from, to) -> {
            NeuronPlace.Builder piece = NeuronPlace.newBuilder().setBlock(position);
            for (int k = from; k < to; k++) {
              piece
                  .addPopulationIndex(block.populationIndex()[k])
                  .addCore(block.place().core()[k])
                  .addCircuit(block.place().circuit()[k])
                  .addCircuits(block.place().circuits()[k]);
            }
            parts.accept(ProgramCodec.part().addPlace(piece).build());
          });
      WordColumns.write(WordRole.WORD_ROLE_NEURON_PARAM, b, block.params(), parts);
      WordColumns.write(WordRole.WORD_ROLE_NEURON_INITIAL, b, block.initial(), parts);
    }
  }

  /** Puts neuron blocks together. */
  static final class Reading {
    private final List<Partial> blocks = new ArrayList<>();

    void accept(ProgramWire.Program part) {
      part.getNeuronsList().forEach(b -> blocks.add(new Partial(b)));
      part.getPlaceList().forEach(p -> Pieces.at(blocks, p.getBlock(), "neuron block").accept(p));
      for (WordColumn piece : part.getWordList()) {
        switch (piece.getRole()) {
          case WORD_ROLE_NEURON_PARAM ->
              Pieces.at(blocks, piece.getBlock(), "neuron block").params.accept(piece);
          case WORD_ROLE_NEURON_INITIAL ->
              Pieces.at(blocks, piece.getBlock(), "neuron block").initial.accept(piece);
          case WORD_ROLE_SYNAPSE_PARAM, WORD_ROLE_SYNAPSE_INITIAL, WORD_ROLE_SYNAPSE_SHARED -> {
            // the synapse blocks'
          }
          case WORD_ROLE_UNSPECIFIED, UNRECOGNIZED ->
              throw new ContentException("the column of word " + piece.getWord() + " has no role");
        }
      }
    }

    List<NeuronBlock> finish() {
      return blocks.stream().map(Partial::finish).toList();
    }
  }

  private static final class Partial {
    private final ProgramWire.NeuronBlock wire;
    private final Ints populationIndex = new Ints();
    private final Ints core = new Ints();
    private final Ints circuit = new Ints();
    private final Ints circuits = new Ints();
    private final WordColumns params = new WordColumns();
    private final WordColumns initial = new WordColumns();

    Partial(ProgramWire.NeuronBlock wire) {
      this.wire = wire;
    }

    void accept(NeuronPlace piece) {
      int count = piece.getPopulationIndexCount();
      Pieces.sameCount(
          "neuron block " + wire.getName(),
          count,
          piece.getCoreCount(),
          piece.getCircuitCount(),
          piece.getCircuitsCount());
      populationIndex.add(count, piece::getPopulationIndex);
      core.add(count, piece::getCore);
      circuit.add(count, piece::getCircuit);
      circuits.add(count, piece::getCircuits);
    }

    NeuronBlock finish() {
      return new NeuronBlock(
          wire.getName(),
          wire.getKernel(),
          wire.getSize(),
          params.finish(),
          initial.finish(),
          wire.getPopulation(),
          populationIndex.toArray(),
          new NeuronBlock.Place(core.toArray(), circuit.toArray(), circuits.toArray()));
    }
  }
}
