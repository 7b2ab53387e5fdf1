package org.bitspike.hwprofiles;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;

/**
 * A mapping that is read by a schema.
 *
 * <p>Every getter names a key, says what it wants, and so makes the key known; whatever is left
 * when a section has been read is reported with the keys that were asked for. A getter that finds
 * something wrong reports it and returns a placeholder, so that reading goes on and the user sees
 * all findings at once. Nothing is reported below a section that is missing.
 */
final class Section {

  private final YamlNode.Mapping mapping;
  private final String path;
  private final Diagnostics findings;
  private final boolean silent;
  private final Values values = new Values(this::report);
  private final Set<String> known = new LinkedHashSet<>();

  private Section(YamlNode.Mapping mapping, String path, Diagnostics findings, boolean silent) {
    this.mapping = mapping;
    this.path = path;
    this.findings = findings;
    this.silent = silent;
  }

  /** Reads a whole document. */
  static <T> T read(YamlNode root, Diagnostics findings, Function<Section, T> reader) {
    if (root instanceof YamlNode.Mapping mapping) {
      return finish(new Section(mapping, "", findings, false), reader);
    }
    findings.add(
        Diagnostic.error(
            Code.H_BAD_VALUE, root.where(), "a profile is a mapping, found " + root.kind()));
    return reader.apply(
        new Section(new YamlNode.Mapping(Map.of(), root.where()), "", findings, true));
  }

  private static <T> T finish(Section section, Function<Section, T> reader) {
    T result = reader.apply(section);
    section.reportUnknown();
    return result;
  }

  // Structure

  /** A section that must be there. */
  <T> T section(String key, Function<Section, T> reader) {
    return entry(key)
        .map(e -> child(e.value(), key, reader))
        .orElseGet(() -> reader.apply(missing(key)));
  }

  /** A section that may be there. */
  <T> Optional<T> optionalSection(String key, Function<Section, T> reader) {
    return optionalEntry(key).map(e -> child(e.value(), key, reader));
  }

  /**
   * One section for each key of a mapping whose keys are the user's; empty when it is not there.
   */
  <T> List<T> each(String key, BiFunction<String, Section, T> reader) {
    return optionalSection(key, all -> all.eachOf(reader)).orElse(List.of());
  }

  /** One section for each key of this section. */
  <T> List<T> eachOf(BiFunction<String, Section, T> reader) {
    List<T> results = new ArrayList<>();
    mapping
        .entries()
        .forEach((name, e) -> results.add(child(e.value(), name, s -> reader.apply(name, s))));
    known.addAll(mapping.entries().keySet());
    return results;
  }

  /**
   * The only key of a mapping that has one of several keys, such as one kind of neuron out of two.
   */
  <T> T oneOf(Map<String, Function<Section, T>> kinds) {
    kinds.keySet().stream().sorted().forEach(known::add);
    List<String> present =
        kinds.keySet().stream().filter(k -> mapping.entries().containsKey(k)).sorted().toList();
    if (present.size() == 1) {
      String kind = present.get(0);
      return section(kind, Optional.ofNullable(kinds.get(kind)).orElseThrow());
    }
    String choices = String.join("' or '", kinds.keySet().stream().sorted().toList());
    report(
        Code.H_MISSING_KEY,
        where(),
        "'"
            + path
            + "' has "
            + (present.isEmpty() ? "neither" : "both")
            + " '"
            + choices
            + "'; it takes one");
    return kinds
        .values()
        .iterator()
        .next()
        .apply(new Section(new YamlNode.Mapping(Map.of(), where()), path, findings, true));
  }

  /** Names and what stands for them, where the names are the user's; empty when it is not there. */
  private <T> Map<String, T> map(String key, BiFunction<Section, String, T> value) {
    return optionalSection(
            key,
            all -> {
              Map<String, T> results = new LinkedHashMap<>();
              all.mapping
                  .entries()
                  .keySet()
                  .forEach(name -> results.put(name, value.apply(all, name)));
              return Collections.unmodifiableMap(results);
            })
        .orElse(Map.of());
  }

  // Values

  /** A whole number in a range. */
  int integer(String key, int low, int high) {
    double value = number(key, low, high, "");
    if (value != Math.rint(value)) {
      report(
          Code.H_BAD_VALUE,
          place(key),
          "'" + at(key) + "' is " + value + ", it takes a whole number");
    }
    return (int) value;
  }

