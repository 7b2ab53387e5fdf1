package org.bitspike.report;

import java.util.List;
import org.bitspike.report.ProjectionLoss.Kind;

/** What each projection lost by one cause, as a table of a report. */
final class ProjectionTable {

  private ProjectionTable() {}

  static void write(Html html, List<ProjectionLoss> losses) {
    Kind kind = losses.getFirst().kind();
    html.element("h3", "By projection").table("By projection", columns(kind));
    for (ProjectionLoss loss : losses) {
      html.open("tr").code(loss.projection()).number(Figures.count(loss.synapses()));
      switch (kind) {
        case LOST ->
            html.number(Figures.count(loss.entries()))
                .number(Figures.percent(loss.importanceLost(), loss.importanceTotal()));
        case WEIGHT ->
            html.number(Figures.shortest(loss.rms()))
                .number(Figures.shortest(loss.maxError()))
                .number(Figures.count(loss.clipped()))
                .number(Figures.count(loss.zeroed()))
                .number(Figures.count(loss.signFlips()));
        case DELAY ->
            html.number(Figures.si(loss.maxError(), "s")).number(Figures.si(loss.meanError(), "s"));
      }
      html.close();
    }
    html.endTable();
  }

  private static List<String> columns(Kind kind) {
    return switch (kind) {
      case LOST -> List.of("Projection", "Lost#", "Neurons#", "Importance#");
      case WEIGHT ->
          List.of(
              "Projection", "Weights#", "Rms error#", "At most#", "Clipped#", "Became 0#", "Sign#");
      case DELAY -> List.of("Projection", "Delays#", "At most#", "On average#");
    };
  }
}
