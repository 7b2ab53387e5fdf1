package org.bitspike.frontends.lems.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bitspike.frontends.lems.LemsFrontend;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.hdf5.HdfImage;
import org.bitspike.ir.hdf5.HdfNode;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.ir.wire.NetworkText;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NeuroML in HDF5 says what its XML form says, and damaged files say that they are. */
class Hdf5Test {

  private static final String DOCUMENT =
      """
      <neuroml xmlns="http://www.neuroml.org/schema/neuroml2" id="small">
        <notes>two &amp; three</notes>
        <include href="cells.nml"/>
        <expOneSynapse id="syn" gbase="1nS" erev="0mV" tauDecay="5ms"><notes>x &lt; 3</notes></expOneSynapse>
        <pulseGenerator id="pulse" delay="1ms" duration="1s" amplitude="0.2nA"/>
        <network id="net" type="networkWithTemperature" temperature="32 degC">
          <population id="listed" component="cell" type="populationList" size="3">
            <property tag="color" value="1 0 0"/>
            <instance id="0"><location x="1.5" y="2" z="3"/></instance>
            <instance id="2"><location x="2.5" y="2" z="3"/></instance>
            <instance id="1"><location x="3.5" y="2" z="3"/></instance>
          </population>
          <population id="a" component="cell" size="4"/>
          <projection id="weighted" presynapticPopulation="listed" postsynapticPopulation="a" synapse="syn">
            <connectionWD id="0" preCellId="../listed/2/cell" postCellId="../a[3]" weight="0.1" delay="1.1ms"/>
            <connectionWD id="1" preCellId="../listed/0/cell" postCellId="../a[2]" weight="1e-3" delay="0.0027s"/>
          </projection>
          <projection id="plain" presynapticPopulation="a" postsynapticPopulation="listed" synapse="syn">
            <connection id="5" preCellId="../a[1]" postCellId="../listed/0/cell"/>
          </projection>
          <projection id="none" presynapticPopulation="a" postsynapticPopulation="a" synapse="syn"/>
          <inputList id="some" component="pulse" population="a">
            <input id="0" target="../a[1]" destination="synapses"/>
            <inputW id="1" target="../a[0]" destination="synapses" weight="0.5"/>
          </inputList>
        </network>
      </neuroml>
      """;

  private static final String CELLS =
      """
      <neuroml xmlns="http://www.neuroml.org/schema/neuroml2" id="cells">
        <iafRefCell id="cell" C="200pF" leakConductance="10nS" leakReversal="-65mV" thresh="-50mV" reset="-60mV" refract="2ms"/>
      </neuroml>
      """;

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Network read(Path file) {
    RunOverrides run =
        new RunOverrides(OptionalDouble.of(0.01), OptionalDouble.of(1e-4), Optional.empty());
    return new LemsFrontend().read(file, List.of(), run).network();
  }

  /** Everything but the places in the user's files. */
  private static String said(Network network) {
    return NetworkText.print(network)
        .replaceAll(" *source \\{[^}]*}", "")
        .replaceAll("line: \\[[0-9, ]*]", "");
  }

  @Test
  void saysWhatTheXmlFormSays() throws IOException {
    file("cells.nml", CELLS);
    Path xml = file("net.nml", DOCUMENT);
    Path hdf5 = folder.resolve("net.nml.h5");
    Hdf5Writer.write(xml, hdf5);
    assertThat(said(read(hdf5))).isEqualTo(said(read(xml))).contains("weight").contains("0.0027");
    byte[] first = Files.readAllBytes(hdf5);
    Hdf5Writer.write(xml, hdf5);
    assertThat(Files.readAllBytes(hdf5)).as("the same bytes each time").isEqualTo(first);
  }

