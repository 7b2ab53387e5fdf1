package org.bitspike.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Projection;

/**
 * All losses of one cause.
 *
 * @param code the cause
 * @param losses in the order they were made
 * @param affected how many synapses, parameters, events or elements are concerned
 * @param what noun of what is counted, in the singular
 * @param effect one phrase: how much this changes
 */
record LossGroup(Code code, List<Loss> losses, long affected, String what, String effect) {

  /**
   * Groups a report by cause, gravest kind first: what is lost, then what is clamped or replaced,
   * then what is rounded.
   */
  static List<LossGroup> of(LossReport report, Network network) {
    Map<Code, List<Loss>> byCode = new LinkedHashMap<>();
    report.losses().stream()
        .sorted((a, b) -> Integer.compare(gravity(a), gravity(b)))
        .forEach(loss -> byCode.computeIfAbsent(loss.code(), c -> new ArrayList<>()).add(loss));
    List<LossGroup> groups = new ArrayList<>();
    byCode.forEach((code, losses) -> groups.add(group(code, losses, report, network)));
    return groups;
  }

  private static int gravity(Loss loss) {
    return switch (loss) {
      case Loss.LostSynapses l -> 0;
      case Loss.Approximated l -> 1;
      case Loss.RangeClamped l -> 2;
      case Loss.EventsMoved l -> 3;
      case Loss.DelayChanged l -> 4;
      case Loss.WeightError l -> 5;
      case Loss.ParameterRounded l -> 6;
    };
  }

  private static LossGroup group(Code code, List<Loss> losses, LossReport report, Network network) {
    return switch (losses.getFirst()) {
      case Loss.LostSynapses l -> lostSynapses(code, losses, report, network);
      case Loss.WeightError l -> weightErrors(code, losses);
      case Loss.DelayChanged l -> delays(code, losses);
      case Loss.ParameterRounded l -> rounded(code, losses);
      case Loss.RangeClamped l ->
          new LossGroup(
              code,
              losses,
              losses.size(),
              "parameter",
              "replaced by the nearest value the chip has");
      case Loss.Approximated l ->
          new LossGroup(
              code, losses, losses.size(), "element", "replaced by the nearest the chip has");
      case Loss.EventsMoved l -> events(code, losses);
    };
  }

  private static LossGroup lostSynapses(
      Code code, List<Loss> losses, LossReport report, Network network) {
    long lost = 0;
    double importanceLost = 0;
    double importanceTotal = 0;
    Set<String> neurons = new LinkedHashSet<>();
    Map<String, String> posts = new LinkedHashMap<>();
    for (Projection projection : network.projections()) {
      posts.put(projection.id(), projection.post());
    }
    for (Loss loss : losses) {
      if (loss instanceof Loss.LostSynapses l) {
        lost += l.connections().length;
        importanceLost += l.importanceLost();
        // every projection of a neuron repeats the neuron's total
        if (neurons.add(
            posts.getOrDefault(l.projection(), l.projection()) + "[" + l.neuron() + "]")) {
          importanceTotal += l.importanceTotal();
        }
      }
    }
    return new LossGroup(
        code,
        losses,
        lost,
        "synapse",
        Figures.percent(lost, report.synapsesMeant())
            + " of all synapses, on "
            + Figures.plural(neurons.size(), "neuron")
            + "; "
            + Figures.percent(importanceLost, importanceTotal)
            + " of the targets' total importance");
  }

  private static LossGroup weightErrors(Code code, List<Loss> losses) {
    long synapses = 0;
    long clipped = 0;
    long zeroed = 0;
    long flips = 0;
    double squares = 0;
    double max = 0;
    double meantSquares = 0;
    for (Loss loss : losses) {
      if (loss instanceof Loss.WeightError w) {
        synapses += w.connection().length;
        clipped += w.clipped();
        zeroed += w.zeroed();
        flips += w.signFlips();
        squares += w.rms() * w.rms() * w.connection().length;
        max = Math.max(max, w.maxError());
        for (double m : w.meant()) {
          meantSquares += m * m;
        }
      }
    }
    StringBuilder effect = new StringBuilder("rms error ");
    effect
        .append(Figures.percent(Math.sqrt(squares), Math.sqrt(meantSquares)))
        .append(" of the rms weight, at most ");
    effect
        .append(Figures.shortest(max))
        .append("; ")
        .append(Figures.count(zeroed))
        .append(" became zero, ");
    effect.append(Figures.count(clipped)).append(" clipped");
    if (flips > 0) {
      effect.append(", ").append(Figures.count(flips)).append(" changed sign");
    }
    return new LossGroup(code, losses, synapses, "synapse", effect.toString());
  }

  private static LossGroup delays(Code code, List<Loss> losses) {
    long changed = 0;
    double max = 0;
    double sum = 0;
    for (Loss loss : losses) {
      if (loss instanceof Loss.DelayChanged d) {
        changed += d.changed();
        max = Math.max(max, d.maxErrorSeconds());
        sum += d.meanErrorSeconds() * d.changed();
      }
    }
    String effect =
        "moved by at most "
            + Figures.si(max, "s")
            + ", by "
            + Figures.si(changed == 0 ? 0 : sum / changed, "s")
            + " on average";
    return new LossGroup(code, losses, changed, "synapse", effect);
  }

  private static LossGroup rounded(Code code, List<Loss> losses) {
    double worst = 0;
    for (Loss loss : losses) {
      if (loss instanceof Loss.ParameterRounded p && p.meant() != 0) {
        worst = Math.max(worst, Math.abs((p.effective() - p.meant()) / p.meant()));
      }
    }
    return new LossGroup(
        code, losses, losses.size(), "parameter", "off by at most " + Figures.percent(worst, 1));
  }

  private static LossGroup events(Code code, List<Loss> losses) {
    long moved = 0;
    long merged = 0;
    double max = 0;
    for (Loss loss : losses) {
      if (loss instanceof Loss.EventsMoved e) {
        moved += e.moved();
        merged += e.merged();
        max = Math.max(max, e.maxErrorSeconds());
      }
    }
    return new LossGroup(
        code,
        losses,
        moved + merged,
        "event",
        Figures.count(moved)
            + " moved by at most "
            + Figures.si(max, "s")
            + "; "
            + Figures.count(merged)
            + " merged into an earlier one");
  }
}
