package org.bitspike.ir.wire;

import java.util.List;
import java.util.Optional;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.KineticScheme;
import org.bitspike.ir.network.ComponentType.OnCondition;
import org.bitspike.ir.network.ComponentType.OnEvent;
import org.bitspike.ir.network.ComponentType.Regime;
import org.bitspike.ir.network.ComponentType.StateVariable;
import org.bitspike.ir.network.ComponentType.TimeDerivative;
import org.bitspike.ir.wire.proto.NetworkWire;
import org.bitspike.ir.wire.proto.NetworkWire.Assign;
import org.bitspike.ir.wire.proto.NetworkWire.Case;
import org.bitspike.ir.wire.proto.NetworkWire.Conditional;
import org.bitspike.ir.wire.proto.NetworkWire.Reduce;
import org.bitspike.ir.wire.proto.NetworkWire.Select;

/** What component types do in time. */
final class DynamicsCodec {

  private DynamicsCodec() {}

  static NetworkWire.Dynamics write(Dynamics dynamics) {
    NetworkWire.Dynamics.Builder wire =
        NetworkWire.Dynamics.newBuilder()
            .addAllTimeDerivative(rates(dynamics.timeDerivatives()))
            .addAllOnStart(actions(dynamics.onStart()))
            .addAllOnCondition(conditions(dynamics.onConditions()))
            .addAllOnEvent(events(dynamics.onEvents()));
    for (StateVariable variable : dynamics.stateVariables()) {
      NetworkWire.StateVariable.Builder one =
          NetworkWire.StateVariable.newBuilder()
              .setName(variable.name())
              .setDimension(TypeCodec.write(variable.dimension()));
      variable.exposure().ifPresent(one::setExposure);
      wire.addStateVariable(one);
    }
    dynamics.derivedVariables().forEach(v -> wire.addDerivedVariable(write(v)));
    for (Regime regime : dynamics.regimes()) {
      wire.addRegime(
          NetworkWire.Regime.newBuilder()
              .setName(regime.name())
              .setInitial(regime.initial())
              .addAllOnEntry(actions(regime.onEntry()))
              .addAllTimeDerivative(rates(regime.timeDerivatives()))
              .addAllOnCondition(conditions(regime.onConditions()))
              .addAllOnEvent(events(regime.onEvents())));
    }
    dynamics.kineticSchemes().forEach(k -> wire.addKineticScheme(write(k)));
    return wire.build();
  }

  private static NetworkWire.KineticScheme write(KineticScheme scheme) {
    return NetworkWire.KineticScheme.newBuilder()
        .setName(scheme.name())
        .setNodes(scheme.nodes())
        .setStateVariable(scheme.stateVariable())
        .setEdges(scheme.edges())
        .setEdgeSource(scheme.edgeSource())
        .setEdgeTarget(scheme.edgeTarget())
        .setForwardRate(scheme.forwardRate())
        .setReverseRate(scheme.reverseRate())
        .build();
  }

  private static NetworkWire.DerivedVariable write(DerivedVariable variable) {
    NetworkWire.DerivedVariable.Builder wire =
        NetworkWire.DerivedVariable.newBuilder()
            .setName(variable.name())
            .setDimension(TypeCodec.write(variable.dimension()));
    variable.exposure().ifPresent(wire::setExposure);
    switch (variable.definition()) {
      case Definition.Value(var value) -> wire.setValue(Pieces.write(value));
      case Definition.Conditional(var cases) -> {
        Conditional.Builder all = Conditional.newBuilder();
        for (Definition.Case one : cases) {
          Case.Builder alternative = Case.newBuilder().setValue(Pieces.write(one.value()));
          one.condition().ifPresent(c -> alternative.setCondition(Pieces.write(c)));
          all.addCase(alternative);
        }
        wire.setConditional(all);
      }
      case Definition.Select(var path, var reduce, var required) -> {
        Select.Builder select = Select.newBuilder().setPath(path).setRequired(required);
        reduce.ifPresent(r -> select.setReduce(Pieces.write(Reduce.class, r)));
        wire.setSelect(select);
      }
    }
    return wire.build();
  }

  private static List<NetworkWire.TimeDerivative> rates(List<TimeDerivative> rates) {
    return rates.stream()
        .map(
            r ->
                NetworkWire.TimeDerivative.newBuilder()
                    .setVariable(r.variable())
                    .setRate(Pieces.write(r.rate()))
                    .build())
        .toList();
  }

  private static List<NetworkWire.OnCondition> conditions(List<OnCondition> conditions) {
    return conditions.stream()
        .map(
            c ->
                NetworkWire.OnCondition.newBuilder()
                    .setTest(Pieces.write(c.test()))
                    .addAllAction(actions(c.actions()))
                    .build())
        .toList();
  }

