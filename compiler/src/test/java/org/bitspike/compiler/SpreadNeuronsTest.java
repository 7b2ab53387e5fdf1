package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.loss.LossReport.ResourceUse;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.program.NeuronBlock.Place;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

/** Neurons leave cores that are short of axons or of synaptic memory. */
class SpreadNeuronsTest {

  private static final int CELLS = 12;

  /** Each of 12 cells has 2 sources of its own and synapses on the next cells. */
  private static Network network(double delay, int next) {
    ConnectionTable.Builder drive = ConnectionTable.builder();
    ConnectionTable.Builder ring = ConnectionTable.builder();
    for (int n = 0; n < CELLS; n++) {
      drive.add(2 * n, n, 3, delay, n + 1);
      drive.add(2 * n + 1, n, 3, delay, n + 1);
      for (int k = 1; k <= next; k++) {
        ring.add(n, (n + k) % CELLS, 1, 1e-3, n + 1);
      }
    }
    return new Network(
        "ring",
        TestModels.types(),
        List.of(
            TestModels.iaf("cell"),
            TestModels.expOne("syn", 1e-9, 0, 0.005),
            TestModels.regular("regular", 0.01)),
        List.of(
            new Population("source", "regular", 2 * CELLS, SourceRef.ofPath("net/source")),
            new Population("cells", "cell", CELLS, SourceRef.ofPath("net/cells"))),
        List.of(projection("drive", "source", drive), projection("ring", "cells", ring)),
        List.of(),
        List.of(),
        new Network.Run(1e-3, 0.03, 7),
        SourceRef.ofPath("net"));
  }

  private static Projection projection(String id, String pre, ConnectionTable.Builder table) {
    return new Projection(
        id,
        pre,
        "cells",
        Optional.of("syn"),
        Optional.empty(),
        table.build(),
        SourceRef.ofPath("net/" + id));
  }

  private static Compilation compile(double delay, String... overrides) {
    return compile(network(delay, 1), overrides);
  }

  private static Compilation compile(Network network, String... overrides) {
    return Compiler.compile(
        network,
        Profiles.load("loihi-lava", List.of(overrides)),
        ReferenceSimulator.simulate(network, SimulationOptions.defaults()),
        CompileOptions.defaults());
  }

  private static int[] cores(Compilation compilation) {
    return compilation.program().neurons().getFirst().place().core();
  }

  private static long used(Compilation compilation, String resource) {
    List<ResourceUse> found =
        compilation.losses().use().stream().filter(u -> u.resource().equals(resource)).toList();
    assertThat(found).hasSize(1);
    return found.getFirst().used();
  }

  private static Diagnostic refusal(String... overrides) {
    return refusal(network(1e-3, 1), overrides);
  }

  private static Diagnostic refusal(Network network, String... overrides) {
    BitspikeException thrown =
        catchThrowableOfType(BitspikeException.class, () -> compile(network, overrides));
    assertThat(thrown.diagnostics()).hasSize(1);
    assertThat(thrown.diagnostics().getFirst().code()).isEqualTo(Code.C_CORE_FULL);
    return thrown.diagnostics().getFirst();
  }

  @Test
  void whatFitsStaysWhereItIs() {
    Compilation compilation = compile(1e-3);
    assertThat(cores(compilation)).containsOnly(0);
    assertThat(used(compilation, "sources of the core with most")).isEqualTo(3 * CELLS);
    assertThat(used(compilation, "output axons of the core with most")).isEqualTo(CELLS);
    // 8 bits of weight, none of delay, 6 of index and 10 of the row: one word for each source
    assertThat(used(compilation, "bits of synaptic memory of the core with most"))
        .isEqualTo(3 * CELLS * 64);
  }

  @Test
  void inputAxonsSpreadNeurons() {
    // three sources a neuron, no two in common
    Compilation compilation = compile(1e-3, "limits.rows_per_core=7");
    assertThat(cores(compilation)).containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
    Place place = compilation.program().neurons().getFirst().place();
    assertThat(place.circuit()).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    assertThat(used(compilation, "cores")).isEqualTo(6);
    assertThat(used(compilation, "sources of the core with most")).isEqualTo(6);
  }

  @Test
  void synapticMemorySpreadsNeurons() {
    Compilation compilation = compile(1e-3, "limits.synapse_memory.bits_per_core=576");
    assertThat(cores(compilation)).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
    assertThat(used(compilation, "bits of synaptic memory of the core with most")).isEqualTo(576);
  }

  @Test
  void delaysTakeMemoryToo() {
    // 8 + 6 + 10 bits fill a word of 24 bits; delays of 1 to 40 ticks take 6 more and a second one
    String[] words = {
      "limits.synapse_memory.word_bits=24", "limits.synapse_memory.bits_per_core=288"
    };
    assertThat(Arrays.stream(cores(compile(1e-3, words))).max()).hasValue(2);
    assertThat(Arrays.stream(cores(compile(40e-3, words))).max()).hasValue(5);
  }

  @Test
  void outputAxonsSpreadNeurons() {
    // a neuron reaches one core: those of a core are as many as its output axons
    Compilation compilation = compile(1e-3, "limits.axons_out_per_core=4");
    assertThat(cores(compilation)).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2);
    assertThat(used(compilation, "output axons of the core with most")).isEqualTo(4);
  }

  @Test
  void targetsThatSpreadNeedMoreOutputAxons() {
    // cores of two neurons have three or four axons; whoever comes first cannot know
    Network network = network(1e-3, 2);
    Compilation compilation = compile(network, "limits.axons_out_per_core=3");
    Place place = compilation.program().neurons().getFirst().place();
    Set<Integer> axons = new HashSet<>();
    for (int n = 0; n < CELLS; n++) {
      for (int k = 1; k <= 2; k++) {
        axons.add(place.core()[n] * CELLS * CELLS + n * CELLS + place.core()[(n + k) % CELLS]);
      }
    }
    int[] perCore = new int[CELLS];
    axons.forEach(a -> perCore[a / CELLS / CELLS]++);
    assertThat(Arrays.stream(perCore).max().orElse(0)).isLessThanOrEqualTo(3);
    assertThat(used(compilation, "output axons of the core with most"))
        .isEqualTo(Arrays.stream(perCore).max().orElse(0));
  }

  @Test
  void aNeuronThatNoCoreTakesIsNamed() {
    assertThat(refusal("limits.rows_per_core=2").message())
        .contains("cells[0] with 3 sources fits on no core")
        .contains("3 input axons are needed", "has 2", "at most 66 % of its inputs");
    assertThat(refusal("limits.synapse_memory.bits_per_core=128").message())
        .contains("192 bits of synaptic memory are needed", "has 128");
    // four sources a neuron, so each has a core of its own and reaches two others
    assertThat(
            refusal(network(1e-3, 2), "limits.rows_per_core=4", "limits.axons_out_per_core=1")
                .message())
        .contains("2 output axons are needed", "has 1", "fewer targets");
  }

  @Test
  void tooFewCoresSayHowManyAreNeeded() {
    assertThat(refusal("limits.rows_per_core=7", "limits.cores=4").message())
        .contains("12 neurons need 6 cores", "has 4", "input axons", "--set limits.cores=6");
    assertThat(cores(compile(1e-3, "limits.rows_per_core=7", "limits.cores=6"))).contains(5);
  }
}
