package org.bitspike.emulator;

import java.util.ArrayList;
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
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.recording.Recording;

/** Records what the probes of a program ask for. SEMANTICS.md 8. */
final class Recorder {

  private static final String ENGINE = "emulator/interpreter";

  private final Program program;
  private final long durationTicks;
  private final Map<String, SpikeRecorder> spikes = new LinkedHashMap<>();
  private final List<TraceRecorder> traces = new ArrayList<>();
  private final List<WeightRecorder> weights = new ArrayList<>();
  private final List<LearningRecorder> learning = new ArrayList<>();

  Recorder(Program program, Machine machine, long durationTicks) {
    this.program = program;
    this.durationTicks = durationTicks;
    Diagnostics problems = new Diagnostics();
    for (Probe probe : program.probes()) {
      if (!attach(probe, machine)) {
        problems.add(Diagnostic.error(Code.E_UNKNOWN_PROBE, SourceRef.NONE, "nothing to record for " + describe(probe)));
      }
    }
    problems.throwIfErrors();
  }

  private static String describe(Probe probe) {
    String member = probe.index() < 0 ? "" : "[" + probe.index() + "]";
    String word = probe.word().isEmpty() ? "" : ", word " + probe.word();
    return probe.kind() + " of block " + probe.block() + member + word;
  }

  private boolean attach(Probe probe, Machine machine) {
    return switch (probe.kind()) {
      case SPIKES -> attachSpikes(probe, machine);
      case WORD -> attachWord(probe, machine);
      case WEIGHTS ->
          machine.synapseBlock(probe.block()).map(s -> weights.add(new WeightRecorder(s, probe.everyTicks()))).orElse(false);
      case LEARNING ->
          machine
              .synapseBlock(probe.block())
              .flatMap(s -> s.learning().map(rule -> learning.add(new LearningRecorder(s.block(), rule))))
              .orElse(false);
    };
  }

  private boolean attachSpikes(Probe probe, Machine machine) {
    for (NeuronBlock block : program.neurons()) {
      Optional<NeuronGroup> group = machine.neuronBlock(block.name());
      if (block.name().equals(probe.block()) && group.isPresent() && probe.index() < block.size()) {
        spikesOf(block.population()).add(group.get(), block.populationIndex(), probe.index());
        return true;
      }
    }
    for (SourceBlock block : program.sources()) {
      Optional<SourceGroup> group = machine.sourceBlock(block.name());
      if (block.name().equals(probe.block()) && group.isPresent() && probe.index() < block.size()) {
        spikesOf(block.population()).add(group.get(), block.populationIndex(), probe.index());
        return true;
      }
    }
    return false;
  }

  private SpikeRecorder spikesOf(String population) {
    return spikes.computeIfAbsent(population, name -> new SpikeRecorder(name, populationSize(name)));
  }

  private int populationSize(String population) {
    int size = 0;
    for (NeuronBlock block : program.neurons()) {
      size += block.population().equals(population) ? block.size() : 0;
    }
    for (SourceBlock block : program.sources()) {
      size += block.population().equals(population) ? block.size() : 0;
    }
    return size;
  }

  private boolean attachWord(Probe probe, Machine machine) {
    for (NeuronBlock block : program.neurons()) {
      Optional<Words> words = machine.neuronBlock(block.name()).map(NeuronGroup::words);
      if (!block.name().equals(probe.block()) || words.isEmpty()) {
        continue;
      }
      int word = words.get().ordinal(probe.word());
      if (word < 0 || probe.index() >= block.size()) {
        return false;
      }
      int from = Math.max(0, probe.index());
      int to = probe.index() < 0 ? block.size() : probe.index() + 1;
      for (int member = from; member < to; member++) {
        traces.add(new TraceRecorder(block, member, words.get(), word, probe.everyTicks()));
      }
      return true;
    }
    return false;
  }

  /** Takes the end of a tick. */
  void record(long tick) {
    spikes.values().forEach(recorder -> recorder.record(tick));
    traces.forEach(recorder -> recorder.record(tick));
    weights.forEach(recorder -> recorder.record(tick));
  }

  /** Everything so far. */
  Recording recording() {
    Program.Info info = program.info();
    return new Recording(
        new Recording.Info(info.name(), ENGINE, info.bitspikeVersion(), "", info.seed()),
        program.tick().seconds(),
        durationTicks,
        spikes.values().stream().map(SpikeRecorder::series).toList(),
        traces.stream().map(TraceRecorder::trace).toList(),
        weights.stream().flatMap(recorder -> recorder.series().stream()).toList(),
        learning.stream().map(LearningRecorder::series).toList(),
        List.of());
  }
}
