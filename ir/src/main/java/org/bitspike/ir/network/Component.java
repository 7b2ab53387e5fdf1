package org.bitspike.ir.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.SourceRef;

/**
 * A component type with its parameters filled in.
 *
 * @param id unique in the network for top-level components, unique among siblings for children
 * @param type name of its {@link ComponentType}
 * @param parameters SI values by name, one for each parameter of the type
 * @param texts textual attributes by name
 * @param children components in each slot, by slot name; a referenced component stands here as a
 *     copy
 * @param source where it is written
 */
public record Component(
    String id,
    String type,
    Map<String, Double> parameters,
    Map<String, String> texts,
    Map<String, List<Component>> children,
    SourceRef source) {

  public Component {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
  }

  /** A component without texts or children. */
  public static Component of(String id, String type, Map<String, Double> parameters) {
    return new Component(id, type, parameters, Map.of(), Map.of(), SourceRef.ofPath(id));
  }
}
