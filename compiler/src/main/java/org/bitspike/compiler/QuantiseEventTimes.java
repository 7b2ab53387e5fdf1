package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/**
 * Takes the trains of the spike sources from the reference run and rounds them to the chip's event
 * clock: a spike at time {@code t} goes to {@code round(t / resolution) * resolution}, and from
 * there to the nearest tick. A spike that falls on an earlier one of its source is lost. Reported
 * for each population: how many spikes moved to another tick and how many were lost.
 */
final class QuantiseEventTimes implements Pass {

  @Override
  public String id() {
    return "quantise-event-times";
  }

  @Override
  public String summary() {
    return "round external spikes to the chip's event clock";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.NORMALISED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of(Fact.TRAINS);
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    List<SourcePlan> sources = new ArrayList<>();
    for (SourcePlan source : draft.sources()) {
      Optional<SpikeSeries> spikes = context.reference().spikesOf(source.population());
      if (spikes.isEmpty()) {
        context.report(missing(draft, source));
        continue;
      }
      sources.add(source.withTrain(quantise(source, spikes.get(), context)));
    }
    return draft.withSources(sources);
  }

  private static Diagnostic missing(Draft draft, SourcePlan source) {
    String what = "the reference run has no spikes of the source " + source.population();
    boolean input =
        draft.network().inputs().stream().anyMatch(i -> i.id().equals(source.population()));
    return input
        ? Diagnostic.error(
            Code.C_NO_TRAIN,
            source.source(),
            what + ", an input that fires into a synapse of its own",
            "write the input as a population of sources with a projection, or pass a recording with"
                + " its spikes")
        : Diagnostic.error(Code.C_NO_TRAIN, source.source(), what);
  }

  private static SourcePlan.Train quantise(
      SourcePlan source, SpikeSeries spikes, PassContext context) {
    double dt = context.dt();
    double step = context.reference().tickSeconds();
    OptionalDouble resolution = context.profile().events().resolutionSeconds();
    long[] last = new long[source.size()];
    java.util.Arrays.fill(last, -1);
    List<long[]> kept = new ArrayList<>();
    long moved = 0;
    long merged = 0;
    double worst = 0;
    for (int i = 0; i < spikes.count(); i++) {
      double time = (spikes.tick()[i] + 1) * step;
      long exact = Math.max(0, Math.round(time / dt) - 1);
      double clocked =
          resolution.isPresent()
              ? Math.rint(time / resolution.getAsDouble()) * resolution.getAsDouble()
              : time;
      long tick = Math.max(0, Math.round(clocked / dt) - 1);
      if (tick != exact) {
        moved++;
        worst = Math.max(worst, Math.abs((tick - exact) * dt));
      }
      int neuron = spikes.neuron()[i];
      if (tick == last[neuron]) {
        merged++;
        continue;
      }
      last[neuron] = tick;
      kept.add(new long[] {tick, neuron});
    }
    kept.sort((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
    if (moved > 0 || merged > 0) {
      context.lose(loss(source, spikes, resolution.orElse(dt), moved, merged, worst));
    }
    return new SourcePlan.Train(
        kept.stream().mapToLong(s -> s[0]).toArray(),
        kept.stream().mapToInt(s -> (int) s[1]).toArray());
  }

  private static Loss loss(
      SourcePlan source,
      SpikeSeries spikes,
      double resolution,
      long moved,
      long merged,
      double worst) {
    String message =
        String.format(
            Locale.ROOT,
            "%d of %d spikes of %s moved by at most %.4g ms to an event clock of %.4g ms, %d fell"
                + " together and were lost",
            moved,
            spikes.count(),
            source.population(),
            worst * 1e3,
            resolution * 1e3,
            merged);
    return new Loss.EventsMoved(
        Code.C_EVENT_TIME,
        "quantise-event-times",
        message,
        "place spikes on the event clock, at least one step apart",
        source.source(),
        source.population(),
        moved,
        merged,
        worst);
  }
}
