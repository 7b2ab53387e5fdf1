package org.bitspike.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bitspike.conformance.Criteria.Bound;
import org.bitspike.conformance.PopulationFigures.Clock;
import org.bitspike.ir.verdict.Verdict;
import org.bitspike.ir.verdict.Verdict.Divergence;
import org.bitspike.ir.verdict.Verdict.Metric;
import org.bitspike.ir.verdict.Verdict.Outcome;

/**
 * From figures to a verdict.
 *
 * <p>A figure carries its tolerance only where it was decisive for the class that was reached, so
 * that a run which conforms never shows a failed figure: spike times decide EXACT and
 * WITHIN_TOLERANCE, statistics decide STATISTICALLY_EQUIVALENT, both decide DIFFERENT.
 */
final class Judgement {

  private final Criteria criteria;
  private final Clock clock;
  private final List<PopulationFigures> figures;
  private final List<Metric> further;
  private final List<String> unpaired;

  Judgement(
      Criteria criteria,
      Clock clock,
      List<PopulationFigures> figures,
      List<Metric> further,
      List<String> unpaired) {
    this.criteria = criteria;
    this.clock = clock;
    this.figures = figures;
    this.further = further;
    this.unpaired = unpaired;
  }

  Verdict verdict(String subject) {
    List<PopulationFigures> deciding = figures.stream().filter(PopulationFigures::decides).toList();
    Optional<Divergence> divergence = Optional.empty();
    for (PopulationFigures f : deciding) {
      if (f.divergence().isPresent()
          && (divergence.isEmpty()
              || f.divergence().get().timeSeconds() < divergence.get().timeSeconds())) {
        divergence = f.divergence();
      }
    }
    boolean within =
        divergence.isEmpty() || deciding.stream().allMatch(f -> f.spikesHold(criteria));
    Optional<String> statisticsFail =
        within
            ? Optional.empty()
            : deciding.stream().flatMap(f -> statisticsFailure(f).stream()).findFirst();
    Outcome outcome =
        divergence.isEmpty()
            ? Outcome.EXACT
            : within
                ? Outcome.WITHIN_TOLERANCE
                : statisticsFail.isEmpty() ? Outcome.STATISTICALLY_EQUIVALENT : Outcome.DIFFERENT;
    String reason =
        switch (outcome) {
          case EXACT -> exact(deciding);
          case WITHIN_TOLERANCE -> withinTolerance(deciding);
          case STATISTICALLY_EQUIVALENT -> equivalent(deciding);
          case DIFFERENT -> statisticsFail.orElseThrow();
          case NOT_COMPARABLE -> throw new IllegalStateException("nothing to judge");
        };
    List<Metric> metrics = new ArrayList<>();
    FigureList list = new FigureList(criteria, clock, outcome);
    figures.forEach(f -> list.add(f, metrics));
    metrics.addAll(further);
    return new Verdict(
        subject, outcome, reason + inputNote() + unpairedNote(), metrics, divergence);
  }

  /** What keeps a population from being statistically equivalent. */
  private Optional<String> statisticsFailure(PopulationFigures f) {
    if (f.divergence().isEmpty() || f.spikesHold(criteria)) {
      return Optional.empty();
    }
    if (f.tooFew(criteria)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s has %d spike%s in %s that no spike of the other run matches within %s, and too"
                  + " few (%d, statistics need %d) to compare statistically",
              f.population(),
              f.match().unmatched(),
              f.match().unmatched() == 1 ? "" : "s",
              f.match().missing() == 0
                  ? "the actual run"
                  : f.match().extra() == 0 ? "the expected run" : "either run",
              ticks(criteria.spikeTicks()),
              f.expectedCount(),
              criteria.minimumSpikes()));
    }
    return failure(f, "rate is off by", f.rateErrorPercent(), " %", criteria.ratePercent())
        .or(() -> failure(f, "CV of ISI is off by", f.cvError(), "", criteria.cv()))
        .or(
            () ->
                failure(
                    f,
                    "mean pairwise correlation is off by",
                    f.correlationError(),
                    "",
                    criteria.correlation()))
        .or(
            () ->
                failure(
                    f,
                    "mean coincidence factor falls short of 1 by",
                    1 - f.gamma(),
                    "",
                    criteria.coincidence()));
  }

  private static Optional<String> failure(
      PopulationFigures f, String what, double value, String unit, Bound bound) {
    return Double.isNaN(value) || bound.holds(value)
        ? Optional.empty()
        : Optional.of(
            f.population()
                + ": "
                + what
                + " "
                + number(value)
                + unit
                + ", "
                + number(bound.limit())
                + unit
                + " is tolerated");
  }

  private static String exact(List<PopulationFigures> deciding) {
    long spikes = deciding.stream().mapToLong(PopulationFigures::expectedCount).sum();
    return spikes == 0
        ? "both runs are silent, which is equal but shows little"
        : String.format(
            Locale.ROOT, "all %,d spikes of %s agree to the tick", spikes, populations(deciding));
  }

  private String withinTolerance(List<PopulationFigures> deciding) {
    PopulationFigures worst = deciding.getFirst();
    long spikes = 0;
    long unmatched = 0;
    for (PopulationFigures f : deciding) {
      worst = f.match().maxSeconds() > worst.match().maxSeconds() ? f : worst;
      spikes += f.expectedCount();
      unmatched += f.match().unmatched();
    }
    return String.format(
        Locale.ROOT,
        "%s of %,d spikes of %s ha%s a partner within %s; the largest deviation is %s ms in %s",
        unmatched == 0 ? "each" : "all but " + unmatched,
        spikes,
        populations(deciding),
        unmatched == 0 ? "s" : "ve",
        ticks(criteria.spikeTicks()),
        number(worst.match().maxSeconds() * 1e3),
        worst.population());
  }

  private String equivalent(List<PopulationFigures> deciding) {
    PopulationFigures worst = deciding.getFirst();
    for (PopulationFigures f : deciding) {
      worst = f.rateErrorPercent() > worst.rateErrorPercent() ? f : worst;
    }
    return String.format(
        Locale.ROOT,
        "spikes part, but rates, irregularity and correlations of %s agree; the largest rate error"
            + " is %s %% in %s (%s %% is tolerated)",
        populations(deciding),
        number(worst.rateErrorPercent()),
        worst.population(),
        number(criteria.ratePercent().limit()));
  }

  private String inputNote() {
    List<String> moved =
        figures.stream()
            .filter(f -> !f.decides() && f.divergence().isPresent())
            .map(PopulationFigures::population)
            .toList();
    return moved.isEmpty()
        ? ""
        : "; the input spikes of " + String.join(", ", moved) + " differ already";
  }

  private String unpairedNote() {
    return unpaired.isEmpty() ? "" : "; not in both recordings: " + String.join(", ", unpaired);
  }

  private static String populations(List<PopulationFigures> figures) {
    return figures.size() == 1 ? figures.getFirst().population() : figures.size() + " populations";
  }

  private static String ticks(Bound bound) {
    return bound.asks()
        ? number(bound.limit()) + (bound.limit() == 1 ? " tick" : " ticks")
        : "a tick";
  }

  private static String number(double value) {
    return Numbers.shortest(value);
  }
}
