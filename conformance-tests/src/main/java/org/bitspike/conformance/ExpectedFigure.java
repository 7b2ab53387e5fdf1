package org.bitspike.conformance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/**
 * A figure that a conformance case can state. Its name in the file is the constant's in lower case.
 */
public enum ExpectedFigure {
  /** Synapses of the model that the program lacks. */
  LOST_SYNAPSES,
  /** Synapses of the program. */
  REALISED_SYNAPSES,
  /** Weights outside the range of codes. */
  CLIPPED_WEIGHTS,
  /** Nonzero weights that became zero. */
  ZEROED_WEIGHTS,
  /** Cores that hold a neuron. */
  CORES,
  /** Spikes of neurons in the float run. */
  REFERENCE_SPIKES,
  /** Spikes of neurons in the emulated run. */
  EMULATED_SPIKES;

  /** Its name in a case file. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its value. */
  public double of(CheckResult result) {
    return switch (this) {
      case LOST_SYNAPSES -> result.losses().synapsesMeant() - result.losses().synapsesRealised();
      case REALISED_SYNAPSES -> result.losses().synapsesRealised();
      case CLIPPED_WEIGHTS -> weights(result, Loss.WeightError::clipped);
      case ZEROED_WEIGHTS -> weights(result, Loss.WeightError::zeroed);
      case CORES ->
          result.program().neurons().stream()
              .flatMapToInt(b -> Arrays.stream(b.place().core()))
              .distinct()
              .count();
      case REFERENCE_SPIKES -> spikes(result, result.reference());
      case EMULATED_SPIKES -> spikes(result, result.emulated());
    };
  }

  private static long weights(CheckResult result, ToLongFunction<Loss.WeightError> of) {
    long sum = 0;
    for (Loss loss : result.losses().losses()) {
      if (loss instanceof Loss.WeightError w) {
        sum += of.applyAsLong(w);
      }
    }
    return sum;
  }

  private static long spikes(CheckResult result, Recording recording) {
    Set<String> sources = Check.sources(result.program());
    return recording.spikes().stream()
        .filter(s -> !sources.contains(s.population()))
        .mapToLong(SpikeSeries::count)
        .sum();
  }
}
