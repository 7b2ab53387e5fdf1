package org.bitspike.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.bitspike.ir.loss.LossReport;
import org.junit.jupiter.api.Test;

class TextReportTest {

  @Test
  void listsResourcesLossesByCauseAndTheVerdict() {
    String text = TextReport.render(Synthetic.balanced());
    assertThat(text)
        .startsWith("balanced on demo-chip\n")
        .contains(
            "  neuron circuits               [########................] 8,000 of 24,576 (32.6 %)\n")
        .contains("synapses realised: 96,000 of 100,000 (96 %)")
        .contains("network.xml:120:7 (balanced/EE/connection[0]): neuron 0 has")
        .contains("and 197 more")
        .contains("remedy: allow more merged circuits")
        .contains("Verdict: STATISTICALLY EQUIVALENT")
        .contains("first divergence: E[14] at 231.2 ms");
    assertThat(text.indexOf("BS-C004"))
        .as("what is lost comes before what is rounded")
        .isLessThan(text.indexOf("BS-C009"));
  }

  @Test
  void aLosslessMappingSaysSo() {
    LossReport none = new LossReport("n", "p", 10, 10, List.of(), List.of(), List.of());
    assertThat(TextReport.render(Synthetic.balanced().network(), none, Optional.empty()))
        .isEqualTo(
            "n on p\n\nLosses\n  synapses realised: 10 of 10 (100 %)\n  nothing was changed\n");
  }
}
