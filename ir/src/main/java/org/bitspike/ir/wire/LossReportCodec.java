package org.bitspike.ir.wire;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.loss.LossReport.FormatChoice;
import org.bitspike.ir.loss.LossReport.ResourceUse;
import org.bitspike.ir.loss.LossReportVerifier;
import org.bitspike.ir.wire.proto.CommonWire.FileHeader;
import org.bitspike.ir.wire.proto.LossWire;
import org.bitspike.ir.wire.proto.LossWire.LossColumns;
import org.bitspike.ir.wire.proto.LossWire.LossHead;

/** Loss reports. */
final class LossReportCodec implements Codec<LossReport, LossWire.LossReport> {

  @Override
  public Noun noun() {
    return Noun.LOSS_REPORT;
  }

  @Override
  public Parser<LossWire.LossReport> parser() {
    return LossWire.LossReport.parser();
  }

  @Override
  public Message.Builder newBuilder() {
    return LossWire.LossReport.newBuilder();
  }

  @Override
  public FileHeader header(LossReport report) {
    return FileHeader.newBuilder()
        .setBitspikeVersion(BitspikeVersion.current())
        .setProfile(report.profile())
        .build();
  }

  @Override
  public List<Diagnostic> verify(LossReport report) {
    return LossReportVerifier.verify(report);
  }

  @Override
  public void encode(LossReport report, Consumer<LossWire.LossReport> parts) {
    parts.accept(
        part()
            .setHead(
                LossHead.newBuilder()
                    .setNetwork(report.network())
                    .setProfile(report.profile())
                    .setSynapsesMeant(report.synapsesMeant())
                    .setSynapsesRealised(report.synapsesRealised()))
            .build());
    for (int k = 0; k < report.losses().size(); k++) {
      Loss loss = report.losses().get(k);
      parts.accept(part().addLoss(LossCodec.write(loss)).build());
      writeColumns(k, loss, parts);
    }
    report.formats().forEach(f -> parts.accept(part().addFormat(write(f)).build()));
    for (ResourceUse use : report.use()) {
      parts.accept(
          part()
              .addUse(
                  LossWire.ResourceUse.newBuilder()
                      .setResource(use.resource())
                      .setUsed(use.used())
                      .setAvailable(use.available()))
              .build());
    }
  }

  private static LossWire.LossReport.Builder part() {
    return LossWire.LossReport.newBuilder();
  }

  private static void writeColumns(int position, Loss loss, Consumer<LossWire.LossReport> parts) {
    switch (loss) {
      case Loss.LostSynapses lost ->
          Chunks.each(
              lost.connections().length,
              (from, to) -> {
                LossColumns.Builder piece = LossColumns.newBuilder().setLoss(position);
                for (int k = from; k < to; k++) {
                  piece.addConnection(lost.connections()[k]);
                }
                parts.accept(part().addColumns(piece).build());
              });
      case Loss.WeightError error ->
          Chunks.each(
              error.connection().length,
              (from, to) -> {
                LossColumns.Builder piece = LossColumns.newBuilder().setLoss(position);
                for (int k = from; k < to; k++) {
                  piece
                      .addConnection(error.connection()[k])
                      .addMeant(error.meant()[k])
                      .addEffective(error.effective()[k]);
                }
                parts.accept(part().addColumns(piece).build());
              });
      case Loss.DelayChanged l -> {}
      case Loss.ParameterRounded l -> {}
      case Loss.RangeClamped l -> {}
      case Loss.Approximated l -> {}
      case Loss.EventsMoved l -> {}
    }
  }

  private static LossWire.FormatChoice write(FormatChoice choice) {
    return LossWire.FormatChoice.newBuilder()
        .setBlock(choice.block())
        .setVariable(choice.variable())
        .setFormat(choice.format())
        .setBound(choice.bound())
        .setDerivation(choice.derivation())
        .setResolution(choice.resolution())
        .setHeadroomBits(choice.headroomBits())
        .build();
  }

  @Override
  public Decoder<LossReport, LossWire.LossReport> decoder() {
    return new Reading();
  }

  private static final class Reading implements Decoder<LossReport, LossWire.LossReport> {
    private Optional<LossHead> head = Optional.empty();
    private final List<Partial> losses = new ArrayList<>();
    private final List<FormatChoice> formats = new ArrayList<>();
    private final List<ResourceUse> use = new ArrayList<>();

    @Override
    public void accept(LossWire.LossReport part) {
      if (part.hasHead()) {
        if (head.isPresent()) {
          throw new ContentException("the loss report has two heads");
        }
        head = Optional.of(part.getHead());
      }
      part.getLossList()
          .forEach(l -> losses.add(new Partial(l, new Ints(), new Doubles(), new Doubles())));
      part.getColumnsList().forEach(c -> Pieces.at(losses, c.getLoss(), "loss").accept(c));
      part.getFormatList()
          .forEach(
              f ->
                  formats.add(
                      new FormatChoice(
                          f.getBlock(),
                          f.getVariable(),
                          f.getFormat(),
                          f.getBound(),
                          f.getDerivation(),
                          f.getResolution(),
                          f.getHeadroomBits())));
      part.getUseList()
          .forEach(u -> use.add(new ResourceUse(u.getResource(), u.getUsed(), u.getAvailable())));
    }

    @Override
    public LossReport finish() {
      LossHead found = head.orElseThrow(() -> new ContentException("the loss report has no head"));
      return new LossReport(
          found.getNetwork(),
          found.getProfile(),
          found.getSynapsesMeant(),
          found.getSynapsesRealised(),
          losses.stream().map(Partial::finish).toList(),
          formats,
          use);
    }
  }

  private record Partial(LossWire.Loss wire, Ints connections, Doubles meant, Doubles effective) {
    void accept(LossColumns piece) {
      connections.add(piece.getConnectionCount(), piece::getConnection);
      meant.add(piece.getMeantCount(), piece::getMeant);
      effective.add(piece.getEffectiveCount(), piece::getEffective);
    }

    Loss finish() {
      return LossCodec.read(wire, connections.toArray(), meant.toArray(), effective.toArray());
    }
  }
}
