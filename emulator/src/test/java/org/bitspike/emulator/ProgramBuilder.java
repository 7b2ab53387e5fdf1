package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.kernel.KernelVerifier;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.program.SynapseBlock.Plasticity;

/** Builds small programs for tests. */
public final class ProgramBuilder {

  private long seed = 1;
  private long duration;
  private List<Phase> order =
      List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.LEARN, Phase.ROUTE);
  private final List<Kernel> kernels = new ArrayList<>();
  private final List<LookupTable> tables = new ArrayList<>();
  private final List<NeuronBlock> neurons = new ArrayList<>();
  private final List<SourceBlock> sources = new ArrayList<>();
  private final List<SynapseBlock> synapses = new ArrayList<>();
  private final List<LearningRule> rules = new ArrayList<>();
  private final List<Stimulus.SpikeTrain> trains = new ArrayList<>();
  private final List<Stimulus.LevelTrain> levels = new ArrayList<>();
  private final List<Probe> probes = new ArrayList<>();
  private Optional<EventSchedule> schedule = Optional.empty();
  private final List<long[]> events = new ArrayList<>();

  /** A program of a number of ticks. */
  public ProgramBuilder(long durationTicks) {
    duration = durationTicks;
  }

  public ProgramBuilder seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  public ProgramBuilder order(Phase... phases) {
    order = List.of(phases);
    return this;
  }

  /** Makes it a program of events. */
  public ProgramBuilder events(EventSchedule newSchedule) {
    schedule = Optional.of(newSchedule);
    order = List.of();
    return this;
  }

  /** Adds an event from outside. */
  public ProgramBuilder event(long tick, String kind, int address, int target, long value) {
    List<EventSchedule.Kind> kinds = schedule.orElseThrow().kinds();
    events.add(
        new long[] {
          tick, kinds.indexOf(schedule.orElseThrow().kind(kind)), address, target, value
        });
    return this;
  }

  public ProgramBuilder kernel(String text) {
    return kernel(KernelText.parse(text));
  }

  public ProgramBuilder kernel(Kernel kernel) {
    List<String> problems = KernelVerifier.verify(kernel);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems + "\n" + KernelText.print(kernel));
    }
    kernels.add(kernel);
    return this;
  }

  public ProgramBuilder table(String name, FixedFormat entry, long... entries) {
    tables.add(new LookupTable(name, entry, entries));
    return this;
  }

  /** Columns from alternating names and single values. */
  public static Columns columns(Object... namesAndValues) {
    Map<String, long[]> byWord = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      byWord.put(
          (String) namesAndValues[i],
          value instanceof long[] column ? column : new long[] {((Number) value).longValue()});
    }
    return new Columns(byWord);
  }

  public ProgramBuilder neurons(
      String name, String kernel, int size, Columns params, Columns initial) {
    return neurons(name, kernel, size, params, initial, name, IntStream.range(0, size).toArray());
  }

  public ProgramBuilder neurons(
      String name,
      String kernel,
      int size,
      Columns params,
      Columns initial,
      String population,
      int[] populationIndex) {
    int[] core = new int[size];
    int[] circuits = new int[size];
    Arrays.fill(circuits, 1);
    NeuronBlock.Place place =
        new NeuronBlock.Place(core, IntStream.range(0, size).toArray(), circuits);
    neurons.add(
        new NeuronBlock(name, kernel, size, params, initial, population, populationIndex, place));
    return this;
  }

  public ProgramBuilder sources(String name, int size) {
    sources.add(new SourceBlock(name, size, name, IntStream.range(0, size).toArray()));
    return this;
  }

  /** Spikes as pairs of tick and source, ascending. */
  public ProgramBuilder spikes(String block, long[]... tickAndSource) {
    trains.add(
        new Stimulus.SpikeTrain(
            block,
            Arrays.stream(tickAndSource).mapToLong(p -> p[0]).toArray(),
            Arrays.stream(tickAndSource).mapToInt(p -> (int) p[1]).toArray()));
    return this;
  }

  /** Levels as triples of tick, neuron and code, ascending. */
  public ProgramBuilder levels(String block, String word, long[]... tickNeuronCode) {
    levels.add(
        new Stimulus.LevelTrain(
            block,
            word,
            Arrays.stream(tickNeuronCode).mapToLong(p -> p[0]).toArray(),
            Arrays.stream(tickNeuronCode).mapToInt(p -> (int) p[1]).toArray(),
            Arrays.stream(tickNeuronCode).mapToLong(p -> p[2]).toArray()));
    return this;
  }

  /** Static synapses, each (source, target, weight code, delay). */
  public ProgramBuilder synapses(
      String name, String source, String target, String port, int[]... each) {
    return synapses(
        name, source, target, Optional.of(port), Optional.empty(), 0, Optional.empty(), each);
  }

  /** Synapses, each (source, target, weight code, delay). */
  public ProgramBuilder synapses(
      String name,
      String source,
      String target,
      Optional<String> port,
      Optional<String> decode,
      int codeOffset,
      Optional<Plasticity> plasticity,
      int[]... each) {
    int[][] sorted = each.clone();
    Arrays.sort(sorted, Comparator.comparingInt(s -> s[0]));
    int sourceSize = sizeOf(source);
    int[] rowStart = new int[sourceSize + 1];
    for (int[] synapse : sorted) {
      rowStart[synapse[0] + 1]++;
    }
    for (int row = 0; row < sourceSize; row++) {
      rowStart[row + 1] += rowStart[row];
    }
    synapses.add(
        new SynapseBlock(
            name,
            source,
            target,
            port,
            rowStart,
            Arrays.stream(sorted).mapToInt(s -> s[1]).toArray(),
            Arrays.stream(sorted).mapToInt(s -> s[2]).toArray(),
            Arrays.stream(sorted).mapToInt(s -> s[3]).toArray(),
            decode,
            codeOffset,
            plasticity,
            name,
            IntStream.range(0, sorted.length).toArray()));
    return this;
  }

  private int sizeOf(String block) {
    return IntStream.concat(
            neurons.stream().filter(b -> b.name().equals(block)).mapToInt(NeuronBlock::size),
            sources.stream().filter(b -> b.name().equals(block)).mapToInt(SourceBlock::size))
        .findFirst()
        .orElseThrow();
  }

  public ProgramBuilder rule(LearningRule rule) {
    rules.add(rule);
    return this;
  }

  public ProgramBuilder probe(Probe.Kind kind, String block, String word) {
    probes.add(new Probe(kind, block, -1, word, 1));
    return this;
  }

  public ProgramBuilder probe(Probe probe) {
    probes.add(probe);
    return this;
  }

  /** Records everything there is, in every tick. */
  public ProgramBuilder probeEverything() {
    for (NeuronBlock block : neurons) {
      probe(Probe.Kind.SPIKES, block.name(), "");
      Kernel kernel =
          kernels.stream().filter(k -> k.name().equals(block.kernel())).findFirst().orElseThrow();
      kernel
          .words(Kernel.Word.Kind.STATE)
          .forEach(word -> probe(Probe.Kind.WORD, block.name(), word.name()));
    }
    sources.forEach(block -> probe(Probe.Kind.SPIKES, block.name(), ""));
    for (SynapseBlock block : synapses) {
      probe(Probe.Kind.WEIGHTS, block.name(), "");
      if (block.plasticity().isPresent()) {
        probe(Probe.Kind.LEARNING, block.name(), "");
      }
    }
    return this;
  }

  public Program build() {
    return new Program(
        new Program.Info("test", "0.1.0", "test", "", "", seed),
        new Program.TickSchedule(100_000_000_000L, order),
        duration,
        kernels,
        tables,
        neurons,
        sources,
        synapses,
        rules,
        new Stimulus(trains, levels, eventList()),
        probes,
        schedule);
  }

  private Stimulus.EventList eventList() {
    return new Stimulus.EventList(
        events.stream().mapToLong(e -> e[0]).toArray(),
        events.stream().mapToInt(e -> (int) e[1]).toArray(),
        events.stream().mapToInt(e -> (int) e[2]).toArray(),
        events.stream().mapToInt(e -> (int) e[3]).toArray(),
        events.stream().mapToLong(e -> e[4]).toArray());
  }
}
