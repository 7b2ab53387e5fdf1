package org.bitspike.backends.odin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;

/**
 * The chip's memories as a program wants them before the first event.
 *
 * @param neurons word of each neuron
 * @param synapses word of eight synapses, by source, then by target
 * @param inhibitory whether the neuron of an address inhibits
 */
@SuppressWarnings("ArrayRecordComponent") // columns: shared, never changed after construction
record Memory(List<BigInteger> neurons, int[] synapses, boolean[] inhibitory) {

  static final int NEURONS = 256;

  /** Words of eight synapses in a row. */
  static final int ROW = NEURONS / 8;

  /** A neuron that never fires: disabled, integrate-and-fire, threshold 255. */
  private static final BigInteger UNUSED =
      NeuronFields.word(
          word ->
              switch (word) {
                case "disable", "lif" -> 1;
                case "thr" -> 255;
                default -> 0;
              });

  Memory {
    neurons = List.copyOf(neurons);
  }

  static Memory of(Program program) {
    List<BigInteger> neurons = new ArrayList<>();
    for (NeuronBlock block : program.neurons()) {
      for (int n = 0; n < block.size(); n++) {
        int member = n;
        neurons.add(
            NeuronFields.word(
                word ->
                    block.params().byWord().containsKey(word)
                        ? block.params().value(word, member)
                        : block.initial().value(word, member)));
      }
    }
    while (neurons.size() < NEURONS) {
      neurons.add(UNUSED);
    }
    int[] synapses = new int[NEURONS * ROW];
    boolean[] inhibitory = new boolean[NEURONS];
    Addresses addresses = new Addresses(program);
    for (SynapseBlock block : program.synapses()) {
      boolean inhibits = (decoded(program, block, block.codeOffset()) & 2) != 0;
      int base = addresses.of(block.source());
      int target = addresses.of(block.target());
      for (int s = 0; s < block.rowStart().length - 1; s++) {
        for (int k = block.rowStart()[s]; k < block.rowStart()[s + 1]; k++) {
          int post = target + block.targetIndex()[k];
          synapses[(base + s) * ROW + post / 8] |=
              (block.weightCode()[k] & 0xF) << (4 * (post % 8));
          inhibitory[base + s] = inhibits;
        }
      }
    }
    return new Memory(neurons, synapses, inhibitory);
  }

  /** What an event of a code hands to the target. */
  static long decoded(Program program, SynapseBlock block, int code) {
    return block
        .decode()
        .map(name -> program.table(name).at((long) code - block.codeOffset()))
        .orElse((long) code);
  }

  /** Neuron words, one in a line, as {@code $readmemh} reads them. */
  String neuronImage() {
    StringBuilder text = new StringBuilder();
    neurons.forEach(w -> text.append(String.format(Locale.ROOT, "%032x", w)).append('\n'));
    return text.toString();
  }

  /** Synapse words, one in a line, as {@code $readmemh} reads them. */
  String synapseImage() {
    StringBuilder text = new StringBuilder(synapses.length * 9);
    Arrays.stream(synapses)
        .forEach(w -> text.append(String.format(Locale.ROOT, "%08x", w)).append('\n'));
    return text.toString();
  }
}
