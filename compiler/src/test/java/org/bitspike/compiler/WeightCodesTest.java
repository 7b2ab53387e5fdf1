package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.bitspike.hwprofiles.Profiles;
import org.junit.jupiter.api.Test;

class WeightCodesTest {

  @Test
  void theNearestCodeIsNearest() {
    for (String profile : List.of("generic-int8", "brainscales1")) {
      WeightCodes codes = new WeightCodes(Profiles.load(profile, List.of()));
      Random random = new Random(3);
      for (int i = 0; i < 2000; i++) {
        double value = random.nextDouble(codes.smallest() - 1, codes.largest() * 1.2 + 1);
        double distance = Math.abs(codes.value(codes.nearest(value)) - value);
        for (int c = codes.minCode(); c <= codes.maxCode(); c++) {
          assertThat(distance)
              .as("%s: %s", profile, value)
              .isLessThanOrEqualTo(Math.abs(codes.value(c) - value));
        }
      }
    }
  }

  @Test
  void equalWeightsAreExact() {
    WeightCodes codes = new WeightCodes(Profiles.load("generic-int8", List.of()));
    double scale = new ScaleSearch(codes, new double[] {0.3, 0.3, 0.3}).best();
    assertThat(codes.value(codes.nearest(0.3 / scale)) * scale).isCloseTo(0.3, within(1e-15));
  }

  @Test
  void theScaleIsNoWorseThanFillingTheRange() {
    WeightCodes codes = new WeightCodes(Profiles.load("brainscales1", List.of()));
    Random random = new Random(9);
    for (int i = 0; i < 200; i++) {
      double[] weights = random.doubles(random.nextInt(1, 100), 0, 5).toArray();
      double largest = java.util.Arrays.stream(weights).max().orElseThrow();
      double best = new ScaleSearch(codes, weights).best();
      assertThat(error(codes, weights, best))
          .isLessThanOrEqualTo(error(codes, weights, largest / codes.largest()) * (1 + 1e-12));
    }
  }

  private static double error(WeightCodes codes, double[] weights, double scale) {
    double sum = 0;
    for (double w : weights) {
      double difference = codes.value(codes.nearest(w / scale)) * scale - w;
      sum += difference * difference;
    }
    return sum;
  }

  @Test
  void linearCodesNeedNoTable() {
    assertThat(new WeightCodes(Profiles.load("generic-int8", List.of())).table(1, 0)).isEmpty();
    assertThat(new WeightCodes(Profiles.load("brainscales1", List.of())).table(1, 0)).isPresent();
  }
}
