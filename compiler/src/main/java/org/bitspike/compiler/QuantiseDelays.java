package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongToIntFunction;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.network.Sampler;
import org.bitspike.ir.profile.HardwareProfile.DelayModel;
import org.bitspike.ir.profile.HardwareProfile.Limits;
import org.bitspike.ir.program.CodeDraw;

/**
 * Brings every delay to whole ticks that the chip can do: {@code max(1, ceil(delay / dt))}, clipped
 * to its range (with relays, where the chip extends delays by them), or to its one fixed delay. A
 * delay of 0 becomes one tick without any change of meaning: on the grid, what a spike without
 * delay does is seen from the next step on. Reported for each projection are all other changes of
 * more than a millionth of a tick.
 */
final class QuantiseDelays implements Pass {

  /** Part of a tick below which a delay counts as whole. */
  private static final double WHOLE = 1e-6;

  /** Draws of a distribution that stand for all. */
  private static final int LOOKED_AT = 1 << 16;

  @Override
  public String id() {
    return "quantise-delays";
  }

  @Override
  public String summary() {
    return "round delays to ticks within the chip's range";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.PLACED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of(Fact.DELAYED);
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    Map<String, double[]> shared =
        context.profile().synapse().rows().oneDelay() ? shared(draft) : Map.of();
    List<Link> links = new ArrayList<>();
    for (Link link : draft.links()) {
      links.add(quantise(link, shared.getOrDefault(link.pre(), new double[0]), context));
      context.progress(links.size(), draft.links().size());
    }
    if (context.profile().synapse().delay().extension().isPresent()) {
      countRelays(draft, links, context);
    }
    return draft.withLinks(links);
  }

  /** A source with a delay above the synapses' own takes a circuit more, for its relay. */
  private static void countRelays(Draft draft, List<Link> links, PassContext context) {
    int own = context.profile().synapse().delay().maxTicks();
    Set<String> relays = new HashSet<>();
    for (Link link : links) {
      for (int c = 0; c < link.table().size(); c++) {
        if (link.synapse().isPresent() && link.isKept(c) && link.fate().delayTicks()[c] > own) {
          relays.add(link.pre() + "/" + link.table().pre(c));
        }
      }
    }
    if (relays.isEmpty()) {
      return;
    }
    Limits limits = context.profile().limits();
    long taken = 0;
    for (CellPlan cell : draft.cells()) {
      taken += Arrays.stream(cell.place().orElseThrow().circuits()).asLongStream().sum();
    }
    long left = (long) limits.cores() * limits.circuitsPerCore() - taken;
    if (relays.size() > left) {
      context.report(
          Diagnostic.error(
              Code.C_CAPACITY,
              draft.network().source(),
              relays.size()
                  + " sources have delays above "
                  + own
                  + " ticks and need a relay each, "
                  + context.profile().name()
                  + " has "
                  + left
                  + " circuits left"));
      return;
    }
    context.use("relays for long delays", relays.size(), left);
  }

  /** Mean delay of each source's synapses, s, where these have one. */
  private static Map<String, double[]> shared(Draft draft) {
    Map<String, double[]> sums = new HashMap<>();
    Map<String, int[]> counts = new HashMap<>();
    for (Link link : draft.links()) {
      int size = draft.blockSize(link.pre());
      double[] sum = sums.computeIfAbsent(link.pre(), p -> new double[size]);
      int[] count = counts.computeIfAbsent(link.pre(), p -> new int[size]);
      for (int c = 0; c < link.table().size(); c++) {
        if (link.isKept(c) && link.synapse().isPresent()) {
          sum[link.table().pre(c)] += link.table().delaySeconds(c);
          count[link.table().pre(c)]++;
        }
      }
    }
    sums.forEach(
        (block, sum) -> {
          int[] count = counts.getOrDefault(block, new int[sum.length]);
          for (int i = 0; i < sum.length; i++) {
            sum[i] /= Math.max(1, count[i]);
          }
        });
    return sums;
  }

  /** Whole ticks of a delay, before the chip's range is known. */
  static double whole(double ticks) {
    return Math.max(1, Math.ceil(ticks - WHOLE));
  }

