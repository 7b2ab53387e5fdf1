package org.bitspike.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.recording.Recording;

/** Results as JSON, keys in a fixed order. */
final class Json {

  private Json() {}

  /** Prints maps, lists, strings, numbers and truth values. */
  static String print(Object value) {
    try {
      return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a run counted: by place, then by what. */
  static Map<String, Object> counters(Recording recording) {
    Map<String, Map<String, Object>> places = new LinkedHashMap<>();
    recording
        .counters()
        .forEach(
            c ->
                places
                    .computeIfAbsent(c.place(), p -> new LinkedHashMap<>())
                    .put(c.what(), c.count()));
    return new LinkedHashMap<>(places);
  }

  /** Findings under the key {@code diagnostics}. */
  static Map<String, Object> diagnostics(List<Diagnostic> diagnostics) {
    List<Object> all = new ArrayList<>();
    for (Diagnostic d : diagnostics) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("code", d.code().id());
      one.put("severity", d.severity().name().toLowerCase(Locale.ROOT));
      one.put("message", d.message());
      one.put("file", d.where().file());
      one.put("line", d.where().line());
      one.put("column", d.where().column());
      one.put("path", d.where().path());
      one.put("remedy", d.remedy());
      all.add(one);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("diagnostics", all);
    return result;
  }
}
