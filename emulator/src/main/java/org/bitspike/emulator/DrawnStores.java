package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.bitspike.emulator.fast.PortRing;
import org.bitspike.ir.connect.PairRule;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.program.DrawnBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;

/**
 * The drawn blocks of a program, which are packed as they are drawn and never listed. In the
 * program that is run, a block without synapses stands in the place of each.
 */
final class DrawnStores {

  private final Program program;
  private final Map<String, DrawnBlock> blocks = new HashMap<>();
  // By block: how many synapses each target has.
  private final Map<String, int[]> inDegree = new ConcurrentHashMap<>();

  private DrawnStores(Program program) {
    this.program = program;
    program.drawn().forEach(block -> blocks.put(block.name(), block));
    each(
        block -> {
          if (block.port().isPresent()) {
            inDegree.put(block.name(), inDegreeOf(block));
          }
        });
  }

  /**
   * The drawn blocks, unless the program has none, or some whose events are handled one by one or
   * between events.
   */
  static Optional<DrawnStores> of(Program program) {
    int longest =
        Math.max(
            program.drawn().stream().mapToInt(block -> block.delay().most()).max().orElse(0),
            program.synapses().stream()
                .flatMapToInt(block -> Arrays.stream(block.delayTicks()))
                .max()
                .orElse(0));
    boolean summed =
        program.events().isEmpty()
            && program.neurons().stream().allMatch(n -> PortRing.possible(n.size(), longest + 1))
            && program.drawn().stream().allMatch(block -> isSummed(program, block));
    return program.drawn().isEmpty() || !summed
        ? Optional.empty()
        : Optional.of(new DrawnStores(program));
  }

  private static boolean isSummed(Program program, DrawnBlock block) {
    return block.port().isEmpty()
        || program.neurons().stream()
            .filter(neurons -> neurons.name().equals(block.target()))
            .map(neurons -> program.kernel(neurons.kernel()))
            .flatMap(kernel -> kernel.handlers().stream())
            .noneMatch(h -> h.trigger() == Trigger.EVENT && h.port().equals(block.port()));
  }

  /** The block that a block without synapses stands for. */
  Optional<DrawnBlock> block(String name) {
    return Optional.ofNullable(blocks.get(name));
  }

  /** How many synapses of a block each target has. */
  int[] inDegree(DrawnBlock block) {
    return inDegree.getOrDefault(block.name(), new int[0]);
  }

  /** Does something for every block, in several threads; the largest come first. */
  void each(Consumer<DrawnBlock> action) {
    List<DrawnBlock> largestFirst = new ArrayList<>(program.drawn());
    largestFirst.sort(
        Comparator.comparingLong(
            block ->
                -(long) program.blockSize(block.source()) * program.blockSize(block.target())));
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, largestFirst.size());
    AtomicInteger next = new AtomicInteger();
    try (Team team = new Team(threads, true)) {
      team.perform(
          _ -> {
            for (int k = next.getAndIncrement();
                k < largestFirst.size();
                k = next.getAndIncrement()) {
              action.accept(largestFirst.get(k));
            }
          });
    }
  }

  private int[] inDegreeOf(DrawnBlock block) {
    int targets = program.blockSize(block.target());
    int[] degree = new int[targets];
    boolean rowsAreSources = block.rule().rowsAreSources();
    if (block.rule() instanceof PairRule.InDegreeRepeated(int n)) {
      Arrays.fill(degree, n);
      return degree;
    }
    block
        .wiring(program.blockSize(block.source()), targets)
        .rows(
            0,
            targets,
            (row, other, place, count) -> {
              for (int k = 0; k < count; k++) {
                degree[rowsAreSources ? other[k] : row]++;
              }
            });
    return degree;
  }

  /** The program with a block without synapses in the place of each drawn one. */
  Program program() {
    List<SynapseBlock> all = new ArrayList<>(program.synapses());
    for (DrawnBlock block : program.drawn()) {
      all.add(block.ordinal(), empty(block));
    }
    return new Program(
        program.info(),
        program.tick(),
        program.durationTicks(),
        program.kernels(),
        program.tables(),
        program.neurons(),
        program.sources(),
        all,
        program.learning(),
        program.stimulus(),
        program.probes(),
        program.events());
  }

  private SynapseBlock empty(DrawnBlock block) {
    return new SynapseBlock(
        block.name(),
        block.source(),
        block.target(),
        block.port(),
        new int[program.blockSize(block.source()) + 1],
        new int[0],
        new int[0],
        new int[0],
        block.decode(),
        block.codeOffset(),
        Optional.empty(),
        block.projection(),
        new int[0]);
  }
}
