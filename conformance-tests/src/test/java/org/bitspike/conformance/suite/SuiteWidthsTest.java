package org.bitspike.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bitspike.compiler.Compilation;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.compiler.Compiler;
import org.bitspike.conformance.Check;
import org.bitspike.emulator.Engines;
import org.bitspike.emulator.RunOptions;
import org.bitspike.frontends.lems.LemsFrontend;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.EventTiming;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every model of the public NeuroML 2 examples that can be lowered, on the plain digital target at
 * several widths: how far the spikes are from the float run on the same grid.
 */
class SuiteWidthsTest {

  private static final Path PAGE =
      Path.of(System.getProperty("bitspike.root", "..")).resolve("docs/reference/widths.md");

  private static final Set<String> CLASSES =
      Set.of("lowerable-LIF", "lowerable-AdEx", "lowerable-Izh", "partly-lowerable");

  /** Widths at which every spike has to be within one tick of the one meant. */
  private static final Set<String> WITHIN_A_TICK = Set.of("as it is", "24 bits");

  /** Bits of the widest weights a profile can have. */
  private static final int WIDEST_WEIGHT = 16;

  private static final String HEAD =
      """
      # The public NeuroML 2 examples at several widths

      Every model of the public NeuroML 2 examples whose neurons a programmable core can hold, on `generic-int8` as it is
      (8-bit weights, 32-bit neurons) and with overrides that make neuron words 24, 16 and 8 bits wide, and weights as wide up to 16. A deviation is the
      largest distance, in ticks of the model, between a spike of the program and the spike of the same number of the same
      neuron in the float run on the same grid; where counts differ, only the spikes that both have are in it.
      `rest_bits` is 16 at every width: next to a word of so many bits each state has one of 16 for what rounding leaves, and products and tables
      are up to 32 bits wide. As it is and at 24 bits the test holds every spike to within one tick.
      Written by `SuiteWidthsTest`, which fails when a row changes.

      | model | tick in ms | widths | spikes meant | spikes emulated | deviation in ticks |
      |---|---|---|---|---|---|
      """;

  private static final SortedMap<String, String> ROWS = new TreeMap<>();

  private static Map<String, List<String>> widths() {
    Map<String, List<String>> widths = new LinkedHashMap<>();
    widths.put("as it is", List.of());
    for (int bits : new int[] {24, 16, 8}) {
      widths.put(bits + " bits", overrides(bits));
    }
    return widths;
  }

  /** What makes words of a neuron so wide, and weights as wide as a profile can have them. */
  static List<String> overrides(int bits) {
    int weight = Math.min(bits, WIDEST_WEIGHT);
    return List.of(
        "neuron.programmable.state_bits=" + bits,
        "neuron.programmable.param_bits=" + bits,
        "synapse.weight.min_code=" + -(1 << (weight - 1)),
        "synapse.weight.max_code=" + ((1 << (weight - 1)) - 1),
        "synapse.weight.entry_format=s" + weight);
  }

  @TestFactory
  Stream<DynamicTest> everyLowerableModelRunsAtEveryWidth() {
    Optional<Path> folder = SuiteModel.folder();
    assumeTrue(folder.isPresent(), "no neuroml-suite below bitspike.data: no model of it was run");
    return SuiteModel.all(folder.orElseThrow()).stream()
        .filter(m -> CLASSES.contains(m.hardwareClass()))
        .map(m -> DynamicTest.dynamicTest(m.name(), () -> measure(folder.orElseThrow(), m)));
  }

  private static void measure(Path folder, SuiteModel model) {
    Network network =
        new LemsFrontend().read(model.file(), List.of(folder.resolve("core"), folder)).network();
    Recording reference =
        ReferenceSimulator.simulate(
            network, SimulationOptions.defaults().withEventTiming(EventTiming.WHOLE_STEPS));
    int place = 0;
    for (Map.Entry<String, List<String>> width : widths().entrySet()) {
      String row =
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s",
              model.name(),
              Double.toString(Math.rint(reference.tickSeconds() * 1e9) / 1e6),
              width.getKey(),
              outcome(network, reference, width.getValue(), width.getKey()));
      ROWS.put(model.name() + " " + place++, row);
    }
  }

  private static String outcome(
      Network network, Recording reference, List<String> overrides, String width) {
    Compilation compiled;
    try {
      compiled =
          Compiler.compile(
              network,
              Profiles.load("generic-int8", overrides),
              reference,
              CompileOptions.defaults());
    } catch (BitspikeException refused) {
      Diagnostic first = refused.diagnostics().getFirst();
      assertThat(first.remedy()).isNotBlank();
      return "refused, " + first.code().id() + " | | |";
    }
    Recording emulated = Engines.run(compiled.program(), RunOptions.defaults());
    SpikeDeviation deviation =
        SpikeDeviation.of(reference, emulated, Check.sources(compiled.program()));
    if (WITHIN_A_TICK.contains(width)) {
      assertThat(deviation.within(1)).as("%s: %s", width, deviation).isTrue();
    }
    return deviation.cells() + " |";
  }

  @AfterAll
  static void tableIsTheOneInTheDocs() throws IOException {
    if (ROWS.isEmpty()) {
      return;
    }
    String page = HEAD + String.join("\n", ROWS.values()) + "\n";
    boolean stale = !Files.exists(PAGE) || !Files.readString(PAGE).equals(page);
    if (stale && "update".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(stale).as("%s differs; it should be%n%s", PAGE.getFileName(), page).isFalse();
  }
}
