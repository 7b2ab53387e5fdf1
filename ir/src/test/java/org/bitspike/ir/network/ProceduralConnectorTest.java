package org.bitspike.ir.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.bitspike.ir.network.ProceduralConnector.Draw;
import org.bitspike.ir.network.ProceduralConnector.Rule;
import org.junit.jupiter.api.Test;

class ProceduralConnectorTest {

  private static final Draw ONE = new Draw.Constant(1);

  @Test
  void allToAllConnectsEveryPair() {
    assertThat(connector(new Rule.AllToAll(), true).expand(3, 4, false).size()).isEqualTo(12);
    assertThat(connector(new Rule.AllToAll(), true).expand(4, 4, true).size()).isEqualTo(16);
    ConnectionTable others = connector(new Rule.AllToAll(), false).expand(4, 4, true);
    assertThat(others.size()).isEqualTo(12);
    for (int c = 0; c < others.size(); c++) {
      assertThat(others.pre(c)).isNotEqualTo(others.post(c));
    }
    assertThat(connector(new Rule.AllToAll(), false).expand(4, 4, false).size()).isEqualTo(16);
  }

  @Test
  void oneToOneConnectsEqualIndices() {
    ConnectionTable table = connector(new Rule.OneToOne(), true).expand(3, 5, false);
    assertThat(table.size()).isEqualTo(3);
    for (int c = 0; c < 3; c++) {
      assertThat(table.pre(c)).isEqualTo(c);
      assertThat(table.post(c)).isEqualTo(c);
    }
    assertThat(connector(new Rule.OneToOne(), true).expand(5, 3, false).size()).isEqualTo(3);
  }

  @Test
  void fixedProbabilityConnectsThatShareOfThePairs() {
    double probability = 0.1;
    int n = 500;
    ConnectionTable table =
        connector(new Rule.FixedProbability(probability), true).expand(n, n, false);
    double sigma = Math.sqrt(n * n * probability * (1 - probability));
    assertThat((double) table.size())
        .isBetween(n * n * probability - 4 * sigma, n * n * probability + 4 * sigma);
    assertThat(connector(new Rule.FixedProbability(0), true).expand(n, n, false).size()).isZero();
    assertThat(connector(new Rule.FixedProbability(1), true).expand(20, 30, false).size())
        .isEqualTo(600);
  }

  @Test
  void fixedNumberPreGivesEveryTargetThatManyDifferentSources() {
    ConnectionTable table = connector(new Rule.FixedNumberPre(10), false).expand(50, 50, true);
    assertThat(table.size()).isEqualTo(500);
    int[] fanIn = new int[50];
    int[] fanOut = new int[50];
    Set<Integer> pairs = new HashSet<>();
    for (int c = 0; c < table.size(); c++) {
      fanIn[table.post(c)]++;
      fanOut[table.pre(c)]++;
      assertThat(table.pre(c)).isNotEqualTo(table.post(c));
      assertThat(pairs.add(table.pre(c) * 50 + table.post(c))).isTrue();
    }
    assertThat(fanIn).containsOnly(10);
    // binomial with mean 10, standard deviation 2.9
    assertThat(Arrays.stream(fanOut).max().getAsInt()).isLessThan(24);
    assertThat(Arrays.stream(fanOut).min().getAsInt()).isGreaterThan(0);
  }

  @Test
  void fixedNumberPreTakesAllWhereThereAreFewer() {
    assertThat(connector(new Rule.FixedNumberPre(10), true).expand(4, 3, false).size())
        .isEqualTo(12);
    assertThat(connector(new Rule.FixedNumberPre(10), false).expand(4, 4, true).size())
        .isEqualTo(12);
    assertThat(connector(new Rule.FixedNumberPre(0), true).expand(4, 3, false).size()).isZero();
  }

  @Test
  void theSameSeedGivesTheSameTable() {
    ProceduralConnector connector = drawing(new Draw.Uniform(0, 1), 3);
    ConnectionTable first = connector.expand(30, 30, false);
    ConnectionTable second = connector.expand(30, 30, false);
    ConnectionTable other = drawing(new Draw.Uniform(0, 1), 4).expand(30, 30, false);
    int different = 0;
    for (int c = 0; c < first.size(); c++) {
      assertThat(second.weight(c)).isEqualTo(first.weight(c));
      different += other.weight(c) == first.weight(c) ? 0 : 1;
    }
    assertThat(different).isEqualTo(first.size());
  }

