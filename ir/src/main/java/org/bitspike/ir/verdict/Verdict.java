package org.bitspike.ir.verdict;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of comparing a run with the run that was meant.
 *
 * @param subject what was compared, such as {@code balanced on brainscales1}
 * @param outcome class of agreement
 * @param reason one sentence: which figure decided
 * @param metrics all figures
 * @param firstDivergence where the runs first part, if they do
 */
public record Verdict(
    String subject,
    Outcome outcome,
    String reason,
    List<Metric> metrics,
    Optional<Divergence> firstDivergence) {

  public Verdict {
    metrics = List.copyOf(metrics);
  }

  /** Classes of agreement, best first. */
  public enum Outcome {
    EXACT,
    WITHIN_TOLERANCE,
    STATISTICALLY_EQUIVALENT,
    DIFFERENT,
    NOT_COMPARABLE;

    /** Whether a model with this outcome conforms. */
    public boolean conforms() {
      return this == EXACT || this == WITHIN_TOLERANCE || this == STATISTICALLY_EQUIVALENT;
    }
  }

  /**
   * One figure.
   *
   * @param name such as {@code van-rossum}
   * @param population id of the population, or {@code *} for the whole network
   * @param value the figure
   * @param unit such as {@code ms} or {@code Hz}; empty for none
   * @param tolerance largest value that conforms; NaN when the figure decides nothing
   * @param tolerates why this tolerance
   */
  public record Metric(
      String name,
      String population,
      double value,
      String unit,
      double tolerance,
      String tolerates) {
    /** Whether the figure decides something. */
    public boolean decides() {
      return !Double.isNaN(tolerance);
    }

    /** Whether the figure is inside its tolerance; true when it decides nothing. */
    public boolean holds() {
      return !decides() || value <= tolerance;
    }
  }

  /**
   * Where two runs first part.
   *
   * @param population id of the population
   * @param neuron index in the population
   * @param timeSeconds time of the first spike that one run has and the other has not
   * @param expected what the reference did
   * @param actual what the run did
   */
  public record Divergence(
      String population, int neuron, double timeSeconds, String expected, String actual) {}
}
