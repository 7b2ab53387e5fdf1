package org.bitspike.report;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/**
 * One HTML file that shows a whole check and needs nothing else: it opens from disk, loads nothing
 * and is forbidden to by its own content security policy.
 *
 * <p>Tables, bars and histograms are plain HTML and SVG. What needs drawing (spikes, rates, traces,
 * the chip) and the full list of losses stand in one block of JSON that the page's script reads.
 * Series are thinned here, so that the size stays bounded.
 */
public final class HtmlReport {

  private HtmlReport() {}

  /** The file's content, in UTF-8 as it says itself. */
  public static String render(ReportInput in) {
    List<String> populations = populations(in);
    RasterData raster = new RasterData(in, populations);
    ChipData chip = new ChipData(in);
    Html html = new Html();
    HeadSection.write(html, in);
    html.open("main");
    VerdictSection.write(html, in);
    FitSection.write(html, in);
    LossSection.write(html, in);
    WeightSection.write(html, in);
    ActivitySection.write(html, in, raster);
    ChipSection.write(html, in, chip);
    NumbersSection.write(html, in);
    ProvenanceSection.write(html, in);
    html.close();
    html.element(
        "footer",
        "Made by bitspike "
            + in.program().info().bitspikeVersion()
            + ". This file is complete: it loads nothing.");
    StringBuilder page = new StringBuilder(1 << 20);
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.append(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
            + " 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n");
    page.append("<title>")
        .append(Html.escape(in.network().name() + " on " + in.profile().name() + " - bitspike"))
        .append("</title>\n");
    page.append("<style>\n")
        .append(Page.resource("uplot/uPlot.min.css"))
        .append(Page.resource("report.css"))
        .append("</style>\n</head>\n<body>\n");
    page.append(html.finish());
    page.append("\n<script type=\"application/json\" id=\"data\">")
        .append(json(data(in, populations, raster, chip)))
        .append("</script>\n");
    page.append("<script>\n")
        .append(Page.resource("uplot/uPlot.iife.min.js"))
        .append("</script>\n");
    page.append("<script>\n")
        .append(Page.resource("report.js"))
        .append("</script>\n</body>\n</html>\n");
    return page.toString();
  }

  /** All populations, in the network's order; the index into this list is a population's colour. */
  private static List<String> populations(ReportInput in) {
    Set<String> ids = new LinkedHashSet<>();
    in.network().populations().stream().map(Population::id).forEach(ids::add);
    in.reference().spikes().stream().map(SpikeSeries::population).forEach(ids::add);
    in.emulated().spikes().stream().map(SpikeSeries::population).forEach(ids::add);
    in.program().neurons().forEach(b -> ids.add(b.population()));
    return new ArrayList<>(ids);
  }

  private static Map<String, Object> data(
      ReportInput in, List<String> populations, RasterData raster, ChipData chip) {
    Set<String> sources = new LinkedHashSet<>();
    in.program().sources().stream().map(SourceBlock::population).forEach(sources::add);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("network", in.network().name());
    tree.put("profile", in.profile().name());
    List<Object> list = new ArrayList<>();
    for (String id : populations) {
      Map<String, Object> population = new LinkedHashMap<>();
      population.put("id", id);
      population.put("source", sources.contains(id));
      list.add(population);
    }
    tree.put("populations", list);
    tree.put("raster", raster.tree());
    tree.put(
        "rates",
        RateData.trees(in, populations.stream().filter(p -> !sources.contains(p)).toList()));
    tree.put("traces", TraceData.trees(in));
    tree.put("chip", chip.tree(populations));
    tree.put("losses", LossData.tree(in.losses()));
    return tree;
  }

  /**
   * JSON that may stand inside a script element: no sequence in it can end the element or open a
   * comment.
   */
  private static String json(Map<String, Object> tree) {
    try {
      return JSON.std
          .asString(tree)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to a string cannot fail
    }
  }
}