  private static Link quantise(Link link, double[] shared, PassContext context) {
    DelayModel model = context.profile().synapse().delay();
    double dt = context.dt();
    OptionalDouble fixed = model.fixedSeconds();
    if (link.drawn().isPresent()) {
      return link.withDrawn(drawn(link, link.drawn().get(), model, context));
    }
    // events that only learning watches go nowhere: they have no delay that a chip could limit
    boolean goesNowhere = link.synapse().isEmpty();
    int[] ticks = new int[link.table().size()];
    Changes changes = new Changes(dt);
    for (int c = 0; c < ticks.length; c++) {
      double meant = link.table().delaySeconds(c) / dt;
      double own = shared.length == 0 ? meant : shared[link.table().pre(c)] / dt;
      double wanted = fixed.isPresent() && !goesNowhere ? fixed.getAsDouble() / dt : own;
      ticks[c] =
          goesNowhere ? (int) Math.min(whole(wanted), Integer.MAX_VALUE) : ticks(wanted, model);
      if (link.isKept(c)) {
        changes.add(ticks[c], meant, 1);
      }
    }
    loss(link, model, changes, context).ifPresent(context::lose);
    return link.withDelayTicks(ticks);
  }

  /** What was changed of delays. */
  private static final class Changes {
    private final double dt;
    private double changed;
    private double worst;
    private double sum;
    private double longest;

    Changes(double dt) {
      this.dt = dt;
    }

    void add(int ticks, double meantTicks, double count) {
      double error = (ticks - (meantTicks == 0 ? 1 : meantTicks)) * dt;
      if (Math.abs(error) > WHOLE * dt) {
        changed += count;
        longest = Math.max(longest, whole(meantTicks));
        worst = Math.max(worst, Math.abs(error));
        sum += error * count;
      }
    }
  }

  /** Whole ticks that the chip can do; an event between two steps acts at the next one. */
  private static int ticks(double wanted, DelayModel model) {
    return (int) Math.clamp(whole(wanted), model.minTicks(), model.longestTicks());
  }

  /** Delays that are drawn, as a function of the draw; changes are told from the distribution. */
  private static DrawnLink drawn(
      Link link, DrawnLink drawn, DelayModel model, PassContext context) {
    double dt = context.dt();
    Sampler delays = drawn.delays();
    LongToIntFunction ticks =
        bits -> ticks((model.fixedSeconds().orElse(delays.value(bits))) / dt, model);
    Changes changes = new Changes(dt);
    for (int i = 0; i < LOOKED_AT; i++) {
      long bits = DrawnLink.middle(i, LOOKED_AT);
      changes.add(
          ticks.applyAsInt(bits), delays.value(bits) / dt, (double) drawn.size() / LOOKED_AT);
    }
    for (long bits : new long[] {0, CodeDraw.DRAWS - 1}) {
      changes.add(ticks.applyAsInt(bits), delays.value(bits) / dt, 0);
    }
    loss(link, model, changes, context).ifPresent(context::lose);
    return drawn.withDelay(CodeSteps.of(ticks));
  }

  /** The smallest change of the chip or of the model with which nothing would change. */
  private static String remedy(DelayModel model, double longest, double dt) {
    if (model.fixedSeconds().isPresent()) {
      return String.format(
          Locale.ROOT,
          "give all synapses the chip's delay of %.4g ms",
          model.fixedSeconds().getAsDouble() * 1e3);
    }
    if (longest <= model.longestTicks()) {
      return String.format(Locale.ROOT, "use delays that are multiples of %.4g ms", dt * 1e3);
    }
    double more = longest - model.longestTicks();
    return String.format(
        Locale.ROOT,
        "allow %.0f ticks (--set synapse.delay.max_ticks=%.0f), or use delays that are multiples of"
            + " %.4g ms and at most %.4g ms",
        longest,
        model.maxTicks() + more,
        dt * 1e3,
        model.longestTicks() * dt * 1e3);
  }

  private static Optional<Loss> loss(
      Link link, DelayModel model, Changes changes, PassContext context) {
    long changed = Math.round(changes.changed);
    double worst = changes.worst;
    if (changed == 0) {
      return Optional.empty();
    }
    double dt = context.dt();
    String can =
        model.fixedSeconds().isPresent()
            ? String.format(
                Locale.ROOT, "one delay of %.4g ms", model.fixedSeconds().getAsDouble() * 1e3)
            : String.format(
                Locale.ROOT,
                "%d to %d ticks of %.4g ms",
                model.minTicks(),
                model.longestTicks(),
                dt * 1e3);
    String message =
        String.format(
            Locale.ROOT,
            "%d of %d delays of %s were changed by at most %.4g ms; %s has %s",
            changed,
            link.keptCount(),
            link.projection(),
            worst * 1e3,
            context.profile().name(),
            can);
    return Optional.of(
        new Loss.DelayChanged(
            Code.C_DELAY,
            "quantise-delays",
            message,
            remedy(model, changes.longest, dt),
            link.source(),
            link.projection(),
            changed,
            model.minTicks(),
            model.longestTicks(),
            worst,
            changes.sum / changes.changed));
  }
}
