package org.bitspike.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Projection;

/** Rules of learning that read variables of the target cell, as chips do and this simulator not. */
final class ChipRules {

  private static final String RULE = "basePlasticityRule";

  private ChipRules() {}

  /**
   * The network with such projections keeping their weights; the network itself where there are
   * none.
   *
   * @param warnings told each
   */
  static Network without(Network network, Consumer<Diagnostic> warnings) {
    List<Projection> projections = new ArrayList<>();
    boolean changed = false;
    for (Projection p : network.projections()) {
      boolean keeps =
          p.plasticity()
              .map(id -> network.type(network.component(id).type()))
              .filter(ChipRules::readsTheTarget)
              .isPresent();
      if (keeps) {
        warnings.accept(
            Diagnostic.warning(
                Code.R_UNSUPPORTED,
                p.source(),
                "the weights of projection "
                    + p.id()
                    + " stay as they are in the float simulation: its rule "
                    + p.plasticity().orElseThrow()
                    + " reads variables of the target cell, which only chips do"));
      }
      projections.add(keeps ? withoutRule(p) : p);
      changed |= keeps;
    }
    return changed
        ? new Network(
            network.name(),
            network.types(),
            network.components(),
            network.populations(),
            projections,
            network.couplings(),
            network.inputs(),
            network.outputs(),
            network.run(),
            network.source())
        : network;
  }

  private static boolean readsTheTarget(ComponentType type) {
    return type.isA(RULE) && !type.requirements().isEmpty();
  }

  private static Projection withoutRule(Projection p) {
    return new Projection(
        p.id(),
        p.pre(),
        p.post(),
        p.synapse(),
        Optional.empty(),
        p.connectivity(),
        p.sourcePort(),
        p.targetPort(),
        p.source());
  }
}