  /** A whole number in a range, or what stands for a missing one. */
  int integer(String key, int low, int high, int otherwise) {
    return optionalEntry(key).isPresent() ? integer(key, low, high) : otherwise;
  }

  /** A number in a range. */
  double number(String key, double low, double high, String unit) {
    return entry(key).map(e -> values.number(e.value(), at(key), low, high, unit)).orElse(low);
  }

  /** A number in a range that may be missing. */
  OptionalDouble optionalNumber(String key, double low, double high, String unit) {
    Optional<YamlNode.Entry> entry = optionalEntry(key);
    return entry.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(values.number(entry.get().value(), at(key), low, high, unit));
  }

  /** A number in a range, or one word. */
  OptionalDouble numberOr(String word, String key, double low, double high, String unit) {
    Optional<YamlNode.Entry> entry = entry(key);
    if (entry.isEmpty()
        || (entry.get().value() instanceof YamlNode.Scalar scalar && scalar.text().equals(word))) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(values.number(entry.get().value(), at(key), low, high, unit));
  }

  /** Numbers by name. */
  Map<String, Double> numbers(String key) {
    return map(
        key,
        (all, name) ->
            all.entry(name)
                .map(e -> all.values.number(e.value(), all.at(name), -1e300, 1e300, "any"))
                .orElse(0.0));
  }

  /** Whole numbers in a range, ascending. */
  List<Integer> ascending(String key, int low, int high) {
    List<Integer> numbers = new ArrayList<>();
    for (YamlNode item : items(key)) {
      double value = values.number(item, at(key), low, high, "");
      if (value != Math.rint(value) || (!numbers.isEmpty() && value <= numbers.getLast())) {
        report(Code.H_BAD_VALUE, ref(item), "'" + at(key) + "' takes whole numbers that ascend");
      }
      numbers.add((int) value);
    }
    return numbers;
  }

  /** Whole numbers in a range, ascending; none where the key is not there. */
  List<Integer> ascendingOrNone(String key, int low, int high) {
    return optionalEntry(key).isPresent() ? ascending(key, low, high) : List.of();
  }

  /** Yes or no. */
  boolean flag(String key, boolean otherwise) {
    return optionalScalar(key)
        .map(
            s -> {
              if (!s.text().equals("true") && !s.text().equals("false")) {
                report(
                    Code.H_BAD_VALUE,
                    ref(s),
                    "'" + at(key) + "' takes true or false, found " + s.kind());
              }
              return s.text().equals("true");
            })
        .orElse(otherwise);
  }

  /** A text that must be there, without spaces around it. */
  String text(String key) {
    return scalar(key).map(s -> s.text().strip()).orElse("");
  }

  /** A text that may be there. */
  Optional<String> optionalText(String key) {
    return optionalScalar(key).map(s -> s.text().strip());
  }

  /** Texts by name. */
  Map<String, String> texts(String key) {
    return map(key, Section::text);
  }

