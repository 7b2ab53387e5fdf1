package org.bitspike.reference;

import java.util.List;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.EventPort;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Projection;

/**
 * Components have one port for events of others, and one whose events reach others. A projection
 * that names another is refused, since its events would go astray.
 */
public final class EventPorts {

  private EventPorts() {}

  /** Tells the projections that use other ports. */
  public static void check(Network network, Diagnostics diagnostics) {
    for (Projection projection : network.projections()) {
      ComponentType pre = network.typeOf(network.population(projection.pre()).component());
      String target =
          projection.synapse().orElseGet(() -> network.population(projection.post()).component());
      ComponentType post = network.typeOf(target);
      List<String> out = ports(pre, false);
      String leaves = out.contains("spike") ? "spike" : out.stream().findFirst().orElse("");
      String arrives = ports(post, true).stream().findFirst().orElse("");
      projection
          .sourcePort()
          .filter(p -> !p.equals(leaves))
          .ifPresent(p -> refuse(projection, p, pre, leaves, diagnostics));
      projection
          .targetPort()
          .filter(p -> !p.equals(arrives))
          .ifPresent(p -> refuse(projection, p, post, arrives, diagnostics));
    }
  }

  private static List<String> ports(ComponentType type, boolean in) {
    return type.eventPorts().stream().filter(p -> p.in() == in).map(EventPort::name).toList();
  }

  private static void refuse(
      Projection projection,
      String port,
      ComponentType type,
      String only,
      Diagnostics diagnostics) {
    diagnostics.add(
        Diagnostic.error(
            Code.R_UNSUPPORTED,
            projection.source(),
            "projection "
                + projection.id()
                + " uses the port "
                + port
                + " of a "
                + type.name()
                + ", of which only "
                + only
                + " is connected"));
  }
}
