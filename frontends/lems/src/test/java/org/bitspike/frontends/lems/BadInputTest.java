package org.bitspike.frontends.lems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Severity;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {

  @TempDir Path folder;

  private Diagnostic found(String content, Code code) {
    List<Diagnostic> findings = TestFiles.findings(folder, content);
    Diagnostic finding = TestFiles.finding(findings, code);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.where().file()).endsWith("model.xml");
    assertThat(finding.remedy()).isNotBlank();
    return finding;
  }

  private Diagnostic foundInNetwork(String network, Code code) {
    return found(TestFiles.model("", network, ""), code);
  }

  private Diagnostic foundInConnection(String connection, Code code) {
    return foundInNetwork(TestFiles.projection("\n" + connection), code);
  }

  private Diagnostic foundOnTop(String topLevel, Code code) {
    return found(
        TestFiles.model(topLevel, "<population id='p2' component='c2' size='1'/>", ""), code);
  }

  @Test
  void textThatIsNoXmlIsF001() {
    assertThat(found("population of neurons", Code.F_NOT_XML).where().line()).isEqualTo(1);
  }

  @Test
  void emptyFileIsF001() {
    found("", Code.F_NOT_XML);
  }

  @Test
  void unclosedElementIsF001() {
    found("<Lems><network id='n'>", Code.F_NOT_XML);
  }

  @Test
  void nullBytesAreF001() {
    found("<Lems>\0\0</Lems>", Code.F_NOT_XML);
  }

  @Test
  void documentTypeIsF002() {
    Diagnostic finding =
        found("<?xml version='1.0'?>\n<!DOCTYPE Lems SYSTEM 'lems.dtd'>\n<Lems/>", Code.F_DTD);
    assertThat(finding.where().line()).isEqualTo(2);
  }

  @Test
  void entityBombIsF002() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE Lems [<!ENTITY a0 'aaaaaaaaaa'>");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY a")
          .append(i)
          .append(" '&a")
          .append(i - 1)
          .append(";&a")
          .append(i - 1)
          .append(";'>");
    }
    found(bomb + "]><Lems>&a29;</Lems>", Code.F_DTD);
  }

  @Test
  void externalEntityIsF002AndNotRead() {
    TestFiles.write(folder, "secret.txt", "swordfish");
    List<Diagnostic> findings =
        TestFiles.findings(
            folder,
            "<!DOCTYPE Lems [<!ENTITY x SYSTEM 'secret.txt'>]><Lems><population id='&x;'/></Lems>");
    TestFiles.finding(findings, Code.F_DTD);
    assertThat(findings.toString()).doesNotContain("swordfish");
  }

  @Test
  void undeclaredEntityIsRefused() {
    List<Diagnostic> findings = TestFiles.findings(folder, "<Lems>&x;</Lems>");
    assertThat(findings.get(0).code()).isIn(Code.F_DTD, Code.F_NOT_XML);
  }

  @Test
  void missingIncludeIsF003() {
    Diagnostic finding =
        found("<Lems>\n<Include file='nowhere.xml'/></Lems>", Code.F_INCLUDE_MISSING);
    assertThat(finding.message()).contains("nowhere.xml");
    assertThat(finding.where().line()).isEqualTo(2);
  }

  @Test
  void includeOutsideTheIncludePathIsF004() {
    TestFiles.write(folder, "other/cells.xml", "<Lems/>");
    Path file =
        TestFiles.write(
            folder, "main/model.xml", "<Lems><Include file='../other/cells.xml'/></Lems>");
    TestFiles.finding(TestFiles.findings(file, List.of()), Code.F_INCLUDE_OUTSIDE);
    List<Diagnostic> allowed = TestFiles.findings(file, List.of(folder.resolve("other")));
    assertThat(allowed)
        .extracting(Diagnostic::code)
        .doesNotContain(Code.F_INCLUDE_OUTSIDE)
        .contains(Code.F_NO_TARGET);
  }

  @Test
  void absoluteIncludeIsF004() {
    Path secret = TestFiles.write(folder, "secret/x.xml", "<Lems/>");
    Path file =
        TestFiles.write(
            folder,
            "main/model.xml",
            "<Lems><Include file='" + secret.toAbsolutePath() + "'/></Lems>");
    TestFiles.finding(TestFiles.findings(file, List.of()), Code.F_INCLUDE_OUTSIDE);
    found(
        "<Lems><Include file='../../../../../../../../etc/passwd'/></Lems>",
        Code.F_INCLUDE_OUTSIDE);
    found("<Lems><Include file='https://example.org/cells.xml'/></Lems>", Code.F_INCLUDE_OUTSIDE);
  }

  @Test
  void linkOutOfTheFolderIsF004() throws IOException {
    Path secret = TestFiles.write(folder, "secret/x.xml", "<Lems/>");
    Path file =
        TestFiles.write(folder, "main/model.xml", "<Lems><Include file='link.xml'/></Lems>");
    Files.createSymbolicLink(folder.resolve("main/link.xml"), secret.toAbsolutePath());
    TestFiles.finding(TestFiles.findings(file, List.of()), Code.F_INCLUDE_OUTSIDE);
  }

  @Test
  void filesThatIncludeEachOtherAreReadOnce() {
    TestFiles.write(
        folder, "a.xml", "<Lems><Include file='b.xml'/><Include file='model.xml'/></Lems>");
    TestFiles.write(folder, "b.xml", "<Lems><Include file='a.xml'/><Include file='b.xml'/></Lems>");
    String model = TestFiles.model("", "", "").replace("<Target", "<Include file='a.xml'/><Target");
    assertThat(TestFiles.network(folder, model).populations()).hasSize(2);
  }

  @Test
  void unknownComponentTypeIsF005() {
    assertThat(foundOnTop("<noSuchCell id='c2'/>", Code.F_UNKNOWN_TYPE).message())
        .contains("noSuchCell");
  }

  @Test
  void wrongDimensionIsF006AndNamesBothSides() {
    String wrong = TestFiles.model("", "", "").replace("C=\"10pF\"", "C=\"10mV\"");
    assertThat(found(wrong, Code.F_DIMENSION).message())
        .contains("C of cell='10mV'")
        .contains("voltage")
        .contains("capacitance");
    found(TestFiles.model("", "", "").replace("C=\"10pF\"", "C=\"10\""), Code.F_DIMENSION);
    foundInConnection(
        "<connectionWD preCellId='../src[0]' postCellId='../pop[0]' weight='1mV' delay='1ms'/>",
        Code.F_DIMENSION);
    foundInConnection(
        "<connectionWD preCellId='../src[0]' postCellId='../pop[0]' weight='1' delay='1mV'/>",
        Code.F_DIMENSION);
  }

  @Test
  void expressionOfWrongDimensionIsF006AndNamesBothSides() {
    String type =
        "<ComponentType name='odd' extends='baseCell'><Parameter name='tau'"
            + " dimension='time'/><Dynamics><StateVariable name='v'"
            + " dimension='voltage'/><TimeDerivative variable='v' value='v *"
            + " tau'/></Dynamics></ComponentType><odd id='c2' tau='1ms'/>";
    assertThat(foundOnTop(type, Code.F_DIMENSION).message())
        .contains("v * tau")
        .contains("[kg m^2 s^-4 A^-1]")
        .contains("[kg m^2 s^-2 A^-1]");
    String sum = type.replace("v * tau", "(v + tau) / tau");
    assertThat(foundOnTop(sum, Code.F_DIMENSION).message())
        .contains("'v' is voltage")
        .contains("'tau' is time");
  }

  @Test
  void missingAttributeIsF007() {
    String without = TestFiles.model("", "", "").replace("C=\"10pF\"", "");
    assertThat(found(without, Code.F_MISSING_ATTRIBUTE).message())
        .contains("iafCell 'cell'")
        .contains("'C'")
        .contains("capacitance");
    foundInConnection(
        "<connectionWD preCellId='../src[0]' postCellId='../pop[0]' weight='1'/>",
        Code.F_MISSING_ATTRIBUTE);
    foundInConnection("<connection preCellId='../src[0]'/>", Code.F_MISSING_ATTRIBUTE);
    foundInNetwork("<population component='cell' size='1'/>", Code.F_MISSING_ATTRIBUTE);
    found(TestFiles.model("", "", "").replace("step='0.1ms'", ""), Code.F_MISSING_ATTRIBUTE);
  }

  @Test
  void referenceToNothingIsF008() {
    foundInNetwork("<population id='p2' component='nobody' size='1'/>", Code.F_UNRESOLVED);
    foundInNetwork(
        TestFiles.projection("").replace("synapse='syn'", "synapse='none'"), Code.F_UNRESOLVED);
    foundInNetwork(TestFiles.projection("").replace("'pop'", "'top'"), Code.F_UNRESOLVED);
    foundInConnection(
        "<connection preCellId='../other[0]' postCellId='../pop[0]'/>", Code.F_UNRESOLVED);
    foundInNetwork("<explicitInput target='pop[0]' input='nothing'/>", Code.F_UNRESOLVED);
    foundInNetwork(
        "<synapticConnection from='src[0]' to='nowhere[0]' synapse='syn'/>", Code.F_UNRESOLVED);
    foundOnTop(
        "<doubleSynapse id='c2' synapse1='syn' synapse2='nobody' synapse1Path='./syn'"
            + " synapse2Path='./x'/>",
        Code.F_UNRESOLVED);
    found(TestFiles.model("", "", "").replace("target='net'", "target='nets'"), Code.F_UNRESOLVED);
    found(
        TestFiles.model("", "", "").replace("component=\"sim\"", "component=\"sam\""),
        Code.F_UNRESOLVED);
    found(
        TestFiles.model(
            "",
            "",
            "<OutputFile id='o' fileName='x'><OutputColumn id='v'"
                + " quantity='pop[0]/w'/></OutputFile>"),
        Code.F_UNRESOLVED);
    found(
        TestFiles.model(
            "",
            "",
            "<OutputFile id='o' fileName='x'><OutputColumn id='v'"
                + " quantity='pup[0]/v'/></OutputFile>"),
        Code.F_UNRESOLVED);
  }

  @Test
  void negativeDelayIsN001() {
    Diagnostic finding =
        foundInConnection(
            "<connectionWD preCellId='../src[0]' postCellId='../pop[0]' weight='1' delay='-1ms'/>",
            Code.N_NEGATIVE_DELAY);
    assertThat(finding.where().path()).isEqualTo("net/proj/connectionWD[0]");
    assertThat(finding.where().line()).isEqualTo(12);
    foundInNetwork(
        "<synapticConnectionWD from='src[0]' to='pop[0]' synapse='syn' weight='1' delay='-2ms'/>",
        Code.N_NEGATIVE_DELAY);
  }

  @Test
  void weightThatIsNotANumberIsRefused() {
    String connection =
        "<connectionWD preCellId='../src[0]' postCellId='../pop[0]' weight='%s' delay='1ms'/>";
    foundInConnection(connection.replace("%s", "NaN"), Code.N_NOT_FINITE);
    foundInConnection(connection.replace("%s", "-Infinity"), Code.N_NOT_FINITE);
    foundInConnection(connection.replace("%s", "1e999"), Code.N_NOT_FINITE);
    foundInConnection(connection.replace("%s", "heavy"), Code.F_BAD_VALUE);
    found(TestFiles.model("", "", "").replace("C=\"10pF\"", "C=\"NaN\""), Code.N_NOT_FINITE);
  }

  @Test
  void indexOutsideThePopulationIsN003() {
    assertThat(
            foundInConnection(
                    "<connection preCellId='../src[2]' postCellId='../pop[0]'/>", Code.N_INDEX)
                .message())
        .contains("src[2]")
        .contains("size 2");
    foundInConnection(
        "<connection preCellId='../src[0]' postCellId='../pop/3/cell'/>", Code.N_INDEX);
    foundInConnection("<connection preCellId='../src[-1]' postCellId='../pop[0]'/>", Code.N_INDEX);
    foundInNetwork(
        "<explicitInput target='pop[7]' input='pulse'/>".replace("pulse", "syn"), Code.N_INDEX);
  }

  @Test
  void badPathIsF011() {
    for (String path : List.of("pop", "pop[x]", "[0]", "pop[0", "pop[0]v", "")) {
      foundInConnection(
          "<connection preCellId='../src[0]' postCellId='" + path + "'/>", Code.F_BAD_VALUE);
    }
  }

  @Test
  void nestingOfAMillionIsF009AndQuick() throws IOException {
    Path file = folder.resolve("model.xml");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("<Lems>".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
    }
    List<Diagnostic> findings =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> TestFiles.findings(file, List.of()));
    assertThat(TestFiles.finding(findings, Code.F_TOO_DEEP).message()).contains("256");
  }

  @Test
  void endlessTokenIsF010() throws IOException {
    Path file = folder.resolve("model.xml");
    Files.writeString(file, "<Lems><network id='" + "x".repeat(100_000) + "'/></Lems>");
    Limits small = new Limits(256, 50_000, 1000, 1000, 10, 1000, 1000);
    Assertions.assertThrows(
        org.bitspike.ir.diag.BitspikeException.class,
        () -> new LemsFrontend(LemsOptions.defaults(), small).read(file, List.of()),
        "BS-F010");
  }

  @Test
  void referencesThatMultiplyAreF010() {
    StringBuilder bomb =
        new StringBuilder("<expOneSynapse id='d0' gbase='1nS' erev='0mV' tauDecay='2ms'/>");
    for (int i = 1; i < 60; i++) {
      bomb.append("<doubleSynapse id='d")
          .append(i)
          .append("' synapse1='d")
          .append(i - 1)
          .append("' synapse2='d")
          .append(i - 1)
          .append("' synapse1Path='./d")
          .append(i - 1)
          .append("' synapse2Path='./d")
          .append(i - 1)
          .append("'/>");
    }
    String network = TestFiles.projection("").replace("synapse='syn'", "synapse='d59'");
    found(TestFiles.model(bomb.toString(), network, ""), Code.F_TOO_LARGE);
  }

  @Test
  void longExpressionIsF010() {
    String type =
        "<ComponentType name='odd'><Dynamics><DerivedVariable name='x' value='1"
            + "+1".repeat(100_000)
            + "'/></Dynamics></ComponentType>";
    foundOnTop(type + "<odd id='c2'/>", Code.F_TOO_LARGE);
  }

  @Test
  void duplicateIdsAreF016() {
    foundOnTop(
        "<iafTauCell id='cell' leakReversal='1mV' thresh='1mV' reset='0mV' tau='1ms'/>",
        Code.F_DUPLICATE);
    foundInNetwork("<population id='pop' component='cell' size='3'/>", Code.F_DUPLICATE);
    foundInNetwork(TestFiles.projection("") + TestFiles.projection(""), Code.F_DUPLICATE);
    foundOnTop("<ComponentType name='iafCell'/>", Code.F_DUPLICATE);
    foundOnTop("<Unit symbol='mV' dimension='voltage' power='3'/>", Code.F_DUPLICATE);
    foundOnTop("<Dimension name='voltage' m='1'/>", Code.F_DUPLICATE);
  }

  @Test
  void unknownUnitIsF013() {
    assertThat(
            found(
                    TestFiles.model("", "", "").replace("C=\"10pF\"", "C=\"10 furlong\""),
                    Code.F_UNKNOWN_UNIT)
                .message())
        .contains("furlong");
    foundInConnection(
        "<connectionWD preCellId='../src[0]' postCellId='../pop[0]' weight='1' delay='1"
            + " fortnight'/>",
        Code.F_UNKNOWN_UNIT);
  }

  @Test
  void badValueIsF011() {
    for (String value : List.of("", "ten pF", "10 p F", "10pF2!", "--1pF", "1e5e5pF")) {
      List<Diagnostic> findings =
          TestFiles.findings(
              folder, TestFiles.model("", "", "").replace("C=\"10pF\"", "C=\"" + value + "\""));
      assertThat(findings.get(0).code()).as(value).isIn(Code.F_BAD_VALUE, Code.F_UNKNOWN_UNIT);
    }
  }

  @Test
  void badExpressionIsF012WithItsPlace() {
    String type =
        "\n"
            + "<ComponentType name='odd'>\n"
            + "<Dynamics>\n"
            + "<DerivedVariable name='x' value='1 + * 2'/></Dynamics></ComponentType><odd"
            + " id='c2'/>";
    Diagnostic finding = foundOnTop(type, Code.F_BAD_EXPRESSION);
    assertThat(finding.message()).contains("1 + * 2").contains("character 5");
    assertThat(finding.where().path()).isEqualTo("odd/Dynamics/x");
  }

  @Test
  void unknownElementIsF014() {
    assertThat(
            foundOnTop(
                    "<ComponentType name='odd'><Paramater name='x'/></ComponentType>",
                    Code.F_UNKNOWN_ELEMENT)
                .message())
        .contains("Paramater");
    foundOnTop(
        "<ComponentType name='odd'><Dynamics><StatVariable name='x'/></Dynamics></ComponentType>",
        Code.F_UNKNOWN_ELEMENT);
    foundOnTop("<Targett component='sim'/>", Code.F_UNKNOWN_ELEMENT);
    foundInNetwork("<populaton id='x'/>", Code.F_UNKNOWN_ELEMENT);
    found("<html/>", Code.F_UNKNOWN_ELEMENT);
    found(
        TestFiles.model("", "", "")
            .replace("<spike id=\"0\" time=\"1ms\"/>", "<spiek id=\"0\" time=\"1ms\"/>"),
        Code.F_UNKNOWN_ELEMENT);
  }

  @Test
  void circularDefinitionsAreF015() {
    foundOnTop(
        "<ComponentType name='odd'><Dynamics><DerivedVariable name='x' value='y'/><DerivedVariable"
            + " name='y' value='2 * x'/></Dynamics></ComponentType><odd id='c2'/>",
        Code.F_CYCLE);
    foundOnTop(
        "<ComponentType name='a' extends='b'/><ComponentType name='b' extends='a'/><a id='c2'/>",
        Code.F_CYCLE);
    foundOnTop("<iafCell id='c2' extends='c3'/><iafCell id='c3' extends='c2'/>", Code.F_CYCLE);
    String self =
        "<doubleSynapse id='c2' synapse1='c2' synapse2='syn' synapse1Path='./c2'"
            + " synapse2Path='./syn'/>";
    foundOnTop(self, Code.F_CYCLE);
  }

  @Test
  void namesThatAreNotDefinedInATypeAreF008() {
    String type =
        "<ComponentType name='odd'><EventPort name='spike'"
            + " direction='out'/><Dynamics>%s</Dynamics></ComponentType><odd id='c2'/>";
    foundOnTop(type.replace("%s", "<DerivedVariable name='x' value='2 * y'/>"), Code.F_UNRESOLVED);
    foundOnTop(type.replace("%s", "<TimeDerivative variable='y' value='1'/>"), Code.F_UNRESOLVED);
    foundOnTop(
        type.replace("%s", "<OnStart><StateAssignment variable='y' value='1'/></OnStart>"),
        Code.F_UNRESOLVED);
    foundOnTop(
        type.replace("%s", "<OnStart><EventOut port='spikes'/></OnStart>"), Code.F_UNRESOLVED);
    foundOnTop(type.replace("%s", "<OnEvent port='spike'/>"), Code.F_UNRESOLVED);
    foundOnTop(
        type.replace(
            "%s",
            "<Regime name='a'><OnCondition test='t .gt. 0'><Transition"
                + " regime='b'/></OnCondition></Regime>"),
        Code.F_UNRESOLVED);
    foundOnTop(
        "<ComponentType name='odd'><Parameter name='p' dimension='colour'/></ComponentType>",
        Code.F_UNRESOLVED);
  }

  @Test
  void componentWhereItCannotStandIsN008() {
    foundInNetwork("<population id='p2' component='syn' size='1'/>", Code.N_TYPE_MISMATCH);
    foundInNetwork(
        TestFiles.projection("").replace("synapse='syn'", "synapse='cell'"), Code.N_TYPE_MISMATCH);
    String tau = "<iafTauCell id='c2' leakReversal='1mV' thresh='1mV' reset='0mV' tau='1ms'/>";
    String projection = TestFiles.projection("").replace("'pop'", "'p2'");
    found(
        TestFiles.model(tau, "<population id='p2' component='c2' size='1'/>" + projection, ""),
        Code.N_TYPE_MISMATCH);
  }

  @Test
  void sizesOutOfRangeAreN006() {
    for (String size : List.of("0", "-3", "1.5", "1e30")) {
      foundInNetwork("<population id='p2' component='cell' size='" + size + "'/>", Code.N_BAD_SIZE);
    }
  }

  @Test
  void runsOutOfRangeAreN007() {
    String model = TestFiles.model("", "", "");
    found(model.replace("step='0.1ms'", "step='0ms'"), Code.N_BAD_RUN);
    found(model.replace("length='10ms'", "length='-1ms'"), Code.N_BAD_RUN);
  }

  @Test
  void fileWithoutASimulationIsF018() {
    found("<neuroml id='x'><iafTauCell id='c'/><network id='n'/></neuroml>", Code.F_NO_TARGET);
    found("<Lems/>", Code.F_NO_TARGET);
  }

  @Test
  void fileThatIsNotThereIsF019() {
    Diagnostic finding =
        TestFiles.finding(
            TestFiles.findings(folder.resolve("absent.xml"), List.of()), Code.F_UNREADABLE);
    assertThat(finding.message()).contains("absent.xml");
  }

  @Test
  void unsupportedFeaturesAreF017OnlyWhenUsed() {
    String scalar = "<ComponentType name='S'><Geometry/></ComponentType>";
    assertThat(TestFiles.read(folder, TestFiles.model(scalar, "", "")).network().name())
        .isEqualTo("net");
    found(
        TestFiles.model(scalar + "<S id='s'/>", "<population id='p' component='s' size='1'/>", ""),
        Code.F_UNSUPPORTED);
  }

  @Test
  void segmentsThatAreNotThereAreF008() {
    foundInConnection(
        "<connection preCellId='../src[0]' postCellId='../pop[0]' postSegmentId='3'/>",
        Code.F_UNRESOLVED);
    foundInConnection(
        "<connection preCellId='../src[0]' postCellId='../pop[0]' postSegmentId='-1'/>",
        Code.F_BAD_VALUE);
    foundInConnection(
        "<connection preCellId='../src[0]' postCellId='../pop[0]' postFractionAlong='1.5'/>",
        Code.F_BAD_VALUE);
  }

  @Test
  void allFindingsAreCollected() {
    List<Diagnostic> findings =
        TestFiles.findings(
            folder,
            TestFiles.model(
                "<noSuchCell id='c2'/>",
                "<population id='p2' component='c2' size='1'/>"
                    + TestFiles.projection(
                        "<connectionWD preCellId='../src[0]' postCellId='../pop[0]' weight='NaN'"
                            + " delay='1ms'/><connectionWD preCellId='../src[0]'"
                            + " postCellId='../pop[9]' weight='1' delay='-1ms'/><connectionWD"
                            + " preCellId='../src[0]' postCellId='../pop[9]' weight='1'"
                            + " delay='1ms'/>"),
                ""));
    assertThat(findings)
        .extracting(Diagnostic::code)
        .contains(Code.F_UNKNOWN_TYPE, Code.N_NOT_FINITE, Code.N_NEGATIVE_DELAY, Code.N_INDEX);
  }
}
