package org.bitspike.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bitspike.ir.diag.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user sees of a mistake: a diagnostic with a code, a place and a remedy, exit code 2, and
 * no file written.
 */
class BadInputTest {

  private static final String MODEL =
      """
      <Lems>
        <Target component="sim"/>
        <Include file="Cells.xml"/>
        <Include file="Synapses.xml"/>
        <Include file="Inputs.xml"/>
        <Include file="Networks.xml"/>
        <Include file="Simulation.xml"/>
        <iafRefCell id="cell" C="200pF" leakConductance="10nS" leakReversal="-45mV" thresh="-50mV" reset="-60mV" refract="2ms"/>
        <expOneSynapse id="syn" gbase="1nS" erev="0mV" tauDecay="5ms"/>
        <network id="net">
          <population id="a" component="cell" size="2"/>
          <projection id="p" presynapticPopulation="a" postsynapticPopulation="a" synapse="syn">
            <connectionWD id="0" preCellId="../a[0]" postCellId="../a[1]" weight="0.5" delay="1ms"/>
          </projection>
        </network>
        <Simulation id="sim" length="20ms" step="0.1ms" target="net"/>
      </Lems>
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Bitspike.run(args, new Terminal(new PrintWriter(out), new PrintWriter(err), false));
  }

  private void assertDiagnosed(int exit, Code code, String place) throws IOException {
    assertThat(exit).as(out + "\n" + err).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .contains(code.id())
        .contains(place)
        .contains("remedy:")
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .noneMatch(name -> name.startsWith("out") || name.endsWith(".part"));
    }
  }

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of("not XML", "this is not XML", Code.F_NOT_XML, "model.xml:1"),
        Arguments.of("cut off", MODEL.substring(0, 400), Code.F_NOT_XML, "model.xml:"),
        Arguments.of(
            "a DTD",
            "<!DOCTYPE Lems SYSTEM \"http://example.org/x.dtd\">" + MODEL,
            Code.F_DTD,
            "model.xml:1"),
        Arguments.of(
            "an external entity",
            "<!DOCTYPE Lems [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + MODEL.replace("syn\" gbase", "&x;\" gbase"),
            Code.F_DTD,
            "model.xml:1"),
        Arguments.of(
            "a missing include",
            edit("Cells.xml", "Cellz.xml"),
            Code.F_INCLUDE_MISSING,
            "model.xml:3"),
        Arguments.of(
            "an include outside the path",
            edit("Cells.xml", "../../../etc/passwd"),
            Code.F_INCLUDE_OUTSIDE,
            "model.xml:3"),
        Arguments.of(
            "an unknown type",
            edit("iafRefCell", "iafRefSell"),
            Code.F_UNKNOWN_TYPE,
            "model.xml:8"),
        Arguments.of(
            "a wrong dimension",
            edit("C=\"200pF\"", "C=\"200mV\""),
            Code.F_DIMENSION,
            "model.xml:8"),
        Arguments.of(
            "a missing attribute",
            edit("thresh=\"-50mV\"", ""),
            Code.F_MISSING_ATTRIBUTE,
            "model.xml:8"),
        Arguments.of(
            "a reference to nothing",
            edit("synapse=\"syn\"", "synapse=\"sin\""),
            Code.F_UNRESOLVED,
            "model.xml:12"),
        Arguments.of(
            "a negative delay",
            edit("delay=\"1ms\"", "delay=\"-1ms\""),
            Code.N_NEGATIVE_DELAY,
            "model.xml:13"),
        Arguments.of("an index outside", edit("../a[1]", "../a[7]"), Code.N_INDEX, "model.xml:13"),
        Arguments.of(
            "a weight that is no number",
            edit("weight=\"0.5\"", "weight=\"NaN\""),
            Code.N_NOT_FINITE,
            "model.xml:13"));
  }

  private static String edit(String from, String to) {
    assertThat(MODEL).contains(from);
    return MODEL.replace(from, to);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void aModelWith(String what, String text, Code code, String place) throws IOException {
    Path model = Files.writeString(folder.resolve("model.xml"), text);
    String report = folder.resolve("out.html").toString();
    int exit =
        run(
            "check",
            model.toString(),
            "--hw",
            "generic-int8",
            "--report",
            report,
            "-o",
            folder.resolve("out.bspp").toString());
    assertDiagnosed(exit, code, place);
  }

  @Test
  void aModelNestedAMillionDeep() throws IOException {
    Path model = folder.resolve("model.xml");
    try (Writer writer = Files.newBufferedWriter(model)) {
      writer.write("<Lems>");
      for (int depth = 0; depth < 1_000_000; depth++) {
        writer.write("<a>");
      }
    }
    assertDiagnosed(
        run("import", model.toString(), "-o", folder.resolve("out.bspn").toString()),
        Code.F_TOO_DEEP,
        "model.xml");
  }

  @Test
  void aTruncatedOrCorruptedNetworkFile() throws IOException {
    Path model = Files.writeString(folder.resolve("model.xml"), MODEL);
    Path network = folder.resolve("network.bspn");
    assertThat(run("import", model.toString(), "-o", network.toString()))
        .as(err.toString())
        .isZero();
    byte[] whole = Files.readAllBytes(network);
    Files.write(network, java.util.Arrays.copyOf(whole, whole.length - 7));
    assertDiagnosed(
        run("simulate", network.toString(), "-o", folder.resolve("out.bspr").toString()),
        Code.P_TRUNCATED,
        "network.bspn");
    err.getBuffer().setLength(0);
    whole[whole.length / 2] ^= 0x10;
    Files.write(network, whole);
    assertDiagnosed(
        run("simulate", network.toString(), "-o", folder.resolve("out.bspr").toString()),
        Code.P_CORRUPT,
        "network.bspn");
  }

  @Test
  void aTruncatedOrCorruptedProgramFile() throws IOException {
    Path model = Files.writeString(folder.resolve("model.xml"), MODEL);
    Path program = folder.resolve("program.bspp");
    assertThat(run("compile", model.toString(), "--hw", "generic-int8", "-o", program.toString()))
        .as(err.toString())
        .isZero();
    byte[] whole = Files.readAllBytes(program);
    Files.write(program, java.util.Arrays.copyOf(whole, whole.length / 3));
    assertDiagnosed(
        run("emulate", program.toString(), "-o", folder.resolve("out.bspr").toString()),
        Code.P_TRUNCATED,
        "program.bspp");
    err.getBuffer().setLength(0);
    whole[whole.length / 2] ^= 0x10;
    Files.write(program, whole);
    assertDiagnosed(
        run("export", program.toString(), "--to", "c", "-o", folder.resolve("out").toString()),
        Code.P_CORRUPT,
        "program.bspp");
  }

  @Test
  void anUnknownProfileKey() throws IOException {
    Path model = Files.writeString(folder.resolve("model.xml"), MODEL);
    Path profile =
        Files.writeString(
            folder.resolve("chip.yaml"),
            "profile: chip\ntitle: Mine\nextends: generic-int8\nlimitz:\n  cores: 3\n");
    assertDiagnosed(
        run("check", model.toString(), "--hw", profile.toString()),
        Code.H_UNKNOWN_KEY,
        "chip.yaml:4");
  }

  @Test
  void aProfileNumberOutOfRange() throws IOException {
    Path model = Files.writeString(folder.resolve("model.xml"), MODEL);
    Path profile =
        Files.writeString(
            folder.resolve("chip.yaml"),
            "profile: chip\ntitle: Mine\nextends: generic-int8\nlimits:\n  cores: -3\n");
    assertDiagnosed(
        run("check", model.toString(), "--hw", profile.toString()),
        Code.H_OUT_OF_RANGE,
        "chip.yaml:5");
  }

  @Test
  void aCommandLineThatIsWrong() throws IOException {
    assertDiagnosed(run("check"), Code.U_USAGE, "");
    assertDiagnosed(run("chekc", "x.xml"), Code.U_USAGE, "");
    assertDiagnosed(
        run("check", "nowhere.xml", "--hw", "generic-int8"), Code.F_UNREADABLE, "nowhere.xml");
    Path model = Files.writeString(folder.resolve("model.xml"), MODEL);
    assertDiagnosed(
        run("check", model.toString(), "--hw", "no-such-chip"),
        Code.H_UNKNOWN_PROFILE,
        "no-such-chip");
    assertDiagnosed(
        run("check", model.toString(), "--hw", "generic-int8", "--duration", "fast"),
        Code.U_USAGE,
        "");
    assertDiagnosed(
        run("check", model.toString(), "--hw", "generic-int8", "--print-after", "nothing"),
        Code.C_UNKNOWN_PASS,
        "");
    assertDiagnosed(
        run("check", model.toString(), "--hw", "generic-int8", "--effort", "-1"), Code.U_USAGE, "");
    assertDiagnosed(
        run("compile", model.toString(), "--hw", "generic-int8", "--effort", "much"),
        Code.U_USAGE,
        "");
    assertDiagnosed(run("explain", "BS-Z999"), Code.U_USAGE, "");
    assertDiagnosed(run("stdp-tables", "--bits", "40"), Code.U_USAGE, "");
    assertDiagnosed(run("stdp-tables", "--rule", "cubic"), Code.U_USAGE, "");
    assertDiagnosed(run("stdp-tables", "--tau", "-1ms"), Code.U_USAGE, "");
  }

  @Test
  void aFolderThatCannotBeWritten() throws IOException {
    Path model = Files.writeString(folder.resolve("model.xml"), MODEL);
    Path blocked = Files.writeString(folder.resolve("blocked"), "a file, no folder");
    for (List<String> output :
        List.of(
            List.of("--report", blocked.resolve("r.html").toString()),
            List.of("-o", blocked.resolve("p.bspp").toString()))) {
      err.getBuffer().setLength(0);
      assertDiagnosed(
          run("check", model.toString(), "--hw", "generic-int8", output.get(0), output.get(1)),
          Code.P_UNWRITABLE,
          "blocked");
    }
  }
}
