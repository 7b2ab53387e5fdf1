package org.bitspike.ir.program;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.bitspike.ir.kernel.Kernel;

/**
 * A network as the hardware runs it.
 *
 * @param info what made it
 * @param tick length of a tick and what happens in it, in order
 * @param durationTicks ticks of the run
 * @param kernels neuron and learning kernels; names are unique
 * @param tables look-up tables; names are unique
 * @param neurons neuron blocks, in the order in which they integrate; names are unique over both
 *     kinds of blocks
 * @param sources blocks whose spikes come from the stimulus
 * @param synapses synapse blocks, in canonical order
 * @param learning learning rules; names are unique
 * @param stimulus spikes of the sources and levels of neurons
 * @param probes what a run records
 * @param events for a chip that handles events instead of phases; empty for one with ticks
 * @param drawn synapse blocks that are drawn by a rule, in canonical order; none learns
 * @param wiring how switches, buses and rows are set; empty where nothing is routed. It says again
 *     what the synapses say, and has no effect on a run
 */
public record Program(
    Info info,
    TickSchedule tick,
    long durationTicks,
    List<Kernel> kernels,
    List<LookupTable> tables,
    List<NeuronBlock> neurons,
    List<SourceBlock> sources,
    List<SynapseBlock> synapses,
    List<LearningRule> learning,
    Stimulus stimulus,
    List<Probe> probes,
    Optional<EventSchedule> events,
    List<DrawnBlock> drawn,
    Optional<Wiring> wiring) {

  /** Synapses of a program that are listed where lists are needed. */
  private static final long MOST_LISTED = 1L << 27;

  /** A program without wiring. */
  public Program(
      Info info,
      TickSchedule tick,
      long durationTicks,
      List<Kernel> kernels,
      List<LookupTable> tables,
      List<NeuronBlock> neurons,
      List<SourceBlock> sources,
      List<SynapseBlock> synapses,
      List<LearningRule> learning,
      Stimulus stimulus,
      List<Probe> probes,
      Optional<EventSchedule> events,
      List<DrawnBlock> drawn) {
    this(
        info,
        tick,
        durationTicks,
        kernels,
        tables,
        neurons,
        sources,
        synapses,
        learning,
        stimulus,
        probes,
        events,
        drawn,
        Optional.empty());
  }

  /** A program whose synapses are all listed. */
  public Program(
      Info info,
      TickSchedule tick,
      long durationTicks,
      List<Kernel> kernels,
      List<LookupTable> tables,
      List<NeuronBlock> neurons,
      List<SourceBlock> sources,
      List<SynapseBlock> synapses,
      List<LearningRule> learning,
      Stimulus stimulus,
      List<Probe> probes,
      Optional<EventSchedule> events) {
    this(
        info,
        tick,
        durationTicks,
        kernels,
        tables,
        neurons,
        sources,
        synapses,
        learning,
        stimulus,
        probes,
        events,
        List.of());
  }

  /** A program that works in ticks. */
  public Program(
      Info info,
      TickSchedule tick,
      long durationTicks,
      List<Kernel> kernels,
      List<LookupTable> tables,
      List<NeuronBlock> neurons,
      List<SourceBlock> sources,
      List<SynapseBlock> synapses,
      List<LearningRule> learning,
      Stimulus stimulus,
      List<Probe> probes) {
    this(
        info,
        tick,
        durationTicks,
        kernels,
        tables,
        neurons,
        sources,
        synapses,
        learning,
        stimulus,
        probes,
        Optional.empty());
  }

  public Program {
    kernels = List.copyOf(kernels);
    tables = List.copyOf(tables);
    neurons = List.copyOf(neurons);
    sources = List.copyOf(sources);
    synapses = List.copyOf(synapses);
    learning = List.copyOf(learning);
    probes = List.copyOf(probes);
    drawn = List.copyOf(drawn);
  }

  /** The same with a wiring. */
  public Program withWiring(Wiring newWiring) {
    return new Program(
        info,
        tick,
        durationTicks,
        kernels,
        tables,
        neurons,
        sources,
        synapses,
        learning,
        stimulus,
        probes,
        events,
        drawn,
        Optional.of(newWiring));
  }

  /**
   * What made a program.
   *
   * @param name of the network
   * @param bitspikeVersion version of the tool
   * @param profile name of the hardware profile
   * @param profileDigest SHA-256 of the profile as resolved, in hex
   * @param networkDigest SHA-256 of the network's wire form, in hex
   * @param seed root of all random streams of the run
   */
  public record Info(
      String name,
      String bitspikeVersion,
      String profile,
      String profileDigest,
      String networkDigest,
      long seed) {}

  /**
   * Ticks.
   *
   * @param femtoseconds nominal length of a tick in model time; of no effect on bits
   * @param order phases of a tick, each at most once; none in a program of events; SEMANTICS.md 4
   *     and 9
   */
  public record TickSchedule(long femtoseconds, List<Phase> order) {
    public TickSchedule {
      order = List.copyOf(order);
    }

    /** Nominal length in seconds. */
    public double seconds() {
      return femtoseconds * 1e-15;
    }
  }

  /** What happens in a tick. */
  public enum Phase {
    /** Events due in this tick reach their ports. */
    DELIVER,
    /** Tick handlers run. */
    INTEGRATE,
    /** The spikes of this tick, of neurons and of sources, become known. */
    FIRE,
    /** Learning sees the spikes. */
    LEARN,
    /** Spikes become events, due after their synapses' delays. */
    ROUTE
  }

  /** The kernel of that name. */
  public Kernel kernel(String name) {
    return kernels.stream()
        .filter(k -> k.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("kernel " + name));
  }

  /** The table of that name. */
  public LookupTable table(String name) {
    return tables.stream()
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("table " + name));
  }

  /** The learning rule of that name. */
  public LearningRule learningRule(String name) {
    return learning.stream()
        .filter(r -> r.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("learning rule " + name));
  }

  /** Number of neurons or sources in the block of that name. */
  public int blockSize(String name) {
    for (NeuronBlock block : neurons) {
      if (block.name().equals(name)) {
        return block.size();
      }
    }
    for (SourceBlock block : sources) {
      if (block.name().equals(name)) {
        return block.size();
      }
    }
    throw new NoSuchElementException("block " + name);
  }

  /** Number of synapses of all blocks; those of drawn blocks are counted by drawing their pairs. */
  public long synapseCount() {
    return synapses.stream().mapToLong(SynapseBlock::size).sum()
        + drawn.stream().mapToLong(block -> DrawnSynapses.of(this, block).count()).sum();
  }

  /**
   * The same program with all synapses listed. SEMANTICS.md 10.5.
   *
   * @throws org.bitspike.ir.diag.BitspikeException when there are more than 2^27 synapses (BS-E006)
   */
  public Program listed() {
    return listed(MOST_LISTED);
  }

  /**
   * The same program with all synapses listed.
   *
   * @param most number of synapses above which it is refused
   * @throws org.bitspike.ir.diag.BitspikeException when there are more (BS-E006)
   */
  public Program listed(long most) {
    return drawn.isEmpty()
        ? this
        : new Program(
            info,
            tick,
            durationTicks,
            kernels,
            tables,
            neurons,
            sources,
            SynapseListing.of(this, most),
            learning,
            stimulus,
            probes,
            events,
            List.of(),
            wiring);
  }

  /**
   * One quantity to record.
   *
   * @param kind what
   * @param block name of a neuron, source or synapse block
   * @param index member of the block; -1 for all members
   * @param word for {@link Kind#WORD}, the kernel word; empty otherwise
   * @param everyTicks sampling interval in ticks, at least 1; spikes and learning are never
   *     subsampled
   */
  public record Probe(Kind kind, String block, int index, String word, int everyTicks) {
    /** What a probe records. */
    public enum Kind {
      /** Spikes of a neuron or source block. */
      SPIKES,
      /**
       * A word of a neuron block, or of a synapse block that learns, at the end of the tick. A name
       * that both kinds of blocks have is the neuron block's.
       */
      WORD,
      /** The weight codes of a synapse block, at the end of the tick, all synapses. */
      WEIGHTS,
      /** The words of every synapse of a synapse block after each of its presynaptic events. */
      LEARNING
    }
  }

  /**
   * Values by word name, as columns over the members of a block.
   *
   * <p>A column of length 1 stands for the same value everywhere.
   */
  public record Columns(Map<String, long[]> byWord) {
    /** No columns. */
    public static final Columns NONE = new Columns(Map.of());

    public Columns {
      byWord = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(byWord));
    }

    /** The value of a word for a member; 0 when the word has no column. */
    public long value(String word, int member) {
      long[] column = byWord.get(word);
      return column == null ? 0 : column.length == 1 ? column[0] : column[member];
    }
  }
}
