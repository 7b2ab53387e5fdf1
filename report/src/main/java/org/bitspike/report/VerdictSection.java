package org.bitspike.report;

import java.util.List;
import java.util.Set;
import org.bitspike.ir.verdict.Verdict;
import org.bitspike.ir.verdict.Verdict.Metric;
import org.bitspike.ir.verdict.Verdict.Outcome;

/**
 * What came out: the verdict in one banner, the figures that matter in a row, all figures in a
 * table.
 */
final class VerdictSection {

  private VerdictSection() {}

  static void write(Html html, ReportInput in) {
    Verdict verdict = in.verdict();
    html.open("section", "id", "verdict", "class", "first");
    html.element("p", "Conformance report", "class", "kicker");
    html.open("h1").text(in.network().name());
    html.element("span", " on ", "class", "soft").text(in.profile().name()).close();
    html.element("p", in.profile().title(), "class", "lead");
    banner(html, verdict);
    cards(html, in);
    metrics(html, verdict);
    html.close();
  }

  private static void banner(Html html, Verdict verdict) {
    html.open(
        "div",
        "class",
        "banner " + tone(verdict.outcome()),
        "role",
        "status",
        "data-outcome",
        verdict.outcome().name());
    html.open("svg", "viewBox", "0 0 24 24", "aria-hidden", "true", "class", "sign");
    html.open("circle", "cx", "12", "cy", "12", "r", "11").close();
    html.open("path", "d", sign(verdict.outcome())).close().close();
    html.open("div");
    html.element("strong", capital(Summary.outcome(verdict.outcome())));
    html.element("p", capital(verdict.reason()) + (verdict.reason().endsWith(".") ? "" : "."));
    verdict
        .firstDivergence()
        .ifPresent(
            d -> {
              html.open("p", "class", "divergence").text("First divergence: ");
              html.element("code", d.population() + "[" + d.neuron() + "]");
              html.text(
                  " at "
                      + Figures.shortest(d.timeSeconds() * 1e3)
                      + " ms. Expected: "
                      + d.expected()
                      + ". Actual: "
                      + d.actual()
                      + ". ");
              html.element("a", "Show it", "href", "#activity", "id", "show-divergence").close();
            });
    html.close().close();
  }

  private static String tone(Outcome outcome) {
    return switch (outcome) {
      case EXACT, WITHIN_TOLERANCE -> "good";
      case STATISTICALLY_EQUIVALENT -> "fair";
      case DIFFERENT -> "bad";
      case NOT_COMPARABLE -> "unknown";
    };
  }

  private static String sign(Outcome outcome) {
    return switch (outcome) {
      case EXACT, WITHIN_TOLERANCE -> "M7 12.5l3.5 3.5L17 8.5";
      case STATISTICALLY_EQUIVALENT -> "M7 10c2-2 3.5-2 5 0s3 2 5 0M7 15c2-2 3.5-2 5 0s3 2 5 0";
      case DIFFERENT -> "M8 8l8 8M16 8l-8 8";
      case NOT_COMPARABLE -> "M9 9.5a3 3 0 1 1 4 2.8c-.7.3-1 .8-1 1.7M12 17.2v.1";
    };
  }

  private static void cards(Html html, ReportInput in) {
    Set<String> sources = Summary.sources(in);
    long lost = in.losses().synapsesMeant() - in.losses().synapsesRealised();
    html.open("dl", "class", "cards");
    card(
        html,
        "Synapses realised",
        Figures.percent(in.losses().synapsesRealised(), in.losses().synapsesMeant()),
        Figures.count(in.losses().synapsesRealised())
            + " of "
            + Figures.count(in.losses().synapsesMeant())
            + (lost > 0 ? ", " + Figures.count(lost) + " lost" : ""));
    double weightError = Summary.relativeWeightError(in);
    card(
        html,
        "Weight error",
        weightError == 0 ? "0 %" : Figures.percent(weightError, 1),
        "rms, of the rms weight");
    card(
        html,
        "Mean rate",
        Figures.shortest(Summary.hertz(in, in.emulated())) + " Hz",
        "meant " + Figures.shortest(Summary.hertz(in, in.reference())) + " Hz");
    card(
        html,
        "Spikes of neurons",
        Figures.count(Summary.neuronSpikes(in.emulated(), sources)),
        "meant " + Figures.count(Summary.neuronSpikes(in.reference(), sources)));
    card(
        html,
        "Neurons",
        Figures.count(Summary.neurons(in)),
        Figures.si(in.emulated().durationTicks() * in.emulated().tickSeconds(), "s")
            + " in steps of "
            + Figures.si(in.emulated().tickSeconds(), "s"));
    html.close();
  }

  private static void card(Html html, String title, String figure, String detail) {
    html.open("div")
        .element("dt", title)
        .open("dd")
        .element("b", figure)
        .element("span", detail)
        .close()
        .close();
  }

  private static void metrics(Html html, Verdict verdict) {
    if (verdict.metrics().isEmpty()) {
      return;
    }
    List<Metric> deciding = verdict.metrics().stream().filter(Metric::decides).toList();
    html.element("h3", "What decided");
    if (deciding.isEmpty()) {
      html.element("p", "No single figure decided.", "class", "soft");
    } else {
      table(html, "Figures that decided", deciding, true);
    }
    html.open("details")
        .open("summary")
        .text("All " + verdict.metrics().size() + " figures")
        .close();
    table(html, "All figures", verdict.metrics(), false);
    html.close();
  }

  private static void table(Html html, String caption, List<Metric> metrics, boolean reasons) {
    html.table(
        caption,
        reasons
            ? List.of("", "Population", "Figure", "Value#", "Tolerated#", "Because")
            : List.of("", "Population", "Figure", "Value#", "Tolerated#"));
    for (Metric m : metrics) {
      String unit = m.unit().isEmpty() ? "" : " " + m.unit();
      html.open("tr");
      html.open("td");
      if (m.decides()) {
        html.element(
            "span", m.holds() ? "holds" : "fails", "class", m.holds() ? "pill good" : "pill bad");
      }
      html.close();
      html.code(m.population())
          .cell(m.name().replace('-', ' '))
          .number(Figures.shortest(m.value()) + unit);
      html.number(m.decides() ? "\u2264 " + Figures.shortest(m.tolerance()) + unit : "");
      if (reasons) {
        html.element("td", m.tolerates(), "class", "soft");
      }
      html.close();
    }
    html.endTable();
  }

  static String capital(String text) {
    // an identifier at the start keeps its spelling
    int end = 0;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    boolean word =
        end > 0
            && (end == text.length() || text.charAt(end) == ' ')
            && text.substring(0, end)
                .equals(text.substring(0, end).toLowerCase(java.util.Locale.ROOT));
    return word ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
  }
}
