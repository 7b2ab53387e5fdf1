package org.bitspike.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bitspike.frontends.lems.LemsFrontend;
import org.bitspike.ir.network.Network;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Import of a LEMS file whose connections are written out as {@code connectionWD} elements, some
 * 120 characters each: what large NeuroML models consist of.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LemsImportBenchmark {

  private static final int CELLS = 1000;

  /** Connections in the file. */
  @Param({"1000", "100000"})
  int connections;

  private Path file = Path.of("");

  /** Writes the file. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    file = Files.createTempFile("bitspike-benchmark-", ".xml");
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      out.println(
          """
          <Lems>
            <Target component="sim"/>
            <Include file="Cells.xml"/>
            <Include file="Synapses.xml"/>
            <Include file="Networks.xml"/>
            <Include file="Simulation.xml"/>
            <iafRefCell id="cell" C="200pF" leakConductance="10nS" leakReversal="-65mV" thresh="-50mV" reset="-60mV" refract="2ms"/>
            <expOneSynapse id="excitation" gbase="1nS" erev="0mV" tauDecay="5ms"/>
            <network id="large">
              <population id="a" component="cell" size="1000"/>
              <projection id="p" presynapticPopulation="a" postsynapticPopulation="a" synapse="excitation">\
          """);
      for (int c = 0; c < connections; c++) {
        int pre = c % CELLS;
        int post = (c / CELLS * 31 + c * 7) % CELLS;
        out.println(
            "      <connectionWD id=\""
                + c
                + "\" preCellId=\"../a["
                + pre
                + "]\" postCellId=\"../a["
                + post
                + "]\" weight=\"0."
                + (1 + c % 97)
                + "\" delay=\""
                + (1 + c % 3)
                + ".5ms\"/>");
      }
      out.println(
          """
              </projection>
            </network>
            <Simulation id="sim" length="100ms" step="0.1ms" target="large"/>
          </Lems>\
          """);
    }
  }

  /** Removes the file. */
  @TearDown(Level.Trial)
  public void clean() throws IOException {
    Files.delete(file);
  }

  /** Imports. */
  @Benchmark
  public Network read() {
    return new LemsFrontend().read(file, List.of()).network();
  }
}
