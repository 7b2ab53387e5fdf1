package org.bitspike.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.conformance.PopulationFigures.Clock;
import org.bitspike.conformance.metric.SpikeTrains;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.bitspike.ir.verdict.Verdict;

/**
 * Compares the run that was meant with a run that happened.
 *
 * <p>Only what both recordings have is compared: populations of the same id and size, over the
 * shorter duration. A population that is known to be a source of spikes is compared too, but does
 * not decide.
 */
public final class Conformance {

  /** Share of a tick that times may differ by and still be the same; rounding of products only. */
  private static final double SAME = 1e-6;

  private Conformance() {}

  /** Compares recordings in which every population decides. */
  public static Verdict compare(Recording expected, Recording actual, Criteria criteria) {
    return compare(subject(expected, actual), expected, actual, criteria, Set.of());
  }

  /** Compares recordings; the populations in {@code sources} do not decide. */
  public static Verdict compare(
      Recording expected, Recording actual, Criteria criteria, Set<String> sources) {
    return compare(subject(expected, actual), expected, actual, criteria, sources);
  }

  /**
   * Compares.
   *
   * @param subject what is compared, such as {@code balanced on brainscales1}
   * @param expected what was meant
   * @param actual what happened
   * @param criteria how far they may differ
   * @param sources ids of populations that are compared but do not decide, since their spikes are
   *     input
   * @return the verdict; {@code NOT_COMPARABLE} when no deciding population is in both recordings
   */
  public static Verdict compare(
      String subject,
      Recording expected,
      Recording actual,
      Criteria criteria,
      Set<String> sources) {
    double duration =
        Math.min(
            expected.durationTicks() * expected.tickSeconds(),
            actual.durationTicks() * actual.tickSeconds());
    Clock clock =
        new Clock(
            duration,
            (criteria.spikeTicks().asks() ? criteria.spikeTicks().limit() + 1e-3 : 0)
                * expected.tickSeconds(),
            SAME * Math.min(expected.tickSeconds(), actual.tickSeconds()),
            expected.tickSeconds());
    List<PopulationFigures> figures = new ArrayList<>();
    List<String> unpaired = new ArrayList<>();
    for (SpikeSeries series : expected.spikes()) {
      Optional<SpikeSeries> other =
          actual.spikesOf(series.population()).filter(s -> s.size() == series.size());
      if (other.isEmpty()) {
        unpaired.add(series.population());
        continue;
      }
      figures.add(
          PopulationFigures.measure(
              trains(series, expected, duration),
              trains(other.get(), actual, duration),
              !sources.contains(series.population()),
              clock,
              criteria.scales()));
    }
    if (duration <= 0 || figures.stream().noneMatch(PopulationFigures::decides)) {
      return new Verdict(
          subject,
          Verdict.Outcome.NOT_COMPARABLE,
          nothingInCommon(expected, unpaired),
          List.of(),
          Optional.empty());
    }
    return new Judgement(criteria, clock, figures, TraceFigures.metrics(expected, actual), unpaired)
        .verdict(subject);
  }

  private static SpikeTrains trains(SpikeSeries series, Recording recording, double duration) {
    return SpikeTrains.of(
        series, recording.tickSeconds(), Math.round(duration / recording.tickSeconds()));
  }

  private static String subject(Recording expected, Recording actual) {
    return expected.info().network()
        + ": "
        + actual.info().engine()
        + " against "
        + expected.info().engine();
  }

  private static String nothingInCommon(Recording expected, List<String> unpaired) {
    String which =
        expected.spikes().isEmpty()
            ? "the expected run recorded no spikes"
            : unpaired.isEmpty()
                ? "the populations in both are sources of spikes, or the runs have no length"
                : "no population of neurons has the same id and size in both ("
                    + String.join(", ", unpaired)
                    + ")";
    return Code.K_NOTHING_IN_COMMON.id() + ": " + Code.K_NOTHING_IN_COMMON.title() + "; " + which;
  }
}
