package org.bitspike.ir.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.recording.Recording;

/** Random recordings that verify. */
public final class RandomRecordings {

  private final Dice dice;

  private RandomRecordings(long seed) {
    dice = new Dice(seed);
  }

  /** The recording of a seed. */
  public static Recording recording(long seed) {
    return new RandomRecordings(seed).recording();
  }

  private Recording recording() {
    int ticks = dice.between(1, 1000);
    return new Recording(
        new Recording.Info(dice.text(), dice.text(), "1.2.3", dice.text(), dice.anyLong()),
        dice.one(1e-4, 1e-3, 2.5e-5),
        ticks,
        dice.some(3, k -> spikes("p" + k, ticks)),
        dice.some(4, k -> trace()),
        dice.some(2, k -> weights()),
        dice.some(2, k -> learning()),
        dice.some(
            3,
            k ->
                new Recording.Range(
                    dice.text(), "v" + k, -dice.notNegative(), dice.notNegative())));
  }

  private Recording.SpikeSeries spikes(String population, int ticks) {
    int size = dice.between(1, 50);
    int[] sorted = dice.column(dice.below(60), ticks * size);
    java.util.Arrays.sort(sorted);
    long[] tick = new long[sorted.length];
    int[] neuron = new int[sorted.length];
    for (int k = 0; k < sorted.length; k++) {
      tick[k] = sorted[k] / size;
      neuron[k] = sorted[k] % size;
    }
    double[] seconds = new double[sorted.length];
    java.util.Arrays.setAll(seconds, k -> 1e-4 * tick[k]);
    return new Recording.SpikeSeries(
        population,
        size,
        tick,
        neuron,
        dice.below(2) == 0 ? Optional.empty() : Optional.of(seconds));
  }

  private Recording.Trace trace() {
    int size = dice.below(50);
    FixedFormat format = dice.format(63);
    long[] codes = new long[size];
    for (int k = 0; k < size; k++) {
      codes[k] = dice.code(format);
    }
    return new Recording.Trace(
        dice.text(),
        dice.below(100),
        dice.text(),
        dice.one("", "mV"),
        dice.between(1, 10),
        dice.flip(),
        dice.reals(size),
        dice.flip() ? Optional.of(new Recording.Codes(codes, format)) : Optional.empty());
  }

  private Recording.WeightSeries weights() {
    int size = dice.below(30);
    return new Recording.WeightSeries(
        dice.text(), dice.between(-1, 100), dice.column(size, 1000), dice.reals(size));
  }

  private Recording.LearningSeries learning() {
    int size = dice.below(20);
    long[] tick = new long[size];
    for (int k = 0; k < size; k++) {
      tick[k] = dice.below(1000);
    }
    List<String> words = dice.some(3, k -> "word" + k);
    List<double[]> values = new ArrayList<>();
    words.forEach(w -> values.add(dice.reals(size)));
    return new Recording.LearningSeries(dice.text(), tick, dice.column(size, 1000), words, values);
  }
}
