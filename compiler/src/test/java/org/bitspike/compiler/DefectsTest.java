package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bitspike.compiler.RoutedNetworks.Part;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.program.NeuronBlock.Place;
import org.bitspike.ir.program.Wiring;
import org.junit.jupiter.api.Test;

/** What is out of order is not used. */
class DefectsTest {

  private static final Network NETWORK =
      RoutedNetworks.network(20, 12, List.of(new Part("p", "source", 0.5, false)), new Random(5));

  private static Compilation compile(String... overrides) {
    return Compiler.compile(
        NETWORK,
        Profiles.load("brainscales1-hicann", List.of(overrides)),
        RoutedNetworks.reference(NETWORK),
        CompileOptions.defaults());
  }

  private static Wiring wiring(Compilation compiled) {
    return compiled.program().wiring().orElseThrow();
  }

  @Test
  void neuronsAvoidBrokenCircuits() {
    Compilation compiled =
        compile("limits.merge=[4]", "topology.defects={dead: {core: 0, circuits: [5, 16, 30]}}");
    Place place = compiled.program().neurons().getFirst().place();
    assertThat(place.circuit()).doesNotContain(4, 16, 28).startsWith(0, 8, 12, 20, 24, 32);
    assertThat(compiled.losses().synapsesRealised()).isEqualTo(compiled.losses().synapsesMeant());
  }

  @Test
  void busesAndDriversOutOfOrderAreNotUsed() {
    Wiring whole = wiring(compile());
    int bus = whole.senders().node()[0];
    int driver = whole.rows().driver()[0];
    // driver: side, half, row of 56, place of 5
    int side = driver / 5 / 56 / 2;
    int half = driver / 5 / 56 % 2;
    int row = driver / 5 % 56 + driver % 5 - 2;
    Compilation compiled =
        compile(
            "topology.defects={bus: {node: {merger: {cy: 0, cx: 0, m: "
                + bus
                + "}}},"
                + " driver: {group: {driver_input: {cy: 0, cx: 0, side: "
                + side
                + ", half: "
                + half
                + ", row: "
                + row
                + "}}}}");
    Wiring wiring = wiring(compiled);
    assertThat(wiring.senders().node()).doesNotContain(bus);
    assertThat(IntStream.of(wiring.rows().driver()).map(DefectsTest::physical))
        .doesNotContain(physical(driver));
  }

  private static int physical(int driver) {
    return driver / 5 + driver % 5 - 2;
  }

  @Test
  void whatCannotBeReachedAnyMoreIsLost() {
    Compilation compiled =
        compile(
            "topology.defects={"
                + String.join(
                    ", ",
                    IntStream.range(0, 8)
                        .mapToObj(m -> "m" + m + ": {node: {merger: {cy: 0, cx: 0, m: " + m + "}}}")
                        .toList())
                + "}");
    assertThat(compiled.losses().synapsesRealised()).isZero();
    assertThat(compiled.losses().losses())
        .filteredOn(l -> l instanceof Loss.LostSynapses)
        .extracting(Loss::code)
        .containsOnly(Code.C_NO_ADDRESS);
    Compilation lines =
        compile(
            "topology.defects={"
                + String.join(
                    ", ",
                    IntStream.range(0, 8)
                        .mapToObj(
                            m -> "h" + m + ": {node: {h: {cy: 0, cx: 0, y: " + (8 * m + 6) + "}}}")
                        .toList())
                + "}");
    assertThat(lines.losses().losses())
        .filteredOn(l -> l instanceof Loss.LostSynapses)
        .extracting(Loss::code)
        .containsOnly(Code.C_NO_ROUTE);
  }

  @Test
  void placesThatAreNotThereAreRefused() {
    for (String bad :
        List.of(
            "{core: 1, circuits: [0]}",
            "{circuits: [512]}",
            "{node: {h: {cy: 0, cx: 0, y: 64}}}")) {
      BitspikeException thrown =
          catchThrowableOfType(
              BitspikeException.class, () -> compile("topology.defects={bad: " + bad + "}"));
      assertThat(thrown.diagnostics().getFirst().code()).as(bad).isEqualTo(Code.H_OUT_OF_RANGE);
    }
  }
}
