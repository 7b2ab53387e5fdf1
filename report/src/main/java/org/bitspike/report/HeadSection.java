package org.bitspike.report;

/** The bar with the name, and the way around the page. */
final class HeadSection {

  private static final String[][] LINKS = {
    {"verdict", "Verdict"},
    {"fit", "Fit"},
    {"losses", "Losses"},
    {"weights", "Weights"},
    {"activity", "Activity"},
    {"chip", "Chip"},
    {"numbers", "Numbers"},
    {"provenance", "Provenance"},
  };

  private HeadSection() {}

  static void write(Html html, ReportInput in) {
    html.open("header").open("div", "class", "bar");
    html.open(
        "a", "class", "brand", "href", "#verdict", "aria-label", "bitspike report, to the top");
    html.open("svg", "viewBox", "0 0 24 24", "aria-hidden", "true", "class", "mark");
    html.open("path", "d", "M2 15h5l2-10 3 15 2-8h8", "fill", "none").close().close();
    html.element("span", "bitspike").close();
    html.open("nav", "aria-label", "Sections");
    for (String[] link : LINKS) {
      html.element("a", link[1], "href", "#" + link[0]);
    }
    html.close().close().close();
  }
}