  private static List<NetworkWire.OnEvent> events(List<OnEvent> events) {
    return events.stream()
        .map(
            e ->
                NetworkWire.OnEvent.newBuilder()
                    .setPort(e.port())
                    .addAllAction(actions(e.actions()))
                    .build())
        .toList();
  }

  private static List<NetworkWire.Action> actions(List<Action> actions) {
    return actions.stream().map(DynamicsCodec::write).toList();
  }

  private static NetworkWire.Action write(Action action) {
    NetworkWire.Action.Builder wire = NetworkWire.Action.newBuilder();
    return switch (action) {
      case Action.Assign(var variable, var value) ->
          wire.setAssign(Assign.newBuilder().setVariable(variable).setValue(Pieces.write(value)))
              .build();
      case Action.Emit(var port) -> wire.setEmit(port).build();
      case Action.Transition(var regime) -> wire.setTransition(regime).build();
    };
  }

  static Dynamics read(NetworkWire.Dynamics wire) {
    return new Dynamics(
        wire.getStateVariableList().stream()
            .map(
                v ->
                    new StateVariable(
                        v.getName(),
                        TypeCodec.read(v.getDimension()),
                        v.hasExposure() ? Optional.of(v.getExposure()) : Optional.empty()))
            .toList(),
        wire.getDerivedVariableList().stream().map(DynamicsCodec::read).toList(),
        readRates(wire.getTimeDerivativeList()),
        readActions(wire.getOnStartList()),
        readConditions(wire.getOnConditionList()),
        readEvents(wire.getOnEventList()),
        wire.getRegimeList().stream()
            .map(
                r ->
                    new Regime(
                        r.getName(),
                        r.getInitial(),
                        readActions(r.getOnEntryList()),
                        readRates(r.getTimeDerivativeList()),
                        readConditions(r.getOnConditionList()),
                        readEvents(r.getOnEventList())))
            .toList(),
        wire.getKineticSchemeList().stream()
            .map(
                k ->
                    new KineticScheme(
                        k.getName(),
                        k.getNodes(),
                        k.getStateVariable(),
                        k.getEdges(),
                        k.getEdgeSource(),
                        k.getEdgeTarget(),
                        k.getForwardRate(),
                        k.getReverseRate()))
            .toList());
  }

  private static DerivedVariable read(NetworkWire.DerivedVariable wire) {
    Definition definition =
        switch (wire.getDefinitionCase()) {
          case VALUE -> new Definition.Value(Pieces.expr(wire.getValue()));
          case CONDITIONAL ->
              new Definition.Conditional(
                  wire.getConditional().getCaseList().stream()
                      .map(
                          c ->
                              new Definition.Case(
                                  c.hasCondition()
                                      ? Optional.of(Pieces.expr(c.getCondition()))
                                      : Optional.empty(),
                                  Pieces.expr(c.getValue())))
                      .toList());
          case SELECT -> {
            Select select = wire.getSelect();
            yield new Definition.Select(
                select.getPath(),
                select.getReduce() == Reduce.REDUCE_UNSPECIFIED
                    ? Optional.empty()
                    : Optional.of(Pieces.read(Definition.Reduce.class, select.getReduce())),
                select.getRequired());
          }
          case DEFINITION_NOT_SET ->
              throw new ContentException(
                  "derived variable " + wire.getName() + " has no definition");
        };
    return new DerivedVariable(
        wire.getName(),
        TypeCodec.read(wire.getDimension()),
        wire.hasExposure() ? Optional.of(wire.getExposure()) : Optional.empty(),
        definition);
  }

  private static List<TimeDerivative> readRates(List<NetworkWire.TimeDerivative> wire) {
    return wire.stream()
        .map(r -> new TimeDerivative(r.getVariable(), Pieces.expr(r.getRate())))
        .toList();
  }

  private static List<OnCondition> readConditions(List<NetworkWire.OnCondition> wire) {
    return wire.stream()
        .map(c -> new OnCondition(Pieces.expr(c.getTest()), readActions(c.getActionList())))
        .toList();
  }

  private static List<OnEvent> readEvents(List<NetworkWire.OnEvent> wire) {
    return wire.stream()
        .map(e -> new OnEvent(e.getPort(), readActions(e.getActionList())))
        .toList();
  }

  private static List<Action> readActions(List<NetworkWire.Action> wire) {
    return wire.stream().map(DynamicsCodec::read).toList();
  }

  private static Action read(NetworkWire.Action wire) {
    return switch (wire.getActionCase()) {
      case ASSIGN ->
          new Action.Assign(
              wire.getAssign().getVariable(), Pieces.expr(wire.getAssign().getValue()));
      case EMIT -> new Action.Emit(wire.getEmit());
      case TRANSITION -> new Action.Transition(wire.getTransition());
      case ACTION_NOT_SET -> throw new ContentException("an action says nothing");
    };
  }
}
