package org.bitspike.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.verdict.Verdict;

/**
 * What a report says, for a terminal: resources, losses by cause, verdict. Plain text of at most
 * about a hundred columns.
 */
public final class TextReport {

  private static final int BAR = 24;
  private static final int MAX_PLACES = 3;

  private TextReport() {}

  /** The whole of a check; ends with a line feed. */
  public static String render(ReportInput in) {
    StringBuilder text = new StringBuilder();
    mapping(text, in.network(), in.losses());
    String events = Figures.counters(in.emulated());
    if (!events.isEmpty()) {
      text.append("\nEvents\n  ").append(events).append('\n');
    }
    verdict(text, in.verdict());
    return text.toString();
  }

  /** A mapping, and the verdict where there is one; ends with a line feed. */
  public static String render(Network network, LossReport losses, Optional<Verdict> verdict) {
    StringBuilder text = new StringBuilder();
    mapping(text, network, losses);
    verdict.ifPresent(v -> verdict(text, v));
    return text.toString();
  }

  private static void mapping(StringBuilder text, Network network, LossReport losses) {
    text.append(losses.network()).append(" on ").append(losses.profile()).append('\n');
    resources(text, losses);
    losses(text, losses, network);
  }

  private static void resources(StringBuilder text, LossReport losses) {
    if (losses.use().isEmpty()) {
      return;
    }
    int width = losses.use().stream().mapToInt(u -> u.resource().length()).max().orElse(0);
    text.append("\nFit\n");
    for (LossReport.ResourceUse use : losses.use()) {
      double share =
          use.available() == 0
              ? (use.used() > 0 ? 1 : 0)
              : Math.min(1, (double) use.used() / use.available());
      int full = (int) Math.ceil(share * BAR - 1e-9);
      text.append("  ").append(pad(use.resource(), width)).append("  [");
      text.append("#".repeat(full)).append(".".repeat(BAR - full)).append("] ");
      text.append(Figures.count(use.used())).append(" of ").append(Figures.count(use.available()));
      text.append(" (").append(Figures.percent(use.used(), use.available())).append(")\n");
    }
  }

  private static void losses(StringBuilder text, LossReport report, Network network) {
    text.append("\nLosses\n");
    text.append("  synapses realised: ")
        .append(Figures.count(report.synapsesRealised()))
        .append(" of ");
    text.append(Figures.count(report.synapsesMeant())).append(" (");
    text.append(Figures.percent(report.synapsesRealised(), report.synapsesMeant())).append(")\n");
    List<LossGroup> groups = LossGroup.of(report, network);
    if (groups.isEmpty()) {
      text.append("  nothing was changed\n");
    }
    for (LossGroup group : groups) {
      text.append("  ")
          .append(group.code().id())
          .append("  ")
          .append(group.code().title())
          .append(": ");
      text.append(Figures.plural(group.affected(), group.what())).append('\n');
      text.append("            ").append(group.effect()).append('\n');
      group.losses().stream()
          .filter(l -> !l.where().isNone())
          .map(l -> l.where() + ": " + l.message())
          .limit(MAX_PLACES)
          .forEach(line -> text.append("            ").append(line).append('\n'));
      if (group.losses().size() > MAX_PLACES) {
        text.append("            and ")
            .append(Figures.count(group.losses().size() - MAX_PLACES))
            .append(" more\n");
      }
      text.append("            remedy: ").append(group.losses().getFirst().remedy()).append('\n');
    }
  }

  private static void verdict(StringBuilder text, Verdict verdict) {
    text.append("\nVerdict: ")
        .append(Summary.outcome(verdict.outcome()).toUpperCase(Locale.ROOT))
        .append('\n');
    text.append("  ").append(verdict.reason()).append('\n');
    verdict
        .firstDivergence()
        .ifPresent(
            d ->
                text.append("  first divergence: ")
                    .append(d.population())
                    .append('[')
                    .append(d.neuron())
                    .append("] at ")
                    .append(Figures.shortest(d.timeSeconds() * 1e3))
                    .append(" ms; expected: ")
                    .append(d.expected())
                    .append("; actual: ")
                    .append(d.actual())
                    .append('\n'));
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
