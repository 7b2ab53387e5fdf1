package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.Sampler;
import org.bitspike.ir.profile.HardwareProfile.Headroom;
import org.bitspike.ir.profile.HardwareProfile.ScaleGrid;
import org.bitspike.ir.profile.HardwareProfile.Sharing;
import org.bitspike.ir.profile.HardwareProfile.WeightModel;
import org.bitspike.ir.profile.LearningMatch;
import org.bitspike.ir.profile.NeuronModel;

/**
 * Gives every kept synapse a weight code, and every group of synapses that shares one a scale.
 *
 * <p>The scale is the one with the smallest squared error of what codes stand for, {@code
 * curve(code) * scale}, within the chip's range and on its grid, or, where the sum of a tick's
 * events is bounded, the smallest that keeps it; each weight takes the code whose effect is
 * nearest. Where the chip has exponents beside codes, each projection on a receptor has one, chosen
 * together with the scale. The scale of a receptor with learning synapses is given by what a code
 * stands for in the learning rule. Reported for each projection: root mean square and largest
 * error, how many weights were clipped, how many became 0, and how many of these because no code
 * has their sign.
 */
final class QuantiseWeights implements Pass {

  @Override
  public String id() {
    return "quantise-weights";
  }

  @Override
  public String summary() {
    return "choose weight scales and round weights to the chip's codes";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.PLACED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of(Fact.WEIGHTED);
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    WeightCodes codes = new WeightCodes(context.profile());
    List<CellPlan> cells = new ArrayList<>();
    for (CellPlan cell : draft.cells()) {
      cells.add(cell.withScales(new Scales(draft, cell, codes, context).all()));
      context.progress(cells.size(), draft.cells().size() + (long) draft.links().size());
    }
    Draft scaled = draft.withCells(cells);
    List<Link> links = new ArrayList<>();
    for (Link link : draft.links()) {
      Link shifted = link.withExponent(exponents(scaled, link, codes, context));
      if (link.drawn().isPresent()) {
        links.add(link.withDrawn(drawn(scaled, link, link.drawn().get(), codes, context)));
        continue;
      }
      links.add(shifted.withWeightCode(codes(scaled, shifted, codes, context)));
      context.progress(
          cells.size() + (long) links.size(), cells.size() + (long) draft.links().size());
    }
    return scaled.withLinks(links);
  }

  /** The exponent of a link's codes on each scale of its target; none where the chip has none. */
  private static int[] exponents(Draft draft, Link link, WeightCodes codes, PassContext context) {
    CellPlan cell = draft.cell(link.post()).orElse(null);
    if (cell == null
        || link.synapse().isEmpty()
        || context.profile().synapse().weight().exponents().isEmpty()) {
      return new int[0];
    }
    boolean learns = learning(draft, link, context).isPresent();
    int[] result = new int[cell.scales().size()];
    for (int s = 0; s < result.length; s++) {
      EffectList effects = new EffectList();
      for (int c = 0; c < link.table().size(); c++) {
        int receptor = link.fate().receptor()[c];
        if (link.isKept(c) && Effects.scaleIndex(cell, receptor) == s) {
          double effect = Effects.weight(cell, link, c) * Effects.perWeight(cell, receptor);
          effects.add(codes.oneSign() ? Math.abs(effect) : effect);
        }
      }
      result[s] =
          learns
              ? codes.learntExponent()
              : ExponentSearch.exponent(codes, effects.toArray(), cell.scales().get(s)[0]);
    }
    return result;
  }

  private static int[] codes(Draft draft, Link link, WeightCodes codes, PassContext context) {
    Optional<LearningMatch> learning = learning(draft, link, context);
    if (learning.isPresent()) {
      return learnt(draft, link, learning.get(), codes, context);
    }
    CellPlan cell = draft.cell(link.post()).orElse(null);
    int[] result = new int[link.table().size()];
    if (cell == null || link.synapse().isEmpty()) {
      return result;
    }
    WeightErrors errors = new WeightErrors(link, codes);
    for (int c = 0; c < result.length; c++) {
      if (!link.isKept(c)) {
        continue;
      }
      int receptor = link.fate().receptor()[c];
      double unit = Effects.perWeight(cell, receptor);
      double meant = Effects.weight(cell, link, c);
      int sign = codes.oneSign() && meant * unit < 0 ? -1 : 1; // codes are then of magnitudes
      double effect = sign * meant * unit;
      int scaled = Effects.scaleIndex(cell, receptor);
      double scale = Math.scalb(cell.scale(scaled, link.table().post(c)), link.exponent(scaled));
      result[c] = scale == 0 ? codes.zero() : codes.nearest(effect / scale);
      double effective = sign * codes.value(result[c]) * scale / unit;
      errors.add(c, meant, effective, effect, scale);
    }
    errors.loss().ifPresent(context::lose);
    return result;
  }

