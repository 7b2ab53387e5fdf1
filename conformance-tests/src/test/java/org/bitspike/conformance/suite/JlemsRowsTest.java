package org.bitspike.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bitspike.conformance.ModelFile;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.RandomMode;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Grid mode against the files that jLEMS writes: rows of traces as single-precision numbers, as
 * that is how they are written, and events step by step. One unit in the last place is allowed,
 * since jLEMS's exponential is the one of the virtual machine it runs on.
 */
class JlemsRowsTest {

  /** A row of one of jLEMS's output files. */
  private record Row(String file, int index, List<String> values) {}

  @TestFactory
  @Tag("long")
  Stream<DynamicTest> rowsAreThoseOfJlems() throws IOException {
    Path suite = suite();
    Map<String, List<Row>> rows = rows();
    assertThat(rows).hasSizeGreaterThan(25);
    return rows.entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(), () -> compareRows(suite.resolve(e.getKey()), e.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> eventsAreThoseOfJlems() {
    Path suite = suite();
    Map<String, List<String>> files = new LinkedHashMap<>();
    files.put("LEMS_NML2_Ex6_NMDA.xml", List.of("ex6.input.spikes"));
    files.put("LEMS_NML2_Ex7_STP.xml", List.of("ex7.spikes"));
    files.put("LEMS_NML2_Ex12_Net2.xml", List.of("ex12.spikes"));
    files.put(
        "LEMS_NML2_Ex23_Spiketimes.xml",
        List.of("ex23.iaf.spikes", "ex23.pynn.spikes", "ex23.hh.spikes"));
    return files.entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(),
                    () ->
                        compareEvents(
                            suite.resolve("NeuroML2/LEMSexamples").resolve(e.getKey()),
                            suite.resolve("jlems_reference"),
                            e.getValue())));
  }

  private static void compareRows(Path model, List<Row> rows) {
    Network network = network(model);
    Recording recording = run(network);
    for (Row row : rows) {
      OutputRequest output = output(network, row.file);
      for (int c = 0; c < row.values.size(); c++) {
        OutputRequest.Column column = output.columns().get(c);
        double[] values =
            recording
                .trace(column.population(), column.index(), column.variable())
                .orElseThrow()
                .values();
        float expected = Float.parseFloat(row.values.get(c));
        assertThat((double) Math.abs((float) values[row.index] - expected))
            .as("%s row %d column %s: %s", row.file, row.index, column.id(), values[row.index])
            .isLessThanOrEqualTo(Math.ulp(expected));
      }
    }
  }

  private static void compareEvents(Path model, Path folder, List<String> files)
      throws IOException {
    Network network = network(model);
    Recording recording = run(network);
    for (String file : files) {
      OutputRequest output = output(network, file);
      boolean timeFirst = output.format().equals("TIME_ID");
      List<String> expected = new ArrayList<>();
      for (String line : Files.readAllLines(folder.resolve(file))) {
        String[] words = line.strip().split("\\s+", -1);
        double time = Double.parseDouble(words[timeFirst ? 0 : 1]);
        expected.add(event(Math.round(time / recording.tickSeconds()), words[timeFirst ? 1 : 0]));
      }
      List<String> observed = new ArrayList<>();
      for (OutputRequest.Column column : output.columns()) {
        SpikeSeries series = recording.spikesOf(column.population()).orElseThrow();
        for (int s = 0; s < series.count(); s++) {
          if (series.neuron()[s] == column.index()) {
            observed.add(event(series.tick()[s] + 1, column.id()));
          }
        }
      }
      assertThat(observed).as(file).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static String event(long step, String id) {
    return String.format(Locale.ROOT, "%d at step %d", Integer.parseInt(id), step);
  }

  private static OutputRequest output(Network network, String file) {
    return network.outputs().stream()
        .filter(o -> o.fileName().equals(file) || o.fileName().endsWith("/" + file))
        .findFirst()
        .orElseThrow();
  }

  private static Network network(Path model) {
    return ModelFile.read(model, List.of(suite(), suite().resolve("core")), RunOverrides.NONE)
        .network();
  }

  private static Recording run(Network network) {
    return ReferenceSimulator.simulate(
        network,
        SimulationOptions.defaults().withRecordRanges(false).withRandomMode(RandomMode.SEQUENTIAL));
  }

  private static Map<String, List<Row>> rows() throws IOException {
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    InputStream in =
        Objects.requireNonNull(JlemsRowsTest.class.getResourceAsStream("jlems-rows.txt"));
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line : reader.lines().filter(l -> !l.startsWith("#")).toList()) {
        List<String> words = List.of(line.split(" ", -1));
        rows.computeIfAbsent(words.get(0), file -> new ArrayList<>())
            .add(
                new Row(
                    words.get(1), Integer.parseInt(words.get(2)), words.subList(3, words.size())));
      }
    }
    return rows;
  }

  private static Path suite() {
    var folder = SuiteModel.folder();
    assumeTrue(
        folder.isPresent(), "no neuroml-suite below bitspike.data: nothing to compare with jLEMS");
    return folder.orElseThrow();
  }
}
