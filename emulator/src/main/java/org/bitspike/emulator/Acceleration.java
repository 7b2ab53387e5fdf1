package org.bitspike.emulator;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bitspike.emulator.fast.KernelCompiler;
import org.bitspike.emulator.fast.Parts;
import org.bitspike.emulator.fast.PortRing;
import org.bitspike.emulator.fast.SynapseStore;
import org.bitspike.emulator.fast.SynapseStream;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.DrawnBlock;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.SynapseBlock;

/** The parts of a machine that are run in another way than the text says it, to the same bits. */
final class Acceleration {

  /** Bytes of sums that stay in a core's own cache, beside what else is there. */
  private static final long CACHED_BYTES = 5L << 19;

  private static final int FEWEST_GROUP_TICKS = 8;

  // Without drawn blocks; those that are not listed have no synapses in it.
  private final Program program;
  private final Optional<DrawnStores> drawn;
  // By drawn block.
  private Map<String, SynapseStore> stores = Map.of();
  private final Manner manner;
  private final KernelCompiler compiler;
  private final boolean sumsInHandler;
  // By block and port.
  private final Map<String, Port> ports = new HashMap<>();

  /** What arrives at a port, and where it is summed; a port with a handler has no ring. */
  private record Port(Optional<PortRing> ring, int groupTicks, long leastValue, long mostValue) {}

  /**
   * Gets ready to run a program.
   *
   * @param manner in how many threads, and how several neurons are run at once
   */
  Acceleration(Program program, Manner manner) {
    drawn = DrawnStores.of(program);
    this.program = drawn.map(DrawnStores::program).orElseGet(program::listed);
    this.manner = manner;
    compiler = new KernelCompiler(this.program, manner.vectors());
    sumsInHandler = deliversJustBeforeIntegrating() && noInputTraps();
    for (NeuronBlock block : this.program.neurons()) {
      Kernel kernel = this.program.kernel(block.kernel());
      for (Word word : kernel.words(Word.Kind.INPUT)) {
        ports.put(key(block.name(), word.name()), port(block, kernel, word));
      }
    }
  }

  /** The program that is run. */
  Program program() {
    return program;
  }

  private static String key(String block, String port) {
    return block + "\n" + port;
  }

  private boolean deliversJustBeforeIntegrating() {
    List<Phase> order = program.tick().order();
    int deliver = order.indexOf(Phase.DELIVER);
    return deliver >= 0 && order.indexOf(Phase.INTEGRATE) == deliver + 1;
  }

  /** A trap of an input comes before any kernel runs. */
  private boolean noInputTraps() {
    return program.kernels().stream()
        .flatMap(kernel -> kernel.words(Word.Kind.INPUT).stream())
        .noneMatch(word -> word.overflow() == Overflow.TRAP);
  }

  /** Whether the sums of a tick are used up before new events are sent. */
  private boolean usesUpFirst() {
    List<Phase> order = program.tick().order();
    int integrate = order.indexOf(Phase.INTEGRATE);
    return deliversJustBeforeIntegrating()
        && integrate < before(order.indexOf(Phase.LEARN))
        && integrate < before(order.indexOf(Phase.ROUTE));
  }

  Manner manner() {
    return manner;
  }

  /** Whether the order of phases lets each part of the neurons have its tick for itself. */
  boolean canBeParted() {
    List<Phase> order = program.tick().order();
    int integrate = order.indexOf(Phase.INTEGRATE);
    boolean firesNext = integrate >= 0 && order.indexOf(Phase.FIRE) == integrate + 1;
    return deliversJustBeforeIntegrating() && firesNext;
  }

  private static int before(int position) {
    return position < 0 ? Integer.MAX_VALUE : position;
  }

  private Port port(NeuronBlock block, Kernel kernel, Word word) {
    boolean oneByOne =
        kernel.handlers().stream()
            .anyMatch(
                h -> h.trigger() == Trigger.EVENT && h.port().equals(Optional.of(word.name())));
    int longestStatic = 1;
    int longestLearning = 0;
    long least = 0;
    long most = 0;
    long[] lows = new long[oneByOne ? 0 : block.size()];
    long[] highs = new long[lows.length];
    for (SynapseBlock synapses : program.synapses()) {
      if (!synapses.target().equals(block.name())
          || !synapses.port().equals(Optional.of(word.name()))) {
        continue;
      }
      Optional<DrawnBlock> drawnBlock = drawn.flatMap(d -> d.block(synapses.name()));
      int longest =
          drawnBlock
              .map(b -> b.delay().most())
              .orElseGet(() -> Arrays.stream(synapses.delayTicks()).max().orElse(1));
      if (synapses.plasticity().isPresent()) {
        longestLearning = Math.max(longestLearning, longest);
      } else {
        longestStatic = Math.max(longestStatic, longest);
      }
      long trains = Math.max(1, trainsOf(synapses.source()));
      ValueBounds bounds = new ValueBounds(synapses);
      if (drawnBlock.isPresent()) {
        int[] codes = drawnBlock.get().weight().code();
        long low = Arrays.stream(codes).mapToLong(bounds::value).min().orElse(0);
        long high = Arrays.stream(codes).mapToLong(bounds::value).max().orElse(0);
        int[] inDegree = drawn.orElseThrow().inDegree(drawnBlock.get());
        for (int target = 0; target < lows.length; target++) {
          long events = trains * inDegree[target];
          lows[target] = saturated(lows[target], Math.min(0, low), events);
          highs[target] = saturated(highs[target], Math.max(0, high), events);
        }
      }
      for (int k = 0; k < synapses.size(); k++) {
        long low = bounds.low(k);
        long high = bounds.high(k);
        least = Math.min(least, low);
        most = Math.max(most, high);
        if (!oneByOne) {
          int target = synapses.targetIndex()[k];
          lows[target] = saturated(lows[target], Math.min(0, low), trains);
          highs[target] = saturated(highs[target], Math.max(0, high), trains);
        }
      }
    }
    if (oneByOne) {
      return new Port(Optional.empty(), 1, least, most);
    }
    int oneMore = usesUpFirst() ? 0 : 1;
    int group = groupTicks(longestStatic);
    int rows = Math.max(group, longestLearning) + oneMore;
    Optional<PortRing> ring =
        PortRing.possible(block.size(), rows)
            ? Optional.of(
                PortRing.of(
                    block.size(),
                    rows,
                    Arrays.stream(lows).min().orElse(0),
                    Arrays.stream(highs).max().orElse(0)))
            : Optional.empty();
    return new Port(ring, group, least, most);
  }

