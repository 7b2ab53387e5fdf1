package org.bitspike.ir.wire;

import java.util.Optional;
import org.bitspike.ir.profile.HardwareProfile.LearningModel;
import org.bitspike.ir.profile.LearningMatch;
import org.bitspike.ir.profile.LearningMatch.ControllerRule;
import org.bitspike.ir.profile.LearningMatch.TableRule;
import org.bitspike.ir.wire.proto.ProfileWire;
import org.bitspike.ir.wire.proto.ProfileWire.ComputedTable;

/** Learning rules of a chip. */
final class LearningCodec {

  private LearningCodec() {}

  static ProfileWire.LearningModel write(LearningModel model) {
    ProfileWire.LearningModel.Builder wire =
        ProfileWire.LearningModel.newBuilder().setVariant(model.variant());
    model.rules().forEach(r -> wire.addRule(write(r)));
    return wire.build();
  }

  private static ProfileWire.LearningMatch write(LearningMatch rule) {
    ProfileWire.LearningMatch.Builder wire =
        ProfileWire.LearningMatch.newBuilder()
            .setVariant(rule.variant())
            .setType(rule.type())
            .setKernel(Pieces.write(rule.kernel()))
            .setWeightPerCode(Pieces.write(rule.weightPerCode()))
            .setSliceTicks(Pieces.write(rule.sliceTicks()))
            .addAllParam(Pieces.write(rule.params()))
            .addAllInitial(Pieces.write(rule.initial()))
            .addAllShared(Pieces.write(rule.shared()));
    rule.tables().forEach(t -> wire.addTable(write(t)));
    rule.controller()
        .ifPresent(
            c ->
                wire.setController(
                    ProfileWire.ControllerRule.newBuilder()
                        .setFirstTick(Pieces.write(c.firstTick()))
                        .setRowsPerStep(Pieces.write(c.rowsPerStep()))
                        .setStepTicks(Pieces.write(c.stepTicks()))
                        .setCycleTicks(Pieces.write(c.cycleTicks()))));
    rule.approximates().ifPresent(wire::setApproximates);
    wire.addAllTarget(Pieces.write(rule.target()));
    return wire.build();
  }

  private static ProfileWire.TableRule write(TableRule rule) {
    ProfileWire.TableRule.Builder wire =
        ProfileWire.TableRule.newBuilder().setName(rule.name()).setEntry(rule.entry().toString());
    return switch (rule) {
      case TableRule.Computed computed ->
          wire.setComputed(
                  ComputedTable.newBuilder()
                      .setLength(Pieces.write(computed.length()))
                      .setValue(Pieces.write(computed.value())))
              .build();
      case TableRule.FromText fromText -> wire.setFromText(fromText.attribute()).build();
    };
  }

  static LearningModel read(ProfileWire.LearningModel wire) {
    return new LearningModel(
        wire.getVariant(), wire.getRuleList().stream().map(LearningCodec::read).toList());
  }

  private static LearningMatch read(ProfileWire.LearningMatch wire) {
    ProfileWire.ControllerRule c = wire.getController();
    return new LearningMatch(
        wire.getVariant(),
        wire.getType(),
        Pieces.read(wire.getKernel()),
        Pieces.expr(wire.getWeightPerCode()),
        Pieces.expr(wire.getSliceTicks()),
        Pieces.read(wire.getParamList()),
        Pieces.read(wire.getInitialList()),
        Pieces.read(wire.getSharedList()),
        wire.getTableList().stream().map(LearningCodec::read).toList(),
        wire.hasController()
            ? Optional.of(
                new ControllerRule(
                    Pieces.expr(c.getFirstTick()),
                    Pieces.expr(c.getRowsPerStep()),
                    Pieces.expr(c.getStepTicks()),
                    Pieces.expr(c.getCycleTicks())))
            : Optional.empty(),
        wire.hasApproximates() ? Optional.of(wire.getApproximates()) : Optional.empty(),
        Pieces.read(wire.getTargetList()));
  }

  private static TableRule read(ProfileWire.TableRule wire) {
    return switch (wire.getRuleCase()) {
      case COMPUTED ->
          new TableRule.Computed(
              wire.getName(),
              Pieces.format(wire.getEntry()),
              Pieces.expr(wire.getComputed().getLength()),
              Pieces.expr(wire.getComputed().getValue()));
      case FROM_TEXT ->
          new TableRule.FromText(
              wire.getName(), Pieces.format(wire.getEntry()), wire.getFromText());
      case RULE_NOT_SET -> throw new ContentException("table " + wire.getName() + " has no rule");
    };
  }
}
