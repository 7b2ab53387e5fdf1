package org.bitspike.compiler.routing;

import java.util.Arrays;

/** Nodes by price; of equal prices the smaller node number comes first. */
final class PriceHeap {

  private double[] price = new double[64];
  private int[] node = new int[64];
  private int size;

  void clear() {
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  double leastPrice() {
    return price[0];
  }

  void push(double newPrice, int newNode) {
    if (size == node.length) {
      price = Arrays.copyOf(price, 2 * size);
      node = Arrays.copyOf(node, 2 * size);
    }
    int at = size++;
    while (at > 0) {
      int up = (at - 1) / 2;
      if (!before(newPrice, newNode, up)) {
        break;
      }
      move(up, at);
      at = up;
    }
    price[at] = newPrice;
    node[at] = newNode;
  }

  int pop() {
    int least = node[0];
    size--;
    double lastPrice = price[size];
    int lastNode = node[size];
    int at = 0;
    while (2 * at + 1 < size) {
      int down = 2 * at + 1;
      if (down + 1 < size && before(price[down + 1], node[down + 1], down)) {
        down++;
      }
      if (before(lastPrice, lastNode, down)) {
        break;
      }
      move(down, at);
      at = down;
    }
    price[at] = lastPrice;
    node[at] = lastNode;
    return least;
  }

  private boolean before(double p, int n, int at) {
    return p < price[at] || (p == price[at] && n < node[at]);
  }

  private void move(int source, int target) {
    price[target] = price[source];
    node[target] = node[source];
  }
}
