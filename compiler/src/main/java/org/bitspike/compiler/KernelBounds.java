package org.bitspike.compiler;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.compiler.dynamics.StepModel.Variable;
import org.bitspike.compiler.lowering.KernelSynthesis;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.DrawnSynapses;
import org.bitspike.ir.recording.Recording;

/**
 * Ranges that a population's step meets: profiled from the reference run, or from the compiled
 * weights and inputs.
 */
final class KernelBounds implements KernelSynthesis.Bounds {

  private final Draft draft;
  private final CellPlan cell;
  private final double margin;
  private final WeightCodes codes;
  private final Recording reference;

  KernelBounds(Draft draft, CellPlan cell, NeuronModel.Programmable target, PassContext context) {
    this.draft = draft;
    this.cell = cell;
    this.margin = target.rangeMargin();
    this.codes = new WeightCodes(context.profile());
    this.reference = context.reference();
  }

  @Override
  public Optional<KernelSynthesis.Range> range(Variable variable) {
    String derivation =
        String.format(Locale.ROOT, "profiled: range in the reference run, margin %.3g", margin);
    Optional<Interval> own =
        reference
            .range(cell.block(), variable.rangeName())
            .map(r -> new Interval(r.low(), r.high()));
    return own.or(() -> nested(variable.rangeName()))
        .map(i -> fired(variable.rangeName()).map(i::plus).orElse(i))
        .or(() -> fired(variable.rangeName()))
        .filter(i -> i.magnitude() > 0)
        .map(i -> new KernelSynthesis.Range(outward(i), i.widened(margin), derivation));
  }

  private Interval outward(Interval range) {
    return new Interval(Math.min(0, range.low()) * margin, Math.max(0, range.high()) * margin);
  }

  /** A synapse that was part of another, whose weight acted outside of it. */
  private Optional<Interval> nested(String rangeName) {
    if (!rangeName.contains(".")) {
      return Optional.empty();
    }
    double weight = 1;
    for (Link link : draft.links()) {
      if (link.post().equals(cell.block())
          && link.synapse().filter(s -> rangeName.startsWith(s.id() + ".")).isPresent()) {
        weight = Math.max(weight, link.drawn().map(DrawnLink::largestWeight).orElse(0.0));
        for (int c = 0; c < link.table().size(); c++) {
          weight = Math.max(weight, Math.abs(link.table().weight(c)));
        }
      }
    }
    double factor = weight;
    return reference.ranges().stream()
        .filter(r -> r.population().equals(cell.block()) && r.variable().endsWith("." + rangeName))
        .map(r -> new Interval(r.low(), r.high()).times(factor))
        .reduce(Interval::hull);
  }

  /**
   * What inputs that fire into a synapse of their own add to it: the reference runs each with a
   * synapse inside, while the kernel has one for all.
   */
  private Optional<Interval> fired(String rangeName) {
    int dot = rangeName.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String synapse = rangeName.substring(0, dot);
    Set<String> names = new TreeSet<>();
    for (InputBinding input : draft.network().inputs()) {
      if (input.population().equals(cell.block())) {
        draft
            .network()
            .component(input.component())
            .children()
            .forEach(
                (slot, parts) -> {
                  if (parts.stream().anyMatch(part -> part.id().equals(synapse))) {
                    names.add(input.component() + "." + slot + "/" + rangeName.substring(dot + 1));
                  }
                });
      }
    }
    return reference.ranges().stream()
        .filter(r -> r.population().equals(cell.block()) && names.contains(r.variable()))
        .map(r -> new Interval(r.low(), r.high()))
        .reduce(Interval::plus);
  }

  @Override
  public Interval arrivals(String receptor) {
    double[] low = new double[cell.size()];
    double[] high = new double[cell.size()];
    for (Link link : draft.links()) {
      if (!link.post().equals(cell.block()) || link.synapse().isEmpty()) {
        continue;
      }
      link.drawn()
          .filter(d -> cell.receptors().get(d.receptor()).name().equals(receptor))
          .ifPresent(d -> add(link, d, low, high));
      for (int c = 0; c < link.table().size(); c++) {
        if (link.isKept(c)
            && cell.receptors().get(link.fate().receptor()[c]).name().equals(receptor)) {
          int neuron = link.table().post(c);
          int exponent = link.exponent(Effects.scaleIndex(cell, link.fate().receptor()[c]));
          if (link.plasticity().isPresent()) {
            low[neuron] += Math.scalb(Math.min(0, codes.smallest()), exponent);
            high[neuron] += Math.scalb(codes.largest(), exponent);
          } else {
            double value = Math.scalb(codes.value(link.fate().weightCode()[c]), exponent);
            low[neuron] += Math.min(0, value);
            high[neuron] += Math.max(0, value);
          }
        }
      }
    }
    Interval all = Interval.of(0);
    for (int n = 0; n < cell.size(); n++) {
      all = all.hull(new Interval(low[n], high[n]));
    }
    return all;
  }

  /** Adds the values of synapses that are not listed, each once drawn. */
  private void add(Link link, DrawnLink drawn, double[] low, double[] high) {
    DrawnSynapses synapses =
        new DrawnSynapses(DrawnBlocks.undecoded(link), drawn.sources(), drawn.targets());
    DrawnLink.inParts(
        drawn.targets(),
        (from, to) ->
            synapses.visit(
                from,
                to,
                (source, target, weightCode, delayTicks) -> {
                  double value = codes.value(weightCode);
                  low[target] += Math.min(0, value);
                  high[target] += Math.max(0, value);
                }));
  }

  @Override
  public FixedFormat arrivalFormat(String receptor) {
    return codes.format();
  }

  @Override
  public Interval scale(String receptor) {
    for (int r = 0; r < cell.receptors().size(); r++) {
      if (cell.receptors().get(r).name().equals(receptor)) {
        Interval all = Interval.of(0);
        for (double scale : cell.scales().get(r)) {
          all = all.hull(Interval.of(scale));
        }
        return all;
      }
    }
    return Interval.of(0);
  }

  @Override
  public Interval level(String exposure) {
    Interval all = Interval.of(0);
    for (CurrentPlan current : cell.currents()) {
      if (current.exposure().equals(exposure)) {
        for (double value : current.value()) {
          all = all.hull(Interval.of(value));
        }
      }
    }
    return all;
  }
}
