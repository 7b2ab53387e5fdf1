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
import java.util.OptionalDouble;
import org.bitspike.conformance.omv.OmvCheck;

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
   * @param check with the tolerance of jNeuroML; with 0 where jNeuroML has none
   * @param scored whether jNeuroML is scored on it
   * @param deviation largest relative deviation of LEMS's own interpreter; NaN where it does not
   *     run
   */
  record SuiteCheck(OmvCheck check, boolean scored, double deviation) {}

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
    Map<?, ?> tolerances = (Map<?, ?>) c.get("tolerance_by_engine");
    boolean rate = "spike rate".equals(c.get("observable"));
    OmvCheck check =
        new OmvCheck(
            (String) c.get("experiment"),
            (String) c.get("observable"),
            c.get("expected") instanceof List<?> list
                ? list.stream().mapToDouble(SuiteModel::number).toArray()
                : new double[] {number(c.get("expected"))},
            Optional.of(source(c)),
            rate
                ? Optional.of(
                    new OmvCheck.Rate(
                        "duration based".equals(c.get("method")),
                        c.containsKey("start_time") ? number(c.get("start_time")) : 0,
                        c.containsKey("end_time")
                            ? number(c.get("end_time"))
                            : Double.POSITIVE_INFINITY))
                : Optional.empty(),
            tolerances.containsKey("jNeuroML") ? number(tolerances.get("jNeuroML")) : 0);
    return new SuiteCheck(
        check,
        tolerances.containsKey("jNeuroML"),
        c.containsKey("jlems_max_rel_dev") && c.get("jlems_max_rel_dev") != null
            ? number(c.get("jlems_max_rel_dev"))
            : Double.NaN);
  }

  private static OmvCheck.Source source(Map<?, ?> c) {
    boolean events = c.containsKey("spiketimes_file");
    Map<?, ?> file = (Map<?, ?>) (events ? c.get("spiketimes_file") : c.get("file"));
    List<?> scaling = file.get("scaling") instanceof List<?> list ? list : List.of(1, 1);
    String path = (String) file.get("path");
    if (events) {
      Object ids = file.containsKey("ids") ? file.get("ids") : (Object) 0;
      return new OmvCheck.Events(
          path,
          "*".equals(ids) ? Optional.empty() : Optional.of(List.of(String.valueOf(ids))),
          number(scaling.get(0)));
    }
    Map<?, ?> detection = c.get("spike_detection") instanceof Map<?, ?> map ? map : Map.of();
    return new OmvCheck.Column(
        path,
        0,
        (int) number(((List<?>) file.get("columns")).get(1)),
        number(scaling.get(0)),
        scaling.size() > 1 ? number(scaling.get(1)) : 1,
        "derivative".equals(detection.get("method"))
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                detection.containsKey("threshold") ? number(detection.get("threshold")) : 0));
  }

  private static double number(Object value) {
    return value instanceof Number n ? n.doubleValue() : Double.parseDouble(String.valueOf(value));
  }

  @Override
  public String toString() {
    return name;
  }
}
