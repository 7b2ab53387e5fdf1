package org.bitspike.compiler.lowering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.compiler.dynamics.NotLowerable;
import org.bitspike.compiler.dynamics.Step;
import org.bitspike.compiler.dynamics.StepModel;
import org.bitspike.compiler.dynamics.StepModel.Kind;
import org.bitspike.compiler.dynamics.StepModel.Variable;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Translate;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.kernel.KernelFormats;
import org.bitspike.ir.loss.LossReport.FormatChoice;
import org.bitspike.ir.profile.NeuronModel;

/** Makes a kernel for an integer machine out of a neuron's step. */
public final class KernelSynthesis {

  /** Bits of a sum below the step of the word it goes to. */
  private static final int GUARD = 8;

  /** Bits below which factors are not narrowed, unless the target has no more to begin with. */
  private static final int NARROWEST_FACTOR = 12;

  private final String name;
  private final StepModel model;
  private final NeuronModel.Programmable target;
  private final Bounds bounds;
  private final Words words;
  private final Tables tables;
  private final ExprLowering lowering;
  private final Rests rests;
  private final List<FormatChoice> formats = new ArrayList<>();
  private final List<Lowered.Gain> gains = new ArrayList<>();
  private final Map<String, Long> initial = new LinkedHashMap<>();
  private List<Statement> out = new ArrayList<>();

  private KernelSynthesis(
      String name, StepModel model, NeuronModel.Programmable target, Bounds bounds, int width) {
    this.name = name;
    this.model = LinearLets.inline(model.map(RemovableChoices::drop));
    this.target = target;
    this.bounds = bounds;
    this.words = new Words(target);
    this.tables =
        new Tables(
            name, target.tableEntries(), Math.min(32, target.stateBits() + target.restBits()));
    this.rests = new Rests(words);
    this.lowering = new ExprLowering(words, tables, width, out);
  }

  /** What is known of the values that a step meets. */
  public interface Bounds {
    /**
     * Range of a state or recorded variable, widened, with how it was got; empty when it never took
     * a value.
     */
    Optional<Range> range(Variable variable);

    /** Range of the sum of what arrives at a receptor in one tick, in weight codes as decoded. */
    Interval arrivals(String receptor);

    /** Format of what arrives. */
    FixedFormat arrivalFormat(String receptor);

    /** Range of the weight that one code of a receptor stands for. */
    Interval scale(String receptor);

    /** Range of a current input. */
    Interval level(String exposure);
  }

  /**
   * A bound and where it comes from.
   *
   * @param bound what formats must hold
   * @param usual what look-up tables resolve; beyond it they keep their end values
   * @param derivation in words
   */
  public record Range(Interval bound, Interval usual, String derivation) {}

  /**
   * Synthesises. Exact results must fit 64 bits: where the target's widths make that impossible,
   * factors are narrowed until they do.
   *
   * @throws NotLowerable naming the feature in the way
   */
  public static Lowered synthesise(
      String name, StepModel model, NeuronModel.Programmable target, Bounds bounds) {
    IllegalArgumentException last = new IllegalArgumentException();
    // where words have rests, what is computed between them is as fine as word and rest
    int widest = Math.min(32, Math.max(target.stateBits() + target.restBits(), target.paramBits()));
    for (int width = widest; width >= Math.min(NARROWEST_FACTOR, widest); width -= 4) {
      try {
        return new KernelSynthesis(name, model, target, bounds, width).run();
      } catch (IllegalArgumentException e) {
        last = e;
      }
    }
    throw NotLowerable.because("arithmetic beyond 64 bits (" + last.getMessage() + ")");
  }

  private Lowered run() {
    model.variables().forEach(this::declare);
    keepRests(model.steps());
    List<Statement> body = out;
    steps(model.steps(), new HashMap<>());
    rests();
    Kernel kernel =
        new Kernel(
            name,
            words.words(),
            tables.uses(),
            List.of(new Handler(Trigger.TICK, Optional.empty(), body)));
    return new Lowered(
        kernel,
        words.constants(),
        gains,
        initial,
        tables.tables(),
        formats,
        words.roundings(),
        tables.approximations());
  }

