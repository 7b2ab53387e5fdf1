package org.bitspike.ir.generate;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.OnCondition;
import org.bitspike.ir.network.ComponentType.OnEvent;
import org.bitspike.ir.network.ComponentType.Regime;
import org.bitspike.ir.network.ComponentType.TimeDerivative;
import org.bitspike.ir.unit.Dimension;

/** Random component types that verify. */
final class RandomTypes {

  private final Dice dice;
  private final List<String> values = new ArrayList<>(List.of("t"));
  private final List<String> states = new ArrayList<>();
  private final List<String> regimes = new ArrayList<>();

  private RandomTypes(Dice dice) {
    this.dice = dice;
  }

  static ComponentType type(Dice dice, String name) {
    return new RandomTypes(dice).type(name);
  }

  private ComponentType type(String name) {
    var parameters = dice.some(3, k -> new ComponentType.Parameter(value("par" + k), dimension()));
    var properties =
        dice.some(2, k -> new ComponentType.Property(value("prop" + k), dimension(), dice.real()));
    var constants =
        dice.some(2, k -> new ComponentType.Constant(value("const" + k), dimension(), dice.real()));
    var derived =
        dice.some(
            2,
            k -> {
              var expr = RandomExprs.expr(dice, List.copyOf(values), 2);
              return new ComponentType.DerivedParameter(value("dp" + k), dimension(), expr);
            });
    var requirements =
        dice.some(2, k -> new ComponentType.Requirement(value("req" + k), dimension()));
    var ports =
        List.of(new ComponentType.EventPort("in", true), new ComponentType.EventPort("out", false));
    var slots =
        dice.some(
            3,
            k ->
                new ComponentType.Slot(
                    "slot" + k,
                    dice.one("", "Component"),
                    dice.one(
                        ComponentType.Slot.Kind.CHILD,
                        ComponentType.Slot.Kind.CHILDREN,
                        ComponentType.Slot.Kind.ATTACHMENTS,
                        ComponentType.Slot.Kind.REFERENCE)));
    var texts = dice.some(2, k -> "text" + k);
    return new ComponentType(
        name,
        dice.some(2, k -> "base" + k),
        parameters,
        properties,
        constants,
        derived,
        requirements,
        ports,
        slots,
        texts,
        dice.flip() ? ComponentType.Dynamics.NONE : dynamics(),
        dice.place());
  }

  private ComponentType.Dynamics dynamics() {
    states.add(value("v"));
    var variables =
        List.of(new ComponentType.StateVariable("v", dimension(), dice.maybe(dice::text)));
    var derived =
        dice.some(
            3,
            k ->
                new ComponentType.DerivedVariable(
                    value("dv" + k), dimension(), dice.maybe(dice::text), definition()));
    int regimeCount = dice.below(3);
    for (int k = 0; k < regimeCount; k++) {
      regimes.add("regime" + k);
    }
    List<Regime> all = new ArrayList<>();
    for (String regime : regimes) {
      all.add(new Regime(regime, all.isEmpty(), actions(), rates(), conditions(), events()));
    }
    return new ComponentType.Dynamics(
        variables, derived, rates(), actions(), conditions(), events(), all);
  }

  private Definition definition() {
    return switch (dice.below(3)) {
      case 0 -> new Definition.Value(RandomExprs.expr(dice, values, 3));
      case 1 ->
          new Definition.Conditional(
              dice.some(
                  3,
                  k ->
                      new Definition.Case(
                          dice.maybe(() -> RandomExprs.test(dice, values)),
                          RandomExprs.expr(dice, values, 2))));
      default ->
          new Definition.Select(
              "synapses[*]/i", dice.maybe(() -> dice.one(Definition.Reduce.values())), dice.flip());
    };
  }

  private List<TimeDerivative> rates() {
    return dice.some(
        1, k -> new TimeDerivative(dice.one(states), RandomExprs.expr(dice, values, 3)));
  }

  private List<OnCondition> conditions() {
    return dice.some(2, k -> new OnCondition(RandomExprs.test(dice, values), actions()));
  }

  private List<OnEvent> events() {
    return dice.some(1, k -> new OnEvent("in", actions()));
  }

  private List<Action> actions() {
    return dice.some(
        3,
        k ->
            switch (dice.below(3)) {
              case 0 -> new Action.Emit("out");
              case 1 ->
                  regimes.isEmpty()
                      ? new Action.Emit("out")
                      : new Action.Transition(dice.one(regimes));
              default -> new Action.Assign(dice.one(states), RandomExprs.expr(dice, values, 2));
            });
  }

  private String value(String name) {
    values.add(name);
    return name;
  }

  private Dimension dimension() {
    return dice.flip()
        ? dice.one(Dimension.NONE, Dimension.VOLTAGE, Dimension.TIME)
        : new Dimension(
            dice.text(), dice.between(-9, 9), dice.between(-9, 9), 0, 1, 0, -1, dice.below(3));
  }
}
