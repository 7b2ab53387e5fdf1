package org.bitspike.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void sharesOfNothingAndOfAlmostAllAreHonest() {
    assertThat(Figures.percent(0, 100)).isEqualTo("0 %");
    assertThat(Figures.percent(1, 1_000_000)).isEqualTo("< 0.01 %");
    assertThat(Figures.percent(999_999, 1_000_000)).isEqualTo("> 99.99 %");
    assertThat(Figures.percent(1, 3)).isEqualTo("33.3 %");
    assertThat(Figures.percent(1, 0)).isEqualTo("0 %");
    assertThat(Figures.percent(3, 1)).isEqualTo("300 %");
  }

  @Test
  void unitsGetThePrefixThatReadsBest() {
    assertThat(Figures.si(1e-4, "s")).isEqualTo("100 \u00b5s");
    assertThat(Figures.si(0.0102, "s")).isEqualTo("10.2 ms");
    assertThat(Figures.si(1, "s")).isEqualTo("1 s");
    assertThat(Figures.si(0, "s")).isEqualTo("0 s");
    assertThat(Figures.si(-2.5e-9, "A")).isEqualTo("-2.5 nA");
  }

  @Test
  void whatARunCountedIsOneLine() {
    List<Recording.Counter> counters =
        List.of(
            new Recording.Counter("queue", "sent", 2880),
            new Recording.Counter("queue", "lost", 2508),
            new Recording.Counter("port", "dropped", 1));
    assertThat(Figures.counters(recording(counters)))
        .isEqualTo("queue: 2,880 sent, 2,508 lost; port: 1 dropped");
    assertThat(Figures.counters(recording(List.of()))).isEmpty();
  }

  private static Recording recording(List<Recording.Counter> counters) {
    return new Recording(
        new Recording.Info("net", "test", "", "", 1),
        1e-3,
        1,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        counters);
  }

  @Test
  void countsAreReadable() {
    assertThat(Figures.plural(1, "synapse")).isEqualTo("1 synapse");
    assertThat(Figures.plural(12_345, "synapse")).isEqualTo("12,345 synapses");
    assertThat(Figures.shortest(Double.NaN)).isEqualTo("-");
    assertThat(Figures.shortest(1.5e-9)).isEqualTo("1.5e-9");
    assertThat(Figures.shortest(0.00003257)).isEqualTo("3.257e-5");
    assertThat(Figures.shortest(-2e10)).isEqualTo("-2e10");
    assertThat(Figures.brief(9_999)).isEqualTo("9,999");
    assertThat(Figures.brief(64_809)).isEqualTo("65k");
    assertThat(Figures.brief(1_240_000)).isEqualTo("1.2M");
  }
}
