package org.bitspike.conformance;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/** A figure that a conformance case can state. Its name in the file is the constant's in lower case. */
public enum ExpectedFigure {
  /** Synapses of the model that the program lacks. */
  LOST_SYNAPSES(r -> r.losses().synapsesMeant() - r.losses().synapsesRealised()),
  /** Synapses of the program. */
  REALISED_SYNAPSES(r -> r.losses().synapsesRealised()),
  /** Weights outside the range of codes. */
  CLIPPED_WEIGHTS(r -> weights(r, Loss.WeightError::clipped)),
  /** Nonzero weights that became zero. */
  ZEROED_WEIGHTS(r -> weights(r, Loss.WeightError::zeroed)),
  /** Cores that hold a neuron. */
  CORES(r -> r.program().neurons().stream().flatMapToInt(b -> java.util.Arrays.stream(b.place().core())).distinct().count()),
  /** Spikes of neurons in the float run. */
  REFERENCE_SPIKES(r -> spikes(r, r.reference())),
  /** Spikes of neurons in the emulated run. */
  EMULATED_SPIKES(r -> spikes(r, r.emulated()));

  private final ToDoubleFunction<CheckResult> figure;

  ExpectedFigure(ToDoubleFunction<CheckResult> figure) {
    this.figure = figure;
  }

  /** Its name in a case file. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its value. */
  public double of(CheckResult result) {
    return figure.applyAsDouble(result);
  }

  private static double weights(CheckResult result, ToDoubleFunction<Loss.WeightError> of) {
    return result.losses().losses().stream()
        .filter(Loss.WeightError.class::isInstance)
        .map(Loss.WeightError.class::cast)
        .mapToDouble(of)
        .sum();
  }

  private static double spikes(CheckResult result, Recording recording) {
    var sources = Check.sources(result.program());
    return recording.spikes().stream().filter(s -> !sources.contains(s.population())).mapToLong(SpikeSeries::count).sum();
  }
}
