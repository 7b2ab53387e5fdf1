package org.bitspike.conformance.omv;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import org.bitspike.conformance.CaseYaml;
import org.bitspike.conformance.CaseYaml.Item;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;

/**
 * Reads {@code .omt} files and the {@code .mep} files they name. Keys that mean nothing here are
 * passed over, as OMV does; all mistakes of a test are told at once, each with its line.
 */
public final class OmvFile {

  /** Ending of the tests' names. */
  public static final String ENDING = ".omt";

  private static final long MAX_BYTES = 16 << 20;

  private final Path file;
  private final Path folder;
  private final Diagnostics findings = new Diagnostics();

  private OmvFile(Path file) {
    this.file = file;
    this.folder =
        Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
  }

  /**
   * Reads a test.
   *
   * @throws BitspikeException ({@code BS-K002}) with everything that is wrong
   */
  public static OmvTest read(Path file) {
    OmvFile reader = new OmvFile(file);
    Optional<OmvTest> test = reader.read();
    reader.findings.throwIfErrors();
    return test.orElseThrow();
  }

  private Optional<OmvTest> read() {
    Optional<Map<String, Item>> top = document(file);
    if (top.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> target = scalar(file, top.get(), "target");
    String engine = scalar(file, top.get(), "engine").orElse("");
    if (target.isEmpty()) {
      complain(file, 1, 1, "the test lacks 'target'");
      return Optional.empty();
    }
    List<OmvCheck> checks = new ArrayList<>();
    scalar(file, top.get(), "mep")
        .flatMap(mep -> resolve(top.get().get("mep"), mep))
        .ifPresent(mep -> checks(top.get(), mep, checks));
    return Optional.of(new OmvTest(file, engine, targets(top.get(), target.get()), checks));
  }

  /** A file, or those that patterns, apart by spaces, fit in the last part of the name. */
  private List<Path> targets(Map<String, Item> top, String target) {
    Item at = top.get("target");
    if (!target.contains("*")) {
      return resolve(at, target).map(List::of).orElse(List.of());
    }
    SortedSet<Path> fitting = new TreeSet<>();
    for (String pattern : target.split("\\s+", -1)) {
      int slash = pattern.lastIndexOf('/');
      Optional<Path> in = resolve(at, slash < 0 ? "." : pattern.substring(0, slash));
      if (in.isPresent() && Files.isDirectory(in.get())) {
        try (DirectoryStream<Path> files =
            Files.newDirectoryStream(in.get(), pattern.substring(slash + 1))) {
          files.forEach(fitting::add);
        } catch (IOException | PatternSyntaxException e) {
          complain(file, line(at), column(at), "'" + pattern + "': " + e.getMessage());
        }
      }
    }
    if (fitting.isEmpty()) {
      complain(file, line(at), column(at), "no file is named like '" + target + "'");
    }
    return List.copyOf(fitting);
  }

  private void checks(Map<String, Item> top, Path mep, List<OmvCheck> checks) {
    Optional<Map<String, Item>> meaning = document(mep);
    Map<String, Item> expected =
        meaning.map(m -> mapping(mep, m.get("experiments"), "experiments")).orElse(Map.of());
    Map<String, Item> experiments = mapping(file, top.get("experiments"), "experiments");
    for (Map.Entry<String, Item> experiment : experiments.entrySet()) {
      String name = experiment.getKey();
      Map<String, Item> body = mapping(file, experiment.getValue(), name);
      if (expected.get(name) == null) {
        complain(
            file,
            experiment.getValue().line(),
            experiment.getValue().column(),
            mep.getFileName() + " has no experiment '" + name + "'");
        continue;
      }
      Map<String, Item> values =
          mapping(mep, mapping(mep, expected.get(name), name).get("expected"), "expected");
      mapping(file, body.get("observables"), "observables")
          .forEach((observable, spec) -> check(name, observable, spec, mep, values, checks));
    }
  }

  private void check(
      String experiment,
      String observable,
      Item spec,
      Path mep,
      Map<String, Item> values,
      List<OmvCheck> checks) {
    Item meant = values.get(observable);
    if (meant == null) {
      complain(
          file,
          spec.line(),
          spec.column(),
          mep.getFileName() + " expects no '" + observable + "' of '" + experiment + "'");
      return;
    }
    boolean rates = observable.equals("spike rate");
    if (!rates && !observable.equals("spike times")) {
      checks.add(
          new OmvCheck(
              experiment, observable, new double[0], Optional.empty(), Optional.empty(), 0));
      return;
    }
    Map<String, Item> body = mapping(file, spec, observable);
    double tolerance = number(body, "tolerance", OmvCheck.DEFAULT_TOLERANCE);
    if (!(tolerance >= 0)) {
      Item at = body.get("tolerance");
      complain(file, line(at), column(at), "a tolerance is at least 0, found " + tolerance);
    }
    Optional<OmvCheck.Source> source = source(body, spec);
    if (source.isPresent()) {
      checks.add(
          new OmvCheck(
              experiment,
              observable,
              numbers(mep, meant).stream().mapToDouble(Double::doubleValue).toArray(),
              source,
              rates ? Optional.of(rate(body, spec)) : Optional.empty(),
              tolerance));
    }
  }

  private Optional<OmvCheck.Source> source(Map<String, Item> body, Item at) {
    if (body.get("spiketimes file") != null) {
      Map<String, Item> events = mapping(file, body.get("spiketimes file"), "spiketimes file");
      List<Double> scaling = numbers(file, events.get("scaling"));
      return path(events, body.get("spiketimes file"))
          .map(
              path ->
                  new OmvCheck.Events(
                      path, ids(events), scaling.isEmpty() ? 1 : scaling.getFirst()));
    }
    if (body.get("file") == null) {
      complain(file, at.line(), at.column(), "neither 'file' nor 'spiketimes file' is given");
      return Optional.empty();
    }
    Map<String, Item> traces = mapping(file, body.get("file"), "file");
    List<Double> columns = numbers(file, traces.get("columns"));
    if (columns.size() != 2) {
      complain(file, at.line(), at.column(), "'columns' are two: of the time and of the value");
      return Optional.empty();
    }
    List<Double> scaling = numbers(file, traces.get("scaling"));
    Map<String, Item> detection = mapping(file, body.get("spike detection"), "spike detection");
    String method = scalar(file, detection, "method").orElse("threshold");
    if (!method.equals("threshold") && !method.equals("derivative")) {
      complain(
          file,
          line(detection.get("method")),
          column(detection.get("method")),
          "method '" + method + "' is neither threshold nor derivative");
    }
    return path(traces, body.get("file"))
        .map(
            path ->
                new OmvCheck.Column(
                    path,
                    columns.get(0).intValue(),
                    columns.get(1).intValue(),
                    scaling.isEmpty() ? 1 : scaling.get(0),
                    scaling.isEmpty() ? 1 : scaling.getLast(),
                    method.equals("derivative")
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(number(detection, "threshold", 0))));
  }

  private Optional<String> path(Map<String, Item> in, Item at) {
    Optional<String> path = scalar(file, in, "path");
    if (path.isEmpty()) {
      complain(file, at.line(), at.column(), "'path' is missing");
    }
    return path.flatMap(p -> resolve(in.get("path"), p).map(resolved -> p));
  }

  /** Selection 0 where none is named; all where {@code *} is. */
  private Optional<List<String>> ids(Map<String, Item> events) {
    Item ids = events.get("ids");
    if (ids == null) {
      return Optional.of(List.of("0"));
    }
    if (ids.sequence().isPresent()) {
      return Optional.of(
          ids.sequence().get().stream().map(i -> i.scalar().orElse("").strip()).toList());
    }
    String one = ids.scalar().orElse("").strip();
    return one.equals("*") ? Optional.empty() : Optional.of(List.of(one));
  }

  private OmvCheck.Rate rate(Map<String, Item> body, Item at) {
    boolean duration = scalar(file, body, "method").orElse("").startsWith("duration");
    double start = number(body, "start_time", 0);
    double end = number(body, "end_time", Double.POSITIVE_INFINITY);
    if (!(end > start) || duration && Double.isInfinite(end)) {
      complain(
          file,
          at.line(),
          at.column(),
          "a rate over a duration needs 'end_time' after 'start_time', found "
              + start
              + " to "
              + end);
    }
    return new OmvCheck.Rate(duration, start, end);
  }

  // ---- YAML

  private Optional<Map<String, Item>> document(Path yaml) {
    String text;
    try {
      if (Files.size(yaml) > MAX_BYTES) {
        complain(yaml, 0, 0, "the file has more than " + MAX_BYTES + " bytes");
        return Optional.empty();
      }
      text = Files.readString(yaml, StandardCharsets.UTF_8);
    } catch (IOException e) {
      complain(yaml, 0, 0, "the file cannot be read: " + e.getMessage());
      return Optional.empty();
    }
    Optional<Item> root =
        CaseYaml.parse(text, (line, column, message) -> complain(yaml, line, column, message));
    if (root.isPresent() && root.get().mapping().isEmpty()) {
      complain(yaml, root.get().line(), root.get().column(), "the file must be a mapping");
    }
    return root.flatMap(Item::mapping);
  }

  private Map<String, Item> mapping(
      Path yaml, @org.jspecify.annotations.Nullable Item item, String what) {
    if (item == null || item.scalar().filter(String::isBlank).isPresent()) {
      return new LinkedHashMap<>();
    }
    if (item.mapping().isEmpty()) {
      complain(yaml, item.line(), item.column(), "'" + what + "' must be a mapping");
    }
    return item.mapping().orElse(Map.of());
  }

  private Optional<String> scalar(Path yaml, Map<String, Item> in, String key) {
    Item item = in.get(key);
    if (item == null) {
      return Optional.empty();
    }
    if (item.scalar().isEmpty()) {
      complain(yaml, item.line(), item.column(), "'" + key + "' must be a single value");
    }
    return item.scalar().map(String::strip);
  }

  private double number(Map<String, Item> in, String key, double otherwise) {
    Item item = in.get(key);
    List<Double> all = numbers(file, item);
    return all.isEmpty() ? otherwise : all.getFirst();
  }

  /** A number, or a list of numbers. */
  private List<Double> numbers(Path yaml, @org.jspecify.annotations.Nullable Item item) {
    List<Double> numbers = new ArrayList<>();
    if (item == null) {
      return numbers;
    }
    for (Item one : item.sequence().orElse(List.of(item))) {
      try {
        numbers.add(Double.parseDouble(one.scalar().orElse("").strip()));
      } catch (NumberFormatException e) {
        complain(
            yaml, one.line(), one.column(), "'" + one.scalar().orElse("...") + "' is no number");
        numbers.add(0.0);
      }
    }
    return numbers;
  }

  private Optional<Path> resolve(@org.jspecify.annotations.Nullable Item at, String name) {
    try {
      return Optional.of(folder.resolve(name).normalize());
    } catch (InvalidPathException e) {
      complain(file, line(at), column(at), "'" + name + "' is no file name");
      return Optional.empty();
    }
  }

  private static int line(@org.jspecify.annotations.Nullable Item at) {
    return at == null ? 0 : at.line();
  }

  private static int column(@org.jspecify.annotations.Nullable Item at) {
    return at == null ? 0 : at.column();
  }

  private void complain(Path yaml, int line, int column, String message) {
    findings.add(
        Diagnostic.error(
            Code.K_BAD_CASE, new SourceRef(yaml.toString(), line, column, ""), message));
  }
}
