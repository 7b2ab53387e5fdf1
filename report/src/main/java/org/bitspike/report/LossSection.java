package org.bitspike.report;

import java.util.List;
import org.bitspike.ir.loss.Loss;

/**
 * What was lost, by cause: how much, because of which limit, where in the user's file, and what
 * would help.
 */
final class LossSection {

  /** Rows shown of one cause; the download has all. */
  static final int MAX_ROWS = 60;

  private LossSection() {}

  static void write(Html html, ReportInput in) {
    html.open("section", "id", "losses").element("h2", "What was lost?");
    List<LossGroup> groups = LossGroup.of(in.losses(), in.network());
    if (groups.isEmpty()) {
      html.element(
              "p",
              "Nothing. The mapping changed no synapse, weight, delay or parameter.",
              "class",
              "lead")
          .close();
      return;
    }
    html.open("p", "class", "lead")
        .text(Figures.plural(groups.size(), "cause") + ", gravest first. ");
    html.element(
            "a",
            "Download the full list",
            "href",
            "#losses",
            "id",
            "download-losses",
            "download",
            "losses.json")
        .text(" as JSON.")
        .close();
    html.open("div", "class", "causes");
    List<ProjectionLoss> projections = ProjectionLoss.of(in.losses());
    for (LossGroup group : groups) {
      cause(html, group, projections.stream().filter(p -> p.code() == group.code()).toList());
    }
    html.close().close();
  }

  private static void cause(Html html, LossGroup group, List<ProjectionLoss> projections) {
    html.open("details", "class", "cause").open("summary");
    html.element("code", group.code().id(), "class", "badge");
    html.open("span", "class", "what")
        .element("b", group.code().title())
        .element("span", group.effect(), "class", "soft")
        .close();
    html.element("span", Figures.plural(group.affected(), group.what()), "class", "count");
    html.close();
    String remedy = group.losses().getFirst().remedy();
    html.open("p", "class", "remedy")
        .element("b", "Remedy: ")
        .text(remedy + (remedy.endsWith(".") ? "" : "."))
        .close();
    if (!projections.isEmpty()) {
      ProjectionTable.write(html, projections);
    }
    boolean limits = group.losses().getFirst() instanceof Loss.LostSynapses;
    html.table(
        group.code().title(),
        limits
            ? List.of("Where", "Target", "What", "Limit#", "Actual#", "Lost#", "Importance#")
            : List.of("Where", "Element", "What"));
    int rows = 0;
    for (Loss loss : group.losses()) {
      if (rows++ == MAX_ROWS) {
        break;
      }
      html.open("tr")
          .code(loss.where().isNone() ? "-" : loss.where().toString())
          .code(element(loss))
          .cell(loss.message());
      if (loss instanceof Loss.LostSynapses l) {
        html.number(Figures.count(l.limit()))
            .number(Figures.count(l.actual()))
            .number(Figures.count(l.connections().length));
        html.number(Figures.percent(l.importanceLost(), l.importanceTotal()));
      }
      html.close();
    }
    html.endTable();
    if (group.losses().size() > MAX_ROWS) {
      html.element(
          "p",
          MAX_ROWS
              + " of "
              + Figures.count(group.losses().size())
              + " entries are shown; the download has all of them.",
          "class",
          "soft note");
    }
    html.close();
  }

  static String element(Loss loss) {
    return switch (loss) {
      case Loss.LostSynapses l -> l.projection() + " \u2192 [" + l.neuron() + "]";
      case Loss.WeightError w -> w.projection();
      case Loss.DelayChanged d -> d.projection();
      case Loss.ParameterRounded p -> p.element() + "." + p.parameter();
      case Loss.RangeClamped r -> r.element() + "." + r.parameter();
      case Loss.Approximated a -> a.element();
      case Loss.EventsMoved e -> e.population();
    };
  }
}
