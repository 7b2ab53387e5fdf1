package org.bitspike.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/**
 * What a run of a model gave, in one HTML file that needs nothing else: the model's displays as
 * plots, and the activity of each population. It holds no script.
 */
public final class SimulationReport {

  private SimulationReport() {}

  /**
   * The file's content, in UTF-8 as it says itself.
   *
   * @param recording of a run of the network
   * @param provenance lines about where the report comes from, in order
   */
  public static String render(
      Network network, Recording recording, Map<String, String> provenance) {
    Recording si = recording.inSi();
    Html html = new Html();
    html.open("main");
    html.open("section", "class", "first").element("h1", network.name());
    html.element(
        "p",
        String.format(
            Locale.ROOT,
            "%s ms at a step of %s ms, run by %s",
            Ticks.label(si.durationTicks() * si.tickSeconds() * 1e3),
            Ticks.label(si.tickSeconds() * 1e3),
            si.info().engine()),
        "class",
        "lead");
    html.close();
    List<OutputRequest> displays =
        network.outputs().stream().filter(o -> o.kind() == OutputRequest.Kind.DISPLAY).toList();
    for (OutputRequest display : displays) {
      new DisplayPlot(display, si).write(html);
    }
    if (displays.isEmpty()) {
      html.open("section").element("p", "The model's simulation has no Display.").close();
    }
    activity(html, si);
    html.open("section", "id", "provenance").element("h2", "Provenance").open("dl");
    provenance.forEach((what, value) -> html.element("dt", what).element("dd", value));
    html.element("dt", "seed").element("dd", Long.toString(si.info().seed()));
    html.close().close().close();
    html.element(
        "footer",
        "Made by bitspike "
            + si.info().bitspikeVersion()
            + ". This file is complete: it loads nothing.");
    return Page.of(
        network.name() + " - bitspike", "default-src 'none'; style-src 'unsafe-inline'", html);
  }

  private static void activity(Html html, Recording recording) {
    html.open("section", "id", "activity").element("h2", "Activity");
    html.table(
        "Spikes and mean rate of each population",
        List.of("population", "members#", "spikes#", "rate in Hz#"));
    double seconds = recording.durationTicks() * recording.tickSeconds();
    for (SpikeSeries series : recording.spikes()) {
      html.open("tr")
          .cell(series.population())
          .number(Figures.count(series.size()))
          .number(Figures.count(series.count()))
          .number(Figures.shortest(series.count() / (series.size() * seconds)))
          .close();
    }
    html.endTable().close();
  }
}