  @Test
  void aPairKeepsItsDrawsWhenTheTargetPopulationGrows() {
    ProceduralConnector connector = drawing(new Draw.Uniform(0, 1), 3);
    ConnectionTable small = connector.expand(10, 5, false);
    ConnectionTable large = connector.expand(10, 50, false);
    for (int c = 0; c < small.size(); c++) {
      assertThat(large.weight(c)).isEqualTo(small.weight(c));
    }
  }

  @Test
  void drawsHaveTheirMomentsAndBounds() {
    ConnectionTable uniform = drawing(new Draw.Uniform(2, 6), 1).expand(200, 200, false);
    assertMoments(uniform, 4, 4 / Math.sqrt(12), 2, 6);
    ConnectionTable normal =
        drawing(new Draw.Normal(5, 2, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), 1)
            .expand(200, 200, false);
    assertMoments(normal, 5, 2, -10, 20);
    ConnectionTable clipped = drawing(new Draw.Normal(0, 1, -0.5, 0.5), 1).expand(100, 100, false);
    double[] values = weights(clipped);
    assertThat(Arrays.stream(values).min().getAsDouble()).isEqualTo(-0.5);
    assertThat(Arrays.stream(values).max().getAsDouble()).isEqualTo(0.5);
  }

  @Test
  void fixedTotalNumberMakesThatManyAndMayRepeatPairs() {
    ConnectionTable table =
        connector(new Rule.FixedTotalNumber(20_000), true).expand(40, 100, false);
    assertThat(table.size()).isEqualTo(20_000);
    int[] fanOut = new int[40];
    int[] fanIn = new int[100];
    Set<Integer> pairs = new HashSet<>();
    for (int c = 0; c < table.size(); c++) {
      assertThat(c == 0 || table.pre(c) >= table.pre(c - 1)).isTrue();
      fanOut[table.pre(c)]++;
      fanIn[table.post(c)]++;
      pairs.add(table.pre(c) * 100 + table.post(c));
    }
    // multinomial: means 500 and 200, standard deviations 22 and 14
    assertThat(Arrays.stream(fanOut).allMatch(n -> Math.abs(n - 500) < 100)).isTrue();
    assertThat(Arrays.stream(fanIn).allMatch(n -> Math.abs(n - 200) < 65)).isTrue();
    assertThat(Arrays.stream(fanOut).distinct().count()).isGreaterThan(10);
    // 4000 pairs, each missed with probability exp(-5)
    assertThat(pairs.size()).isBetween(3940, 3999);
  }

  @Test
  void aTotalNumberWithoutSelfConnectionsHasNone() {
    ConnectionTable table = connector(new Rule.FixedTotalNumber(500), false).expand(5, 5, true);
    assertThat(table.size()).isEqualTo(500);
    for (int c = 0; c < table.size(); c++) {
      assertThat(table.pre(c)).isNotEqualTo(table.post(c));
    }
  }

  @Test
  void fixedNumberPostGivesEverySourceThatManyTargets() {
    for (boolean withReplacement : new boolean[] {true, false}) {
      ConnectionTable table =
          connector(new Rule.FixedNumberPost(30, withReplacement), false).expand(50, 50, true);
      int[] fanOut = new int[50];
      int[] fanIn = new int[50];
      Set<Integer> pairs = new HashSet<>();
      for (int c = 0; c < table.size(); c++) {
        fanOut[table.pre(c)]++;
        fanIn[table.post(c)]++;
        pairs.add(table.pre(c) * 50 + table.post(c));
        assertThat(table.pre(c)).isNotEqualTo(table.post(c));
      }
      assertThat(fanOut).containsOnly(30);
      assertThat(Arrays.stream(fanIn).allMatch(n -> n > 10 && n < 50)).isTrue();
      assertThat(pairs.size() == 1500).isEqualTo(!withReplacement);
    }
    assertThat(connector(new Rule.FixedNumberPost(9, false), true).expand(3, 4, false).size())
        .isEqualTo(12);
  }

