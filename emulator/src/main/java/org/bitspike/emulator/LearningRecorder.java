package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording.LearningSeries;

/** The state words of each synapse of a block after each of its presynaptic events. */
final class LearningRecorder {

  private final SynapseBlock block;
  private final Words words;
  private final Ints recorded = new Ints();
  private final Longs ticks = new Longs();
  private final Ints connections = new Ints();
  private final List<Longs> columns = new ArrayList<>();

  /** Listens to a synapse of the block, or to all of them when the index is -1. */
  LearningRecorder(SynapseBlock block, Learning learning, int index) {
    this.block = block;
    words = learning.words();
    for (int word = 0; word < words.count(); word++) {
      if (words.declared().get(word).kind() == Word.Kind.STATE) {
        recorded.add(word);
        columns.add(new Longs());
      }
    }
    learning.listen(
        (tick, synapse) -> {
          if (index < 0 || index == synapse) {
            record(tick, synapse);
          }
        });
  }

  private void record(long tick, int synapse) {
    ticks.add(tick);
    connections.add(block.connection()[synapse]);
    for (int c = 0; c < columns.size(); c++) {
      columns.get(c).add(words.get(recorded.get(c), synapse));
    }
  }

  void pass(String name, Ledger ledger) {
    ledger.longs(name + ".tick", ticks, 0, ledger.done() - 1);
    ledger.ints(name + ".connection", connections, Integer.MAX_VALUE);
    for (int c = 0; c < columns.size(); c++) {
      FixedFormat format = words.declared().get(recorded.get(c)).format();
      ledger.longs(name + ".word " + c, columns.get(c), format.minCode(), format.maxCode());
    }
  }

  LearningSeries series() {
    return new LearningSeries(
        block.projection(),
        ticks.toArray(),
        connections.toArray(),
        Arrays.stream(recorded.toArray())
            .mapToObj(word -> words.declared().get(word).name())
            .toList(),
        columns.stream()
            .map(column -> Arrays.stream(column.toArray()).asDoubleStream().toArray())
            .toList());
  }
}
