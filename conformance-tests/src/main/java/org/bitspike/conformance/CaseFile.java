package org.bitspike.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.bitspike.conformance.CaseYaml.Item;
import org.bitspike.conformance.ConformanceCase.Span;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.ir.verdict.Verdict.Outcome;

/**
 * Reads {@code *.conformance.yaml}. All mistakes of a file are told at once, each with its line.
 */
public final class CaseFile {

  /** Ending of the files' names. */
  public static final String ENDING = ".conformance.yaml";

  private static final long MAX_BYTES = 1 << 20;
  private static final Set<String> KEYS =
      Set.of(
          "case",
          "model",
          "include",
          "profile",
          "set",
          "duration",
          "step",
          "seed",
          "criteria",
          "expect");

  private final Path file;
  private final Diagnostics findings = new Diagnostics();

  private CaseFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a case.
   *
   * @throws BitspikeException ({@code BS-K002}) with everything that is wrong
   */
  public static ConformanceCase read(Path file) {
    CaseFile reader = new CaseFile(file);
    Optional<ConformanceCase> read = reader.parse(reader.text());
    reader.findings.throwIfErrors();
    return read.orElseThrow();
  }

  private String text() {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw bad(0, 0, "the file has more than " + MAX_BYTES + " bytes");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw bad(0, 0, "the file cannot be read: " + e.getMessage());
    }
  }

  private Optional<ConformanceCase> parse(String text) {
    Optional<Item> root =
        CaseYaml.parse(
            text,
            (line, column, message) ->
                findings.add(bad(line, column, message).diagnostics().getFirst()));
    if (root.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Item> top = mapping(root.get(), "a case", KEYS);
    Path folder =
        Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
    Path model =
        top.containsKey("model")
            ? folder.resolve(scalar(top.get("model"), "model")).normalize()
            : folder;
    Path fileName = file.getFileName();
    String name =
        top.containsKey("case")
            ? scalar(top.get("case"), "case")
            : String.valueOf(fileName).replace(ENDING, "");
    for (String needed : List.of("model", "profile")) {
      if (!top.containsKey(needed)) {
        complain(root.get(), "the case lacks '" + needed + "'");
      }
    }
    List<Path> include = new ArrayList<>();
    sequence(top.get("include"), "include")
        .forEach(i -> include.add(folder.resolve(scalar(i, "include")).normalize()));
    String profile = top.containsKey("profile") ? scalar(top.get("profile"), "profile") : "";
    if (profile.endsWith(".yaml")) {
      profile = folder.resolve(profile).normalize().toString();
    }
    RunOverrides run =
        new RunOverrides(
            seconds(top, "duration"),
            seconds(top, "step"),
            Optional.ofNullable(top.get("seed")).flatMap(this::whole));
    Map<ExpectedFigure, Span> numbers = new LinkedHashMap<>();
    Optional<Outcome> outcome = expectations(top.get("expect"), numbers);
    return Optional.of(
        new ConformanceCase(
            file,
            name,
            model,
            include,
            run,
            profile,
            overrides(top.get("set")),
            criteria(top.get("criteria")),
            outcome,
            numbers));
  }

  private List<String> overrides(@org.jspecify.annotations.Nullable Item set) {
    List<String> overrides = new ArrayList<>();
    if (set == null) {
      return overrides;
    }
    if (set.mapping().isPresent()) {
      set.mapping().get().forEach((key, value) -> overrides.add(key + "=" + scalar(value, key)));
    } else {
      sequence(set, "set").forEach(i -> overrides.add(scalar(i, "set")));
    }
    return overrides;
  }

  private Criteria criteria(@org.jspecify.annotations.Nullable Item item) {
    Criteria criteria = Criteria.defaults();
    if (item == null) {
      return criteria;
    }
    Map<String, Item> entries =
        mapping(
            item,
            "criteria",
            Set.of(
                "spike_ticks",
                "unmatched_percent",
                "rate_percent",
                "cv",
                "correlation",
                "gamma_minimum",
                "minimum_spikes"));
    for (Map.Entry<String, Item> entry : entries.entrySet()) {
      if (entry.getKey().equals("minimum_spikes")) {
        criteria =
            criteria.withMinimumSpikes(whole(entry.getValue()).map(Math::toIntExact).orElse(0));
        continue;
      }
      Map<String, Item> bound =
          mapping(entry.getValue(), entry.getKey(), Set.of("limit", "because"));
      double limit = bound.containsKey("limit") ? number(bound.get("limit")) : Double.NaN;
      String because =
          bound.containsKey("because") ? scalar(bound.get("because"), "because").strip() : "";
      if (because.isEmpty()) {
        complain(
            entry.getValue(),
            "'" + entry.getKey() + "' lacks 'because': every tolerance needs its reason");
      }
      if (!(limit >= 0)) {
        complain(entry.getValue(), "'" + entry.getKey() + "' needs a 'limit' of at least 0");
        continue;
      }
      criteria = with(criteria, entry.getKey(), limit, because, entry.getValue());
    }
    return criteria;
  }

  private Criteria with(Criteria criteria, String key, double limit, String because, Item at) {
    return switch (key) {
      case "spike_ticks" -> criteria.withSpikeTicks(limit, because);
      case "unmatched_percent" -> criteria.withUnmatchedPercent(limit, because);
      case "rate_percent" -> criteria.withRatePercent(limit, because);
      case "cv" -> criteria.withCv(limit, because);
      case "correlation" -> criteria.withCorrelation(limit, because);
      case "gamma_minimum" -> {
        if (limit > 1) {
          complain(at, "'gamma_minimum' is at most 1");
          yield criteria;
        }
        yield criteria.withGammaMinimum(limit, because);
      }
      default -> criteria; // mapping() has complained
    };
  }

  private Optional<Outcome> expectations(
      @org.jspecify.annotations.Nullable Item item, Map<ExpectedFigure, Span> numbers) {
    if (item == null) {
      return Optional.empty();
    }
    Map<String, ExpectedFigure> figures = new LinkedHashMap<>();
    for (ExpectedFigure figure : ExpectedFigure.values()) {
      figures.put(figure.key(), figure);
    }
    Set<String> known = new java.util.LinkedHashSet<>(figures.keySet());
    known.add("outcome");
    Optional<Outcome> outcome = Optional.empty();
    for (Map.Entry<String, Item> entry : mapping(item, "expect", known).entrySet()) {
      ExpectedFigure figure = figures.get(entry.getKey());
      if (figure != null) {
        numbers.put(figure, span(entry.getValue()));
      } else if (entry.getKey().equals("outcome")) {
        outcome = outcome(entry.getValue());
      }
    }
    return outcome;
  }

  private Optional<Outcome> outcome(Item item) {
    String text = scalar(item, "outcome");
    for (Outcome outcome : Outcome.values()) {
      if (VerdictTable.outcome(outcome).equals(text.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(outcome);
      }
    }
    complain(
        item,
        "there is no outcome '"
            + text
            + "'; there are exact, within tolerance, statistically equivalent, different, not"
            + " comparable");
    return Optional.empty();
  }

  private Span span(Item item) {
    if (item.sequence().isPresent()) {
      List<Item> ends = item.sequence().get();
      if (ends.size() != 2) {
        complain(item, "a span has two ends, found " + ends.size());
        return new Span(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
      }
      return new Span(number(ends.get(0)), number(ends.get(1)));
    }
    double value = number(item);
    return new Span(value, value);
  }

  private Map<String, Item> mapping(Item item, String what, Set<String> known) {
    if (item.mapping().isEmpty()) {
      complain(item, what + " must be a mapping");
      return Map.of();
    }
    item.mapping()
        .get()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                complain(
                    value,
                    "unknown key '"
                        + key
                        + "' in "
                        + what
                        + "; known are "
                        + String.join(", ", known.stream().sorted().toList()));
              }
            });
    return item.mapping().get();
  }

  private List<Item> sequence(@org.jspecify.annotations.Nullable Item item, String what) {
    if (item == null) {
      return List.of();
    }
    if (item.sequence().isEmpty()) {
      complain(item, "'" + what + "' must be a list");
    }
    return item.sequence().orElse(List.of());
  }

  private String scalar(Item item, String what) {
    if (item.scalar().isEmpty()) {
      complain(item, "'" + what + "' must be a single value");
    }
    return item.scalar().orElse("");
  }

  private double number(Item item) {
    try {
      return Double.parseDouble(scalar(item, "number"));
    } catch (NumberFormatException e) {
      complain(item, "'" + item.scalar().orElse("") + "' is not a number");
      return 0;
    }
  }

  private Optional<Long> whole(Item item) {
    try {
      return Optional.of(Long.parseLong(scalar(item, "number")));
    } catch (NumberFormatException e) {
      complain(item, "'" + item.scalar().orElse("") + "' is not a whole number");
      return Optional.empty();
    }
  }

  private OptionalDouble seconds(Map<String, Item> top, String key) {
    Item item = top.get(key);
    if (item == null) {
      return OptionalDouble.empty();
    }
    OptionalDouble seconds = CaseYaml.seconds(scalar(item, key));
    if (seconds.isEmpty()) {
      complain(item, "'" + key + "' must be a time above 0 with its unit, such as 500 ms");
    }
    return seconds;
  }

  private void complain(Item at, String message) {
    findings.add(bad(at.line(), at.column(), message).diagnostics().getFirst());
  }

  private BitspikeException bad(int line, int column, String message) {
    return new BitspikeException(
        Diagnostic.error(
            Code.K_BAD_CASE, new SourceRef(file.toString(), line, column, ""), message));
  }
}