  private long trainsOf(String source) {
    return program.stimulus().spikes().stream().filter(t -> t.block().equals(source)).count();
  }

  private static long saturated(long sum, long value, long times) {
    long most = value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    long high = Math.multiplyHigh(value, times);
    long product = value * times;
    long all = high == product >> 63 ? product : most;
    long result = sum + all;
    return ((sum ^ result) & (all ^ result)) < 0 ? most : result;
  }

  /** As many ticks as let the sums of all ports stay in the caches of all threads' cores. */
  private int groupTicks(int longest) {
    int ticks = powerOfTwo(longest);
    long bytes = 4L * summedTargets() / manner.threads();
    while (ticks > FEWEST_GROUP_TICKS && ticks * bytes > CACHED_BYTES) {
      ticks /= 2;
    }
    return ticks;
  }

  private long summedTargets() {
    return program.synapses().stream()
        .filter(block -> block.port().isPresent() && block.plasticity().isEmpty())
        .map(block -> key(block.target(), block.port().get()))
        .distinct()
        .mapToLong(key -> program.blockSize(key.substring(0, key.indexOf('\n'))))
        .sum();
  }

  private static int powerOfTwo(int atLeast) {
    return atLeast <= 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
  }

  KernelCompiler compiler() {
    return compiler;
  }

  /** Whether tick handlers take the sums of events as they are, instead of finding input words. */
  boolean sumsInHandler() {
    return sumsInHandler;
  }

  /** Where the events of a port are summed, unless it handles them one by one. */
  Optional<PortRing> ring(String block, String port) {
    return at(block, port).ring();
  }

  /** Whether every event of a port is a code of a format. */
  boolean eventsFit(String block, String port, FixedFormat format) {
    return format.holds(at(block, port).leastValue()) && format.holds(at(block, port).mostValue());
  }

  private Port at(String block, String port) {
    return Objects.requireNonNull(ports.get(key(block, port)));
  }

  /** The packed synapses of a block that does not learn and whose events are summed. */
  Optional<SynapseStore> store(SynapseBlock block, Parts parts) {
    if (block.plasticity().isPresent() || block.port().isEmpty()) {
      return Optional.empty();
    }
    if (drawn.flatMap(d -> d.block(block.name())).isPresent()) {
      if (stores.isEmpty()) {
        stores = packed(drawn.get(), parts);
      }
      return Optional.ofNullable(stores.get(block.name()));
    }
    Port port = at(block.target(), block.port().get());
    return port.ring()
        .map(
            ring ->
                new SynapseStore(
                    block, block.decode().map(program::table), ring, port.groupTicks(), parts));
  }

  private Map<String, SynapseStore> packed(DrawnStores all, Parts parts) {
    Map<String, SynapseStore> made = new ConcurrentHashMap<>();
    all.each(
        block -> {
          if (block.port().isPresent()) {
            Port port = at(block.target(), block.port().get());
            int sources = program.blockSize(block.source());
            made.put(
                block.name(),
                new SynapseStore(
                    SynapseStream.of(block, sources, program.blockSize(block.target())),
                    block.decode().map(program::table),
                    port.ring().orElseThrow(),
                    port.groupTicks(),
                    parts));
          }
        });
    return made;
  }

  /** Between what bounds the values of a block's events lie. */
  private final class ValueBounds {
    private final SynapseBlock block;
    private final Optional<LookupTable> decode;
    private long low;
    private long high;

    ValueBounds(SynapseBlock block) {
      this.block = block;
      decode = block.decode().map(program::table);
      block
          .plasticity()
          .ifPresent(
              plasticity -> {
                FixedFormat weight =
                    program
                        .kernel(program.learningRule(plasticity.rule()).kernel())
                        .word("weight")
                        .orElseThrow()
                        .format();
                low =
                    decode
                        .map(t -> Arrays.stream(t.entries()).min().orElse(0))
                        .orElse(weight.minCode());
                high =
                    decode
                        .map(t -> Arrays.stream(t.entries()).max().orElse(0))
                        .orElse(weight.maxCode());
              });
    }

    long low(int synapse) {
      return block.plasticity().isPresent() ? low : value(block.weightCode()[synapse]);
    }

    long high(int synapse) {
      return block.plasticity().isPresent() ? high : value(block.weightCode()[synapse]);
    }

    long value(int code) {
      return decode.isPresent() ? decode.get().at((long) code - block.codeOffset()) : code;
    }
  }
}
