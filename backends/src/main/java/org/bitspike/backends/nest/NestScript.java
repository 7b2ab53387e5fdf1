package org.bitspike.backends.nest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.backends.python.Npz;
import org.bitspike.backends.python.Script;
import org.bitspike.backends.standard.Lookup;
import org.bitspike.backends.standard.StandardNetwork;
import org.bitspike.ir.spi.Backend.Artefact;

/** The description and the columns of the script for PyNEST. */
final class NestScript {

  /** PyNN counts in nA and uS, NEST in pA and nS. */
  private static final double PER_UNIT = 1e3;

  private final StandardNetwork network;
  private final Npz columns = new Npz();

  NestScript(StandardNetwork network) {
    this.network = network;
  }

  List<Artefact> files(String name, List<String> about) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", name);
    description.put("resolution", network.stepMs());
    description.put("duration", network.durationMs());
    description.put("cells", network.cells().stream().map(this::cells).toList());
    List<Object> sources = new ArrayList<>();
    for (StandardNetwork.Sources own : network.sources()) {
      String prefix = "source" + sources.size();
      Map<String, Object> source = new LinkedHashMap<>();
      source.put("label", own.label());
      source.put("size", own.size());
      source.put("learns", learns(own.label()));
      source.put("time", columns.add(prefix + ".time", own.timeMs()));
      source.put("index", columns.add(prefix + ".index", own.source()));
      sources.add(source);
    }
    description.put("sources", sources);
    List<Object> projections = new ArrayList<>();
    for (StandardNetwork.Connections own : network.connections()) {
      projections.add(projection(own, "projection" + projections.size()));
    }
    description.put("projections", projections);
    List<Object> currents = new ArrayList<>();
    for (StandardNetwork.Current own : network.currents()) {
      currents.add(current(own, "current" + currents.size()));
    }
    description.put("currents", currents);
    return Script.files(NestScript.class, "network.py", name, about, description, columns);
  }

  /** Whether synapses of a source learn: NEST's devices have no such synapses, a relay has. */
  private boolean learns(String source) {
    return network.connections().stream()
        .anyMatch(c -> c.pre().equals(source) && c.learning().isPresent());
  }

  private Map<String, Object> cells(StandardNetwork.Cells cells) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("label", cells.label());
    result.put("size", cells.size());
    result.put("model", NestModels.model(cells.type()).orElseThrow());
    Map<String, Object> parameters = new LinkedHashMap<>();
    NestModels.parameters(cells.type(), cells.parameters())
        .forEach((n, values) -> parameters.put(n, value(cells.label() + "." + n, values)));
    parameters.put("V_m", value(cells.label() + ".V_m", cells.initialMv()));
    result.put("parameters", parameters);
    return result;
  }

  private Object value(String name, double[] values) {
    return values.length == 1 ? values[0] : columns.add(name, values);
  }

  private Map<String, Object> projection(StandardNetwork.Connections own, String prefix) {
    boolean opposes =
        own.receptor().equals(StandardNetwork.INHIBITORY)
            && Arrays.stream(own.weight()).anyMatch(w -> w > 0); // a conductance
    double unit = opposes ? -PER_UNIT : PER_UNIT;
    double[] weight = Arrays.stream(own.weight()).map(w -> w * unit + 0.0).toArray();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("label", own.projection());
    result.put("pre", own.pre());
    result.put("post", own.post());
    result.put("pre_index", columns.add(prefix + ".pre", own.preIndex()));
    result.put("post_index", columns.add(prefix + ".post", own.postIndex()));
    result.put("weight", columns.add(prefix + ".weight", weight));
    result.put("delay", columns.add(prefix + ".delay", own.delayMs()));
    own.learning()
        .ifPresent(
            learning -> {
              result.put("model", FacetsSynapse.MODEL);
              result.put("common", FacetsSynapse.common(learning));
              Map<String, Object> individual = new LinkedHashMap<>();
              FacetsSynapse.individual(learning, weight.length)
                  .forEach((n, v) -> individual.put(n, columns.add(prefix + "." + n, v)));
              result.put("individual", individual);
            });
    return result;
  }

  /** NEST counts the phase from t = 0, PyNN from the start of the current. */
  private Map<String, Object> current(StandardNetwork.Current own, String prefix) {
    Map<String, Object> parameters = new LinkedHashMap<>(own.parameters());
    parameters.put("amplitude", Lookup.of(own.parameters(), "amplitude") * PER_UNIT);
    if (own.kind().equals("ACSource")) {
      double turns =
          Lookup.of(own.parameters(), "frequency") * Lookup.of(own.parameters(), "start") * 1e-3;
      parameters.put("phase", (Lookup.of(own.parameters(), "phase") - 360 * turns) % 360);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("model", own.kind().equals("ACSource") ? "ac_generator" : "dc_generator");
    result.put("label", own.label());
    result.put("parameters", parameters);
    result.put("cells", columns.add(prefix + ".cells", own.cells()));
    result.put("scale", columns.add(prefix + ".scale", own.scale()));
    return result;
  }
}
