package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  LearningRecorder(SynapseBlock block, Learning learning) {
    this.block = block;
    words = learning.words();
    for (int word = 0; word < words.count(); word++) {
      if (words.declared().get(word).kind() == Word.Kind.STATE) {
        recorded.add(word);
        columns.add(new Longs());
      }
    }
    learning.listen(this::record);
  }

  private void record(long tick, int synapse) {
    ticks.add(tick);
    connections.add(block.connection()[synapse]);
    for (int c = 0; c < columns.size(); c++) {
      columns.get(c).add(words.get(recorded.get(c), synapse));
    }
  }

  LearningSeries series() {
    return new LearningSeries(
        block.projection(),
        ticks.toArray(),
        connections.toArray(),
        Arrays.stream(recorded.toArray()).mapToObj(word -> words.declared().get(word).name()).toList(),
        columns.stream().map(column -> Arrays.stream(column.toArray()).asDoubleStream().toArray()).toList());
  }
}
