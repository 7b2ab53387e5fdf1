package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.wire.BitspikeVersion;
import org.bitspike.ir.wire.Digests;

/** Records what the probes of a program ask for. SEMANTICS.md 8. */
final class Recorder {

  private static final String ENGINE = "emulator/interpreter";

  private final Program program;
  private final Machine machine;
  private final long durationTicks;
  private final Map<String, SpikeRecorder> spikes = new LinkedHashMap<>();
  private final List<TraceRecorder> traces = new ArrayList<>();
  private final List<WeightRecorder> weights = new ArrayList<>();
  private final List<LearningRecorder> learning = new ArrayList<>();

  Recorder(Program program, Machine machine, long durationTicks) {
    this.program = program;
    this.machine = machine;
    this.durationTicks = durationTicks;
    program.probes().forEach(this::attach);
  }

  private void attach(Probe probe) {
    switch (probe.kind()) {
      case SPIKES -> attachSpikes(probe);
      case WORD -> attachWord(probe);
      case WEIGHTS ->
          weights.add(new WeightRecorder(machine.synapseBlock(probe.block()), probe.everyTicks()));
      case LEARNING -> {
        SynapseGroup block = machine.synapseBlock(probe.block());
        learning.add(
            new LearningRecorder(block.block(), block.learning().orElseThrow(), probe.index()));
      }
    }
  }

  private void attachSpikes(Probe probe) {
    Firing firing = machine.firing(probe.block());
    for (NeuronBlock block : program.neurons()) {
      if (block.name().equals(probe.block())) {
        spikesOf(block.population()).add(firing, block.populationIndex(), probe.index());
      }
    }
    for (SourceBlock block : program.sources()) {
      if (block.name().equals(probe.block())) {
        spikesOf(block.population()).add(firing, block.populationIndex(), probe.index());
      }
    }
  }

  private SpikeRecorder spikesOf(String population) {
    return spikes.computeIfAbsent(
        population, name -> new SpikeRecorder(name, populationSize(name)));
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

  private void attachWord(Probe probe) {
    for (NeuronBlock block : program.neurons()) {
      if (block.name().equals(probe.block())) {
        Words words = machine.neuronBlock(probe.block()).words();
        attachWord(probe, words, block.population(), block.populationIndex());
        return;
      }
    }
    SynapseGroup synapses = machine.synapseBlock(probe.block());
    attachWord(
        probe,
        synapses.learning().orElseThrow().words(),
        synapses.block().projection(),
        synapses.block().connection());
  }

  private void attachWord(Probe probe, Words words, String group, int[] index) {
    int from = Math.max(0, probe.index());
    int to = probe.index() < 0 ? index.length : probe.index() + 1;
    for (int member = from; member < to; member++) {
      traces.add(
          new TraceRecorder(
              group,
              index[member],
              member,
              words,
              words.ordinal(probe.word()),
              probe.everyTicks()));
    }
  }

  /** Takes the end of a tick. */
  void record(long tick) {
    spikes.values().forEach(recorder -> recorder.record(tick));
    traces.forEach(recorder -> recorder.record(tick));
    weights.forEach(recorder -> recorder.record(tick));
  }

  /** Passes everything so far. */
  void pass(Ledger ledger) {
    spikes.forEach((population, recorder) -> recorder.pass("(spikes)/" + population, ledger));
    for (int k = 0; k < traces.size(); k++) {
      traces.get(k).pass("(trace)/" + k, ledger);
    }
    for (int k = 0; k < weights.size(); k++) {
      weights.get(k).pass("(weights)/" + k, ledger);
    }
    for (int k = 0; k < learning.size(); k++) {
      learning.get(k).pass("(learning)/" + k, ledger);
    }
  }

  /** Everything so far. */
  Recording recording(List<Recording.Counter> counters) {
    Program.Info info = program.info();
    return new Recording(
        new Recording.Info(
            info.name(), ENGINE, BitspikeVersion.current(), Digests.sha256(program), info.seed()),
        program.tick().seconds(),
        durationTicks,
        spikes.values().stream().map(SpikeRecorder::series).toList(),
        traces.stream().map(TraceRecorder::trace).toList(),
        weights.stream().flatMap(recorder -> recorder.series().stream()).toList(),
        learning.stream().map(LearningRecorder::series).toList(),
        List.of(),
        counters);
  }
}