  @Test
  void fixedNumberPreWithReplacementMayRepeatSources() {
    ConnectionTable table =
        connector(new Rule.FixedNumberPre(30, true), true).expand(20, 10, false);
    int[] fanIn = new int[10];
    Set<Integer> pairs = new HashSet<>();
    for (int c = 0; c < table.size(); c++) {
      fanIn[table.post(c)]++;
      pairs.add(table.pre(c) * 10 + table.post(c));
    }
    assertThat(fanIn).containsOnly(30);
    assertThat(pairs.size()).isLessThan(200);
  }

  @Test
  void repeatedPairsHaveWeightsAndDelaysOfTheirOwn() {
    for (Draw draw : new Draw[] {new Draw.Uniform(0, 1), new Draw.Normal(0, 1, -9, 9)}) {
      ConnectionTable table =
          new ProceduralConnector(new Rule.FixedTotalNumber(1000), true, draw, draw, 7)
              .expand(2, 2, false);
      assertThat(Arrays.stream(weights(table)).distinct().count()).isEqualTo(1000);
      assertThat(table.delaySeconds(0)).isNotEqualTo(table.weight(0));
    }
  }

  @Test
  void aTruncatedNormalIsDrawnAnewOutsideItsBounds() {
    double infinity = Double.POSITIVE_INFINITY;
    ConnectionTable whole =
        drawing(new Draw.TruncatedNormal(5, 2, -infinity, infinity), 1).expand(200, 200, false);
    assertMoments(whole, 5, 2, -10, 20);
    ConnectionTable half =
        drawing(new Draw.TruncatedNormal(0, 1, 0, infinity), 1).expand(200, 200, false);
    // the half-normal distribution: mean sqrt(2 / pi), variance 1 - 2 / pi
    assertMoments(half, Math.sqrt(2 / Math.PI), Math.sqrt(1 - 2 / Math.PI), 0, 10);
    assertThat(Arrays.stream(weights(half)).distinct().count()).isGreaterThan(39_900);
    assertThat(new Sampler(new Draw.TruncatedNormal(0, 1, 9, 10)).possible()).isFalse();
    assertThat(new Sampler(new Draw.TruncatedNormal(3, 0, 3, 3)).value(1L << 52)).isEqualTo(3);
  }

  @Test
  void valuesNeverFallWithTheDraw() {
    java.util.Random random = new java.util.Random(3);
    for (Draw draw :
        new Draw[] {
          new Draw.Uniform(-2, 1), new Draw.TruncatedNormal(1, 2, -1, 4), new Draw.Constant(2)
        }) {
      Sampler sampler = new Sampler(draw);
      long[] draws = random.longs(5000, 0, 1L << 53).sorted().toArray();
      for (int k = 1; k < draws.length; k++) {
        assertThat(sampler.value(draws[k])).isGreaterThanOrEqualTo(sampler.value(draws[k - 1]));
        assertThat(sampler.value(Math.min(draws[k] + 1, (1L << 53) - 1)))
            .isGreaterThanOrEqualTo(sampler.value(draws[k]));
      }
    }
  }

  private static void assertMoments(
      ConnectionTable table, double mean, double deviation, double low, double high) {
    double[] values = weights(table);
    double found = Arrays.stream(values).average().getAsDouble();
    double variance =
        Arrays.stream(values).map(v -> (v - found) * (v - found)).average().getAsDouble();
    double error = deviation / Math.sqrt(values.length);
    assertThat(found).isBetween(mean - 4 * error, mean + 4 * error);
    assertThat(Math.sqrt(variance)).isBetween(deviation * 0.97, deviation * 1.03);
    assertThat(Arrays.stream(values).allMatch(v -> v >= low && v <= high)).isTrue();
  }

  private static double[] weights(ConnectionTable table) {
    double[] values = new double[table.size()];
    for (int c = 0; c < values.length; c++) {
      values[c] = table.weight(c);
    }
    return values;
  }

  private static ProceduralConnector connector(Rule rule, boolean selfConnections) {
    return new ProceduralConnector(rule, selfConnections, ONE, new Draw.Constant(1e-3), 42);
  }

  private static ProceduralConnector drawing(Draw weight, long seed) {
    return new ProceduralConnector(
        new Rule.AllToAll(), true, weight, new Draw.Constant(1e-3), seed);
  }
}
