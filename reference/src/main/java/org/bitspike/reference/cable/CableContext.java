package org.bitspike.reference.cable;

import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.ComponentType;

/**
 * What all parts of a cable population share.
 *
 * @param types component types by name
 * @param dt step, seconds
 * @param scheme how states other than voltages move
 * @param seed of the network's random numbers
 */
record CableContext(
    Map<String, ComponentType> types,
    double dt,
    StateScheme scheme,
    long seed,
    Diagnostics diagnostics) {

  Flattener flattener(Graph graph) {
    Flattener flattener = new Flattener(graph, types, diagnostics);
    temperature().ifPresent(kelvin -> flattener.known("temperature", kelvin));
    return flattener;
  }

  /**
   * The network's temperature, which stands as a constant in the types that require it; for the
   * densities that the standard gives no dynamics and so no requirement.
   */
  private Optional<Double> temperature() {
    return types.values().stream()
        .flatMap(t -> t.constants().stream())
        .filter(c -> c.name().equals("temperature"))
        .map(ComponentType.Constant::value)
        .findFirst();
  }
}
