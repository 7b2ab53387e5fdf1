package org.bitspike.ir.wire;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.verdict.Verdict;
import org.bitspike.ir.verdict.Verdict.Divergence;
import org.bitspike.ir.verdict.Verdict.Metric;
import org.bitspike.ir.verdict.Verdict.Outcome;
import org.bitspike.ir.verdict.VerdictVerifier;
import org.bitspike.ir.wire.proto.CommonWire.FileHeader;
import org.bitspike.ir.wire.proto.VerdictWire;

/** Verdicts: one part each. */
final class VerdictCodec implements Codec<Verdict, VerdictWire.Verdict> {

  @Override
  public Noun noun() {
    return Noun.VERDICT;
  }

  @Override
  public Parser<VerdictWire.Verdict> parser() {
    return VerdictWire.Verdict.parser();
  }

  @Override
  public Message.Builder newBuilder() {
    return VerdictWire.Verdict.newBuilder();
  }

  @Override
  public FileHeader header(Verdict verdict) {
    return FileHeader.newBuilder().setBitspikeVersion(BitspikeVersion.current()).build();
  }

  @Override
  public List<Diagnostic> verify(Verdict verdict) {
    return VerdictVerifier.verify(verdict);
  }

  @Override
  public void encode(Verdict verdict, Consumer<VerdictWire.Verdict> parts) {
    VerdictWire.Verdict.Builder wire =
        VerdictWire.Verdict.newBuilder()
            .setSubject(verdict.subject())
            .setOutcome(Pieces.write(VerdictWire.Outcome.class, verdict.outcome()))
            .setReason(verdict.reason());
    for (Metric metric : verdict.metrics()) {
      VerdictWire.Metric.Builder one =
          VerdictWire.Metric.newBuilder()
              .setName(metric.name())
              .setPopulation(metric.population())
              .setValue(metric.value())
              .setUnit(metric.unit())
              .setTolerates(metric.tolerates());
      if (metric.decides()) {
        one.setTolerance(metric.tolerance());
      }
      wire.addMetric(one);
    }
    verdict
        .firstDivergence()
        .ifPresent(
            d ->
                wire.setFirstDivergence(
                    VerdictWire.Divergence.newBuilder()
                        .setPopulation(d.population())
                        .setNeuron(d.neuron())
                        .setTimeSeconds(d.timeSeconds())
                        .setExpected(d.expected())
                        .setActual(d.actual())));
    parts.accept(wire.build());
  }

  @Override
  public Decoder<Verdict, VerdictWire.Verdict> decoder() {
    return new WholeMessage<>(Noun.VERDICT, VerdictCodec::read);
  }

  private static Verdict read(VerdictWire.Verdict wire) {
    VerdictWire.Divergence d = wire.getFirstDivergence();
    return new Verdict(
        wire.getSubject(),
        Pieces.read(Outcome.class, wire.getOutcome()),
        wire.getReason(),
        wire.getMetricList().stream()
            .map(
                m ->
                    new Metric(
                        m.getName(),
                        m.getPopulation(),
                        m.getValue(),
                        m.getUnit(),
                        m.hasTolerance() ? m.getTolerance() : Double.NaN,
                        m.getTolerates()))
            .toList(),
        wire.hasFirstDivergence()
            ? Optional.of(
                new Divergence(
                    d.getPopulation(),
                    d.getNeuron(),
                    d.getTimeSeconds(),
                    d.getExpected(),
                    d.getActual()))
            : Optional.empty());
  }
}