  /** One of an enumeration's constants, in lower case. */
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    return scalar(key)
        .map(s -> values.constant(s, at(key), type))
        .orElse(type.getEnumConstants()[0]);
  }

  /** Some of an enumeration's constants, each once. */
  <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
    Set<E> chosen = new LinkedHashSet<>();
    for (YamlNode item : items(key)) {
      if (item instanceof YamlNode.Scalar scalar) {
        if (!chosen.add(values.constant(scalar, at(key), type))) {
          report(Code.H_BAD_VALUE, ref(item), "'" + at(key) + "' has " + scalar.kind() + " twice");
        }
      } else {
        report(Code.H_BAD_VALUE, ref(item), "'" + at(key) + "' takes words, found " + item.kind());
      }
    }
    return List.copyOf(chosen);
  }

  /** A fixed-point format. */
  FixedFormat format(String key) {
    return scalar(key).map(s -> values.format(s, at(key))).orElse(FixedFormat.BOOLEAN);
  }

  /** An expression. */
  Expr expression(String key, Scope scope) {
    return scalar(key).map(s -> values.expression(s, at(key), scope)).orElse(new Expr.Num(0));
  }

  /** An expression that may be missing. */
  Optional<Expr> optionalExpression(String key, Scope scope) {
    return optionalScalar(key).map(s -> values.expression(s, at(key), scope));
  }

  /** Expressions by name. */
  Map<String, Expr> expressions(String key, Scope scope) {
    return map(key, (all, name) -> all.expression(name, scope));
  }

  /** Expressions by name, by name. */
  Map<String, Map<String, Expr>> expressionsByName(String key, Scope scope) {
    return map(key, (all, name) -> all.expressions(name, scope));
  }

  /** A kernel with widths from constants, verified. */
  Kernel kernel(String key, Scope scope) {
    return scalar(key).map(s -> values.kernel(s, at(key), scope)).orElse(Values.NO_KERNEL);
  }

  // For a schema's own checks

  /** Makes a key known that somebody else reads. */
  void isKnown(String key) {
    known.add(key);
  }

  /** Reports a finding at a key's value, or at the section when the key is not there. */
  void report(Code code, String key, String message) {
    report(code, place(key), "'" + at(key) + "' " + message);
  }

  /** Reports a finding at the section itself. */
  void reportHere(Code code, String message) {
    report(code, where(), "'" + path + "' " + message);
  }

  // Inside

  private List<YamlNode> items(String key) {
    return entry(key)
        .map(
            e -> {
              if (e.value() instanceof YamlNode.Sequence sequence) {
                return sequence.items();
              }
              report(
                  Code.H_BAD_VALUE,
                  ref(e.value()),
                  "'" + at(key) + "' takes a list, found " + e.value().kind());
              return List.<YamlNode>of();
            })
        .orElse(List.of());
  }

  private Optional<YamlNode.Scalar> scalar(String key) {
    Optional<YamlNode.Entry> entry = entry(key);
    return entry.isPresent() ? optionalScalar(key) : Optional.empty();
  }

  private Optional<YamlNode.Scalar> optionalScalar(String key) {
    Optional<YamlNode.Entry> entry = optionalEntry(key);
    if (entry.isPresent() && entry.get().value() instanceof YamlNode.Scalar scalar) {
      return Optional.of(scalar);
    }
    entry.ifPresent(
        e ->
            report(
                Code.H_BAD_VALUE,
                ref(e.value()),
                "'" + at(key) + "' takes a text, found " + e.value().kind()));
    return Optional.empty();
  }

  private Optional<YamlNode.Entry> entry(String key) {
    Optional<YamlNode.Entry> entry = optionalEntry(key);
    if (entry.isEmpty()) {
      report(
          Code.H_MISSING_KEY,
          where(),
          (path.isEmpty() ? "the profile" : "'" + path + "'") + " lacks the key '" + key + "'");
    }
    return entry;
  }

  private Optional<YamlNode.Entry> optionalEntry(String key) {
    known.add(key);
    return Optional.ofNullable(mapping.entries().get(key))
        .filter(e -> !(e.value() instanceof YamlNode.Scalar scalar && scalar.isNull()));
  }

  private <T> T child(YamlNode node, String key, Function<Section, T> reader) {
    if (node instanceof YamlNode.Mapping inner) {
      return finish(new Section(inner, at(key), findings, silent), reader);
    }
    report(
        Code.H_BAD_VALUE,
        ref(node),
        "'" + at(key) + "' takes keys and values, found " + node.kind());
    return reader.apply(
        new Section(new YamlNode.Mapping(Map.of(), node.where()), at(key), findings, true));
  }

  private Section missing(String key) {
    return new Section(new YamlNode.Mapping(Map.of(), where()), at(key), findings, true);
  }

  private void reportUnknown() {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                Code code =
                    Overrides.isOverride(entry.key()) ? Code.H_BAD_OVERRIDE : Code.H_UNKNOWN_KEY;
                report(
                    code,
                    entry.key(),
                    "unknown key '"
                        + at(key)
                        + "'; known here: "
                        + String.join(", ", known)
                        + Nearest.hint(key, known));
              }
            });
  }

  private void report(Code code, SourceRef where, String message) {
    if (!silent) {
      findings.add(Diagnostic.error(code, where, message));
    }
  }

  private SourceRef place(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    return entry == null ? where() : ref(entry.value());
  }

  private SourceRef where() {
    return mapping.where();
  }

  private static SourceRef ref(YamlNode node) {
    return node.where();
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
