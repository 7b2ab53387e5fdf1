package org.bitspike.conformance;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.bitspike.frontends.lems.ComponentTypes;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/**
 * One recorded experiment of NEST's look-up-table synapse: n spike trains onto one, all of them
 * given.
 */
final class FacetsSet {

  private static final double DEFAULT_THRESHOLD = 21.835; // of NEST's model

  private final Map<String, Object> json;
  private final double dt;

  private FacetsSet(Map<String, Object> json) {
    this.json = json;
    dt = number(json.get("dt_ms")) / 1000;
  }

  static Optional<Path> folder() {
    return Optional.ofNullable(System.getProperty("bitspike.data"))
        .map(data -> Path.of(data, "nest-facets-stdp"))
        .filter(Files::isDirectory);
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName()).replace(".json.gz", "");
  }

  static FacetsSet read(Path file) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new FacetsSet(JSON.std.mapFrom(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows that belong to a set, without the head. */
  static List<String[]> csv(Path json) throws IOException {
    Path file = json.resolveSibling(name(json) + ".csv.gz");
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return in.lines().skip(1).map(line -> line.split(",")).toList();
    }
  }

  /** Sources onto a source; the projection has no synapse, since only learning watches. */
  Network network() {
    List<?> pre = (List<?>) json.get("pre_steps");
    int n = pre.size();
    Map<?, ?> individual = (Map<?, ?>) json.get("individual");
    double[] weights = column(json.get("initial_weights"), n, 0);
    ConnectionTable.Builder table = ConnectionTable.builder();
    for (int s = 0; s < n; s++) {
      table.add(s, 0, weights[s], number(json.get("delay_ms")) / 1000, 0);
    }
    table.attribute("threshHigh", column(individual.get("a_thresh_th"), n, DEFAULT_THRESHOLD));
    table.attribute("threshLow", column(individual.get("a_thresh_tl"), n, DEFAULT_THRESHOLD));
    table.attribute("initFlag", column(individual.get("init_flag"), n, 0));
    table.attribute("synapseId", column(individual.get("synapse_id"), n, 0));
    table.attribute("nextReadoutTime", seconds(column(individual.get("next_readout_time"), n, 0)));
    table.attribute("aCausal", column(individual.get("a_causal"), n, 0));
    table.attribute("aAcausal", column(individual.get("a_acausal"), n, 0));
    ComponentTypes types = ComponentTypes.standard();
    Component silent =
        new Component("trains", "spikeArray", Map.of(), Map.of(), Map.of(), SourceRef.NONE);
    return new Network(
        "facets",
        List.of(types.type("spikeArray"), types.type("spike"), types.type("lutStdp")),
        List.of(silent, rule()),
        List.of(
            new Population("pre", "trains", n, SourceRef.NONE),
            new Population("post", "trains", 1, SourceRef.NONE)),
        List.of(
            new Projection(
                "learn",
                "pre",
                "post",
                Optional.empty(),
                Optional.of("rule"),
                table.build(),
                SourceRef.ofPath("learn"))),
        List.of(),
        List.of(),
        new Network.Run(dt, number(json.get("T_ms")) / 1000 + 1e-3, 1),
        SourceRef.ofPath("facets"));
  }

  /** The stored trains: a spike of NEST's step {@code s} is one of tick {@code s}. */
  Recording spikes() {
    List<?> pre = (List<?>) json.get("pre_steps");
    List<long[]> spikes = new ArrayList<>();
    for (int s = 0; s < pre.size(); s++) {
      for (Object step : (List<?>) pre.get(s)) {
        spikes.add(new long[] {((Number) step).longValue(), s});
      }
    }
    spikes.sort((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
    SpikeSeries before =
        new SpikeSeries(
            "pre",
            pre.size(),
            spikes.stream().mapToLong(s -> s[0]).toArray(),
            spikes.stream().mapToInt(s -> (int) s[1]).toArray());
    long[] post =
        ((List<?>) json.get("post_steps"))
            .stream().mapToLong(s -> ((Number) s).longValue()).toArray();
    SpikeSeries after = new SpikeSeries("post", 1, post, new int[post.length]);
    return new Recording(
        new Recording.Info("facets", "NEST 3.9", "", "", 1),
        dt,
        Math.round(number(json.get("T_ms")) / 1000 / dt) + 10,
        List.of(before, after),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private Component rule() {
    Map<?, ?> common = (Map<?, ?>) json.get("common");
    Map<String, Double> p = new LinkedHashMap<>();
    p.put("tauPlus", value(common, "tau_plus", 20) / 1000);
    p.put("tauMinus", value(common, "tau_minus_stdp", 20) / 1000);
    p.put("wMax", value(common, "Wmax", 100));
    p.put("threshHigh", DEFAULT_THRESHOLD);
    p.put("threshLow", DEFAULT_THRESHOLD);
    p.put("synapsesPerDriver", value(common, "synapses_per_driver", 50));
    p.put("driverReadoutTime", value(common, "driver_readout_time", 15) / 1000);
    p.put("noSynapses", value(common, "no_synapses", 0));
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("lutCausal", text(common, "lookuptable_0", "2 3 4 4 5 6 7 8 9 10 11 12 13 14 14 15"));
    texts.put("lutAcausal", text(common, "lookuptable_1", "0 0 1 2 3 4 5 6 7 8 9 10 10 11 12 13"));
    texts.put(
        "lutCombined", text(common, "lookuptable_2", "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"));
    texts.put("configBits0", text(common, "configbit_0", "0 0 1 0"));
    texts.put("configBits1", text(common, "configbit_1", "0 1 0 0"));
    texts.put("resetPattern", text(common, "reset_pattern", "1 1 1 1 1 1"));
    return new Component("rule", "lutStdp", p, texts, Map.of(), SourceRef.ofPath("rule"));
  }

  private static double value(Map<?, ?> map, String key, double otherwise) {
    return map.containsKey(key) ? number(map.get(key)) : otherwise;
  }

  private static String text(Map<?, ?> map, String key, String otherwise) {
    return map.get(key) instanceof List<?> numbers
        ? numbers.stream()
            .map(v -> Long.toString((long) number(v)))
            .collect(Collectors.joining(" "))
        : otherwise;
  }

  /** One value per synapse: a list of them, one for all, or the default. */
  private static double[] column(Object value, int n, double otherwise) {
    double[] column = new double[n];
    for (int s = 0; s < n; s++) {
      column[s] =
          value instanceof List<?> list
              ? number(list.get(s))
              : value == null ? otherwise : number(value);
    }
    return column;
  }

  private static double[] seconds(double[] millis) {
    return java.util.Arrays.stream(millis).map(t -> t / 1000).toArray();
  }

  private static double number(Object value) {
    return value instanceof Boolean b
        ? (b ? 1 : 0)
        : value instanceof Number n ? n.doubleValue() : Double.parseDouble(String.valueOf(value));
  }
}