  /** Codes of weights that are drawn, as a function of the draw. */
  private static DrawnLink drawn(
      Draft draft, Link link, DrawnLink drawn, WeightCodes codes, PassContext context) {
    CellPlan cell = draft.cell(link.post()).orElseThrow();
    double unit = Effects.perWeight(cell, drawn.receptor());
    double scale = cell.scale(Effects.scaleIndex(cell, drawn.receptor()), 0);
    boolean weightless = cell.receptors().get(drawn.receptor()).weightless();
    Sampler weights = drawn.weights();
    WeightErrors errors = new WeightErrors(link, codes);
    DrawnErrors.each(
        drawn,
        (connection, weight) -> {
          double meant = weightless ? 1 : weight;
          int code = code(meant * unit, scale, codes);
          errors.add(connection, meant, codes.value(code) * scale / unit, meant * unit, scale);
        });
    errors.loss().ifPresent(context::lose);
    return drawn.withWeight(
        CodeSteps.of(bits -> code((weightless ? 1 : weights.value(bits)) * unit, scale, codes)));
  }

  private static int code(double effect, double scale, WeightCodes codes) {
    return scale == 0 ? codes.zero() : codes.nearest(effect / scale);
  }

  /** Codes of weights that learn: rounded half away from zero, as the learning rule counts them. */
  private static int[] learnt(
      Draft draft, Link link, LearningMatch match, WeightCodes codes, PassContext context) {
    Component plasticity = link.plasticity().orElseThrow();
    LearningRules rules = new LearningRules(draft.network(), context.profile(), context.dt());
    double perCode = rules.weightPerCode(match, plasticity);
    int[] result = new int[link.table().size()];
    WeightErrors errors = new WeightErrors(link, codes);
    for (int c = 0; c < result.length; c++) {
      double meant = link.table().weight(c);
      int sign = codes.oneSign() && meant < 0 ? -1 : 1;
      double exact = sign * meant / perCode;
      long rounded = (long) (Math.signum(exact) * Math.floor(Math.abs(exact) + 0.5));
      long counted = rounded + codes.zero();
      result[c] = (int) Math.clamp(counted, (long) codes.minCode(), (long) codes.maxCode());
      if (link.isKept(c)) {
        double effective = sign * (result[c] - codes.zero()) * perCode;
        errors.addCode(c, meant, effective, counted != result[c]);
      }
    }
    errors.loss().ifPresent(context::lose);
    return result;
  }

  private static Optional<LearningMatch> learning(Draft draft, Link link, PassContext context) {
    return link.plasticity()
        .flatMap(p -> new LearningRules(draft.network(), context.profile(), context.dt()).match(p));
  }

  /** The scales of one cell's receptors. */
  private static final class Scales {
    /** Effects that stand for all where synapses are drawn. */
    private static final long MOST_EFFECTS = 1 << 18;

    private final Draft draft;
    private final CellPlan cell;
    private final WeightCodes codes;
    private final PassContext context;
    private final WeightModel model;

    Scales(Draft draft, CellPlan cell, WeightCodes codes, PassContext context) {
      this.draft = draft;
      this.cell = cell;
      this.codes = codes;
      this.context = context;
      this.model = context.profile().synapse().weight();
    }

    List<double[]> all() {
      int count =
          context.profile().neuron() instanceof NeuronModel.Fixed fixed
              ? fixed.receptors().size()
              : cell.receptors().size();
      List<double[]> scales = new ArrayList<>();
      for (int s = 0; s < count; s++) {
        scales.add(scale(s));
      }
      return scales;
    }

