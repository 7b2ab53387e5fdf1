package org.bitspike.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.tools.ToolProvider;
import org.bitspike.compiler.tables.StdpTables;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The study of {@code examples/four-bit-weights}: what it says of two, three and four bits. */
class FourBitWeightsTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("bitspike.root", ".."), "examples", "four-bit-weights");
  private static final Path MODEL = FOLDER.resolve("network.xml");

  @TempDir static Path classes;
  private static Class<?> study = Object.class;

  @BeforeAll
  static void compileTheExample() throws Exception {
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FOLDER.resolve("FourBitWeights.java").toString());
    assertThat(compiled).isZero();
    study = new URLClassLoader(new URL[] {classes.toUri().toURL()}).loadClass("FourBitWeights");
  }

  private static Object result(int bits, double seconds) throws ReflectiveOperationException {
    return study
        .getMethod("result", Path.class, int.class, double.class)
        .invoke(null, MODEL, bits, seconds);
  }

  private static double number(Object result, String run, String what)
      throws ReflectiveOperationException {
    Object learnt = called(result, run);
    return (double) called(learnt, what);
  }

  private static Object called(Object on, String method) throws ReflectiveOperationException {
    Method accessor = on.getClass().getMethod(method);
    return accessor.invoke(on);
  }

  @Test
  void fourBitsTellTheAfferentsApartOnTheChipAsInRealNumbers() throws Exception {
    Object result = result(4, 40);
    for (String run : new String[] {"reference", "emulated"}) {
      assertThat(number(result, run, "area")).as(run).isGreaterThan(0.99);
      assertThat(number(result, run, "together")).as(run).isGreaterThan(0.9);
      assertThat(number(result, run, "apart")).as(run).isBetween(0.3, 0.6);
    }
    assertThat(number(result, "emulated", "apart"))
        .isCloseTo(number(result, "reference", "apart"), offset(0.02));
  }

  @Test
  void twoBitsDoNot() throws Exception {
    Object result = result(2, 20);
    assertThat(number(result, "emulated", "area")).isBetween(0.4, 0.7);
  }

  @Test
  void theFileHasTheTablesOfFourBitsAndGivesTheSameSpikes() throws Exception {
    Network written =
        ModelFile.read(
                MODEL,
                List.of(),
                new RunOverrides(OptionalDouble.of(5), OptionalDouble.empty(), Optional.empty()))
            .network();
    StdpTables tables = (StdpTables) study.getMethod("tables", int.class).invoke(null, 4);
    assertThat(written.component("learnVolleys").texts())
        .containsEntry("lutCausal", StdpTables.text(tables.causal()))
        .containsEntry("lutAcausal", StdpTables.text(tables.acausal()))
        .containsEntry("lutCombined", StdpTables.text(tables.combined()));
    Network built =
        (Network)
            study
                .getMethod("build", Path.class, int.class, double.class)
                .invoke(null, MODEL, 4, 5.0);
    Recording fromJava = ReferenceSimulator.simulate(built, SimulationOptions.defaults());
    Recording fromFile = ReferenceSimulator.simulate(written, SimulationOptions.defaults());
    long[] java = fromJava.spikesOf("neuron").orElseThrow().tick();
    long[] file = fromFile.spikesOf("neuron").orElseThrow().tick();
    assertThat(java).isNotEmpty().isEqualTo(file);
  }
}
