package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.emulator.fast.Vectors;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.SynapseBlock;

/**
 * What the interpreter did, as text: for each tick its number, the spikes of every block, every
 * state word of every neuron, every state and shared word of every learning synapse block. A trap
 * ends it.
 *
 * <pre>
 *   tick 3
 *   spikes n1 0 4
 *   word n1.v 17 -4 0 0 12
 * </pre>
 */
public final class StateDump {

  private StateDump() {}

  /** Runs a program and writes what happened, line by line. */
  public static List<String> of(Program program) {
    return of(program, Engine.INTERPRETER);
  }

  /** Runs a program on the fast engine with a number of threads and writes what happened. */
  static List<String> fast(Program program, int threads) {
    return fast(program, threads, Vectors.NONE);
  }

  /** The same, with or without vectors. */
  static List<String> fast(Program program, int threads, Vectors vectors) {
    try (Interpreter interpreter =
        new Interpreter(
            program,
            program.durationTicks(),
            RunOptions.defaults(),
            Optional.of(new Acceleration(program, new Manner(threads, true, vectors))))) {
      return from(program, interpreter, 0);
    }
  }

  /** Runs a program on an engine and writes what happened, line by line. */
  static List<String> of(Program program, Engine engine) {
    if (engine == Engine.FAST) {
      return fast(program, 1);
    }
    try (Interpreter interpreter =
        new Interpreter(
            program, program.durationTicks(), RunOptions.defaults(), Optional.empty())) {
      return from(program, interpreter, 0);
    }
  }

  /** Runs a program from a tick on and writes what happened, line by line. */
  static List<String> from(Program program, Interpreter interpreter, long firstTick) {
    List<String> lines = new ArrayList<>();
    for (long tick = firstTick; tick < program.durationTicks(); tick++) {
      lines.add("tick " + tick);
      try {
        interpreter.tick(tick, tick == program.durationTicks() - 1);
      } catch (BitspikeException e) {
        lines.add("trap");
        return lines;
      }
      dump(program, interpreter.machine(), lines);
    }
    return lines;
  }

  private static void dump(Program program, Machine machine, List<String> lines) {
    for (NeuronBlock block : program.neurons()) {
      NeuronGroup group = machine.neuronBlock(block.name());
      lines.add(spikes(block.name(), group));
      words(block.name(), block.size(), group.words(), lines);
    }
    for (SourceBlock block : program.sources()) {
      lines.add(spikes(block.name(), machine.firing(block.name())));
    }
    for (SynapseBlock block : program.synapses()) {
      Optional<Learning> learning = machine.synapseBlock(block.name()).learning();
      if (block.size() > 0 && learning.isPresent()) {
        words(block.name(), block.size(), learning.get().words(), lines);
      }
    }
  }

  private static String spikes(String name, Firing block) {
    StringBuilder line = new StringBuilder("spikes " + name);
    for (int i = 0; i < block.fired().size(); i++) {
      line.append(' ').append(block.fired().get(i));
    }
    return line.toString();
  }

  private static void words(String name, int size, Words words, List<String> lines) {
    for (int w = 0; w < words.count(); w++) {
      Word word = words.declared().get(w);
      if (word.kind() != Word.Kind.STATE && word.kind() != Word.Kind.SHARED) {
        continue;
      }
      StringBuilder line = new StringBuilder("word " + name + "." + word.name());
      for (int i = 0; i < (word.kind() == Word.Kind.SHARED ? 1 : size); i++) {
        line.append(' ').append(words.get(w, i));
      }
      lines.add(line.toString());
    }
  }
}