    private double[] scale(int index) {
      Map<Integer, EffectList> groups = new LinkedHashMap<>();
      double learnt = collect(index, groups);
      if (learnt > 0) {
        refuseBetweenScales(learnt);
      }
      double[] column = new double[model.scalePer() == Sharing.BLOCK ? 1 : cell.size()];
      Map<Integer, Double> best = new HashMap<>();
      Map<Integer, double[]> ranges = ranges();
      if (model.exponents().isPresent()) {
        best.put(0, withExponents(index, ranges.getOrDefault(0, UNBOUNDED)[0]));
      } else {
        groups.forEach((g, list) -> best.put(g, new ScaleSearch(codes, list.toArray()).best()));
      }
      Map<Integer, Double> sums = learnt > 0 ? Map.of() : sums(index);
      for (int i = 0; i < column.length; i++) {
        int group = column.length == 1 ? 0 : group(i);
        double wanted = learnt > 0 ? learnt : best.getOrDefault(group, 0.0);
        double least = sums.getOrDefault(group, 0.0);
        double[] range = ranges.getOrDefault(group, UNBOUNDED);
        column[i] =
            model
                .scaleGrid()
                .map(grid -> ScaleGrids.scale(grid, unit(grid, group), wanted, least, range))
                .orElseGet(() -> allowed(least > 0 ? least : wanted, range));
      }
      return column;
    }

    /** Best scale for all links on a receptor, each with an exponent of its own. */
    private double withExponents(int index, double least) {
      Map<String, EffectList> byLink = new LinkedHashMap<>();
      for (Link link : draft.links()) {
        if (!link.post().equals(cell.block()) || link.synapse().isEmpty()) {
          continue;
        }
        for (int c = 0; c < link.table().size(); c++) {
          int receptor = link.fate().receptor()[c];
          if (link.isKept(c) && Effects.scaleIndex(cell, receptor) == index) {
            byLink
                .computeIfAbsent(link.id(), l -> new EffectList())
                .add(magnitude(Effects.weight(cell, link, c) * Effects.perWeight(cell, receptor)));
          }
        }
      }
      return new ExponentSearch(codes, byLink.values().stream().map(EffectList::toArray).toList())
          .scale(least);
    }

    /** What a code stands for in learning is given by the rule; a grid may not have it. */
    private void refuseBetweenScales(double learnt) {
      if (model.scaleGrid().isEmpty()) {
        return;
      }
      double[] range = ranges().getOrDefault(0, UNBOUNDED);
      double there =
          ScaleGrids.scale(
              model.scaleGrid().get(), unit(model.scaleGrid().get(), group(0)), learnt, 0, range);
      if (Math.abs(there / learnt - 1) > 1e-6) {
        context.report(
            Diagnostic.error(
                Code.C_LEARNING,
                cell.population().source(),
                String.format(
                    Locale.ROOT,
                    "weights of %s that learn have a scale between two powers of two, %s has only"
                        + " those; multiply the learning rule's largest weight by %.9g",
                    cell.block(),
                    context.profile().name(),
                    there / learnt)));
      }
    }

    /** Scale of exponent 0: what all neurons of a group allow. */
    private double unit(ScaleGrid grid, int group) {
      Effects effects = new Effects(context.profile(), context.dt());
      double unit = 0;
      for (int n = 0; n < cell.size(); n++) {
        unit = group(n) == group ? Math.max(unit, effects.bound(grid.unit(), cell, n)) : unit;
      }
      return unit;
    }

    /** The scale above which the sum of a tick's events fits, group by group. */
    private Map<Integer, Double> sums(int index) {
      Map<Integer, Double> least = new HashMap<>();
      if (model.headroom().isEmpty()) {
        return least;
      }
      Headroom headroom = model.headroom().get();
      TickSums sums = new TickSums(cell.size(), context, headroom.sigma());
      for (Link link : draft.links()) {
        if (!link.post().equals(cell.block()) || link.synapse().isEmpty()) {
          continue;
        }
        Optional<double[]> perTick = sums.perTick(draft, link.pre());
        for (int c = 0; c < link.table().size(); c++) {
          int receptor = link.fate().receptor()[c];
          if (link.isKept(c) && Effects.scaleIndex(cell, receptor) == index) {
            int pre = link.table().pre(c);
            sums.add(
                link.table().post(c),
                Effects.weight(cell, link, c) * Effects.perWeight(cell, receptor),
                perTick.map(rates -> rates[pre]).orElse(Double.POSITIVE_INFINITY));
          }
        }
      }
      for (int n = 0; n < cell.size(); n++) {
        least.merge(group(n), sums.most(n) / headroom.most(), Math::max);
      }
      return least;
    }

