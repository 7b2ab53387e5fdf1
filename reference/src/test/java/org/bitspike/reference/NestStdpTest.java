package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bitspike.frontends.api.Cell;
import org.bitspike.frontends.api.Connector;
import org.bitspike.frontends.api.NetworkBuilder;
import org.bitspike.frontends.api.Population;
import org.bitspike.frontends.api.Stdp;
import org.bitspike.frontends.api.SynapseType.StdpSynapse;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording.LearningSeries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays runs of NEST 3.9.0's {@code stdp_synapse} and {@code stdp_triplet_synapse} with the
 * library's types: weight and presynaptic traces after every presynaptic spike.
 *
 * <p>The numbers agree to {@link #TOLERANCE}, relative to the largest weight and to a trace of 1;
 * measured is 2.1e-13 at most. They cannot agree to the bit: NEST counts milliseconds in doubles,
 * which round times of 20 s by 2e-13 of a time constant; it decays a trace over the whole time
 * since its own last spike, here it decays from event to event, and NEST's compiler contracts
 * multiplications and additions.
 */
class NestStdpTest {

  private static final double TOLERANCE = 1e-12;

  static List<Path> recordings() throws IOException {
    return GoldenData.files("nest-stdp", "*.json.gz");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("recordings")
  void givesNestsWeights(Path file) throws IOException {
    Map<String, Object> set = GoldenData.json(file);
    boolean triplet = set.get("model").equals("stdp_triplet_synapse");
    Map<String, Object> p = object(set, "params_at_start");
    List<String[]> rows = GoldenData.csv(GoldenData.sibling(file));
    LearningSeries words =
        ReferenceSimulator.simulate(
                network(set, triplet), SimulationOptions.defaults().withRecordLearning(true))
            .learning()
            .getFirst();
    assertThat(words.tick()).hasSameSizeAs(rows).hasSizeGreaterThan(100);
    double wMax = GoldenData.number(p, "Wmax");
    double scale = triplet ? 1 : wMax;
    double worst = 0;
    for (int k = 0; k < rows.size(); k++) {
      String[] row = rows.get(k);
      String where = "row " + k + ", step " + row[0];
      assertThat(words.tick()[k]).as(where).isEqualTo(Long.parseLong(row[0]));
      worst = Math.max(worst, check("weight", words, k, row[1], scale, where));
      worst = Math.max(worst, check("tracePre", words, k, row[2], 1, where));
      if (triplet) {
        worst = Math.max(worst, check("slowPre", words, k, row[3], 1, where));
      }
    }
    assertThat(worst).as("greatest deviation, of the tolerance").isLessThan(TOLERANCE);
  }

  private static double check(
      String word, LearningSeries words, int k, String expected, double scale, String where) {
    double wanted = Double.parseDouble(expected);
    double found = words.values().get(words.words().indexOf(word))[k];
    assertThat(found).as("%s at %s", word, where).isCloseTo(wanted, within(TOLERANCE * scale));
    return Math.abs(found - wanted) / scale;
  }

  private static Network network(Map<String, Object> set, boolean triplet) {
    Map<String, Object> p = object(set, "params_at_start");
    double dt = GoldenData.number(set, "dt_ms");
    NetworkBuilder net = new NetworkBuilder("pair").timestepMillis(dt);
    Population pre = net.population("pre", 1, train(set.get("pre_steps"), dt));
    Population post = net.population("post", 1, train(set.get("post_steps"), dt));
    net.watch(
        "learn",
        pre,
        post,
        Connector.oneToOne(),
        new StdpSynapse(
            triplet ? triplet(set) : pair(set),
            GoldenData.number(p, "weight"),
            GoldenData.number(set, "delay_ms")));
    return net.build(GoldenData.number(set, "T_ms") + 100);
  }

  private static Cell pair(Map<String, Object> set) {
    Map<String, Object> p = object(set, "params_at_start");
    double lambda = GoldenData.number(p, "lambda");
    return Stdp.power(
            GoldenData.number(p, "tau_plus"),
            GoldenData.number(object(set, "post_params"), "tau_minus"),
            lambda,
            lambda,
            GoldenData.number(p, "Wmax"),
            GoldenData.number(p, "mu_plus"),
            GoldenData.number(p, "mu_minus"))
        .with("alpha", GoldenData.number(p, "alpha"));
  }

  private static Cell triplet(Map<String, Object> set) {
    Map<String, Object> p = object(set, "params_at_start");
    Map<String, Object> post = object(set, "post_params");
    return Stdp.triplet()
        .with("aPlus", GoldenData.number(p, "Aplus"))
        .with("aPlusTriplet", GoldenData.number(p, "Aplus_triplet"))
        .with("aMinus", GoldenData.number(p, "Aminus"))
        .with("aMinusTriplet", GoldenData.number(p, "Aminus_triplet"))
        .with("tauPlus", GoldenData.number(p, "tau_plus") * 1e-3)
        .with("tauPlusTriplet", GoldenData.number(p, "tau_plus_triplet") * 1e-3)
        .with("tauMinus", GoldenData.number(post, "tau_minus") * 1e-3)
        .with("tauMinusTriplet", GoldenData.number(post, "tau_minus_triplet") * 1e-3)
        .with("wMax", GoldenData.number(p, "Wmax"));
  }

  private static Cell train(Object steps, double dt) {
    return Cell.spikeSourceArray(
        ((List<?>) steps)
            .stream().mapToDouble(s -> (((Number) s).longValue() + 0.5) * dt).toArray());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> set, String key) {
    return (Map<String, Object>) set.get(key);
  }
}
