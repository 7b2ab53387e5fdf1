package org.bitspike.ir.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.connect.PairRule;
import org.bitspike.ir.program.CodeDraw;
import org.bitspike.ir.program.DrawnBlock;
import org.bitspike.ir.wire.proto.ProgramWire;
import org.bitspike.ir.wire.proto.ProgramWire.DrawnCodes;
import org.bitspike.ir.wire.proto.ProgramWire.DrawnDiagonal;
import org.bitspike.ir.wire.proto.ProgramWire.DrawnEvery;
import org.bitspike.ir.wire.proto.ProgramWire.DrawnOutDegrees;
import org.bitspike.ir.wire.proto.ProgramWire.DrawnQuantity;
import org.bitspike.ir.wire.proto.ProgramWire.DrawnRows;

/** Drawn synapse blocks. */
final class DrawnCodec {

  private DrawnCodec() {}

  static void write(List<DrawnBlock> blocks, Consumer<ProgramWire.Program> parts) {
    for (int b = 0; b < blocks.size(); b++) {
      DrawnBlock block = blocks.get(b);
      parts.accept(ProgramCodec.part().addDrawn(head(block)).build());
      if (block.rule() instanceof PairRule.OutDegrees(int[] rowStart)) {
        writeRows(b, rowStart, parts);
      }
      write(b, DrawnQuantity.DRAWN_QUANTITY_WEIGHT, block.weight(), parts);
      write(b, DrawnQuantity.DRAWN_QUANTITY_DELAY, block.delay(), parts);
    }
  }

  private static ProgramWire.DrawnBlock head(DrawnBlock block) {
    ProgramWire.DrawnBlock.Builder wire =
        ProgramWire.DrawnBlock.newBuilder()
            .setName(block.name())
            .setOrdinal(block.ordinal())
            .setSource(block.source())
            .setTarget(block.target())
            .setAllowSelf(block.allowSelf())
            .setSeed(block.seed())
            .setCodeOffset(block.codeOffset())
            .setProjection(block.projection());
    block.port().ifPresent(wire::setPort);
    block.decode().ifPresent(wire::setDecode);
    return switch (block.rule()) {
      case PairRule.Every() -> wire.setEvery(DrawnEvery.getDefaultInstance()).build();
      case PairRule.Diagonal() -> wire.setDiagonal(DrawnDiagonal.getDefaultInstance()).build();
      case PairRule.Chance(long threshold) -> wire.setChance(threshold).build();
      case PairRule.InDegree(int n) -> wire.setInDegree(n).build();
      case PairRule.InDegreeRepeated(int n) -> wire.setInDegreeRepeated(n).build();
      case PairRule.OutDegree(int n) -> wire.setOutDegree(n).build();
      case PairRule.OutDegrees(int[] rowStart) ->
          wire.setOutDegrees(DrawnOutDegrees.getDefaultInstance()).build();
    };
  }

  private static void writeRows(int position, int[] rowStart, Consumer<ProgramWire.Program> parts) {
    Chunks.each(
        rowStart.length,
        (from, to) -> {
          DrawnRows.Builder piece = DrawnRows.newBuilder().setBlock(position);
          for (int k = from; k < to; k++) {
            piece.addStart(rowStart[k]);
          }
          parts.accept(ProgramCodec.part().addDrawnRows(piece).build());
        });
  }

  private static void write(
      int position, DrawnQuantity quantity, CodeDraw draw, Consumer<ProgramWire.Program> parts) {
    Chunks.each(
        draw.code().length,
        (from, to) -> {
          DrawnCodes.Builder piece =
              DrawnCodes.newBuilder().setBlock(position).setQuantity(quantity);
          for (int k = from; k < to; k++) {
            piece.addCode(draw.code()[k]);
            if (k > 0) {
              piece.addThreshold(draw.threshold()[k - 1]);
            }
          }
          parts.accept(ProgramCodec.part().addDrawnCodes(piece).build());
        });
  }

  /** Puts drawn blocks together. */
  static final class Reading {
    private final List<Partial> blocks = new ArrayList<>();

    void accept(ProgramWire.Program part) {
      part.getDrawnList().forEach(b -> blocks.add(new Partial(b)));
      for (DrawnRows piece : part.getDrawnRowsList()) {
        at(piece.getBlock()).rowStart.add(piece.getStartCount(), piece::getStart);
      }
      part.getDrawnCodesList().forEach(c -> at(c.getBlock()).accept(c));
    }

    private Partial at(int position) {
      return Pieces.at(blocks, position, "drawn block");
    }

    List<DrawnBlock> finish() {
      return blocks.stream().map(Partial::finish).toList();
    }
  }

  private static final class Partial {
    private final ProgramWire.DrawnBlock wire;
    private final Ints rowStart = new Ints();
    private final Longs weightThreshold = new Longs();
    private final Ints weightCode = new Ints();
    private final Longs delayThreshold = new Longs();
    private final Ints delayTicks = new Ints();

    Partial(ProgramWire.DrawnBlock wire) {
      this.wire = wire;
    }

    void accept(DrawnCodes piece) {
      switch (piece.getQuantity()) {
        case DRAWN_QUANTITY_WEIGHT -> {
          weightThreshold.add(piece.getThresholdCount(), piece::getThreshold);
          weightCode.add(piece.getCodeCount(), piece::getCode);
        }
        case DRAWN_QUANTITY_DELAY -> {
          delayThreshold.add(piece.getThresholdCount(), piece::getThreshold);
          delayTicks.add(piece.getCodeCount(), piece::getCode);
        }
        case DRAWN_QUANTITY_UNSPECIFIED, UNRECOGNIZED ->
            throw new ContentException("drawn block " + wire.getName() + " has unknown codes");
      }
    }

    DrawnBlock finish() {
      return new DrawnBlock(
          wire.getName(),
          wire.getOrdinal(),
          wire.getSource(),
          wire.getTarget(),
          wire.hasPort() ? Optional.of(wire.getPort()) : Optional.empty(),
          rule(),
          wire.getAllowSelf(),
          wire.getSeed(),
          new CodeDraw(weightThreshold.toArray(), weightCode.toArray()),
          new CodeDraw(delayThreshold.toArray(), delayTicks.toArray()),
          wire.hasDecode() ? Optional.of(wire.getDecode()) : Optional.empty(),
          wire.getCodeOffset(),
          wire.getProjection());
    }

    private PairRule rule() {
      return switch (wire.getRuleCase()) {
        case EVERY -> new PairRule.Every();
        case DIAGONAL -> new PairRule.Diagonal();
        case CHANCE -> new PairRule.Chance(wire.getChance());
        case IN_DEGREE -> new PairRule.InDegree(wire.getInDegree());
        case IN_DEGREE_REPEATED -> new PairRule.InDegreeRepeated(wire.getInDegreeRepeated());
        case OUT_DEGREE -> new PairRule.OutDegree(wire.getOutDegree());
        case OUT_DEGREES -> new PairRule.OutDegrees(rowStart.toArray());
        case RULE_NOT_SET ->
            throw new ContentException("drawn block " + wire.getName() + " has no rule");
      };
    }
  }
}
