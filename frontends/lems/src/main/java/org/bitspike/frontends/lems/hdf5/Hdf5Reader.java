package org.bitspike.frontends.lems.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;

/** An open HDF5 NeuroML file, handed out as XML. */
public final class Hdf5Reader implements AutoCloseable {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  /** No filter makes a file of this many times its size; deflate's bound is 1032. */
  private static final long EXPANSION = 1100;

  private final Faults faults;
  private final long fileBytes;
  private final HdfFile hdf;
  private final Group root;

  /**
   * Opens a file.
   *
   * @param label name for messages
   * @throws BitspikeException when it is no HDF5 file, or has no group {@code /neuroml}
   */
  public Hdf5Reader(Path file, String label) {
    this.faults = new Faults(label);
    this.fileBytes = size(file);
    this.hdf = faults.guard("", () -> new HdfFile(file));
    this.root = faults.guard("/neuroml", () -> group(hdf, "neuroml"));
  }

  /** Whether a file begins as HDF5 files do. */
  public static boolean accepts(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE);
    } catch (IOException e) {
      return false;
    }
  }

  private long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw faults.error(Code.F_UNREADABLE, "", "reading failed: " + e.getMessage());
    }
  }

  /** The document with everything but the network; a stream of text in UTF-8. */
  public Optional<InputStream> topLevel() {
    return attribute(root, "neuroml_top_level")
        .filter(t -> !t.isBlank())
        // the library gives the text without the bytes, so what a declaration says of them is moot
        .map(t -> t.replaceFirst("^\\s*<\\?xml[^>]*\\?>", ""))
        .map(t -> new java.io.ByteArrayInputStream(t.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The document with the network alone. Reading from the stream throws {@link BitspikeException}
   * where the file is wrong.
   */
  public InputStream network() {
    Group network = faults.guard("/neuroml/network", () -> group(root, "network"));
    return new PiecesStream(new NetworkXml(this, faults, root, network));
  }

  @Override
  public void close() {
    hdf.close();
  }

  private Group group(Group in, String name) {
    Node found = in.getChild(name);
    if (!(found instanceof Group group)) {
      throw faults.error(
          Code.F_MISSING_ATTRIBUTE,
          in.getPath(),
          "the file has no group '" + name + "' there, as HDF5 files of NeuroML have",
          "write it with libNeuroML, or with bitspike import -o");
    }
    return group;
  }

  /** An attribute as text: of an array, its first element. */
  Optional<String> attribute(Node node, String name) {
    return faults.guard(
        node.getPath(),
        () -> {
          Attribute attribute = node.getAttribute(name);
          Object data = attribute == null || attribute.isEmpty() ? null : attribute.getData();
          while (data != null && data.getClass().isArray()) {
            data = Array.getLength(data) == 0 ? null : Array.get(data, 0);
          }
          return Optional.ofNullable(data).map(d -> String.valueOf(d).strip());
        });
  }

  /** The groups in a group, in the file's order. */
  List<Group> groups(Group in) {
    return faults.guard(
        in.getPath(),
        () -> {
          List<Group> groups = new ArrayList<>();
          for (Node node : in.getChildren().values()) {
            if (node instanceof Group group && !node.isLink()) {
              groups.add(group);
            }
          }
          return groups;
        });
  }

  /** The one table in a group; empty when there is none. */
  Table table(Group group, Kind kind) {
    return faults.guard(
        group.getPath(),
        () -> {
          List<Dataset> found = new ArrayList<>();
          for (Node node : group.getChildren().values()) {
            if (node instanceof Dataset dataset && !node.isLink()) {
              found.add(dataset);
            }
          }
          if (found.size() > 1) {
            throw faults.error(
                Code.F_BAD_VALUE,
                group.getPath(),
                "there are " + found.size() + " tables, not one");
          }
          return found.isEmpty() ? Table.EMPTY : table(found.getFirst(), kind);
        });
  }

  private Table table(Dataset dataset, Kind kind) {
    String path = dataset.getPath();
    long[] shape = dataset.getDimensionsAsLong();
    if (shape.length != 2) {
      throw faults.error(
          Code.F_BAD_VALUE, path, "a table has 2 dimensions, this one " + shape.length);
    }
    long cells = Math.multiplyExact(shape[0], shape[1]);
    if (cells > Integer.MAX_VALUE - 8 || dataset.getSizeInBytes() / EXPANSION > fileBytes) {
      throw faults.error(
          Code.F_TOO_LARGE,
          path,
          "the table claims " + shape[0] + " rows of " + shape[1] + " columns");
    }
    List<Column> columns = columns(dataset, kind, (int) shape[1]);
    double[] values = cells == 0 ? new double[0] : numbers(dataset.getDataFlat(), path);
    if (values.length != cells) {
      throw faults.error(
          Code.F_UNREADABLE, path, "the table holds " + values.length + " numbers, not " + cells);
    }
    return new Table(path, columns, (int) shape[0], values);
  }

  private List<Column> columns(Dataset dataset, Kind kind, int count) {
    Map<Integer, Column> named = new LinkedHashMap<>();
    for (int c = 0; c < count; c++) {
      Optional<String> label = attribute(dataset, "column_" + c);
      if (label.isPresent()) {
        Optional<Column> column = Column.named(label.get()).filter(kind.columns()::contains);
        if (column.isEmpty() || named.containsValue(column.get())) {
          throw faults.error(
              Code.F_BAD_VALUE,
              dataset.getPath(),
              "column_"
                  + c
                  + "='"
                  + label.get()
                  + "' is "
                  + (column.isEmpty() ? "no column" : "the second column of this name")
                  + " of a table of "
                  + kind.element()
                  + "; there may be "
                  + String.join(", ", kind.columns().stream().map(Column::label).toList()));
        }
        named.put(c, column.get());
      }
    }
    if (named.size() == count && count > 0) {
      return List.copyOf(named.values());
    }
    return unnamed(dataset, kind, count, named.isEmpty());
  }

  /** Where files leave the names out, the number of columns tells. */
  private List<Column> unnamed(Dataset dataset, Kind kind, int count, boolean all) {
    List<Column> known = kind.columns();
    if (all && kind == Kind.POPULATION && (count == 3 || count == 4)) {
      return known.subList(4 - count, 4);
    }
    if (all && kind == Kind.INPUT_LIST && count >= 2 && count <= known.size()) {
      return known.subList(0, count);
    }
    throw faults.error(
        Code.F_MISSING_ATTRIBUTE,
        dataset.getPath(),
        "the attributes column_0 to column_" + (count - 1) + " do not name the columns");
  }

  /** Values of single precision are taken for the shortest decimal that they are nearest to. */
  private double[] numbers(Object flat, String path) {
    return switch (flat) {
      case double[] d -> d;
      case float[] f -> {
        double[] d = new double[f.length];
        for (int k = 0; k < d.length; k++) {
          d[k] = f[k] == (int) f[k] ? f[k] : Double.parseDouble(Float.toString(f[k]));
        }
        yield d;
      }
      case int[] i -> Arrays.stream(i).asDoubleStream().toArray();
      case long[] l -> Arrays.stream(l).asDoubleStream().toArray();
      case short[] s -> {
        double[] d = new double[s.length];
        for (int k = 0; k < d.length; k++) {
          d[k] = s[k];
        }
        yield d;
      }
      default ->
          throw faults.error(
              Code.F_BAD_VALUE,
              path,
              "the table holds " + flat.getClass().getSimpleName() + ", not numbers");
    };
  }
}
