package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.bitspike.emulator.fast.Parts;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus.LevelTrain;
import org.bitspike.ir.program.SynapseBlock;
import org.jspecify.annotations.Nullable;

/** All blocks of a program, ready to run, and the levels set from outside. */
final class Machine {

  private final Map<String, NeuronGroup> neurons = new LinkedHashMap<>();
  private final Map<String, SourceGroup> sources = new LinkedHashMap<>();
  private final Map<String, SynapseGroup> synapses = new LinkedHashMap<>();
  private final List<Levels> levels = new ArrayList<>();
  private boolean resumed;
  private final boolean parted;
  private final Parts parts;

  Machine(Program program, Optional<Acceleration> fast) {
    int ordinal = 0;
    for (NeuronBlock block : program.neurons()) {
      neurons.put(block.name(), new NeuronGroup(block, ordinal++, program, fast));
    }
    parted =
        fast.map(Acceleration::canBeParted).orElse(false)
            && neurons.values().stream().allMatch(NeuronGroup::canBeParted);
    parts = parted ? fast.map(f -> new Parts(f.manner().threads())).orElse(Parts.ONE) : Parts.ONE;
    if (parted) {
      neurons.values().forEach(block -> block.part(parts));
    }
    for (SourceBlock block : program.sources()) {
      sources.put(block.name(), new SourceGroup(block, program.stimulus().spikes()));
    }
    for (SynapseBlock block : program.synapses()) {
      synapses.put(block.name(), build(block, ordinal++, program, fast));
    }
    for (LevelTrain train : program.stimulus().levels()) {
      levels.add(new Levels(train, neuronBlock(train.block()).words()));
    }
  }

  private SynapseGroup build(
      SynapseBlock block, int ordinal, Program program, Optional<Acceleration> fast) {
    Firing source = firing(block.source());
    Firing target = firing(block.target());
    Optional<Words> targetWords =
        Optional.ofNullable(neurons.get(block.target())).map(NeuronGroup::words);
    Optional<Learning> learning =
        block
            .plasticity()
            .map(p -> new Learning(block, p, ordinal, program, source, target, targetWords));
    return new SynapseGroup(
        block,
        program,
        source,
        block.port().map(name -> neuronBlock(block.target()).port(name)),
        learning,
        fast,
        parts);
  }

  /** Whether each part of the neurons can have its tick for itself. */
  boolean parted() {
    return parted;
  }

  /** How the blocks are parted between threads. */
  Parts parts() {
    return parts;
  }

  /** Sets the levels that the stimulus sets at the start of a tick. */
  void setLevels(long tick) {
    levels.forEach(train -> train.set(tick));
  }

  /** Passes the state of all blocks. */
  void pass(Ledger ledger) {
    neurons().forEach(block -> block.pass(ledger));
    sources().forEach(block -> block.pass(ledger));
    synapses().forEach(block -> block.pass(ledger));
    neurons().forEach(block -> block.passSums(ledger, synapses()));
  }

  /** Takes the state that a snapshot holds. */
  void resume(LedgerReader ledger) {
    pass(ledger);
    levels.forEach(train -> train.skip(ledger.done()));
    resumed = true;
  }

  /** Takes what a resumed run brought with it for a tick. */
  void takeWaiting(long tick) {
    if (resumed) {
      neurons().forEach(block -> block.takeWaiting(tick));
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

  /** The neuron or source block of that name. */
  Firing firing(String name) {
    return found(neurons.containsKey(name) ? neurons.get(name) : sources.get(name), name);
  }

  NeuronGroup neuronBlock(String name) {
    return found(neurons.get(name), name);
  }

  SynapseGroup synapseBlock(String name) {
    return found(synapses.get(name), name);
  }

  private static <T> T found(@Nullable T block, String name) {
    if (block == null) {
      throw new NoSuchElementException("block " + name);
    }
    return block;
  }
}
