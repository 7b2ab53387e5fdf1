package org.bitspike.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bitspike.ir.diag.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user sees of files that are valid and of files that are not. */
class ValidateTest {

  private static final String MODEL =
      """
      <neuroml xmlns="http://www.neuroml.org/schema/neuroml2" id="doc">
        <expOneSynapse id="syn" gbase="1nS" erev="0mV" tauDecay="5ms"/>
        <iafTauCell id="cell" leakReversal="-60mV" thresh="-50mV" reset="-70mV" tau="10ms"/>
        <network id="net">
          <population id="a" component="cell" size="2"/>
          <projection id="p" presynapticPopulation="a" postsynapticPopulation="a" synapse="syn">
            <connectionWD id="0" preCellId="../a[0]" postCellId="../a[1]" weight="0.5" delay="1ms"/>
          </projection>
        </network>
      </neuroml>
      """;

  @TempDir private Path folder;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  private int run(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    return Bitspike.run(args, new Terminal(new PrintWriter(out), new PrintWriter(err), false));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("not XML", MODEL, "this is not XML", Code.F_NOT_XML, ":1:"),
        Arguments.of("nothing", MODEL, "", Code.F_NOT_XML, "model.nml"),
        Arguments.of("another root", "neuroml", "mml", Code.F_UNKNOWN_ELEMENT, ":1:1"),
        Arguments.of("a DTD", "<neuroml", "<!DOCTYPE neuroml []><neuroml", Code.F_DTD, ":1:"),
        Arguments.of("an unknown element", "iafTauCell", "iafCow", Code.V_ELEMENT, ":3:3 (cell)"),
        Arguments.of("a missing attribute", " tau=\"10ms\"", "", Code.V_MISSING_ATTRIBUTE, ":3:3"),
        Arguments.of("an unknown attribute", "tau=", "tow=", Code.V_ATTRIBUTE, ":3:3 (cell)"),
        Arguments.of("a wrong unit", "10ms", "10mV", Code.V_VALUE, ":3:3 (cell)"),
        Arguments.of("no number", "10ms", "ms", Code.V_NUMBER, ":3:3 (cell)"),
        Arguments.of("a missing synapse", "\"syn\">", "\"sin\">", Code.V_SYNAPSE, ":6:5 (net/p)"),
        Arguments.of(
            "an index outside",
            "../a[1]",
            "../a[2]",
            Code.V_CELL_PATH,
            ":7:7 (net/p/connectionWD[0])"),
        Arguments.of(
            "another order", "<network", "<ionChannel id='c'/><network", Code.V_ORDER, ":4:3"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aFileWith(String what, String from, String to, Code code, String place) throws IOException {
    assertThat(MODEL).contains(from);
    Path file = write("model.nml", MODEL.replace(from, to));
    assertThat(run("validate", file.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .contains(code.id())
        .contains(place)
        .contains("remedy:")
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
    assertThat(out.toString()).contains("error").doesNotContain(": valid");
  }

  @Test
  void aValidFileIsSaidToBeValid() throws IOException {
    Path file = write("model.nml", MODEL);
    assertThat(run("validate", file.toString())).isZero();
    assertThat(out.toString()).isEqualTo(file + ": valid\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void warningsAloneAreFine() throws IOException {
    String row =
        "<connectionWD id=\"0\" preCellId=\"../a[0]\" postCellId=\"../a[1]\" weight=\"1\""
            + " delay=\"1ms\"/>";
    Path file = write("model.nml", MODEL.replace("</projection>", row + "</projection>"));
    assertThat(run("validate", file.toString())).isZero();
    assertThat(out.toString()).contains("valid, 1 warning");
    assertThat(err.toString()).contains(Code.V_ROW_ID.id());
  }

  @Test
  void foldersAndPatternsStandForTheirFiles() throws IOException {
    write("in/a.nml", MODEL);
    write("in/deep/b.nml", MODEL.replace("10ms", "10mV"));
    write("in/deep/LEMS_c.xml", "<Lems/>");
    write("in/deep/other.xml", "<html/>");
    assertThat(run("validate", folder.resolve("in").toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(out.toString().lines())
        .hasSize(3)
        .anyMatch(l -> l.endsWith("a.nml: valid"))
        .anyMatch(l -> l.endsWith("LEMS_c.xml: valid"))
        .anyMatch(l -> l.endsWith("b.nml: 1 error"));
    assertThat(run("validate", folder + "/in/*.nml")).isZero();
    assertThat(out.toString().lines()).hasSize(1);
    assertThat(run("validate", folder + "/in/**.nml")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(out.toString().lines()).hasSize(2);
  }

  @Test
  void namesThatMeanNothingAreTold() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    for (String name : List.of("none.nml", "empty", "*.nml", "no/such/**.nml", "[.nml")) {
      assertThat(run("validate", folder + "/" + name)).as(name).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(err.toString()).contains(Code.F_UNREADABLE.id()).contains(name);
    }
  }

  @Test
  void includesAreLookedForWithTheOption() throws IOException {
    String root = "<neuroml xmlns=\"http://www.neuroml.org/schema/neuroml2\" id=\"x\">";
    write("lib/cells.nml", root + "</neuroml>");
    Path main = write("main/net.nml", root + "<include href=\"cells.nml\"/></neuroml>");
    assertThat(run("validate", main.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains(Code.V_INCLUDE.id());
    assertThat(run("validate", main.toString(), "-I", folder.resolve("lib").toString())).isZero();
    assertThat(out.toString().lines()).hasSize(2);
  }

  @Test
  void jsonTellsTheSame() throws IOException {
    Path file = write("model.nml", MODEL.replace("10ms", "10mV"));
    assertThat(run("--json", "validate", file.toString())).isEqualTo(ExitCode.BAD_INPUT);
    Map<String, Object> result = JSON.std.mapFrom(out.toString());
    assertThat(result)
        .containsEntry("valid", false)
        .containsEntry("errors", 1)
        .containsEntry("warnings", 0)
        .containsEntry("files", List.of(file.toString()));
    assertThat((List<?>) result.get("diagnostics"))
        .singleElement()
        .asString()
        .contains("code=BS-V008", "line=3", "column=3", "path=cell");
    assertThat(err.toString()).isEmpty();
  }
}
