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
