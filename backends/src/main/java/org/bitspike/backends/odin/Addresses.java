package org.bitspike.backends.odin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;

/** Address of the first member of each block: neurons in the program's order, then sources. */
final class Addresses {

  private final Map<String, Integer> first = new LinkedHashMap<>();
  private final int neurons;
  private final int all;

  Addresses(Program program) {
    int next = 0;
    for (NeuronBlock block : program.neurons()) {
      first.put(block.name(), next);
      next += block.size();
    }
    neurons = next;
    for (SourceBlock block : program.sources()) {
      first.put(block.name(), next);
      next += block.size();
    }
    all = next;
  }

  int of(String block) {
    return first.getOrDefault(block, 0);
  }

  /** Number of neurons. */
  int neurons() {
    return neurons;
  }

  /** Number of neurons and sources. */
  int all() {
    return all;
  }
}
