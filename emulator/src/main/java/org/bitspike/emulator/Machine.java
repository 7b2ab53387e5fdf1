package org.bitspike.emulator;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus.LevelTrain;
import org.bitspike.ir.program.SynapseBlock;

/** All blocks of a program, ready to run, and the levels set from outside. */
final class Machine {

  private final Map<String, NeuronGroup> neurons = new LinkedHashMap<>();
  private final Map<String, SourceGroup> sources = new LinkedHashMap<>();
  private final Map<String, SynapseGroup> synapses = new LinkedHashMap<>();
  private final List<LevelTrain> levels;
  private final int[] nextLevel;

  Machine(Program program) {
    Diagnostics problems = new Diagnostics();
    int ordinal = 0;
    for (NeuronBlock block : program.neurons()) {
      neurons.put(block.name(), new NeuronGroup(block, ordinal++, program));
    }
    for (SourceBlock block : program.sources()) {
      sources.put(block.name(), new SourceGroup(block, program.stimulus().spikes()));
    }
    for (SynapseBlock block : program.synapses()) {
      build(block, ordinal++, program, problems);
    }
    levels = program.stimulus().levels();
    nextLevel = new int[levels.size()];
    for (LevelTrain train : levels) {
      if (neuronBlock(train.block()).filter(block -> block.words().ordinal(train.word()) >= 0).isEmpty()) {
        problems.add(missing("the stimulus sets level " + train.word() + " of block " + train.block()));
      }
    }
    problems.throwIfErrors();
  }

  private void build(SynapseBlock block, int ordinal, Program program, Diagnostics problems) {
    Optional<Firing> source = firing(block.source());
    Optional<Firing> target = firing(block.target());
    if (source.isEmpty() || target.isEmpty()) {
      problems.add(missing("synapse block " + block.name() + " joins " + block.source() + " to " + block.target()));
      return;
    }
    Optional<SynapseGroup.Port> port = block.port().flatMap(name -> port(block.target(), name));
    if (block.port().isPresent() && port.isEmpty()) {
      problems.add(missing("synapse block " + block.name() + " ends at port " + block.port().get() + " of " + block.target()));
      return;
    }
    Optional<Learning> learning =
        block.plasticity().map(p -> new Learning(block, p, ordinal, program, source.get(), target.get()));
    synapses.put(block.name(), new SynapseGroup(block, program, source.get(), port, learning));
  }

  private Optional<SynapseGroup.Port> port(String target, String name) {
    return Optional.ofNullable(neurons.get(target)).flatMap(block -> block.port(name));
  }

  private Optional<Firing> firing(String block) {
    return neuronBlock(block).<Firing>map(b -> b).or(() -> Optional.ofNullable(sources.get(block)));
  }

  private static Diagnostic missing(String what) {
    return Diagnostic.error(Code.E_NO_BLOCK, SourceRef.NONE, what + ", which does not exist");
  }

  /** Sets the levels that the stimulus sets at the start of a tick. */
  void setLevels(long tick) {
    for (int t = 0; t < nextLevel.length; t++) {
      LevelTrain train = levels.get(t);
      if (nextLevel[t] == train.tick().length || train.tick()[nextLevel[t]] > tick) {
        continue;
      }
      Words words = neuronBlock(train.block()).orElseThrow().words();
      int word = words.ordinal(train.word());
      for (int at = nextLevel[t]; at < train.tick().length && train.tick()[at] <= tick; at++) {
        words.set(word, train.neuron()[at], train.code()[at]);
        nextLevel[t] = at + 1;
      }
    }
  }

  /** Neuron blocks in the order of the program. */
  Collection<NeuronGroup> neurons() {
    return neurons.values();
  }

  /** Source blocks in the order of the program. */
  Collection<SourceGroup> sources() {
    return sources.values();
  }

  /** Synapse blocks in the order of the program. */
  Collection<SynapseGroup> synapses() {
    return synapses.values();
  }

  Optional<NeuronGroup> neuronBlock(String name) {
    return Optional.ofNullable(neurons.get(name));
  }

  Optional<SourceGroup> sourceBlock(String name) {
    return Optional.ofNullable(sources.get(name));
  }

  Optional<SynapseGroup> synapseBlock(String name) {
    return Optional.ofNullable(synapses.get(name));
  }
}
