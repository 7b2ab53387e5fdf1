package org.bitspike.frontends.nir;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a graph.
 *
 * @param path of its group in the file
 * @param type name of the primitive
 * @param numbers its parameters
 * @param texts its parameters that are texts
 * @param metadata numbers of its metadata
 * @param nodes of a graph, by name
 * @param edges of a graph, pairs of names
 */
record NirNode(
    String path,
    String type,
    Map<String, Tensor> numbers,
    Map<String, String> texts,
    Map<String, Tensor> metadata,
    Map<String, NirNode> nodes,
    List<Edge> edges) {

  /** An edge. */
  record Edge(String from, String to) {}

  Optional<Tensor> number(String name) {
    return Optional.ofNullable(numbers.get(name));
  }
}
