package org.bitspike.report;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.bitspike.ir.verdict.Verdict.Outcome;

/** The few figures that everything begins with. */
final class Summary {

  private Summary() {}

  /** An outcome in words, such as {@code within tolerance}. */
  static String outcome(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Ids of the populations whose spikes are input. */
  static Set<String> sources(ReportInput in) {
    Set<String> sources = new LinkedHashSet<>();
    in.program().sources().stream().map(SourceBlock::population).forEach(sources::add);
    return sources;
  }

  /** Spikes of all populations of neurons. */
  static long neuronSpikes(Recording recording, Set<String> sources) {
    return recording.spikes().stream()
        .filter(s -> !sources.contains(s.population()))
        .mapToLong(SpikeSeries::count)
        .sum();
  }

  static long neurons(ReportInput in) {
    Set<String> sources = sources(in);
    return in.network().populations().stream()
        .filter(p -> !sources.contains(p.id()))
        .mapToLong(p -> p.size())
        .sum();
  }

  /** Mean rate of all neurons in Hz; 0 for a run without length. */
  static double hertz(ReportInput in, Recording recording) {
    double neuronSeconds = neurons(in) * recording.durationTicks() * recording.tickSeconds();
    return neuronSeconds == 0 ? 0 : neuronSpikes(recording, sources(in)) / neuronSeconds;
  }

  /**
   * Root mean square of all weight errors over the root mean square of the weights; 0 without
   * errors.
   */
  static double relativeWeightError(ReportInput in) {
    double errors = 0;
    double weights = 0;
    for (Loss loss : in.losses().losses()) {
      if (loss instanceof Loss.WeightError w) {
        for (int k = 0; k < w.meant().length; k++) {
          double error = w.effective()[k] - w.meant()[k];
          errors += error * error;
          weights += w.meant()[k] * w.meant()[k];
        }
      }
    }
    return weights == 0 ? 0 : Math.sqrt(errors / weights);
  }
}
