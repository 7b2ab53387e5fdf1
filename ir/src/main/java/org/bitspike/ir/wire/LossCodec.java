package org.bitspike.ir.wire;

import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.wire.proto.LossWire;

/** Single losses, without their columns. */
final class LossCodec {

  private LossCodec() {}

  static LossWire.Loss write(Loss loss) {
    LossWire.Loss.Builder wire =
        LossWire.Loss.newBuilder()
            .setCode(loss.code().id())
            .setPass(loss.pass())
            .setMessage(loss.message())
            .setRemedy(loss.remedy())
            .setWhere(Pieces.write(loss.where()));
    return switch (loss) {
      case Loss.LostSynapses l ->
          wire.setLostSynapses(
                  LossWire.LostSynapses.newBuilder()
                      .setProjection(l.projection())
                      .setNeuron(l.neuron())
                      .setLimit(l.limit())
                      .setActual(l.actual())
                      .setImportanceLost(l.importanceLost())
                      .setImportanceTotal(l.importanceTotal()))
              .build();
      case Loss.WeightError l ->
          wire.setWeightError(
                  LossWire.WeightError.newBuilder()
                      .setProjection(l.projection())
                      .setClipped(l.clipped())
                      .setZeroed(l.zeroed())
                      .setSignFlips(l.signFlips())
                      .setRms(l.rms())
                      .setMaxError(l.maxError()))
              .build();
      case Loss.DelayChanged l ->
          wire.setDelayChanged(
                  LossWire.DelayChanged.newBuilder()
                      .setProjection(l.projection())
                      .setChanged(l.changed())
                      .setMinTicks(l.minTicks())
                      .setMaxTicks(l.maxTicks())
                      .setMaxErrorSeconds(l.maxErrorSeconds())
                      .setMeanErrorSeconds(l.meanErrorSeconds()))
              .build();
      case Loss.ParameterRounded l ->
          wire.setParameterRounded(
                  LossWire.ParameterRounded.newBuilder()
                      .setElement(l.element())
                      .setParameter(l.parameter())
                      .setMeant(l.meant())
                      .setEffective(l.effective())
                      .setRegister(l.register()))
              .build();
      case Loss.RangeClamped l ->
          wire.setRangeClamped(
                  LossWire.RangeClamped.newBuilder()
                      .setElement(l.element())
                      .setParameter(l.parameter())
                      .setMeant(l.meant())
                      .setEffective(l.effective())
                      .setLow(l.low())
                      .setHigh(l.high()))
              .build();
      case Loss.Approximated l ->
          wire.setApproximated(
                  LossWire.Approximated.newBuilder()
                      .setElement(l.element())
                      .setReplacement(l.replacement()))
              .build();
      case Loss.EventsMoved l ->
          wire.setEventsMoved(
                  LossWire.EventsMoved.newBuilder()
                      .setPopulation(l.population())
                      .setMoved(l.moved())
                      .setMerged(l.merged())
                      .setMaxErrorSeconds(l.maxErrorSeconds()))
              .build();
    };
  }

  static Loss read(LossWire.Loss wire, int[] connections, double[] meant, double[] effective) {
    Code code = code(wire.getCode());
    String pass = wire.getPass();
    String message = wire.getMessage();
    String remedy = wire.getRemedy();
    SourceRef where = Pieces.read(wire.getWhere());
    return switch (wire.getKindCase()) {
      case LOST_SYNAPSES -> {
        LossWire.LostSynapses l = wire.getLostSynapses();
        yield new Loss.LostSynapses(
            code,
            pass,
            message,
            remedy,
            where,
            l.getProjection(),
            l.getNeuron(),
            l.getLimit(),
            l.getActual(),
            connections,
            l.getImportanceLost(),
            l.getImportanceTotal());
      }
      case WEIGHT_ERROR -> {
        LossWire.WeightError l = wire.getWeightError();
        Pieces.sameCount(
            "weights of " + l.getProjection(), connections.length, meant.length, effective.length);
        yield new Loss.WeightError(
            code,
            pass,
            message,
            remedy,
            where,
            l.getProjection(),
            connections,
            meant,
            effective,
            l.getClipped(),
            l.getZeroed(),
            l.getSignFlips(),
            l.getRms(),
            l.getMaxError());
      }
      case DELAY_CHANGED -> {
        LossWire.DelayChanged l = wire.getDelayChanged();
        yield new Loss.DelayChanged(
            code,
            pass,
            message,
            remedy,
            where,
            l.getProjection(),
            l.getChanged(),
            l.getMinTicks(),
            l.getMaxTicks(),
            l.getMaxErrorSeconds(),
            l.getMeanErrorSeconds());
      }
      case PARAMETER_ROUNDED -> {
        LossWire.ParameterRounded l = wire.getParameterRounded();
        yield new Loss.ParameterRounded(
            code,
            pass,
            message,
            remedy,
            where,
            l.getElement(),
            l.getParameter(),
            l.getMeant(),
            l.getEffective(),
            l.getRegister());
      }
      case RANGE_CLAMPED -> {
        LossWire.RangeClamped l = wire.getRangeClamped();
        yield new Loss.RangeClamped(
            code,
            pass,
            message,
            remedy,
            where,
            l.getElement(),
            l.getParameter(),
            l.getMeant(),
            l.getEffective(),
            l.getLow(),
            l.getHigh());
      }
      case APPROXIMATED -> {
        LossWire.Approximated l = wire.getApproximated();
        yield new Loss.Approximated(
            code, pass, message, remedy, where, l.getElement(), l.getReplacement());
      }
      case EVENTS_MOVED -> {
        LossWire.EventsMoved l = wire.getEventsMoved();
        yield new Loss.EventsMoved(
            code,
            pass,
            message,
            remedy,
            where,
            l.getPopulation(),
            l.getMoved(),
            l.getMerged(),
            l.getMaxErrorSeconds());
      }
      case KIND_NOT_SET -> throw new ContentException("a loss does not say what was lost");
    };
  }

  private static Code code(String id) {
    for (Code code : Code.values()) {
      if (code.id().equals(id)) {
        return code;
      }
    }
    throw new ContentException("there is no code " + id);
  }
}
