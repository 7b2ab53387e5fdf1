package org.bitspike.hwprofiles;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;

/**
 * Changes to a profile from the command line, {@code key.path=value}.
 *
 * <p>A step of the path is a key, or the index of a list's element, from 0. The value is YAML, so
 * that {@code [1, 2]} is a list. A key that is not there is added; the schema says afterwards
 * whether it knows it. Nothing ({@code ~}) removes a key.
 */
final class Overrides {

  /** How places inside an override are called; {@link #isOverride} knows them by it. */
  private static final String LABEL = "--set ";

  private Overrides() {}

  /** Whether a place lies in an override. */
  static boolean isOverride(SourceRef where) {
    return where.file().startsWith(LABEL);
  }

  /**
   * Lays each override over the profile, in order. Those that do not fit are reported and left out.
   */
  static YamlNode apply(YamlNode profile, List<String> overrides, Diagnostics findings) {
    YamlNode result = profile;
    for (String override : overrides) {
      SourceRef where = new SourceRef(LABEL + override, 0, 0, "");
      int equals = override.indexOf('=');
      if (equals <= 0) {
        findings.add(
            Diagnostic.error(
                Code.H_BAD_OVERRIDE,
                where,
                "an override is key.path=value, found '" + override + "'"));
        continue;
      }
      try {
        YamlNode value =
            placed(YamlText.read(where.file(), override.substring(equals + 1) + "\n"), where);
        List<String> path = List.of(override.substring(0, equals).strip().split("\\.", -1));
        if (path.get(0).equals("extends")) {
          throw misfit(
              where,
              "what a profile extends is laid down before overrides; write a file that extends it");
        }
        result = set(result, path, 0, value, where);
      } catch (BitspikeException e) {
        e.diagnostics()
            .forEach(d -> findings.add(Diagnostic.error(Code.H_BAD_OVERRIDE, where, d.message())));
      }
    }
    return result;
  }

  private static YamlNode set(
      YamlNode node, List<String> path, int step, YamlNode value, SourceRef where) {
    if (step == path.size()) {
      return value;
    }
    String key = path.get(step);
    String here = String.join(".", path.subList(0, step));
    return switch (node) {
      case YamlNode.Mapping mapping -> {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(mapping.entries());
        boolean last = step == path.size() - 1;
        if (last && value instanceof YamlNode.Scalar scalar && scalar.isNull()) {
          entries.remove(key);
        } else {
          YamlNode.Entry former = entries.get(key);
          YamlNode child = former == null ? new YamlNode.Mapping(Map.of(), where) : former.value();
          SourceRef place = former == null || last ? where : former.key();
          entries.put(key, new YamlNode.Entry(place, set(child, path, step + 1, value, where)));
        }
        yield new YamlNode.Mapping(entries, mapping.where());
      }
      case YamlNode.Sequence sequence -> {
        List<YamlNode> items = new ArrayList<>(sequence.items());
        int index = index(key, items.size(), here, where);
        items.set(index, set(items.get(index), path, step + 1, value, where));
        yield new YamlNode.Sequence(items, sequence.where());
      }
      case YamlNode.Scalar scalar ->
          throw misfit(
              where, "'" + here + "' is " + scalar.kind() + " and has no part '" + key + "'");
    };
  }

  private static int index(String key, int size, String here, SourceRef where) {
    try {
      int index = Integer.parseInt(key);
      if (index >= 0 && index < size) {
        return index;
      }
    } catch (NumberFormatException e) {
      throw misfit(
          where,
          "'" + here + "' is a list; its elements are 0 to " + (size - 1) + ", not '" + key + "'");
    }
    throw misfit(where, "'" + here + "' has the elements 0 to " + (size - 1) + ", not " + key);
  }

  /** The same node, all of it standing at one place. */
  private static YamlNode placed(YamlNode node, SourceRef where) {
    return switch (node) {
      case YamlNode.Mapping mapping -> {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        mapping
            .entries()
            .forEach((k, e) -> entries.put(k, new YamlNode.Entry(where, placed(e.value(), where))));
        yield new YamlNode.Mapping(entries, where);
      }
      case YamlNode.Sequence sequence ->
          new YamlNode.Sequence(
              sequence.items().stream().map(i -> placed(i, where)).toList(), where);
      case YamlNode.Scalar scalar ->
          new YamlNode.Scalar(scalar.text(), scalar.plain(), where, where, false);
    };
  }

  private static BitspikeException misfit(SourceRef where, String message) {
    return new BitspikeException(Diagnostic.error(Code.H_BAD_OVERRIDE, where, message));
  }
}
