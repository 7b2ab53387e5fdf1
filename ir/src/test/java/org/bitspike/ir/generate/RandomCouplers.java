package org.bitspike.ir.generate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.KineticScheme;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ComponentType.StateVariable;
import org.bitspike.ir.unit.Dimension;

/** Types and components that must fit each other: ends of couplings, and a Markov gate. */
final class RandomCouplers {

  private RandomCouplers() {}

  static List<ComponentType> types(Dice dice) {
    Dynamics occupancy =
        new Dynamics(
            List.of(new StateVariable("x", Dimension.NONE, Optional.of("x"))),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Dynamics markov =
        new Dynamics(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new KineticScheme("k", "nodes", "x", "edges", "from", "to", "rf", "rr")));
    return List.of(
        type(
            dice,
            "coupler",
            List.of(new Slot("peer", dice.one("", "Component", "coupler"), Slot.Kind.PEER)),
            List.of(),
            Dynamics.NONE),
        type(dice, "node", List.of(), List.of(), occupancy),
        type(dice, "edge", List.of(), List.of("from", "to"), Dynamics.NONE),
        type(
            dice,
            "gate",
            List.of(
                new Slot("nodes", "node", Slot.Kind.CHILDREN),
                new Slot("edges", "edge", Slot.Kind.CHILDREN)),
            List.of(),
            markov));
  }

  static List<Component> couplers(Dice dice) {
    return List.of(
        component(dice, "cpl" + dice.text(), "coupler", Map.of(), Map.of()),
        component(dice, "cpl-other", "coupler", Map.of(), Map.of()));
  }

  static Component gate(Dice dice) {
    List<Component> nodes =
        List.of(
            component(dice, "closed", "node", Map.of(), Map.of()),
            component(dice, "open", "node", Map.of(), Map.of()));
    List<Component> edges =
        dice.some(
            3,
            k ->
                component(
                    dice,
                    "edge" + k,
                    "edge",
                    Map.of("from", dice.one("closed", "open"), "to", dice.one("closed", "open")),
                    Map.of()));
    return component(dice, "markov", "gate", Map.of(), Map.of("nodes", nodes, "edges", edges));
  }

  private static Component component(
      Dice dice,
      String id,
      String type,
      Map<String, String> texts,
      Map<String, List<Component>> children) {
    return new Component(
        id,
        type,
        Map.of(),
        new java.util.TreeMap<>(texts),
        new java.util.TreeMap<>(children),
        dice.place());
  }

  private static ComponentType type(
      Dice dice, String name, List<Slot> slots, List<String> texts, Dynamics dynamics) {
    return new ComponentType(
        name,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        slots,
        texts,
        dynamics,
        dice.place());
  }
}
