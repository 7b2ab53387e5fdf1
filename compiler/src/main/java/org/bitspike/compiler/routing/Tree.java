package org.bitspike.compiler.routing;

import java.util.Arrays;

/** The ways of one net: nodes in the order in which they were reached, from the source on. */
final class Tree {

  static final int NONE = -1;

  private int[] node = new int[4];
  private int[] parent = new int[4];
  private int[] link = new int[4];
  private int size;
  private final int[] ends;

  Tree(int sinks) {
    ends = new int[sinks];
    clear();
  }

  void clear() {
    size = 0;
    Arrays.fill(ends, NONE);
  }

  int add(int newNode, int parentIndex, int overLink) {
    if (size == node.length) {
      node = Arrays.copyOf(node, 2 * size);
      parent = Arrays.copyOf(parent, 2 * size);
      link = Arrays.copyOf(link, 2 * size);
    }
    node[size] = newNode;
    parent[size] = parentIndex;
    link[size] = overLink;
    return size++;
  }

  /** Takes away all that was added after there were {@code newSize} nodes. */
  void cut(int newSize) {
    size = newSize;
  }

  int size() {
    return size;
  }

  int node(int index) {
    return node[index];
  }

  int parent(int index) {
    return parent[index];
  }

  /** The switch over which a node was reached; {@link #NONE} for the source. */
  int link(int index) {
    return link[index];
  }

  int sinks() {
    return ends.length;
  }

  /** Index of the node where a sink ends, or {@link #NONE}. */
  int end(int sink) {
    return ends[sink];
  }

  void setEnd(int sink, int index) {
    ends[sink] = index;
  }
}
