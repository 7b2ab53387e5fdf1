package org.bitspike.ir.generate;

import java.util.Arrays;
import java.util.List;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.verdict.Verdict;

/** Random loss reports and verdicts that verify. */
public final class RandomReports {

  private RandomReports() {}

  /** The loss report of a seed. */
  public static LossReport losses(long seed) {
    Dice dice = new Dice(seed);
    List<Loss> losses = dice.some(12, k -> loss(dice));
    long lost =
        losses.stream()
            .mapToLong(l -> l instanceof Loss.LostSynapses s ? s.connections().length : 0)
            .sum();
    int realised = dice.below(100000);
    return new LossReport(
        dice.text(),
        dice.text(),
        realised + lost,
        realised,
        losses,
        dice.some(
            3,
            k ->
                new LossReport.FormatChoice(
                    dice.text(),
                    dice.text(),
                    dice.format(32).toString(),
                    dice.notNegative(),
                    "static",
                    dice.notNegative(),
                    dice.real())),
        dice.some(3, k -> new LossReport.ResourceUse("r" + k, dice.below(10), dice.below(100))));
  }

  private static Loss loss(Dice dice) {
    Code code = dice.one(Code.values());
    String pass = dice.text();
    String message = dice.text();
    String remedy = dice.text();
    SourceRef where = dice.place();
    return switch (dice.below(7)) {
      case 0 ->
          new Loss.LostSynapses(
              code,
              pass,
              message,
              remedy,
              where,
              dice.text(),
              dice.below(100),
              224,
              dice.below(1000),
              Arrays.stream(dice.column(dice.below(9), 1000)).sorted().distinct().toArray(),
              dice.real(),
              dice.real());
      case 1 -> {
        int size = dice.below(20);
        yield new Loss.WeightError(
            code,
            pass,
            message,
            remedy,
            where,
            dice.text(),
            dice.column(size, 500),
            dice.reals(size),
            dice.reals(size),
            dice.below(9),
            dice.below(9),
            dice.below(9),
            dice.real(),
            dice.real());
      }
      case 2 ->
          new Loss.DelayChanged(
              code,
              pass,
              message,
              remedy,
              where,
              dice.text(),
              dice.below(9),
              1,
              dice.between(1, 63),
              dice.real(),
              dice.real());
      case 3 ->
          new Loss.ParameterRounded(
              code,
              pass,
              message,
              remedy,
              where,
              dice.text(),
              dice.text(),
              dice.real(),
              dice.real(),
              dice.text());
      case 4 ->
          new Loss.RangeClamped(
              code,
              pass,
              message,
              remedy,
              where,
              dice.text(),
              dice.text(),
              dice.real(),
              dice.real(),
              -dice.notNegative(),
              dice.notNegative());
      case 5 -> new Loss.Approximated(code, pass, message, remedy, where, dice.text(), dice.text());
      default ->
          new Loss.EventsMoved(
              code,
              pass,
              message,
              remedy,
              where,
              dice.text(),
              dice.below(9),
              dice.below(9),
              dice.real());
    };
  }

  /** The verdict of a seed. */
  public static Verdict verdict(long seed) {
    Dice dice = new Dice(seed);
    Verdict.Outcome outcome = dice.one(Verdict.Outcome.values());
    return new Verdict(
        dice.text(),
        outcome,
        "because" + dice.text(),
        dice.some(
            5,
            k ->
                new Verdict.Metric(
                    "m" + k,
                    dice.text(),
                    dice.one(dice.real(), Double.NaN, Double.POSITIVE_INFINITY),
                    dice.text(),
                    dice.flip() ? Double.NaN : dice.notNegative(),
                    dice.text())),
        outcome == Verdict.Outcome.EXACT
            ? java.util.Optional.empty()
            : dice.maybe(
                () ->
                    new Verdict.Divergence(
                        dice.text(),
                        dice.below(100),
                        dice.notNegative(),
                        dice.text(),
                        dice.text())));
  }
}
