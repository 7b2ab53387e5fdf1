package org.bitspike.ir.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.program.SynapseBlock.Plasticity;
import org.bitspike.ir.wire.proto.ProgramWire;
import org.bitspike.ir.wire.proto.ProgramWire.SynapseColumns;
import org.bitspike.ir.wire.proto.ProgramWire.SynapseRows;
import org.bitspike.ir.wire.proto.ProgramWire.WordColumn;
import org.bitspike.ir.wire.proto.ProgramWire.WordRole;

/** Synapse blocks. */
final class SynapseCodec {

  private SynapseCodec() {}

  static void write(List<SynapseBlock> blocks, Consumer<ProgramWire.Program> parts) {
    for (int b = 0; b < blocks.size(); b++) {
      SynapseBlock block = blocks.get(b);
      parts.accept(ProgramCodec.part().addSynapses(head(block)).build());
      writeRows(b, block.rowStart(), parts);
      writeColumns(b, block, parts);
      if (block.plasticity().isPresent()) {
        Plasticity plasticity = block.plasticity().get();
        WordColumns.write(WordRole.WORD_ROLE_SYNAPSE_PARAM, b, plasticity.params(), parts);
        WordColumns.write(WordRole.WORD_ROLE_SYNAPSE_INITIAL, b, plasticity.initial(), parts);
        WordColumns.write(WordRole.WORD_ROLE_SYNAPSE_SHARED, b, plasticity.shared(), parts);
      }
    }
  }

  private static ProgramWire.SynapseBlock head(SynapseBlock block) {
    ProgramWire.SynapseBlock.Builder wire =
        ProgramWire.SynapseBlock.newBuilder()
            .setName(block.name())
            .setSource(block.source())
            .setTarget(block.target())
            .setSize(block.size())
            .setCodeOffset(block.codeOffset())
            .setProjection(block.projection());
    block.port().ifPresent(wire::setPort);
    block.decode().ifPresent(wire::setDecode);
    block
        .plasticity()
        .ifPresent(
            p ->
                wire.setPlasticity(
                    ProgramWire.Plasticity.newBuilder()
                        .setRule(p.rule())
                        .setDendriticDelayTicks(p.dendriticDelayTicks())));
    return wire.build();
  }

  private static void writeRows(int position, int[] rowStart, Consumer<ProgramWire.Program> parts) {
    Chunks.each(
        rowStart.length,
        (from, to) -> {
          SynapseRows.Builder piece = SynapseRows.newBuilder().setBlock(position);
          for (int k = from; k < to; k++) {
            piece.addStart(rowStart[k]);
          }
          parts.accept(ProgramCodec.part().addRows(piece).build());
        });
  }

  private static void writeColumns(
      int position, SynapseBlock block, Consumer<ProgramWire.Program> parts) {
    Chunks.each(
        block.size(),
        (from, to) -> {
          SynapseColumns.Builder piece = SynapseColumns.newBuilder().setBlock(position);
          for (int k = from; k < to; k++) {
            piece
                .addTarget(block.targetIndex()[k])
                .addWeightCode(block.weightCode()[k])
                .addDelayTicks(block.delayTicks()[k])
                .addConnection(block.connection()[k]);
          }
          parts.accept(ProgramCodec.part().addColumns(piece).build());
        });
  }

  /** Puts synapse blocks together. */
  static final class Reading {
    private final List<Partial> blocks = new ArrayList<>();

    void accept(ProgramWire.Program part) {
      part.getSynapsesList().forEach(b -> blocks.add(new Partial(b)));
      for (SynapseRows piece : part.getRowsList()) {
        at(piece.getBlock()).rowStart.add(piece.getStartCount(), piece::getStart);
      }
      part.getColumnsList().forEach(c -> at(c.getBlock()).accept(c));
      for (WordColumn piece : part.getWordList()) {
        switch (piece.getRole()) {
          case WORD_ROLE_SYNAPSE_PARAM -> at(piece.getBlock()).params.accept(piece);
          case WORD_ROLE_SYNAPSE_INITIAL -> at(piece.getBlock()).initial.accept(piece);
          case WORD_ROLE_SYNAPSE_SHARED -> at(piece.getBlock()).shared.accept(piece);
          case WORD_ROLE_NEURON_PARAM,
              WORD_ROLE_NEURON_INITIAL,
              WORD_ROLE_UNSPECIFIED,
              UNRECOGNIZED -> {
            // the neuron blocks'
          }
        }
      }
    }

    private Partial at(int position) {
      return Pieces.at(blocks, position, "synapse block");
    }

    List<SynapseBlock> finish() {
      return blocks.stream().map(Partial::finish).toList();
    }
  }

  private static final class Partial {
    private final ProgramWire.SynapseBlock wire;
    private final Ints rowStart = new Ints();
    private final Ints target = new Ints();
    private final Ints weightCode = new Ints();
    private final Ints delayTicks = new Ints();
    private final Ints connection = new Ints();
    private final WordColumns params = new WordColumns();
    private final WordColumns initial = new WordColumns();
    private final WordColumns shared = new WordColumns();

    Partial(ProgramWire.SynapseBlock wire) {
      this.wire = wire;
    }

    void accept(SynapseColumns piece) {
      int count = piece.getTargetCount();
      Pieces.sameCount(
          "synapse block " + wire.getName(),
          count,
          piece.getWeightCodeCount(),
          piece.getDelayTicksCount(),
          piece.getConnectionCount());
      target.add(count, piece::getTarget);
      weightCode.add(count, piece::getWeightCode);
      delayTicks.add(count, piece::getDelayTicks);
      connection.add(count, piece::getConnection);
    }

    SynapseBlock finish() {
      Pieces.declared("synapse block " + wire.getName(), wire.getSize(), target.size());
      return new SynapseBlock(
          wire.getName(),
          wire.getSource(),
          wire.getTarget(),
          wire.hasPort() ? Optional.of(wire.getPort()) : Optional.empty(),
          rowStart.toArray(),
          target.toArray(),
          weightCode.toArray(),
          delayTicks.toArray(),
          wire.hasDecode() ? Optional.of(wire.getDecode()) : Optional.empty(),
          wire.getCodeOffset(),
          wire.hasPlasticity() ? Optional.of(plasticity(wire.getPlasticity())) : Optional.empty(),
          wire.getProjection(),
          connection.toArray());
    }

    private Plasticity plasticity(ProgramWire.Plasticity head) {
      return new Plasticity(
          head.getRule(),
          head.getDendriticDelayTicks(),
          params.finish(),
          initial.finish(),
          shared.finish());
    }
  }
}
