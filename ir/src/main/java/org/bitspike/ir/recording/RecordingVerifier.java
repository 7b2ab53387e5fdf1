package org.bitspike.ir.recording;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.recording.Recording.LearningSeries;
import org.bitspike.ir.recording.Recording.Range;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.bitspike.ir.recording.Recording.Trace;
import org.bitspike.ir.recording.Recording.WeightSeries;

/** The rules a recording must keep: spikes sorted and inside the run, columns of one length. */
public final class RecordingVerifier {

  private final Recording recording;
  private final Findings findings = new Findings();

  private RecordingVerifier(Recording recording) {
    this.recording = recording;
  }

  /** All findings; empty when the recording is sound. */
  public static List<Diagnostic> verify(Recording recording) {
    RecordingVerifier verifier = new RecordingVerifier(recording);
    verifier.run();
    Set<String> populations = new HashSet<>();
    for (SpikeSeries series : recording.spikes()) {
      if (!populations.add(series.population())) {
        verifier.invalid(
            "spikes/" + series.population(), "there are two series of this population");
      }
      verifier.spikes(series);
    }
    recording.traces().forEach(verifier::trace);
    recording.weights().forEach(verifier::weights);
    recording.learning().forEach(verifier::learning);
    recording.ranges().forEach(verifier::range);
    for (Recording.Counter counter : recording.counters()) {
      if (counter.count() < 0) {
        verifier.invalid("counters/" + counter.place(), counter.what() + " is " + counter.count());
      }
    }
    return verifier.findings.all();
  }

  private void run() {
    if (!(recording.tickSeconds() > 0) || Double.isInfinite(recording.tickSeconds())) {
      invalid("run", "a tick is " + recording.tickSeconds() + " s long");
    }
    if (recording.durationTicks() < 0) {
      invalid("run", "the run has " + recording.durationTicks() + " ticks");
    }
  }

  private void spikes(SpikeSeries series) {
    String path = "spikes/" + series.population();
    if (series.size() < 0) {
      invalid(path, "the population has the size " + series.size());
    }
    if (series.seconds().isPresent() && series.seconds().get().length != series.tick().length) {
      invalid(
          path,
          "there are "
              + series.tick().length
              + " ticks and "
              + series.seconds().get().length
              + " exact times");
      return;
    }
    if (series.tick().length != series.neuron().length) {
      invalid(
          path,
          "there are "
              + series.tick().length
              + " ticks and "
              + series.neuron().length
              + " neurons");
      return;
    }
    for (int k = 0; k < series.count(); k++) {
      long tick = series.tick()[k];
      int neuron = series.neuron()[k];
      if (tick < 0 || tick >= recording.durationTicks() || neuron < 0 || neuron >= series.size()) {
        invalid(
            path,
            "spike "
                + k
                + " is of neuron "
                + neuron
                + " of "
                + series.size()
                + " in tick "
                + tick
                + " of "
                + recording.durationTicks());
      }
      if (k > 0
          && (tick < series.tick()[k - 1]
              || (tick == series.tick()[k - 1] && neuron < series.neuron()[k - 1]))) {
        invalid(path, "spike " + k + " stands out of order: tick " + tick + ", neuron " + neuron);
      }
    }
  }

  private void trace(Trace trace) {
    String path = "traces/" + trace.population() + "[" + trace.index() + "]/" + trace.variable();
    if (trace.index() < 0) {
      invalid(path, "the index is " + trace.index());
    }
    if (trace.everyTicks() < 1) {
      invalid(path, "it is sampled every " + trace.everyTicks() + " ticks");
    }
    if (trace.codes().isPresent()) {
      Recording.Codes codes = trace.codes().get();
      if (codes.codes().length != trace.values().length) {
        invalid(
            path,
            "there are "
                + codes.codes().length
                + " codes and "
                + trace.values().length
                + " values");
      }
      for (long code : codes.codes()) {
        if (!codes.format().holds(code)) {
          invalid(path, "the code " + code + " is outside " + codes.format());
        }
      }
    }
  }

  private void weights(WeightSeries series) {
    if (series.connection().length != series.weight().length) {
      invalid(
          "weights/" + series.projection(),
          "there are "
              + series.connection().length
              + " connections and "
              + series.weight().length
              + " weights");
    }
    if (series.tick() < -1) {
      invalid("weights/" + series.projection(), "the tick is " + series.tick());
    }
  }

  private void learning(LearningSeries series) {
    String path = "learning/" + series.projection();
    int events = series.tick().length;
    if (series.connection().length != events) {
      invalid(
          path,
          "there are " + events + " ticks and " + series.connection().length + " connections");
    }
    if (series.values().size() != series.words().size()) {
      invalid(
          path,
          "there are "
              + series.words().size()
              + " words and "
              + series.values().size()
              + " columns");
    }
    for (double[] column : series.values()) {
      if (column.length != events) {
        invalid(path, "a column has " + column.length + " values for " + events + " events");
      }
    }
  }

  private void range(Range range) {
    if (range.low() > range.high()) {
      invalid(
          "ranges/" + range.population() + "/" + range.variable(),
          "the range goes from " + range.low() + " to " + range.high());
    }
  }

  private void invalid(String path, String message) {
    findings.error(Code.P_INVALID, SourceRef.ofPath(path), message);
  }
}