  // ---- words

  private void declare(Variable v) {
    switch (v.kind()) {
      case Kind.State s -> state(v);
      case Kind.Watched w -> state(v);
      case Kind.Elapsed e ->
          counter(v, v.bound().orElse(new Interval(0, 1)).high(), "ticks since an event");
      case Kind.Regime r ->
          counter(v, v.bound().orElse(new Interval(0, 1)).high(), "number of regimes");
      case Kind.Ticks t -> ticks(v);
      case Kind.Arrivals a -> arrivals(v, a.receptor());
      case Kind.Gain g -> gain(v, g);
      case Kind.Level l -> level(v, l.exposure());
    }
  }

  private void state(Variable v) {
    Range range =
        bounds
            .range(v)
            .orElse(
                new Range(
                    fallback(v), fallback(v), "static: it never changed in the reference run"));
    Interval bound = range.bound().hull(Interval.of(v.initial()));
    FixedFormat format = Bits.finest(target.stateBits(), bound.magnitude());
    words.declare(
        v.name(),
        Word.Kind.STATE,
        format,
        target.rounding(),
        target.overflow(),
        within(bound, format));
    words.resolve(
        v.name(), StartBounds.of(model, v.name(), range.usual().hull(Interval.of(v.initial()))));
    initial.put(v.name(), format.nearest(v.initial()));
    choose(v.name(), format, bound.magnitude(), range.derivation());
  }

  private static Interval fallback(Variable v) {
    return v.initial() == 0
        ? new Interval(-1, 1)
        : new Interval(-2 * Math.abs(v.initial()), 2 * Math.abs(v.initial()));
  }

  private void counter(Variable v, double largest, String derivation) {
    int bits = Math.max(1, Bits.integerBits(largest + 1));
    FixedFormat format = FixedFormat.unsigned(bits, 0);
    words.declare(
        v.name(),
        Word.Kind.STATE,
        format,
        target.rounding(),
        Overflow.SATURATE,
        new Interval(0, format.maxCode()));
    initial.put(v.name(), (long) v.initial());
    choose(v.name(), format, largest, "static: " + derivation);
  }

  private void ticks(Variable v) {
    FixedFormat format = FixedFormat.unsigned(32, 0);
    words.declare(
        v.name(),
        Word.Kind.STATE,
        format,
        target.rounding(),
        Overflow.SATURATE,
        new Interval(0, format.maxCode()));
    initial.put(v.name(), Math.round(v.initial()));
    choose(v.name(), format, (double) format.maxCode(), "static: ticks of a run");
  }

  private void arrivals(Variable v, String receptor) {
    FixedFormat entry = bounds.arrivalFormat(receptor);
    FixedFormat format = FixedFormat.signed(target.accumulatorBits(), entry.fraction());
    Interval bound = within(bounds.arrivals(receptor), format);
    words.declare(v.name(), Word.Kind.INPUT, format, target.rounding(), Overflow.SATURATE, bound);
    choose(v.name(), format, bound.magnitude(), "static: every input of the neuron in one tick");
  }

  private void gain(Variable v, Kind.Gain gain) {
    Interval bound = bounds.scale(gain.receptor()).times(gain.factor());
    FixedFormat format = Bits.finest(target.paramBits(), bound.magnitude());
    words.declare(v.name(), Word.Kind.PARAM, format, target.rounding(), Overflow.SATURATE, bound);
    gains.add(new Lowered.Gain(v.name(), gain.receptor(), gain.factor()));
  }

  private void level(Variable v, String exposure) {
    Interval bound = bounds.level(exposure);
    FixedFormat format = Bits.finest(target.stateBits(), bound.magnitude());
    words.declare(v.name(), Word.Kind.LEVEL, format, target.rounding(), Overflow.SATURATE, bound);
    choose(v.name(), format, bound.magnitude(), "static: the inputs' currents");
  }