    private static final double[] UNBOUNDED = {0, Double.POSITIVE_INFINITY};

    /**
     * Effects on a receptor, group by group; gives the scale that learning asks for, 0 when nothing
     * learns.
     */
    private double collect(int index, Map<Integer, EffectList> groups) {
      double learnt = 0;
      for (Link link : draft.links()) {
        if (!link.post().equals(cell.block()) || link.synapse().isEmpty()) {
          continue;
        }
        link.drawn()
            .filter(d -> Effects.scaleIndex(cell, d.receptor()) == index)
            .ifPresent(d -> addDrawn(d, groups.computeIfAbsent(0, g -> new EffectList())));
        Optional<LearningMatch> learning = learning(draft, link, context);
        for (int c = 0; c < link.table().size(); c++) {
          int receptor = link.fate().receptor()[c];
          if (!link.isKept(c) || Effects.scaleIndex(cell, receptor) != index) {
            continue;
          }
          double unit = Effects.perWeight(cell, receptor);
          if (learning.isPresent()) {
            learnt = Math.max(learnt, learntScale(learning.get(), link, unit));
            break;
          }
          groups
              .computeIfAbsent(group(link.table().post(c)), g -> new EffectList())
              .add(magnitude(Effects.weight(cell, link, c) * unit));
        }
      }
      return learnt;
    }

    /** Effects at evenly spread draws, of so many synapses one each. */
    private void addDrawn(DrawnLink drawn, EffectList effects) {
      long all =
          draft.links().stream()
              .filter(l -> l.post().equals(cell.block()))
              .mapToLong(Link::size)
              .sum();
      long synapsesOfEach = Math.max(1, all / MOST_EFFECTS);
      int count = (int) Math.ceilDiv(drawn.size(), synapsesOfEach);
      boolean weightless = cell.receptors().get(drawn.receptor()).weightless();
      Sampler weights = drawn.weights();
      for (int i = 0; i < count; i++) {
        double weight = weightless ? 1 : weights.value(DrawnLink.middle(i, count));
        effects.add(magnitude(weight * Effects.perWeight(cell, drawn.receptor())));
      }
    }

    private double learntScale(LearningMatch match, Link link, double unit) {
      LearningRules rules = new LearningRules(draft.network(), context.profile(), context.dt());
      double perCode = rules.weightPerCode(match, link.plasticity().orElseThrow());
      return Math.scalb(
          Math.abs(perCode * unit) * (codes.maxCode() - codes.zero()) / codes.largest(),
          -codes.learntExponent());
    }

    private double magnitude(double effect) {
      return codes.oneSign() ? Math.abs(effect) : effect;
    }

    private int group(int neuron) {
      return switch (model.scalePer()) {
        case NEURON -> neuron;
        case CORE -> cell.place().orElseThrow().core()[neuron];
        case BLOCK -> 0;
      };
    }

    /** The range of each group: what all of its neurons allow. */
    private Map<Integer, double[]> ranges() {
      Map<Integer, double[]> ranges = new HashMap<>();
      if (model.scaleLow().isEmpty() && model.scaleHigh().isEmpty()) {
        return ranges;
      }
      Effects effects = new Effects(context.profile(), context.dt());
      for (int n = 0; n < cell.size(); n++) {
        int neuron = n;
        double low = model.scaleLow().map(e -> effects.bound(e, cell, neuron)).orElse(0.0);
        double high =
            model
                .scaleHigh()
                .map(e -> effects.bound(e, cell, neuron))
                .orElse(Double.POSITIVE_INFINITY);
        double[] range = ranges.computeIfAbsent(group(n), g -> UNBOUNDED.clone());
        range[0] = Math.max(range[0], low);
        range[1] = Math.min(range[1], high);
      }
      return ranges;
    }

    private double allowed(double wanted, double[] range) {
      if (wanted == 0) {
        return range[0]; // nothing asks for more than the chip's smallest scale
      }
      double inside = Math.min(Math.max(wanted, range[0]), range[1]);
      if (model.scaleBits() == 0 || !Double.isFinite(range[1])) {
        return inside;
      }
      double top = (1L << model.scaleBits()) - 1;
      double code = Math.clamp(Math.rint(inside / range[1] * top), 1, top);
      return code / top * range[1];
    }
  }

  /** A growing list of numbers. */
  private static final class EffectList {
    private double[] values = new double[64];
    private int size;

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    double[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
