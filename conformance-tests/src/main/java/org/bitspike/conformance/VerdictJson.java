package org.bitspike.conformance;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.verdict.Verdict;
import org.bitspike.ir.verdict.Verdict.Divergence;
import org.bitspike.ir.verdict.Verdict.Metric;

/**
 * A verdict as JSON. Keys always come in the same order; a figure that is not a number, and a
 * tolerance that decides nothing, are left out.
 *
 * <pre>
 *   { "subject", "outcome", "conforms", "reason",
 *     "firstDivergence": { "population", "neuron", "timeSeconds", "expected", "actual" },
 *     "metrics": [ { "name", "population", "value", "unit", "tolerance", "holds", "tolerates" } ] }
 * </pre>
 */
public final class VerdictJson {

  private static final JSON JSON_WITH_LINES = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

  private VerdictJson() {}

  /** The JSON text; it ends with a line feed. */
  public static String print(Verdict verdict) {
    try {
      return JSON_WITH_LINES.asString(tree(verdict)) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to a string cannot fail
    }
  }

  /** The verdict as maps and lists, for a larger JSON document. */
  public static Map<String, Object> tree(Verdict verdict) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("subject", verdict.subject());
    root.put("outcome", verdict.outcome().name());
    root.put("conforms", verdict.outcome().conforms());
    root.put("reason", verdict.reason());
    verdict.firstDivergence().ifPresent(d -> root.put("firstDivergence", divergence(d)));
    List<Object> metrics = new ArrayList<>();
    verdict.metrics().forEach(m -> metrics.add(metric(m)));
    root.put("metrics", metrics);
    return root;
  }

  private static Map<String, Object> divergence(Divergence d) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("population", d.population());
    map.put("neuron", d.neuron());
    map.put("timeSeconds", d.timeSeconds());
    map.put("expected", d.expected());
    map.put("actual", d.actual());
    return map;
  }

  private static Map<String, Object> metric(Metric m) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", m.name());
    map.put("population", m.population());
    if (Double.isFinite(m.value())) {
      map.put("value", m.value());
    }
    map.put("unit", m.unit());
    if (m.decides()) {
      map.put("tolerance", m.tolerance());
      map.put("holds", m.holds());
      map.put("tolerates", m.tolerates());
    }
    return map;
  }
}
