package org.bitspike.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bitspike.ir.diag.Code;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compile --explain}. */
class ExplainNeuronTest {

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
        <spikeGenerator id="noise" period="3ms"/>
        <network id="net">
          <population id="src" component="noise" size="1"/>
          <population id="a" component="cell" size="3"/>
          <projection id="p" presynapticPopulation="a" postsynapticPopulation="a" synapse="syn">
            <connectionWD id="0" preCellId="../a[0]" postCellId="../a[1]" weight="1" delay="1ms"/>
            <connectionWD id="1" preCellId="../a[2]" postCellId="../a[1]" weight="0.25" delay="2ms"/>
          </projection>
        </network>
        <Simulation id="sim" length="10ms" step="0.1ms" target="net"/>
      </Lems>
      """;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private String model = "";

  @BeforeEach
  void write() throws IOException {
    model = Files.writeString(folder.resolve("model.xml"), MODEL).toString();
  }

  private int run(String... args) {
    return Bitspike.run(args, new Terminal(new PrintWriter(out), new PrintWriter(err), false));
  }

  private int explain(String neuron, String... more) {
    String[] args = new String[10 + more.length];
    String[] first = {
      "compile",
      model,
      "--hw",
      "generic-int8",
      "--explain",
      neuron,
      "--set",
      "limits.fan_in_per_circuit=1",
      "--set",
      "limits.merge=[1]"
    };
    System.arraycopy(first, 0, args, 0, first.length);
    System.arraycopy(more, 0, args, first.length, more.length);
    return run(args);
  }

  @Test
  void tellsPlaceWordsChangesAndEverySynapse() {
    assertThat(explain("a[1]")).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("a[1], a cell\n  sits on core 0, circuit 1 (block a)\n\nWords\n")
        .containsPattern("\n  v +s32\\.\\d+ +-?\\d+  = -0\\.045\n")
        .contains("\n  p from a: 1 synapse kept, 1 lost (20 % of the neuron's importance)")
        .contains("; delays 10 ticks");
  }

  @Test
  void aNeuronThatReceivesNothingSaysSo() {
    assertThat(explain("a[0]")).as(err.toString()).isZero();
    assertThat(out.toString()).endsWith("\n  p from a: 0 synapses kept\n");
  }

  @Test
  void givesMachinesTheSame() {
    assertThat(explain("a[1]", "--json")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("\"synapsesMeant\"")
        .containsPattern("\"population\"\\s*:\\s*\"a\"")
        .containsPattern("\"kept\"\\s*:\\s*1\\b")
        .containsPattern("\"lost\"\\s*:\\s*1\\b");
  }

  @Test
  void whatIsNoNeuronIsRefusedBeforeAnythingIsWritten() {
    Path program = folder.resolve("net.bspp");
    for (String wrong : new String[] {"a", "a[x]", "b[0]", "a[3]", "src[0]"}) {
      err.getBuffer().setLength(0);
      assertThat(explain(wrong, "-o", program.toString())).as(wrong).isEqualTo(2);
      assertThat(err.toString()).contains(Code.U_USAGE.id()).contains("--explain: ");
      assertThat(program).doesNotExist();
    }
    assertThat(err.toString()).contains("src has spike sources");
  }
}
