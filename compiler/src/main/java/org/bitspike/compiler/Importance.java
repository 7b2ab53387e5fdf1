package org.bitspike.compiler;

import java.util.HashMap;
import java.util.Map;
import org.bitspike.compiler.dynamics.EventEffect;
import org.bitspike.compiler.dynamics.Mergeability;
import org.bitspike.compiler.dynamics.NotLowerable;
import org.bitspike.ir.network.Component;

/**
 * How much a connection matters to its target: the magnitude of its weight times what an event of
 * weight 1 does to the target's membrane.
 */
final class Importance {

  private final Draft draft;
  private final double dt;
  private final Map<String, Double> perWeight = new HashMap<>();

  Importance(Draft draft, double dt) {
    this.draft = draft;
    this.dt = dt;
  }

  /** What an event of weight 1 does. */
  double perWeight(Link link) {
    return perWeight.computeIfAbsent(link.id(), id -> effect(link));
  }

  private double effect(Link link) {
    if (link.synapse().isEmpty() || draft.cell(link.post()).isEmpty()) {
      return 1;
    }
    Component synapse = link.synapse().get();
    Component cell = draft.cell(link.post()).get().component();
    try {
      Mergeability kind = Mergeability.of(draft.network(), synapse);
      return EventEffect.of(
          draft.network(),
          dt,
          cell,
          synapse,
          kind != Mergeability.SEPARATE,
          kind == Mergeability.MERGED_WEIGHTLESS);
    } catch (NotLowerable e) {
      return 1;
    }
  }
}