  /** Gives every variable that grows somewhere its rest, before any statement sets it. */
  private void keepRests(List<Step> steps) {
    for (Step step : steps) {
      switch (step) {
        case Step.Assign(String variable, Sym value) -> rests.of(variable, value);
        case Step.If branch -> {
          keepRests(branch.then());
          keepRests(branch.otherwise());
        }
        default -> {}
      }
    }
  }

  private void rests() {
    rests
        .words()
        .forEach(
            (variable, rest) -> {
              double start =
                  model.variables().stream()
                      .filter(v -> v.name().equals(variable))
                      .findFirst()
                      .orElseThrow()
                      .initial();
              double kept = words.format(variable).value(initial.getOrDefault(variable, 0L));
              FixedFormat format = words.format(rest);
              initial.put(rest, format.nearest(start - kept));
              choose(
                  rest,
                  format,
                  words.bound(rest).magnitude(),
                  "static: what rounding leaves of " + variable);
            });
  }

  private static Interval within(Interval bound, FixedFormat format) {
    double low = format.value(format.minCode());
    double high = format.value(format.maxCode());
    return new Interval(
        Math.max(bound.low(), low),
        Math.max(Math.max(bound.low(), low), Math.min(bound.high(), high)));
  }

  private void choose(String variable, FixedFormat format, double bound, String derivation) {
    double largest = format.value(format.maxCode());
    double headroom = bound > 0 ? Math.log(largest / bound) / Math.log(2) : format.width();
    formats.add(
        new FormatChoice(
            name,
            variable,
            format.toString(),
            bound,
            derivation,
            format.resolution(),
            Math.rint(headroom * 10) / 10));
  }

  // ---- statements

  private void steps(List<Step> steps, Map<String, Sym> names) {
    for (Step step : steps) {
      switch (step) {
        case Step.Let(String let, Sym value) -> let(let, Translate.substitute(value, names), names);
        case Step.Assign(String variable, Sym value) -> {
          assign(variable, Translate.substitute(value, names));
          lowering.known().changed(variable);
        }
        case Step.If branch -> {
          lowering.purpose("limit");
          var condition = lowering.condition(Translate.substitute(branch.condition(), names));
          List<Statement> then = nested(branch.then(), names);
          List<Statement> otherwise = nested(branch.otherwise(), names);
          out.add(new Statement.If(condition, then, otherwise));
          Step.assigned(List.of(branch)).forEach(lowering.known()::changed);
        }
        case Step.Spike spike -> out.add(new Statement.Spike());
      }
    }
  }

  private List<Statement> nested(List<Step> steps, Map<String, Sym> names) {
    List<Statement> outer = out;
    out = new ArrayList<>();
    lowering.into(out);
    Map<KernelExpr, String> before = lowering.known().snapshot();
    steps(steps, new HashMap<>(names));
    lowering.known().restore(before);
    List<Statement> inner = out;
    out = outer;
    lowering.into(out);
    return inner;
  }

  private void let(String wanted, Sym value, Map<String, Sym> names) {
    lowering.purpose(wanted);
    var bound = lowering.bound(value);
    var narrow = lowering.factor(value);
    String let = words.let(wanted, narrow.format(), bound);
    out.add(new Statement.Let(let, narrow));
    names.put(wanted, new Sym.Ref(let));
  }

  private void assign(String variable, Sym value) {
    lowering.purpose(value.isConstant() ? variable + "_set" : variable);
    FixedFormat format = words.format(variable);
    Optional<String> rest = rests.of(variable, value);
    int guard = Math.clamp(52L - format.width(), 0, GUARD);
    int fraction = rest.map(r -> words.format(r).fraction()).orElse(format.fraction() + guard);
    Optional<KernelExpr> lowered = lowering.update(variable, value, fraction);
    if (lowered.isEmpty()) {
      return;
    }
    if (rest.isEmpty()) {
      KernelFormats.checkQuantise(lowered.get().format(), format);
      out.add(new Statement.Assign(variable, lowered.get()));
    } else {
      boolean grew = ExprLowering.increment(variable, value).isPresent();
      rests.split(variable, rest.get(), lowered.get(), grew, out);
    }
  }
}
