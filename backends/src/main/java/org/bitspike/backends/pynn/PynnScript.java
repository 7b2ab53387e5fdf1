package org.bitspike.backends.pynn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.backends.python.Npz;
import org.bitspike.backends.python.Script;
import org.bitspike.backends.standard.StandardNetwork;
import org.bitspike.ir.spi.Backend.Artefact;

/** The description and the columns of the script for PyNN's simulators. */
final class PynnScript {

  private final StandardNetwork network;
  private final Npz columns = new Npz();

  PynnScript(StandardNetwork network) {
    this.network = network;
  }

  List<Artefact> files(String name, List<String> about) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", name);
    description.put("timestep", network.stepMs());
    description.put("duration", network.durationMs());
    description.put("max_delay", maxDelay());
    description.put("cells", network.cells().stream().map(this::cells).toList());
    List<Object> sources = new ArrayList<>();
    for (int s = 0; s < network.sources().size(); s++) {
      sources.add(sources(columns, network.sources().get(s), s));
    }
    description.put("sources", sources);
    List<Object> projections = new ArrayList<>();
    for (int p = 0; p < network.connections().size(); p++) {
      projections.add(projection(network.connections().get(p), p));
    }
    description.put("projections", projections);
    description.put(
        "currents",
        network.currents().stream().map(c -> current(c, network.currents().indexOf(c))).toList());
    return Script.files(PynnScript.class, "network.py", name, about, description, columns);
  }

  private double maxDelay() {
    return network.connections().stream()
        .flatMapToDouble(c -> Arrays.stream(c.delayMs()))
        .reduce(network.stepMs(), Math::max);
  }

  private Map<String, Object> cells(StandardNetwork.Cells cells) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("label", cells.label());
    result.put("size", cells.size());
    result.put("type", cells.type());
    Map<String, Object> parameters = new LinkedHashMap<>();
    cells
        .parameters()
        .forEach((n, values) -> parameters.put(n, value(cells.label() + "." + n, values)));
    result.put("parameters", parameters);
    result.put("initial_v", value(cells.label() + ".initial_v", cells.initialMv()));
    return result;
  }

  /** A number, or the name of a column. */
  private Object value(String name, double[] values) {
    return values.length == 1 ? values[0] : columns.add(name, values);
  }

  static Map<String, Object> sources(Npz columns, StandardNetwork.Sources sources, int ordinal) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("label", sources.label());
    result.put("size", sources.size());
    result.put("time", columns.add("source" + ordinal + ".time", sources.timeMs()));
    result.put("index", columns.add("source" + ordinal + ".index", sources.source()));
    return result;
  }

  private Map<String, Object> projection(StandardNetwork.Connections connections, int ordinal) {
    Map<String, Object> result = new LinkedHashMap<>();
    String prefix = "projection" + ordinal;
    result.put("label", connections.projection());
    result.put("pre", connections.pre());
    result.put("post", connections.post());
    result.put("receptor", connections.receptor());
    result.put("pre_index", columns.add(prefix + ".pre", connections.preIndex()));
    result.put("post_index", columns.add(prefix + ".post", connections.postIndex()));
    result.put("weight", columns.add(prefix + ".weight", connections.weight()));
    result.put("delay", columns.add(prefix + ".delay", connections.delayMs()));
    return result;
  }

  private Map<String, Object> current(StandardNetwork.Current current, int ordinal) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("type", current.kind());
    result.put("label", current.label());
    result.put("parameters", current.parameters());
    result.put("cells", columns.add("current" + ordinal + ".cells", current.cells()));
    result.put("scale", columns.add("current" + ordinal + ".scale", current.scale()));
    return result;
  }
}
