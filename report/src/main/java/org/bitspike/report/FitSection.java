package org.bitspike.report;

import java.util.Locale;
import org.bitspike.ir.loss.LossReport.ResourceUse;

/** How much of the chip is taken. */
final class FitSection {

  private FitSection() {}

  static void write(Html html, ReportInput in) {
    html.open("section", "id", "fit").element("h2", "Does it fit?");
    if (in.losses().use().isEmpty()) {
      html.element("p", "The profile limits nothing.", "class", "soft").close();
      return;
    }
    long over = in.losses().use().stream().filter(u -> u.used() > u.available()).count();
    html.element(
        "p",
        over == 0
            ? "Every resource suffices for what was mapped; what had to give way for that is listed"
                + " under losses."
            : "The model asks for more of "
                + (over == 1 ? "one resource" : over + " resources")
                + " than there is; what had to give way is listed under losses.",
        "class",
        "lead");
    html.open("div", "class", "bars");
    for (ResourceUse use : in.losses().use()) {
      double share =
          use.available() == 0 ? (use.used() > 0 ? 1 : 0) : (double) use.used() / use.available();
      String tone = share > 1 ? "bad" : share > 0.9 ? "fair" : "good";
      html.open("div", "class", "resource");
      html.element("span", use.resource(), "class", "name");
      html.open(
          "div",
          "class",
          "track",
          "role",
          "meter",
          "aria-label",
          use.resource(),
          "aria-valuemin",
          "0",
          "aria-valuemax",
          Long.toString(use.available()),
          "aria-valuenow",
          Long.toString(use.used()));
      html.open(
              "div",
              "class",
              "fill " + tone,
              "style",
              String.format(Locale.ROOT, "width:%.2f%%", 100 * Math.min(1, share)))
          .close();
      html.close();
      html.open("span", "class", "amount");
      html.element("b", Figures.percent(use.used(), use.available()));
      html.text(" " + Figures.count(use.used()) + " of " + Figures.count(use.available()));
      html.close().close();
    }
    html.close().close();
  }
}
