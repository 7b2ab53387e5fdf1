package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.TableUse;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.SynapseBlock.Plasticity;

/** Sound random programs, small and full of corners, that record everything in every tick. */
public final class RandomPrograms {

  private static final List<List<Phase>> ORDERS =
      List.of(
          List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.LEARN, Phase.ROUTE),
          List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.LEARN, Phase.ROUTE),
          List.of(Phase.INTEGRATE, Phase.FIRE, Phase.ROUTE, Phase.LEARN, Phase.DELIVER),
          List.of(Phase.INTEGRATE, Phase.DELIVER, Phase.FIRE, Phase.LEARN, Phase.ROUTE),
          List.of(Phase.FIRE, Phase.LEARN, Phase.ROUTE, Phase.DELIVER, Phase.INTEGRATE));

  private final Random random;
  private final boolean traps;
  private final int mostNeurons;
  private final int ticks;
  private final ProgramBuilder builder;
  private final List<Kernel> kernels = new ArrayList<>();
  private final Map<String, Kernel> neuronBlocks = new LinkedHashMap<>();
  private final Map<String, Integer> sizes = new LinkedHashMap<>();

  private RandomPrograms(long seed, boolean traps, int mostNeurons) {
    this.random = new Random(seed);
    this.mostNeurons = mostNeurons;
    this.traps = traps;
    ticks = 8 + random.nextInt(17);
    builder = new ProgramBuilder(ticks).seed(random.nextLong());
  }

  /** The program of a seed, whose values never trap. */
  public static Program of(long seed) {
    return new RandomPrograms(seed, false, 5).make();
  }

  /** The program of a seed, whose values may trap. */
  public static Program trapping(long seed) {
    return new RandomPrograms(seed, true, 5).make();
  }

  /** A program with blocks of up to 50 neurons, whose values never trap. */
  public static Program larger(long seed) {
    return new RandomPrograms(seed, false, 50).make();
  }

  private Program make() {
    builder.order(ORDERS.get(random.nextInt(ORDERS.size())).toArray(Phase[]::new));
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      Kernel kernel = kernels().neuron("neuron" + i);
      builder.kernel(kernel);
      kernels.add(kernel);
      tables(kernel);
    }
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      neurons("n" + i, kernels.get(random.nextInt(kernels.size())));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      sources("s" + i);
    }
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      synapses("syn" + i);
    }
    return builder.probeEverything().build();
  }

  private RandomKernels kernels() {
    return new RandomKernels(random, traps);
  }

  private void tables(Kernel kernel) {
    for (TableUse use : kernel.tables()) {
      builder.table(use.name(), use.entry(), codes(use.entry(), 1 + random.nextInt(20)));
    }
  }

  private long[] codes(FixedFormat format, int count) {
    return random.longs(count).map(any -> kernels().code(format)).toArray();
  }

  private void neurons(String name, Kernel kernel) {
    int size = 1 + random.nextInt(mostNeurons);
    Columns params = columns(kernel, size, Word.Kind.PARAM, true);
    Map<String, long[]> initial =
        new LinkedHashMap<>(columns(kernel, size, Word.Kind.STATE, false).byWord());
    initial.putAll(columns(kernel, size, Word.Kind.LEVEL, false).byWord());
    builder.neurons(name, kernel.name(), size, params, new Columns(initial));
    neuronBlocks.put(name, kernel);
    sizes.put(name, size);
    for (Word level : kernel.words(Word.Kind.LEVEL)) {
      long[][] changes = new long[random.nextInt(6)][];
      for (int c = 0; c < changes.length; c++) {
        changes[c] =
            new long[] {
              random.nextInt(ticks), random.nextInt(size), kernels().code(level.format())
            };
      }
      Arrays.sort(changes, (a, b) -> Long.compare(a[0], b[0]));
      builder.levels(name, level.name(), changes);
    }
  }

  private Columns columns(Kernel kernel, int size, Word.Kind kind, boolean all) {
    Map<String, long[]> byWord = new LinkedHashMap<>();
    for (Word word : kernel.words(kind)) {
      if (all || random.nextBoolean()) {
        byWord.put(word.name(), codes(word.format(), random.nextBoolean() ? 1 : size));
      }
    }
    return new Columns(byWord);
  }

  private void sources(String name) {
    int size = 1 + random.nextInt(4);
    builder.sources(name, size);
    sizes.put(name, size);
    TreeSet<Long> spikes = new TreeSet<>();
    for (int i = random.nextInt(3 * ticks); i > 0; i--) {
      spikes.add(random.nextLong(ticks) * 100 + random.nextInt(size));
    }
    builder.spikes(
        name, spikes.stream().map(s -> new long[] {s / 100, s % 100}).toArray(long[][]::new));
  }

  private void synapses(String name) {
    List<String> blocks = List.copyOf(sizes.keySet());
    String source = blocks.get(random.nextInt(blocks.size()));
    String target = blocks.get(random.nextInt(blocks.size()));
    Optional<Word> port =
        Optional.ofNullable(neuronBlocks.get(target)).map(kernel -> anyInput(kernel));
    boolean plastic = port.isEmpty() || random.nextBoolean();
    int slice = plastic && random.nextInt(3) == 0 ? 2 + random.nextInt(4) : 1;
    // Without a table a weight code is an event's value, and so must be a code of the port.
    FixedFormat weight = FixedFormat.signed(2 + random.nextInt(6), 0);
    Optional<String> decode = Optional.empty();
    int offset = 0;
    int entries = 0;
    if (port.isPresent()) {
      FixedFormat in = port.get().format();
      if (random.nextBoolean()) {
        decode = Optional.of(name + "_decode");
        entries = 1 + random.nextInt(16);
        builder.table(name + "_decode", in, codes(in, entries));
        offset = random.nextInt(9) - 4;
        weight = FixedFormat.signed(6 + random.nextInt(3), 0);
      } else {
        weight = new FixedFormat(in.signed(), Math.min(in.width(), 31), in.fraction());
      }
    }
    Optional<Plasticity> plasticity = Optional.empty();
    int[][] each = new int[random.nextInt(14)][];
    for (int i = 0; i < each.length; i++) {
      long code = entries > 0 ? offset + random.nextInt(entries) : kernels().code(weight);
      each[i] =
          new int[] {
            random.nextInt(sizes.get(source)),
            random.nextInt(sizes.get(target)),
            (int) code,
            slice + random.nextInt(5)
          };
    }
    if (plastic) {
      plasticity = Optional.of(plasticity(name, weight, slice, each.length));
    }
    builder.synapses(name, source, target, port.map(Word::name), decode, offset, plasticity, each);
  }

  private Word anyInput(Kernel kernel) {
    List<Word> inputs = kernel.words(Word.Kind.INPUT);
    return inputs.get(random.nextInt(inputs.size()));
  }

  private Plasticity plasticity(String name, FixedFormat weight, int slice, int synapses) {
    Kernel kernel = kernels().learning(name + "_learning", weight);
    builder.kernel(kernel);
    tables(kernel);
    Optional<LearningRule.Controller> controller =
        kernel.handler(Trigger.READOUT).isPresent()
            ? Optional.of(
                new LearningRule.Controller(
                    random.nextInt(4),
                    1 + random.nextInt(2),
                    random.nextInt(4),
                    1 + random.nextInt(7)))
            : Optional.empty();
    builder.rule(new LearningRule(name + "_rule", kernel.name(), slice, controller));
    Map<String, long[]> initial =
        new LinkedHashMap<>(columns(kernel, synapses, Word.Kind.STATE, false).byWord());
    initial.remove("weight");
    return new Plasticity(
        name + "_rule",
        random.nextInt(4),
        columns(kernel, synapses, Word.Kind.PARAM, true),
        new Columns(initial),
        columns(kernel, 1, Word.Kind.SHARED, false));
  }
}
