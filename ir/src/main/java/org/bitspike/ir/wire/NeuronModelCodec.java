package org.bitspike.ir.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.profile.HardwareProfile.Sharing;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.profile.NeuronModel.CellMatch;
import org.bitspike.ir.profile.NeuronModel.CurrentInput;
import org.bitspike.ir.profile.NeuronModel.Receptor;
import org.bitspike.ir.profile.NeuronModel.Register;
import org.bitspike.ir.profile.NeuronModel.SynapseMatch;
import org.bitspike.ir.profile.NeuronModel.WordRule;
import org.bitspike.ir.wire.proto.CommonWire.NamedExpr;
import org.bitspike.ir.wire.proto.ProfileWire;
import org.bitspike.ir.wire.proto.ProfileWire.TypeMatch;

/** What a chip's neuron is. */
final class NeuronModelCodec {

  private NeuronModelCodec() {}

  static ProfileWire.NeuronModel write(NeuronModel model) {
    ProfileWire.NeuronModel.Builder wire = ProfileWire.NeuronModel.newBuilder();
    return switch (model) {
      case NeuronModel.Programmable machine -> wire.setProgrammable(write(machine)).build();
      case NeuronModel.Fixed fixed -> wire.setFixed(write(fixed)).build();
    };
  }

  private static ProfileWire.Programmable write(NeuronModel.Programmable machine) {
    return ProfileWire.Programmable.newBuilder()
        .setStateBits(machine.stateBits())
        .setParamBits(machine.paramBits())
        .setAccumulatorBits(machine.accumulatorBits())
        .setRounding(Pieces.write(ProfileWire.Rounding.class, machine.rounding()))
        .setOverflow(Pieces.write(ProfileWire.Overflow.class, machine.overflow()))
        .setTableEntries(machine.tableEntries())
        .setReceptors(machine.receptors())
        .setRangeMargin(machine.rangeMargin())
        .setRestBits(machine.restBits())
        .build();
  }

  private static ProfileWire.Fixed write(NeuronModel.Fixed fixed) {
    ProfileWire.Fixed.Builder wire =
        ProfileWire.Fixed.newBuilder()
            .setKernel(Pieces.write(fixed.kernel()))
            .addAllParam(rules(fixed.params()))
            .addAllInitial(rules(fixed.initial()));
    fixed.cells().forEach(c -> wire.addCell(match(c.type(), c.quantities(), c.approximates())));
    fixed
        .synapses()
        .forEach(
            s -> {
              ProfileWire.TypeMatch.Builder match =
                  match(s.type(), s.quantities(), s.approximates()).toBuilder();
              s.opens().ifPresent(e -> match.setOpens(Pieces.write(e)));
              wire.addSynapse(match);
            });
    for (Receptor receptor : fixed.receptors()) {
      ProfileWire.Receptor.Builder own =
          ProfileWire.Receptor.newBuilder()
              .setName(receptor.name())
              .setPort(receptor.port())
              .setWhen(Pieces.write(receptor.when()))
              .addAllDefault(Pieces.write(receptor.defaults()))
              .setScaleWord(receptor.scaleWord());
      receptor.charge().ifPresent(e -> own.setCharge(Pieces.write(e)));
      wire.addReceptor(own);
    }
    fixed.registers().forEach(r -> wire.addRegister(write(r)));
    for (NeuronModel.Refusal refusal : fixed.refusals()) {
      wire.addRefusal(
          ProfileWire.Refusal.newBuilder()
              .setName(refusal.name())
              .setWhen(Pieces.write(refusal.when()))
              .setBecause(refusal.because()));
    }
    fixed
        .currents()
        .ifPresent(
            c ->
                wire.setCurrents(
                    ProfileWire.CurrentInput.newBuilder()
                        .setLevel(c.level())
                        .setValue(Pieces.write(c.value()))
                        .setPerCore(c.perCore())));
    return wire.build();
  }

  private static ProfileWire.Register write(Register register) {
    ProfileWire.Register.Builder wire =
        ProfileWire.Register.newBuilder()
            .setName(register.name())
            .setQuantity(register.quantity())
            .setBits(register.bits())
            .setLow(register.low())
            .setHigh(register.high())
            .setSharing(Pieces.write(ProfileWire.Sharing.class, register.sharing()))
            .setCode(Pieces.write(register.code()))
            .setEffective(Pieces.write(register.effective()));
    register.lowValue().ifPresent(wire::setLowValue);
    register.highValue().ifPresent(wire::setHighValue);
    return wire.build();
  }