  @Test
  void keepsCouplingsAndPlaces() throws IOException {
    file("cells.nml", CELLS);
    String couplings =
        """
        <electricalProjection id="gaps" presynapticPopulation="listed" postsynapticPopulation="a">
          <electricalConnectionInstance id="0" preCell="../listed/2/cell" postCell="../a[3]" synapse="gap"/>
          <electricalConnectionInstanceW id="1" preCell="../listed/0/cell" postCell="../a[1]" synapse="gap" weight="2.5" preFractionAlong="0.25"/>
        </electricalProjection>
        <electricalProjection id="indices" presynapticPopulation="a" postsynapticPopulation="a">
          <electricalConnection id="0" preCell="0" postCell="1" synapse="gap"/>
        </electricalProjection>
        <continuousProjection id="graded" presynapticPopulation="a" postsynapticPopulation="a">
          <continuousConnection id="0" preCell="0" postCell="1" preComponent="silent" postComponent="grade"/>
        </continuousProjection>
        <inputList\
        """;
    Path xml =
        file(
            "net.nml",
            DOCUMENT
                .replace("<inputList", couplings)
                .replace(
                    "<pulseGenerator",
                    """
                    <gapJunction id="gap" conductance="10pS"/>
                    <silentSynapse id="silent"/>
                    <gradedSynapse id="grade" conductance="5pS" delta="5mV" Vth="-55mV" k="0.025per_ms" erev="0mV"/>
                    <pulseGenerator\
                    """));
    Path hdf5 = folder.resolve("net.nml.h5");
    Hdf5Writer.write(xml, hdf5);
    Network network = read(hdf5);
    assertThat(network.couplings()).hasSize(3);
    assertThat(said(network)).isEqualTo(said(read(xml)));

    Path mixed =
        file(
            "mixed.nml",
            Files.readString(xml)
                .replaceFirst("synapse=\"gap\" weight", "synapse=\"other\" weight"));
    assertThat(message(() -> Hdf5Writer.write(mixed, hdf5)))
        .contains("one synapse for all connections of a projection; here are 'gap' and 'other'");
  }

  @Test
  void isIncludedBySimulations() throws IOException {
    file("cells.nml", CELLS);
    Hdf5Writer.write(file("net.nml", DOCUMENT), folder.resolve("net.nml.h5"));
    String simulation =
        """
        <Lems>
          <Target component="sim"/>
          <Include file="Cells.xml"/>
          <Include file="Networks.xml"/>
          <Include file="Simulation.xml"/>
          <Include file="%s"/>
          <Simulation id="sim" length="10ms" step="0.1ms" target="net"/>
        </Lems>
        """;
    Network viaXml =
        new LemsFrontend()
            .read(file("a.xml", simulation.formatted("net.nml")), List.of())
            .network();
    Network viaHdf5 =
        new LemsFrontend()
            .read(file("b.xml", simulation.formatted("net.nml.h5")), List.of())
            .network();
    assertThat(said(viaHdf5)).isEqualTo(said(viaXml));
  }

  @Test
  void tellsEverythingThatTheLayoutCannotHold() throws IOException {
    file("cells.nml", CELLS);
    Path xml =
        file(
            "net.nml",
            DOCUMENT.replace(
                "<inputList",
                "<explicitInput target=\"a[0]\" input=\"pulse\"/>\n"
                    + "<region id=\"r\"/>\n"
                    + "<inputList"));
    Path hdf5 = folder.resolve("net.nml.h5");
    BitspikeException refusal =
        catchThrowableOfType(BitspikeException.class, () -> Hdf5Writer.write(xml, hdf5));
    assertThat(refusal.diagnostics())
        .extracting(d -> d.code() + " " + d.where().line() + " " + d.message())
        .containsExactly(
            "F_UNSUPPORTED 22 the HDF5 layout has no place for 'explicitInput'",
            "F_UNSUPPORTED 23 the HDF5 layout has no place for 'region'");
    assertThat(hdf5).doesNotExist();

    Path elsewhere = Files.createDirectories(folder.resolve("else")).resolve("net.nml.h5");
    assertThat(message(() -> Hdf5Writer.write(file("net.nml", DOCUMENT), elsewhere)))
        .contains("'cells.nml' is included by a name that is not the same from");
    String large = DOCUMENT.replace("x &lt; 3", "x".repeat(66_000));
    assertThat(message(() -> Hdf5Writer.write(file("net.nml", large), hdf5)))
        .contains("BS-F010", "an attribute of an HDF5 file holds 65279");
    assertThat(message(() -> Hdf5Writer.write(file("sim.xml", "<Lems/>"), hdf5)))
        .contains("BS-F017", "the root element is 'Lems'");
  }

