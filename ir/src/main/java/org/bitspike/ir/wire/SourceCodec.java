package org.bitspike.ir.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.wire.proto.ProgramWire;
import org.bitspike.ir.wire.proto.ProgramWire.SourceIndices;

/** Source blocks. */
final class SourceCodec {

  private SourceCodec() {}

  static void write(List<SourceBlock> blocks, Consumer<ProgramWire.Program> parts) {
    for (int b = 0; b < blocks.size(); b++) {
      SourceBlock block = blocks.get(b);
      int position = b;
      parts.accept(
          ProgramCodec.part()
              .addSources(
                  ProgramWire.SourceBlock.newBuilder()
                      .setName(block.name())
                      .setSize(block.size())
                      .setPopulation(block.population()))
              .build());
      Chunks.each(
          block.populationIndex().length,
          (from, to) -> {
            SourceIndices.Builder piece = SourceIndices.newBuilder().setBlock(position);
            for (int k = from; k < to; k++) {
              piece.addPopulationIndex(block.populationIndex()[k]);
            }
            parts.accept(ProgramCodec.part().addSourceIndices(piece).build());
          });
    }
  }

  /** Puts source blocks together. */
  static final class Reading {
    private final List<Partial> blocks = new ArrayList<>();

    void accept(ProgramWire.Program part) {
      part.getSourcesList().forEach(b -> blocks.add(new Partial(b, new Ints())));
      for (SourceIndices piece : part.getSourceIndicesList()) {
        Pieces.at(blocks, piece.getBlock(), "source block")
            .populationIndex
            .add(piece.getPopulationIndexCount(), piece::getPopulationIndex);
      }
    }

    List<SourceBlock> finish() {
      return blocks.stream().map(Partial::finish).toList();
    }
  }

  private record Partial(ProgramWire.SourceBlock wire, Ints populationIndex) {
    SourceBlock finish() {
      return new SourceBlock(
          wire.getName(), wire.getSize(), wire.getPopulation(), populationIndex.toArray());
    }
  }
}
