package org.bitspike.report;

/** Spikes, rates and traces of both runs; the page's script draws them. */
final class ActivitySection {

  private ActivitySection() {}

  static void write(Html html, ReportInput in, RasterData raster) {
    html.open("section", "id", "activity").element("h2", "Activity");
    html.element(
        "p",
        "The float reference run against the emulated chip. Drag over a raster to look closer; both"
            + " follow. A double click shows all.",
        "class",
        "lead");
    html.open("div", "class", "tools", "role", "group", "aria-label", "Raster view");
    button(html, "view-runs", "Both runs", true);
    button(html, "view-differences", "Differences", false);
    html.element("span", "", "class", "gap");
    button(html, "zoom-out", "Whole run", false);
    button(html, "zoom-divergence", "First divergence", false);
    html.close();
    canvas(html, "raster-expected", "Float reference: one line per neuron, one mark per spike");
    canvas(html, "raster-actual", "Emulated chip: one line per neuron, one mark per spike");
    canvas(html, "raster-differences", "Differences: spikes that only one run has");
    html.open("ul", "class", "legend", "id", "raster-legend").close();
    if (raster.stride() > 1) {
      html.element(
          "p",
          "One neuron in " + raster.stride() + " is shown, with all its spikes.",
          "class",
          "soft note");
    }
    String events = Figures.counters(in.emulated());
    if (!events.isEmpty()) {
      html.element("p", "Events inside the chip: " + events + ".");
    }
    html.element("h3", "Rates");
    html.open("div", "class", "grid wide", "id", "rates").close();
    html.element("h3", "Traces");
    int traces = TraceData.count(in);
    if (traces == 0) {
      html.element("p", "Neither run recorded a variable.", "class", "soft");
    } else if (traces > TraceData.MAX_TRACES) {
      html.element(
          "p",
          "The first " + TraceData.MAX_TRACES + " of " + traces + " recorded variables.",
          "class",
          "soft");
    }
    html.open("div", "class", "grid wide", "id", "traces").close();
    html.close();
  }

  private static void button(Html html, String id, String text, boolean pressed) {
    html.element(
        "button",
        text,
        "type",
        "button",
        "id",
        id,
        "aria-pressed",
        id.startsWith("view") ? Boolean.toString(pressed) : "");
  }

  private static void canvas(Html html, String id, String title) {
    html.open("figure", "class", "raster", "id", "figure-" + id).element("figcaption", title);
    html.open("canvas", "id", id, "role", "img", "aria-label", title).close();
    html.close();
  }
}
