package org.bitspike.frontends.nir;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.diag.Code;

/** Reads the file's groups and tables, whatever they mean. */
final class NirFile {

  /** Sub-graphs in sub-graphs at most. */
  private static final int DEPTH = 32;

  /** No filter makes a file of this many times its size; deflate's bound is 1032. */
  private static final long EXPANSION = 1100;

  /** Numbers of one table at most. */
  private static final long MOST_NUMBERS = 100_000_000;

  private final Faults faults;
  private final long fileBytes;

  private NirFile(Faults faults, long fileBytes) {
    this.faults = faults;
    this.fileBytes = fileBytes;
  }

  static NirNode read(Path file, Faults faults) {
    long bytes;
    try {
      bytes = Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return faults.guard(
        "",
        () -> {
          try (HdfFile hdf = new HdfFile(file)) {
            if (!(hdf.getChildren().get("node") instanceof Group root)) {
              throw faults.error(
                  Code.F_MISSING_ATTRIBUTE,
                  "/",
                  "there is no group 'node', as .nir files have",
                  "write the file with nir.write, or with bitspike export --to nir");
            }
            return new NirFile(faults, bytes).node(root, 0);
          }
        });
  }

  private NirNode node(Group group, int depth) {
    String path = group.getPath().replaceFirst("/$", "");
    if (depth > DEPTH) {
      throw faults.error(Code.F_TOO_DEEP, path, "graphs are nested more than " + DEPTH + " deep");
    }
    Map<String, Tensor> numbers = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, Tensor> metadata = new LinkedHashMap<>();
    Map<String, NirNode> nodes = new LinkedHashMap<>();
    List<NirNode.Edge> edges = new ArrayList<>();
    for (Node child : group.getChildren().values()) {
      String name = child.getName();
      if (child.isLink()) {
        throw faults.error(Code.F_UNREADABLE, path, "'" + name + "' is a link out of its place");
      }
      switch (child) {
        case Dataset data when name.equals("edges") -> edges.addAll(edges(data));
        case Dataset data -> value(name, data, numbers, texts);
        case Group inner when name.equals("nodes") ->
            inner
                .getChildren()
                .forEach(
                    (n, g) -> {
                      if (g instanceof Group node && !g.isLink()) {
                        nodes.put(n, node(node, depth + 1));
                      } else {
                        throw faults.error(
                            Code.F_BAD_VALUE, g.getPath(), "a node is a group, not a table");
                      }
                    });
        case Group inner when name.equals("metadata") -> metadata(inner, metadata);
        default -> {
          // groups such as input_type say again what follows from the parameters
        }
      }
    }
    String type = texts.get("type");
    if (type == null) {
      throw faults.error(
          Code.F_MISSING_ATTRIBUTE, path, "the node has no text 'type'", "give it its type");
    }
    return new NirNode(path, type, numbers, texts, metadata, nodes, edges);
  }

  /** Metadata is anybody's; only numbers are looked at. */
  private void metadata(Group group, Map<String, Tensor> numbers) {
    for (Node child : group.getChildren().values()) {
      if (child instanceof Dataset data && !child.isLink()) {
        value(child.getName(), data, numbers, new LinkedHashMap<>());
      }
    }
  }

  private void value(
      String name, Dataset data, Map<String, Tensor> numbers, Map<String, String> texts) {
    String path = data.getPath();
    faults.guard(
        path,
        () -> {
          long size = size(data);
          if (size == 0) {
            numbers.put(name, new Tensor(shape(data), new double[0]));
            return true;
          }
          if (data.isScalar()) {
            Object value = data.getData();
            if (value instanceof String text) {
              texts.put(name, text);
            } else {
              numbers.put(name, new Tensor(new int[0], new double[] {number(value, path)}));
            }
            return true;
          }
          Object flat = data.getDataFlat();
          if (Array.get(flat, 0) instanceof String first) {
            texts.put(name, first);
            return true;
          }
          double[] values = new double[Array.getLength(flat)];
          for (int k = 0; k < values.length; k++) {
            values[k] = number(Array.get(flat, k), path);
          }
          if (values.length != size) {
            throw faults.error(
                Code.F_UNREADABLE,
                path,
                "the table holds " + values.length + " numbers, not " + size);
          }
          numbers.put(name, new Tensor(shape(data), values));
          return true;
        });
  }

  private double number(Object value, String path) {
    return switch (value) {
      // of single precision, the shortest decimal that it is nearest to
      case Float f -> Float.isFinite(f) ? Double.parseDouble(Float.toString(f)) : f;
      case Number n -> n.doubleValue();
      case Boolean b -> b ? 1 : 0;
      default ->
          throw faults.error(
              Code.F_BAD_VALUE,
              path,
              "the table holds " + value.getClass().getSimpleName() + ", not numbers");
    };
  }

  private long size(Dataset data) {
    long size = 1;
    for (long n : data.getDimensionsAsLong()) {
      size = Math.multiplyExact(size, n);
    }
    if (size > MOST_NUMBERS || data.getSizeInBytes() / EXPANSION > fileBytes) {
      throw faults.error(
          Code.F_TOO_LARGE,
          data.getPath(),
          "the table claims " + size + " numbers; at most " + MOST_NUMBERS + " are read");
    }
    return size;
  }

  private static int[] shape(Dataset data) {
    return data.getDimensions();
  }

  private List<NirNode.Edge> edges(Dataset data) {
    return faults.guard(
        data.getPath(),
        () -> {
          List<NirNode.Edge> edges = new ArrayList<>();
          if (size(data) == 0) {
            return edges;
          }
          int[] shape = data.getDimensions();
          if (shape.length != 2 || shape[1] != 2) {
            throw faults.error(Code.F_BAD_VALUE, data.getPath(), "edges are rows of two names");
          }
          Object flat = data.getDataFlat();
          for (int k = 0; k < shape[0]; k++) {
            edges.add(
                new NirNode.Edge(
                    String.valueOf(Array.get(flat, 2 * k)),
                    String.valueOf(Array.get(flat, 2 * k + 1))));
          }
          return edges;
        });
  }
}
