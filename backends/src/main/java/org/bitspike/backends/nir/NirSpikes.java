package org.bitspike.backends.nir;

import org.bitspike.backends.mapped.MappedNetwork;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus;

/** The spikes of sources, for which a graph of NIR has no place, as lines of text. */
final class NirSpikes {

  private NirSpikes() {}

  /** {@code time,node,index}: seconds, name of the Input node, place in it. */
  static String text(MappedNetwork mapped) {
    Program program = mapped.program();
    NirNames names = new NirNames(mapped.network());
    StringBuilder text = new StringBuilder("time,node,index\n");
    for (Stimulus.SpikeTrain train : program.stimulus().spikes()) {
      SourceBlock block =
          program.sources().stream()
              .filter(b -> b.name().equals(train.block()))
              .findFirst()
              .orElseThrow();
      for (int k = 0; k < train.tick().length; k++) {
        // in the middle of the tick, so that rounding moves no spike into another
        double time = (train.tick()[k] + 0.5) * program.tick().femtoseconds() / 1e15;
        text.append(time)
            .append(',')
            .append(names.population(block.population()))
            .append(',')
            .append(block.populationIndex()[train.source()[k]])
            .append('\n');
      }
    }
    return text.toString();
  }
}
