package org.bitspike.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.verdict.Verdict;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

  @Test
  void showsVerdictFitLossesAndProvenance() {
    String page = HtmlReport.render(Synthetic.balanced());
    assertThat(page)
        .contains("data-outcome=\"STATISTICALLY_EQUIVALENT\"")
        .contains("the largest rate error is 4.6 % in I")
        .contains("<code>E[14]</code> at 231.2 ms")
        .contains("neuron circuits")
        .contains("BS-C004")
        .contains("network.xml:120:7 (balanced/EE/connection[0])")
        .contains("V_t = 482")
        .contains("s24.18")
        .contains("bit-true")
        .contains("c3c3c3")
        .contains("60 of 200 entries are shown");
  }

  @Test
  void needsNothingFromOutside() {
    String page = HtmlReport.render(Synthetic.balanced());
    assertThat(page)
        .contains("default-src 'none'")
        .doesNotContain("src=\"")
        .doesNotContain("<link")
        .doesNotContain("@import");
    Matcher link = Pattern.compile("href=\"([^\"]*)\"").matcher(page);
    while (link.find()) {
      assertThat(link.group(1)).startsWith("#");
    }
  }

  @Test
  void hostileNamesStayText() {
    String name = "<script>alert(1)</script><!--\"'&";
    ReportInput in = Synthetic.input("</script><img src=x onerror=alert(2)>", name, 40);
    String page = HtmlReport.render(in);
    assertThat(page).doesNotContain("<script>alert").doesNotContain("<img").doesNotContain("<!--");
    assertThat(Pattern.compile("<script[ >]").matcher(page).results().count())
        .as("the page's own scripts")
        .isEqualTo(3);
    assertThat(Pattern.compile("</script>").matcher(page).results().count()).isEqualTo(3);
    assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--&quot;&#39;&amp;");
  }

  @Test
  void everyElementIsClosedInOrder() {
    String page = HtmlReport.render(Synthetic.balanced());
    String body = page.substring(page.indexOf("<body>"), page.indexOf("<script type"));
    Deque<String> open = new ArrayDeque<>();
    Matcher tag =
        Pattern.compile("<(/?)([a-z0-9]+)([^>]*)>").matcher(body.substring("<body>".length()));
    while (tag.find()) {
      if (tag.group(1).isEmpty()) {
        open.push(tag.group(2));
      } else {
        assertThat(tag.group(2)).isEqualTo(open.pop());
      }
    }
    assertThat(open).isEmpty();
  }

  @Test
  void dataIsJsonThatHoldsBothRunsAndAllLosses() throws Exception {
    Map<String, Object> data = data(HtmlReport.render(Synthetic.balanced()));
    assertThat(data.keySet())
        .containsExactly(
            "network", "profile", "populations", "raster", "rates", "traces", "chip", "losses");
    Map<?, ?> losses = (Map<?, ?>) data.get("losses");
    assertThat((List<?>) losses.get("losses")).hasSize(206);
    Map<?, ?> raster = (Map<?, ?>) data.get("raster");
    assertThat(((Map<?, ?>) raster.get("divergence")).get("neuron")).isEqualTo(14);
    assertThat((List<?>) data.get("traces")).hasSize(3);
    assertThat((List<?>) data.get("rates")).hasSize(2);
  }

  @Test
  void aThousandNeuronsStayBelowFiveMegabytes() {
    String page = HtmlReport.render(Synthetic.balanced());
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(5_000_000);
  }

  @Test
  void manySpikesAreThinnedByWholeNeuronsAndKeepTheDivergentOne() throws Exception {
    ReportInput in = Synthetic.input("large", "E", 8000);
    String page = HtmlReport.render(in);
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(5_000_000);
    Map<?, ?> raster = (Map<?, ?>) data(page).get("raster");
    assertThat((int) raster.get("stride")).isGreaterThan(1);
    assertThat((int) ((Map<?, ?>) raster.get("expected")).get("shown"))
        .isBetween(20_000, RasterData.MAX_SPIKES);
    assertThat((int) ((Map<?, ?>) raster.get("divergence")).get("row")).isNotNegative();
  }

  @Test
  void isTheSameForTheSameInput() {
    assertThat(HtmlReport.render(Synthetic.balanced()))
        .isEqualTo(HtmlReport.render(Synthetic.balanced()));
  }

  @Test
  void saysSoWhenNothingWasLost() {
    ReportInput in = Synthetic.balanced();
    LossReport none = new LossReport("n", "p", 10, 10, List.of(), List.of(), List.of());
    Verdict exact =
        new Verdict(
            "n",
            Verdict.Outcome.EXACT,
            "all 3 spikes of E agree to the tick",
            List.of(),
            Optional.empty());
    assertThat(HtmlReport.render(Synthetic.with(in, none, exact)))
        .contains("Nothing. The mapping changed no synapse")
        .contains("The chip&#39;s codes give every weight as it was meant")
        .contains("Every parameter is held as it was meant")
        .contains("All 3 spikes of E agree to the tick.");
  }

  @Test
  void emptyRunsCanBeShown() {
    ReportInput in = Synthetic.balanced();
    Recording empty =
        new Recording(
            in.reference().info(), 1e-4, 0, List.of(), List.of(), List.of(), List.of(), List.of());
    Verdict none =
        new Verdict(
            "n", Verdict.Outcome.NOT_COMPARABLE, "BS-K001: nothing", List.of(), Optional.empty());
    ReportInput bare =
        new ReportInput(
            in.network(), in.profile(), in.program(), in.losses(), empty, empty, none, Map.of());
    assertThat(HtmlReport.render(bare))
        .contains("Not comparable")
        .contains("Neither run recorded a variable");
  }

  static Map<String, Object> data(String page) throws Exception {
    String open = "<script type=\"application/json\" id=\"data\">";
    int from = page.indexOf(open) + open.length();
    return JSON.std.mapFrom(page.substring(from, page.indexOf("</script>", from)));
  }
}