  private static TypeMatch match(
      String type, Map<String, Expr> quantities, Optional<String> approximates) {
    TypeMatch.Builder wire =
        TypeMatch.newBuilder().setType(type).addAllQuantity(Pieces.write(quantities));
    approximates.ifPresent(wire::setApproximates);
    return wire.build();
  }

  private static List<NamedExpr> rules(List<WordRule> rules) {
    return rules.stream()
        .map(r -> NamedExpr.newBuilder().setName(r.word()).setExpr(Pieces.write(r.value())).build())
        .toList();
  }

  static NeuronModel read(ProfileWire.NeuronModel wire) {
    return switch (wire.getModelCase()) {
      case PROGRAMMABLE -> read(wire.getProgrammable());
      case FIXED -> read(wire.getFixed());
      case MODEL_NOT_SET -> throw new ContentException("the profile has no neuron");
    };
  }

  private static NeuronModel.Programmable read(ProfileWire.Programmable wire) {
    return new NeuronModel.Programmable(
        wire.getStateBits(),
        wire.getParamBits(),
        wire.getAccumulatorBits(),
        Pieces.read(Rounding.class, wire.getRounding()),
        Pieces.read(Overflow.class, wire.getOverflow()),
        wire.getTableEntries(),
        wire.getReceptors(),
        wire.getRangeMargin(),
        wire.getRestBits());
  }

  private static NeuronModel.Fixed read(ProfileWire.Fixed wire) {
    ProfileWire.CurrentInput currents = wire.getCurrents();
    return new NeuronModel.Fixed(
        Pieces.read(wire.getKernel()),
        wire.getCellList().stream()
            .map(c -> new CellMatch(c.getType(), Pieces.read(c.getQuantityList()), approximates(c)))
            .toList(),
        wire.getSynapseList().stream()
            .map(
                s ->
                    new SynapseMatch(
                        s.getType(),
                        Pieces.read(s.getQuantityList()),
                        approximates(s),
                        s.hasOpens() ? Optional.of(Pieces.expr(s.getOpens())) : Optional.empty()))
            .toList(),
        wire.getReceptorList().stream()
            .map(
                r ->
                    new Receptor(
                        r.getName(),
                        r.getPort(),
                        Pieces.expr(r.getWhen()),
                        Pieces.read(r.getDefaultList()),
                        r.getScaleWord(),
                        r.hasCharge() ? Optional.of(Pieces.expr(r.getCharge())) : Optional.empty()))
            .toList(),
        wire.getRegisterList().stream().map(NeuronModelCodec::read).toList(),
        readRules(wire.getParamList()),
        readRules(wire.getInitialList()),
        wire.hasCurrents()
            ? Optional.of(
                new CurrentInput(
                    currents.getLevel(), Pieces.expr(currents.getValue()), currents.getPerCore()))
            : Optional.empty(),
        wire.getRefusalList().stream()
            .map(
                r -> new NeuronModel.Refusal(r.getName(), Pieces.expr(r.getWhen()), r.getBecause()))
            .toList());
  }

  private static Register read(ProfileWire.Register wire) {
    return new Register(
        wire.getName(),
        wire.getQuantity(),
        wire.getBits(),
        wire.getLow(),
        wire.getHigh(),
        Pieces.read(Sharing.class, wire.getSharing()),
        Pieces.expr(wire.getCode()),
        Pieces.expr(wire.getEffective()),
        ProfileCodec.optional(wire.hasLowValue(), wire.getLowValue()),
        ProfileCodec.optional(wire.hasHighValue(), wire.getHighValue()));
  }

  private static Optional<String> approximates(TypeMatch wire) {
    return wire.hasApproximates() ? Optional.of(wire.getApproximates()) : Optional.empty();
  }

  private static List<WordRule> readRules(List<NamedExpr> wire) {
    return wire.stream().map(r -> new WordRule(r.getName(), Pieces.expr(r.getExpr()))).toList();
  }
}