  /** What may throw more than run-time exceptions. */
  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  private static String message(Action action) {
    BitspikeException thrown =
        catchThrowableOfType(
            BitspikeException.class,
            () -> {
              try {
                action.run();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(thrown).as("a finding").isNotNull();
    return String.valueOf(thrown.getMessage());
  }

  // ---- files that are wrong

  /** A right file, that a test makes wrong. */
  private static HdfNode.Group right() {
    HdfNode.Group root = new HdfNode.Group();
    HdfNode.Group neuroml = new HdfNode.Group();
    HdfNode.Group network = new HdfNode.Group();
    root.children().put("neuroml", neuroml);
    neuroml.children().put("network", network);
    neuroml
        .attributes()
        .put(
            "neuroml_top_level",
            DOCUMENT
                .replaceAll("(?s)<network.*network>|<include[^>]*>", "")
                .replace("</neuroml>", CELLS.replaceAll("<.?neuroml.*>", "") + "</neuroml>"));
    network.attributes().put("id", "net");
    HdfNode.Group population = new HdfNode.Group();
    network.children().put("population_a", population);
    population
        .attributes()
        .putAll(
            new java.util.LinkedHashMap<>(
                java.util.Map.of("id", "a", "component", "cell", "size", 4)));
    HdfNode.Group projection = new HdfNode.Group();
    network.children().put("projection_p", projection);
    projection.attributes().put("id", "p");
    projection.attributes().put("presynapticPopulation", "a");
    projection.attributes().put("postsynapticPopulation", "a");
    projection.attributes().put("synapse", "syn");
    ColumnsBuilder columns = new ColumnsBuilder(Kind.PROJECTION.columns());
    for (int row = 0; row < 3; row++) {
      columns.add();
      columns.set(Column.ID, row);
      columns.set(Column.PRE_CELL, row);
      columns.set(Column.POST_CELL, 3 - row);
      columns.set(Column.WEIGHT, 0.25);
    }
    Matrix table = new Matrix(columns);
    projection.children().put("p", table);
    for (int c = 0; c < 4; c++) {
      table.attributes().put("column_" + c, columns.columns().get(c).label());
    }
    return root;
  }

  private static HdfNode.Group in(HdfNode.Group group, String... path) {
    HdfNode.Group at = group;
    for (String name : path) {
      at = (HdfNode.Group) java.util.Objects.requireNonNull(at.children().get(name), name);
    }
    return at;
  }

  private static Matrix table(HdfNode.Group root) {
    return (Matrix)
        java.util.Objects.requireNonNull(
            in(root, "neuroml", "network", "projection_p").children().get("p"));
  }

  private static byte[] bytes(HdfNode.Group root) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new HdfImage(root).write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private String finding(Consumer<HdfNode.Group> wrong) throws IOException {
    HdfNode.Group root = right();
    wrong.accept(root);
    Path file = Files.write(folder.resolve("wrong.nml.h5"), bytes(root));
    return message(() -> read(file));
  }

  @Test
  void readsWhatTheTestsBelowMakeWrong() throws IOException {
    Path file = Files.write(folder.resolve("right.nml.h5"), bytes(right()));
    assertThat(read(file).projections()).hasSize(1);
  }

  @Test
  void tellsWhatIsMissingOrUnknown() throws IOException {
    assertThat(finding(r -> r.children().clear())).contains("BS-F007", "no group 'neuroml'");
    assertThat(finding(r -> in(r, "neuroml").children().clear()))
        .contains("BS-F007", "no group 'network'");
    assertThat(finding(r -> in(r, "neuroml", "network").attributes().clear()))
        .contains("BS-F007", "lacks the attribute 'id'");
    assertThat(
            finding(
                r -> in(r, "neuroml", "network", "projection_p").attributes().remove("synapse")))
        .contains("BS-F007", "lacks the attribute 'synapse'", "/neuroml/network/projection_p");
    assertThat(
            finding(
                r -> in(r, "neuroml", "network").children().put("surprise", new HdfNode.Group())))
        .contains("BS-F014", "'surprise' is no group of a network");
    assertThat(
            finding(
                r ->
                    in(r, "neuroml", "network", "projection_p")
                        .attributes()
                        .put("type", "telepathy")))
        .contains("BS-F011", "type='telepathy' is no kind of projection");
    assertThat(finding(r -> table(r).attributes().put("column_1", "before")))
        .contains("BS-F011", "column_1='before' is no column", "pre_cell_id");
    assertThat(finding(r -> table(r).attributes().put("column_2", "pre_cell_id")))
        .contains("BS-F011", "is the second column of this name");
    assertThat(finding(r -> table(r).attributes().remove("column_2")))
        .contains("BS-F007", "do not name the columns");
    assertThat(finding(r -> table(r).attributes().put("column_2", "post_segment_id")))
        .contains("BS-F007", "no column 'post_cell_id'");
  }

  @Test
  void tellsWrongNumbersWithTheirRow() throws IOException {
    assertThat(finding(r -> set(r, Column.POST_CELL, 4)))
        .contains("BS-N003", "connectionWD[2]", "4");
    assertThat(finding(r -> set(r, Column.POST_CELL, -1))).contains("BS-N003", "connectionWD[2]");
    assertThat(finding(r -> set(r, Column.PRE_CELL, 0.5)))
        .contains("BS-F011", "[2]", "pre_cell_id 0.5 is no whole number");
    assertThat(finding(r -> set(r, Column.PRE_CELL, Double.NaN)))
        .contains("pre_cell_id NaN is no whole number");
    assertThat(finding(r -> set(r, Column.WEIGHT, Double.POSITIVE_INFINITY)))
        .contains("BS-N002", "connectionWD[2]");
    assertThat(finding(r -> in(r, "neuroml").attributes().put("neuroml_top_level", "<neuroml><a>")))
        .contains("BS-F001");
    assertThat(
            finding(
                r ->
                    in(r, "neuroml")
                        .attributes()
                        .put(
                            "neuroml_top_level",
                            "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><neuroml/>")))
        .contains("BS-F002");
  }

  private static void set(HdfNode.Group root, Column column, double value) {
    table(root).table().set(column, value);
  }

  @Test
  void whatIsNoHdf5IsSaidToBeNone() throws IOException {
    for (byte[] content :
        List.of(
            new byte[0],
            "<neuroml/>".getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(bytes(right()), 20))) {
      Path file = Files.write(folder.resolve("no.nml.h5"), content);
      assertThat(message(() -> read(file))).contains("BS-F019", "no.nml.h5");
    }
  }

  @Test
  void damageEndsInAFinding() throws IOException {
    byte[] right = bytes(right());
    Path file = folder.resolve("damaged.nml.h5");
    Random random = new Random(20260101);
    for (int turn = 0; turn < 400; turn++) {
      byte[] damaged =
          turn % 4 == 0 ? Arrays.copyOf(right, random.nextInt(right.length)) : right.clone();
      for (int flip = 0; turn % 4 != 0 && flip < 1 + turn % 3; flip++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, damaged);
      int number = turn;
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            try {
              read(file);
            } catch (BitspikeException told) {
              assertThat(told.diagnostics()).isNotEmpty();
            } catch (RuntimeException | Error e) {
              fail("mutation " + number + " of seed 20260101", e);
            }
          });
    }
  }

  // ---- with the HDF Group's own library, through h5py

  private static Optional<Path> python() throws IOException, InterruptedException {
    Path python = Path.of("/usr/bin/python3");
    boolean there =
        Files.isExecutable(python)
            && new ProcessBuilder(python.toString(), "-c", "import h5py").start().waitFor() == 0;
    if (Boolean.getBoolean("bitspike.ci")) {
      assertThat(there).as("CI needs python3-h5py").isTrue();
    }
    assumeTrue(there, "no python3-h5py: files were not exchanged with the HDF Group's library");
    return Optional.of(python);
  }

  private String run(String script) throws IOException, InterruptedException {
    Path program = file("script.py", script);
    Process process =
        new ProcessBuilder(python().orElseThrow().toString(), program.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  @Test
  void othersReadWhatIsWritten() throws Exception {
    file("cells.nml", CELLS);
    Hdf5Writer.write(file("net.nml", DOCUMENT), folder.resolve("net.nml.h5"));
    String output =
        run(
            """
            import h5py
            root = h5py.File("net.nml.h5", "r")["neuroml"]
            text = lambda node, name: node.attrs[name].decode() if isinstance(node.attrs[name], bytes) else str(node.attrs[name])
            print(text(root, "id"), "|", text(root, "notes"), "|", "expOneSynapse" in text(root, "neuroml_top_level"))
            net = root["network"]
            print(text(net, "id"), text(net, "temperature"), sorted(net))
            print(text(net["population_a"], "size"), text(net["population_listed"], "property:color"))
            for table in [net["projection_weighted/weighted"], net["population_listed/listed"], net["input_list_some/some"]]:
                print(table.dtype, [text(table, "column_%d" % c) for c in range(table.shape[1])], table[()].tolist())
            """);
    assertThat(output)
        .isEqualTo(
            """
            small | two & three | True
            net 32 degC ['input_list_some', 'population_a', 'population_listed', 'projection_none', 'projection_plain', 'projection_weighted']
            4 1 0 0
            float64 ['id', 'pre_cell_id', 'post_cell_id', 'weight', 'delay'] [[0.0, 2.0, 3.0, 0.1, 1.1], [1.0, 0.0, 2.0, 0.001, 2.7]]
            float64 ['id', 'x', 'y', 'z'] [[0.0, 1.5, 2.0, 3.0], [2.0, 2.5, 2.0, 3.0], [1.0, 3.5, 2.0, 3.0]]
            float64 ['id', 'target_cell_id', 'weight'] [[0.0, 1.0, 1.0], [1.0, 0.0, 0.5]]
            """);
  }

  @Test
  void readsWhatOthersWrite() throws Exception {
    file("cells.nml", CELLS);
    Path xml =
        file(
            "net.nml",
            DOCUMENT
                .replaceAll("<instance id=\"[0-9]\"", "<instance")
                .replaceAll("<instance>", "<instance id=\"#\">")
                .replaceFirst("#", "0")
                .replaceFirst("#", "1")
                .replaceFirst("#", "2"));
    // single precision, chunks and filters, texts of any kind, old and new ways to store groups
    for (String how : List.of("earliest", "latest")) {
      run(
          """
          import h5py, numpy, re
          document = open("net.nml").read()
          top = '<?xml version="1.0" encoding="ASCII"?>' + re.sub("(?s)<network.*</network>|<notes>two.*?</notes>", "", document)
          f = h5py.File("other.nml.h5", "w", libver="%s")
          root = f.create_group("neuroml")
          root.attrs["id"] = "small"
          root.attrs["neuroml_top_level"] = numpy.bytes_(top.encode())
          net = root.create_group("network")
          net.attrs["id"] = "net"
          net.attrs["temperature"] = "32 degC"
          def group(name, attrs):
              g = net.create_group(name)
              for k, v in attrs.items():
                  g.attrs[k] = v
              return g
          def table(g, name, rows, columns, **how):
              d = g.create_dataset(name, data=numpy.array(rows, dtype="f4"), **how)
              for k, v in enumerate(columns):
                  d.attrs["column_%%d" %% k] = v
          p = group("population_listed", {"id": "listed", "component": "cell", "type": "populationList", "size": 3})
          table(p, "listed", [[1.5, 2, 3]] * 3, [], chunks=True)
          group("population_a", {"id": "a", "component": numpy.bytes_(b"cell"), "size": numpy.int32(4)})
          ends = {"presynapticPopulation": "listed", "postsynapticPopulation": "a", "synapse": "syn", "type": "projection"}
          table(group("projection_weighted", dict(ends, id="weighted")), "weighted", [[0, 2, 3, .1, 1.1], [1, 0, 2, 1e-3, 2.7]],
                ["id", "pre_cell_id", "post_cell_id", "weight", "delay"], compression="gzip", shuffle=True, chunks=(1, 5))
          back = {"presynapticPopulation": "a", "postsynapticPopulation": "listed", "synapse": "syn", "type": "projection"}
          table(group("projection_plain", dict(back, id="plain")), "plain", [[5, 1, 0]], ["id", "pre_cell_id", "post_cell_id"], compression="lzf")
          none = {"presynapticPopulation": "a", "postsynapticPopulation": "a", "synapse": "syn", "type": ""}
          group("projection_none", dict(none, id="none"))
          table(group("input_list_some", {"id": "some", "component": "pulse", "population": "a"}), "some",
                [[0, 1, 0, .5, 1], [1, 0, 0, .5, .5]], ["id", "target_cell_id", "segment_id", "fraction_along", "weight"], fletcher32=True)
          f.close()
          """
              .formatted(how));
      assertThat(sorted(said(read(folder.resolve("other.nml.h5")))))
          .as(how)
          .isEqualTo(sorted(said(read(xml))));
    }
  }

  /** The library lists groups by name, so only what stands in the network can be compared. */
  private static List<String> sorted(String said) {
    return said.replaceAll("projection: \\d+", "")
        .lines()
        .map(String::strip)
        .filter(l -> !l.isEmpty())
        .sorted()
        .toList();
  }
}
