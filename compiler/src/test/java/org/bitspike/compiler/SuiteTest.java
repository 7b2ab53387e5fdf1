package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.frontends.lems.LemsFrontend;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The models of the NeuroML suite that can be lowered, from file to emulated spikes. On the plain
 * digital target every neuron fires as often as in the reference run, each spike within a few
 * ticks; the chip's own neuron differs by what its losses say.
 */
class SuiteTest {

  @ParameterizedTest
  @CsvSource({
    "NeuroML2/LEMSexamples/LEMS_NML2_Ex0_IaF.xml, 3",
    "NeuroML2/LEMSexamples/LEMS_NML2_Ex13_Instances.xml, 1",
  })
  void theDigitalTargetFiresLikeTheReference(String file, long ticks) {
    compareOnDigitalTarget(file, ticks);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({
    "NeuroML2/LEMSexamples/LEMS_NML2_Ex2_Izh.xml, 1",
    "NeuroML2/LEMSexamples/LEMS_NML2_Ex11_STDP.xml, 1",
    "NeuroML2/LEMSexamples/LEMS_NML2_Ex12_Net2.xml, 1",
    "NeuroML2/LEMSexamples/LEMS_NML2_Ex14_PyNN.xml, 3",
    "NeuroML2/LEMSexamples/LEMS_NML2_Ex21_CurrentBasedSynapses.xml, 1",
    "NeuroML2/LEMSexamples/LEMS_NML2_Ex27_MultiSynapses.xml, 1",
    "omv/spikes/LEMS_Tests.xml, 2",
    "omv/LEMS_2007One.xml, 3",
  })
  void theDigitalTargetFiresLikeTheReferenceInLongerRuns(String file, long ticks) {
    compareOnDigitalTarget(file, ticks);
  }

  private static void compareOnDigitalTarget(String file, long ticks) {
    Network network = read(file);
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    Compilation compiled =
        Compiler.compile(
            network,
            Profiles.load("generic-int8", List.of()),
            reference,
            CompileOptions.defaults());
    Recording emulated = Interpreter.run(compiled.program(), RunOptions.defaults());
    for (Population population : network.populations()) {
      Compared compared = Compared.of(reference, emulated, population.id());
      assertThat(compared.actual()).as(population.id()).isEqualTo(compared.expected());
      assertThat(compared.worstTicks()).as(population.id()).isLessThanOrEqualTo(ticks);
    }
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({
    "NeuroML2/LEMSexamples/LEMS_NML2_Ex0_IaF.xml",
    "NeuroML2/LEMSexamples/LEMS_NML2_Ex11_STDP.xml",
    "NeuroML2/LEMSexamples/LEMS_NML2_Ex12_Net2.xml",
    "NeuroML2/LEMSexamples/LEMS_NML2_Ex13_Instances.xml",
    "NeuroML2/LEMSexamples/LEMS_NML2_Ex21_CurrentBasedSynapses.xml",
    "NeuroML2/LEMSexamples/LEMS_NML2_Ex27_MultiSynapses.xml",
    "omv/spikes/LEMS_Tests.xml",
  })
  void theChipsOwnNeuronRunsTheModelAndSaysWhatItLoses(String file) {
    Network network = read(file);
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    Compilation compiled =
        Compiler.compile(
            network,
            Profiles.load("brainscales1", List.of()),
            reference,
            CompileOptions.defaults());
    Recording emulated = Interpreter.run(compiled.program(), RunOptions.defaults());
    assertThat(compiled.losses().losses()).isNotEmpty();
    for (Population population : network.populations()) {
      assertThat(emulated.spikesOf(population.id())).as(population.id()).isPresent();
    }
    assertThat(emulated.durationTicks()).isEqualTo(reference.durationTicks());
  }

  private static Network read(String file) {
    Path suite = Path.of(System.getProperty("bitspike.data", "")).resolve("neuroml-suite");
    assumeTrue(Files.isDirectory(suite), "the NeuroML suite is not at " + suite);
    return new LemsFrontend()
        .read(suite.resolve(file), List.of(suite.resolve("core"), suite))
        .network();
  }
}
