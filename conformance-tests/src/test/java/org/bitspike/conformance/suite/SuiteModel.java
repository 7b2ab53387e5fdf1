package org.bitspike.conformance.suite;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A public NeuroML 2 example with its expected observations, as listed in the data's {@code
 * neuroml-suite/index.json}.
 *
 * @param name of the model
 * @param file its LEMS file
 * @param hardwareClass what of it a chip could do
 * @param checks expected observations
 */
record SuiteModel(String name, Path file, String hardwareClass, List<SuiteCheck> checks) {

  /**
   * One expected observation.
   *
   * @param experiment its name
   * @param rate whether a rate is expected rather than times
   * @param expected the values
   * @param file name of the output file that is observed, without its folder
   * @param column column of a trace file, counting from 1 after the time; 0 for an event file
   * @param timeScale factor of times
   * @param valueScale factor of the column's values
   * @param threshold crossing that makes a spike
   * @param peaks whether a spike is a local maximum rather than a crossing
   * @param id id in an event file; empty for all
   * @param durationBased whether a rate is spikes over the window rather than intervals over their
   *     sum
   * @param start start of the window in s
   * @param end end of the window in s
   * @param tolerance relative tolerance of jNeuroML on this check; NaN when jNeuroML has none
   */
  record SuiteCheck(
      String experiment,
      boolean rate,
      double[] expected,
      String file,
      int column,
      double timeScale,
      double valueScale,
      double threshold,
      boolean peaks,
      Optional<Integer> id,
      boolean durationBased,
      double start,
      double end,
      double tolerance) {}

  /** The folder of the suite, where the data is there. */
  static Optional<Path> folder() {
    return Optional.ofNullable(System.getProperty("bitspike.data"))
        .map(data -> Path.of(data, "neuroml-suite"))
        .filter(Files::isDirectory);
  }

  /** All models, in the index's order. */
  static List<SuiteModel> all(Path folder) {
    try {
      Map<String, Object> index = JSON.std.mapFrom(Files.readString(folder.resolve("index.json")));
      List<SuiteModel> models = new ArrayList<>();
      for (Object entry : (List<?>) index.get("models")) {
        Map<?, ?> model = (Map<?, ?>) entry;
        List<SuiteCheck> checks = new ArrayList<>();
        ((List<?>) model.get("checks")).forEach(c -> checks.add(check((Map<?, ?>) c)));
        models.add(
            new SuiteModel(
                (String) model.get("name"),
                folder.resolve((String) model.get("lems_file")),
                (String) model.get("hardware_class"),
                checks));
      }
      return models;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SuiteCheck check(Map<?, ?> c) {
    boolean events = c.containsKey("spiketimes_file");
    Map<?, ?> file = (Map<?, ?>) (events ? c.get("spiketimes_file") : c.get("file"));
    List<?> scaling =
        file.containsKey("scaling") && file.get("scaling") instanceof List<?> list
            ? list
            : List.of(1, 1);
    Map<?, ?> detection = c.get("spike_detection") instanceof Map<?, ?> map ? map : Map.of();
    Object ids = file.containsKey("ids") ? file.get("ids") : (Object) 0;
    Map<?, ?> tolerances = (Map<?, ?>) c.get("tolerance_by_engine");
    String path = (String) file.get("path");
    return new SuiteCheck(
        (String) c.get("experiment"),
        "spike rate".equals(c.get("observable")),
        c.get("expected") instanceof List<?> list
            ? list.stream().mapToDouble(SuiteModel::number).toArray()
            : new double[] {number(c.get("expected"))},
        path.substring(path.lastIndexOf('/') + 1),
        events ? 0 : (int) number(((List<?>) file.get("columns")).get(1)),
        number(scaling.get(0)),
        scaling.size() > 1 ? number(scaling.get(1)) : 1,
        detection.containsKey("threshold") ? number(detection.get("threshold")) : 0,
        "derivative".equals(detection.get("method")),
        ids instanceof Number id ? Optional.of(id.intValue()) : Optional.empty(),
        "duration based".equals(c.get("method")),
        c.containsKey("start_time") ? number(c.get("start_time")) : 0,
        c.containsKey("end_time") ? number(c.get("end_time")) : Double.POSITIVE_INFINITY,
        tolerances.containsKey("jNeuroML") ? number(tolerances.get("jNeuroML")) : Double.NaN);
  }

  private static double number(Object value) {
    return value instanceof Number n ? n.doubleValue() : Double.parseDouble(String.valueOf(value));
  }

  @Override
  public String toString() {
    return name;
  }
}
