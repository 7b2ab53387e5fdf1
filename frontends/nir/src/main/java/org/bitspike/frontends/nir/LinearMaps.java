package org.bitspike.frontends.nir;

import java.util.Arrays;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;

/** The matrices of linear nodes. */
final class LinearMaps {

  private final Faults faults;

  LinearMaps(Faults faults) {
    this.faults = faults;
  }

  /** Linear and Affine: a matrix, rows by columns. */
  LinearMap dense(NirNode node, int[] inShape) {
    Tensor weight = parameter(node, "weight");
    if (weight.shape().length != 2) {
      throw faults.error(
          Code.F_BAD_VALUE,
          node.path(),
          "weight has the shape " + weight.shapeText() + ", not two dimensions");
    }
    int rows = weight.shape()[0];
    int columns = weight.shape()[1];
    int inSize = Tensor.product(inShape);
    if (columns != inSize) {
      throw mismatch(node, "weight " + weight.shapeText(), columns, inSize);
    }
    double[] bias = new double[rows];
    if (node.type().equals("Affine")) {
      Tensor b = parameter(node, "bias");
      if (b.size() != rows && b.size() != 1) {
        throw mismatch(node, "bias " + b.shapeText(), b.size(), rows);
      }
      Arrays.setAll(bias, b::at);
    }
    int entries = (int) Arrays.stream(weight.values()).filter(w -> w != 0).count();
    int[] column = new int[entries];
    int[] row = new int[entries];
    double[] w = new double[entries];
    int at = 0;
    for (int k = 0; k < weight.size(); k++) {
      if (weight.values()[k] != 0) {
        row[at] = k / columns;
        column[at] = k % columns;
        w[at++] = weight.values()[k];
      }
    }
    return LinearMap.of(new int[] {rows}, columns, column, row, w, bias);
  }

  /** Scale: a factor for each element. */
  LinearMap scale(NirNode node, int[] inShape) {
    Tensor scale = parameter(node, "scale");
    int n = Tensor.product(inShape);
    if (scale.size() != n && scale.size() != 1) {
      throw mismatch(node, "scale " + scale.shapeText(), scale.size(), n);
    }
    int[] all = new int[n];
    Arrays.setAll(all, k -> k);
    double[] w = new double[n];
    Arrays.setAll(w, scale::at);
    return LinearMap.of(inShape, n, all, all, w, new double[n]);
  }

  /** Flatten: dimensions from {@code start_dim} to {@code end_dim} become one. */
  int[] flattened(NirNode node, int[] shape) {
    int dimensions = shape.length;
    int start = dimension(node, "start_dim", 0, dimensions);
    int end = dimension(node, "end_dim", -1, dimensions);
    if (start >= end) {
      return shape;
    }
    int[] flat = new int[dimensions - (end - start)];
    int at = 0;
    for (int d = 0; d < dimensions; d++) {
      if (d <= start || d > end) {
        flat[at++] = shape[d];
      } else {
        flat[at - 1] *= shape[d];
      }
    }
    return flat;
  }

  private static int dimension(NirNode node, String name, int otherwise, int dimensions) {
    int d = node.number(name).map(t -> (int) t.at(0)).orElse(otherwise);
    return Math.clamp(d < 0 ? d + dimensions : d, 0, Math.max(0, dimensions - 1));
  }

  Tensor parameter(NirNode node, String name) {
    Tensor found = node.numbers().get(name);
    if (found == null) {
      throw faults.error(
          Code.F_MISSING_ATTRIBUTE,
          node.path(),
          node.type() + " has no table '" + name + "'",
          "write the file again with every parameter");
    }
    for (double value : found.values()) {
      if (!Double.isFinite(value)) {
        throw faults.error(
            Code.F_BAD_VALUE, node.path() + "/" + name, "there is a value " + value + " in it");
      }
    }
    return found;
  }

  BitspikeException mismatch(NirNode node, String what, long has, long due) {
    return faults.error(
        Code.F_BAD_VALUE,
        node.path(),
        what + " is for " + has + " elements, but " + due + " are due",
        "make shapes along the edges agree");
  }
}
