package org.bitspike.emulator;

import java.util.Arrays;
import java.util.Optional;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.recording.Recording.Codes;
import org.bitspike.ir.recording.Recording.Trace;

/** A word of one neuron or synapse, sampled; the first sample is its value before tick 0. */
final class TraceRecorder {

  private final String group;
  private final int index;
  private final int member;
  private final Words words;
  private final int word;
  private final int everyTicks;
  private final Longs codes = new Longs();

  /**
   * Samples a word of a member of a block.
   *
   * @param group population or projection
   * @param index the member's index there
   */
  TraceRecorder(String group, int index, int member, Words words, int word, int everyTicks) {
    this.group = group;
    this.index = index;
    this.member = member;
    this.words = words;
    this.word = word;
    this.everyTicks = everyTicks;
    codes.add(words.get(word, member));
  }

  void record(long tick) {
    if ((tick + 1) % everyTicks == 0) {
      codes.add(words.get(word, member));
    }
  }

  void pass(String name, Ledger ledger) {
    FixedFormat format = words.declared().get(word).format();
    ledger.longs(name, codes, format.minCode(), format.maxCode());
  }

  Trace trace() {
    Word declared = words.declared().get(word);
    long[] samples = codes.toArray();
    double[] values = Arrays.stream(samples).mapToDouble(declared.format()::value).toArray();
    return new Trace(
        group,
        index,
        declared.name(),
        declared.unit(),
        everyTicks,
        true,
        values,
        Optional.of(new Codes(samples, declared.format())));
  }
}
