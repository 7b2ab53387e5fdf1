package org.bitspike.frontends.nir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;

/**
 * Spikes of Input nodes, from lines {@code time,node,index}: seconds, name of the node, place in
 * it. The first line may name the columns.
 */
final class InputSpikes {

  private final Map<String, Map<Integer, TreeSet<Double>>> byNode = new LinkedHashMap<>();

  private InputSpikes() {}

  static InputSpikes none() {
    return new InputSpikes();
  }

  /**
   * Reads a file.
   *
   * @param sizes number of elements of every Input node, by name
   */
  static InputSpikes read(Path file, Map<String, Integer> sizes) {
    InputSpikes spikes = new InputSpikes();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank() && !(number == 1 && line.strip().startsWith("time"))) {
          spikes.add(line, new SourceRef(file.toString(), number, 0, ""), sizes);
        }
      }
    } catch (IOException e) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.F_UNREADABLE,
              new SourceRef(file.toString(), 0, 0, ""),
              "the file of input spikes cannot be read: " + e.getMessage()));
    }
    return spikes;
  }

  private void add(String line, SourceRef where, Map<String, Integer> sizes) {
    String[] parts = line.split(",", -1);
    try {
      if (parts.length == 3) {
        double time = Double.parseDouble(parts[0].strip());
        String node = parts[1].strip();
        int index = Integer.parseInt(parts[2].strip());
        Integer size = sizes.get(node);
        if (size == null) {
          throw wrong(
              Code.F_UNRESOLVED,
              where,
              "there is no Input node '" + node + "'",
              "use one of " + String.join(", ", sizes.keySet()));
        }
        if (time >= 0 && Double.isFinite(time) && index >= 0 && index < size) {
          byNode
              .computeIfAbsent(node, n -> new TreeMap<>())
              .computeIfAbsent(index, i -> new TreeSet<>())
              .add(time);
          return;
        }
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw wrong(
        Code.F_BAD_VALUE,
        where,
        "'" + line + "' is no time,node,index with a time of at least 0 and an index in the node",
        "write lines such as 0.0125,input,3");
  }

  private static BitspikeException wrong(
      Code code, SourceRef where, String message, String remedy) {
    return new BitspikeException(Diagnostic.error(code, where, message, remedy));
  }

  /** Times in seconds, ascending, each once. */
  List<Double> of(String node, int index) {
    return List.copyOf(byNode.getOrDefault(node, Map.of()).getOrDefault(index, new TreeSet<>()));
  }
}
