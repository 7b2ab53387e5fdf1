package org.bitspike.report;

import java.util.List;
import java.util.Map;

/** Where neurons sit. */
final class ChipSection {

  private static final int MAX_ROWS = 60;

  private ChipSection() {}

  static void write(Html html, ReportInput in, ChipData chip) {
    html.open("section", "id", "chip").element("h2", "Where neurons sit");
    if (chip.used() == 0) {
      html.element("p", "The program holds no neurons.", "class", "lead").close();
      return;
    }
    html.element(
        "p",
        Figures.count(chip.used())
            + " of "
            + Figures.plural(in.profile().limits().cores(), "core")
            + " in use, "
            + Figures.plural(in.profile().limits().circuitsPerCore(), "neuron circuit")
            + " each. A tile fills from below with the circuits its populations take."
            + (chip.drawsAll() ? "" : " Empty cores are not drawn."),
        "class",
        "lead");
    chip.routes()
        .ifPresent(
            r ->
                html.element(
                    "p",
                    "Tiles stand where cores are. Lines lead from the core on whose bus spikes are sent to"
                        + " cores with synapses for them, wider for more synapses: "
                        + Figures.plural(r.routes().size(), "route")
                        + (r.routes().size() > RouteData.MAX_ROUTES
                            ? ", of which those with most synapses are drawn"
                            : "")
                        + ". A frame marks cores whose neurons lost synapses: "
                        + Figures.plural(r.lost(), "synapse")
                        + ".",
                    "class",
                    "lead",
                    "id",
                    "chip-routes"));
    html.open("figure", "class", "chip")
        .open(
            "canvas",
            "id",
            "chip-map",
            "role",
            "img",
            "aria-label",
            "Cores of the chip and the populations on them; the table below says the same",
            "tabindex",
            "0")
        .close();
    html.element("div", "", "class", "tip", "id", "chip-tip", "hidden", "hidden").close();
    html.open("ul", "class", "legend", "id", "chip-legend").close();
    html.open("details").element("summary", "Cores as a table");
    html.table(
        "Cores and their populations",
        chip.routes().isPresent()
            ? List.of("Core#", "Populations", "Neurons#", "Circuits taken#", "Synapses lost#")
            : List.of("Core#", "Populations", "Neurons#", "Circuits taken#"));
    int rows = 0;
    for (Map.Entry<Integer, Map<String, ChipData.Use>> core : chip.byCore().entrySet()) {
      if (rows++ == MAX_ROWS) {
        break;
      }
      int neurons = core.getValue().values().stream().mapToInt(ChipData.Use::neurons).sum();
      int circuits = core.getValue().values().stream().mapToInt(ChipData.Use::circuits).sum();
      html.open("tr")
          .number(Integer.toString(core.getKey()))
          .cell(String.join(", ", core.getValue().keySet()));
      html.number(Figures.count(neurons));
      html.number(
          Figures.count(circuits)
              + " ("
              + Figures.percent(circuits, in.profile().limits().circuitsPerCore())
              + ")");
      chip.routes().ifPresent(r -> html.number(Figures.count(r.lost(core.getKey()))));
      html.close();
    }
    html.endTable();
    if (chip.used() > MAX_ROWS) {
      html.element(
          "p",
          MAX_ROWS + " of " + Figures.count(chip.used()) + " cores are listed.",
          "class",
          "soft note");
    }
    html.close().close();
  }
}
