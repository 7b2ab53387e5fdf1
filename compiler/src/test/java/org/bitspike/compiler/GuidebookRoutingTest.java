package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.loss.LossReport.ResourceUse;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.junit.jupiter.api.Test;

/**
 * The network of the chip's guidebook on one chip. Its public mapper loses 581 of 2,486 synapses of
 * one draw of it (electronicvisions, guidebook: neuron size 4, chains of up to 5 drivers).
 */
class GuidebookRoutingTest {

  private static final double PUBLIC_LOSS = 581.0 / 2486;

  static HardwareProfile profile(String... overrides) {
    List<String> all =
        new java.util.ArrayList<>(List.of("limits.merge=[4]", "constants.chain_length=5"));
    all.addAll(List.of(overrides));
    return Profiles.load("brainscales1-hicann", all);
  }

  private static long used(Compilation compilation, String resource) {
    return compilation.losses().use().stream()
        .filter(u -> u.resource().equals(resource))
        .mapToLong(ResourceUse::used)
        .findFirst()
        .orElseThrow();
  }

  private static Compilation compile(long seed, String... overrides) {
    Network network = RoutedNetworks.guidebook(seed);
    return Compiler.compile(
        network, profile(overrides), RoutedNetworks.reference(network), CompileOptions.defaults());
  }

  /** Nothing is lost, so that nothing better can be found. */
  @Test
  void losesFewerSynapsesThanThePublicMapper() {
    for (long seed = 1; seed <= 5; seed++) {
      Compilation compiled = compile(seed);
      long lost = used(compiled, "synapses lost in routing");
      assertThat((double) lost / compiled.losses().synapsesMeant())
          .as("seed %s", seed)
          .isLessThan(PUBLIC_LOSS);
      assertThat(used(compiled, "synapses that no routing realises, at least"))
          .as("seed %s", seed)
          .isLessThanOrEqualTo(lost);
    }
  }

  /** Numbers of seed 42, with 4 circuits a neuron and longest chains of 5, 3 and 1 drivers. */
  @Test
  void losesWhatItLost() {
    List<String> found = new java.util.ArrayList<>();
    for (int chain : List.of(5, 3, 1)) {
      Compilation compiled = compile(42, "constants.chain_length=" + chain);
      found.add(
          "chain "
              + chain
              + ": "
              + used(compiled, "synapses lost in routing")
              + " of "
              + compiled.losses().synapsesMeant()
              + ", at least "
              + used(compiled, "synapses that no routing realises, at least")
              + ", on "
              + used(compiled, "synapse drivers")
              + " drivers");
    }
    assertThat(found)
        .containsExactly(
            "chain 5: 0 of 2458, at least 0, on 23 drivers",
            "chain 3: 0 of 2458, at least 0, on 23 drivers",
            "chain 1: 174 of 2458, at least 0, on 15 drivers");
  }
}
