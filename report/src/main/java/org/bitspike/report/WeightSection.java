package org.bitspike.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.WeightSeries;

/** Weights before and after the mapping, and before and after learning. */
final class WeightSection {

  private static final int MAX_HISTOGRAMS = 12;

  private WeightSection() {}

  static void write(Html html, ReportInput in) {
    html.open("section", "id", "weights").element("h2", "Weights");
    List<Loss.WeightError> errors = new ArrayList<>();
    for (Loss loss : in.losses().losses()) {
      if (loss instanceof Loss.WeightError w) {
        errors.add(w);
      }
    }
    if (errors.isEmpty()) {
      html.element("p", "The chip's codes give every weight as it was meant.", "class", "lead");
    } else {
      html.element(
          "p",
          "Each projection's weights as meant (outline) and as the chip's codes give them (bars).",
          "class",
          "lead");
      errors.sort((a, b) -> Double.compare(magnitude(b), magnitude(a)));
      html.open("div", "class", "grid");
      for (Loss.WeightError w : errors.subList(0, Math.min(MAX_HISTOGRAMS, errors.size()))) {
        html.open("figure");
        html.open("figcaption").element("code", w.projection());
        html.element(
                "span",
                Figures.plural(w.connection().length, "synapse")
                    + ", rms error "
                    + Figures.shortest(w.rms()),
                "class",
                "soft")
            .close();
        Histogram.draw(
            html,
            "weights of " + w.projection() + ", meant and effective",
            w.meant(),
            w.effective(),
            "weight");
        html.element("p", codes(w), "class", "soft note");
        html.close();
      }
      html.close();
      if (errors.size() > MAX_HISTOGRAMS) {
        html.element(
            "p",
            Figures.plural(errors.size() - MAX_HISTOGRAMS, "further projection")
                + " with smaller errors are in the download.",
            "class",
            "soft note");
      }
    }
    learning(html, in);
    html.close();
  }

  private static double magnitude(Loss.WeightError w) {
    return w.rms() * w.rms() * w.connection().length;
  }

  private static String codes(Loss.WeightError w) {
    long distinct = java.util.Arrays.stream(w.effective()).distinct().count();
    String zeroed = w.zeroed() > 0 ? ", " + Figures.count(w.zeroed()) + " became zero" : "";
    String clipped = w.clipped() > 0 ? ", " + Figures.count(w.clipped()) + " clipped" : "";
    return Figures.plural(distinct, "value")
        + " left"
        + zeroed
        + clipped
        + ", largest error "
        + Figures.shortest(w.maxError());
  }

  private static void learning(Html html, ReportInput in) {
    if (in.emulated().weights().isEmpty() && in.reference().weights().isEmpty()) {
      return;
    }
    html.element("h3", "Learning");
    html.element(
        "p",
        "Plastic weights at the start (outline) and at the end (bars) of each run.",
        "class",
        "soft");
    html.open("div", "class", "grid");
    series(html, in.emulated(), "emulated", "code");
    series(html, in.reference(), "float", "weight");
    html.close();
  }

  private static void series(Html html, Recording recording, String run, String unit) {
    Map<String, WeightSeries> first = new LinkedHashMap<>();
    Map<String, WeightSeries> last = new LinkedHashMap<>();
    for (WeightSeries series : recording.weights()) {
      first.putIfAbsent(series.projection(), series);
      last.put(series.projection(), series);
    }
    last.forEach(
        (projection, end) -> {
          WeightSeries start = first.getOrDefault(projection, end);
          html.open("figure").open("figcaption").element("code", projection);
          html.element(
                  "span",
                  run + ", " + Figures.plural(end.weight().length, "synapse"),
                  "class",
                  "soft")
              .close();
          Histogram.draw(
              html,
              "weights of " + projection + " at start and end of the " + run + " run",
              start.weight(),
              end.weight(),
              unit);
          html.close();
        });
  }
}
