package org.bitspike.ir.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.connect.PairRule;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.program.CodeDraw;
import org.bitspike.ir.program.DrawnBlock;
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
import org.bitspike.ir.program.Wiring;

/** Random programs that verify: random structure around two fixed kernels. */
public final class RandomPrograms {

  private static final Kernel NEURON =
      KernelText.parse(
          """
          kernel lif {
            param decay: u16.16, threshold: s24.12
            state v: s24.12 floor wrap unit "mV", refractory: u8
            level bias: s16.8
            input drive: s32.12, inh: s20
            table boost: u4 -> s12.8
            on tick {
              let leaked = v * decay
              v = leaked + drive + bias + lookup(boost, refractory)
              if v >= threshold { spike v = 0 }
            }
          }
          """);
  private static final Kernel LEARNING =
      KernelText.parse(
          """
          kernel pairs {
            param rate: u8
            state weight: u8, trace: s16.4 stochastic
            shared total: s32
            on pre { trace = trace + rate }
            on post { weight = weight + 1 total = total + 1 }
            on readout { trace = 0 }
          }
          """);

  private final Dice dice;

  private RandomPrograms(long seed) {
    dice = new Dice(seed);
  }

  /** The program of a seed. */
  public static Program program(long seed) {
    return new RandomPrograms(seed).program();
  }

  private Program program() {
    List<NeuronBlock> neurons = new ArrayList<>();
    int neuronBlocks = dice.between(1, 3);
    for (int k = 0; k < neuronBlocks; k++) {
      neurons.add(neurons("n" + k));
    }
    List<SourceBlock> sources =
        dice.some(
            2,
            k -> {
              int size = dice.between(1, 8);
              return new SourceBlock("s" + k, size, dice.text(), dice.column(size, 100));
            });
    int slice = dice.between(1, 3);
    LearningRule rule =
        new LearningRule(
            "rule",
            LEARNING.name(),
            slice,
            dice.maybe(
                () ->
                    new LearningRule.Controller(
                        dice.below(100),
                        dice.between(1, 4),
                        dice.below(3),
                        dice.between(1, 1000))));
    List<SynapseBlock> synapses = dice.some(4, k -> synapses("syn" + k, neurons, sources, slice));
    Program program =
        new Program(
            new Program.Info(
                dice.text(), "1.2.3", "generic", "ab".repeat(32), "cd".repeat(32), dice.anyLong()),
            new Program.TickSchedule(
                100_000_000_000L,
                List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.LEARN, Phase.ROUTE)),
            dice.below(100000),
            List.of(NEURON, LEARNING),
            List.of(
                new LookupTable(
                    "boost", FixedFormat.parse("s12.8"), codes("s12.8", dice.between(1, 20))),
                new LookupTable("weights", FixedFormat.parse("s16.12"), codes("s16.12", 256))),
            neurons,
            sources,
            synapses,
            List.of(rule),
            new Stimulus(
                sources.stream().map(this::spikes).toList(),
                dice.some(2, k -> levels(dice.one(neurons)))),
            probes(neurons, sources, synapses),
            Optional.empty(),
            drawn(synapses.size(), neurons, sources));
    return dice.flip() ? program : program.withWiring(wiring());
  }

  /** Rows 0 and 1 of a driver, with a synapse each. */
  private Wiring wiring() {
    return new Wiring(
        dice.some(2, k -> new Wiring.Closed("family" + k, new int[] {k, k + 3 + dice.below(9)})),
        dice.text(),
        new Wiring.Senders(new int[] {4}, new int[] {0}, new int[] {dice.below(64)}),
        dice.text(),
        List.of("exc", dice.text()),
        2,
        new Wiring.Rows(
            new int[] {7, 7}, new int[] {0, 1}, dice.column(2, 2), new int[] {-1, 3, 0, 2}),
        new Wiring.Cells(
            new int[] {0, 1}, dice.column(2, 512), dice.column(2, 16), dice.column(2, 16)));
  }

  private List<DrawnBlock> drawn(int listed, List<NeuronBlock> neurons, List<SourceBlock> sources) {
    int blocks = dice.below(3);
    List<Integer> places = new ArrayList<>();
    while (places.size() < blocks) {
      int place = dice.below(listed + blocks);
      if (!places.contains(place)) {
        places.add(place);
      }
    }
    places.sort(null);
    return places.stream().map(place -> drawn("drawn" + place, place, neurons, sources)).toList();
  }

  private DrawnBlock drawn(
      String name, int place, List<NeuronBlock> neurons, List<SourceBlock> sources) {
    NeuronBlock target = dice.one(neurons);
    NeuronBlock pre = dice.one(neurons);
    boolean fromSource = !sources.isEmpty() && dice.flip();
    SourceBlock spikes = fromSource ? dice.one(sources) : null;
    int rows = spikes == null ? pre.size() : spikes.size();
    List<PairRule> rules =
        List.of(
            new PairRule.Every(),
            new PairRule.Diagonal(),
            new PairRule.Chance(dice.anyLong() >>> 11),
            new PairRule.InDegree(dice.below(6)),
            new PairRule.InDegreeRepeated(dice.below(6)),
            new PairRule.OutDegree(dice.below(6)),
            PairRule.OutDegrees.ofTotal(dice.below(40), rows, dice.anyLong()));
    return new DrawnBlock(
        name,
        place,
        spikes == null ? pre.name() : spikes.name(),
        target.name(),
        dice.maybe(() -> dice.one("drive", "inh")),
        rules.get(dice.below(rules.size())),
        target.size() == 1 || dice.flip(),
        dice.anyLong(),
        steps(0, 256),
        steps(3, 20),
        dice.maybe(() -> "weights"),
        0,
        dice.text());
  }

  private CodeDraw steps(int from, int range) {
    long[] threshold =
        java.util.stream.LongStream.generate(() -> dice.anyLong() >>> 11)
            .filter(t -> t > 0)
            .limit(dice.below(30))
            .sorted()
            .distinct()
            .toArray();
    int[] code = dice.column(threshold.length + 1, range);
    for (int k = 0; k < code.length; k++) {
      code[k] += from;
    }
    return new CodeDraw(threshold, code);
  }

  private NeuronBlock neurons(String name) {
    int size = dice.between(1, 12);
    Map<String, long[]> params = new LinkedHashMap<>();
    Map<String, long[]> initial = new LinkedHashMap<>();
    for (Word word : NEURON.words()) {
      if (word.kind() == Word.Kind.PARAM) {
        params.put(word.name(), codes(word.format().toString(), dice.flip() ? 1 : size));
      } else if (word.kind() != Word.Kind.INPUT && dice.flip()) {
        initial.put(word.name(), codes(word.format().toString(), dice.flip() ? 1 : size));
      }
    }
    return new NeuronBlock(
        name,
        NEURON.name(),
        size,
        new Columns(params),
        new Columns(initial),
        dice.text(),
        dice.column(size, 1000),
        new NeuronBlock.Place(dice.column(size, 4), dice.column(size, 512), dice.column(size, 5)));
  }

  private SynapseBlock synapses(
      String name, List<NeuronBlock> neurons, List<SourceBlock> sources, int slice) {
    boolean fromSource = !sources.isEmpty() && dice.flip();
    SourceBlock source = fromSource ? dice.one(sources) : null;
    NeuronBlock pre = dice.one(neurons);
    NeuronBlock target = dice.one(neurons);
    int rows = source == null ? pre.size() : source.size();
    int[] rowStart = new int[rows + 1];
    for (int r = 0; r < rows; r++) {
      rowStart[r + 1] = rowStart[r] + dice.below(4);
    }
    int size = rowStart[rows];
    int[] delays = dice.column(size, 20);
    for (int k = 0; k < size; k++) {
      delays[k] += slice;
    }
    return new SynapseBlock(
        name,
        source == null ? pre.name() : source.name(),
        target.name(),
        dice.maybe(() -> dice.one("drive", "inh")),
        rowStart,
        dice.column(size, target.size()),
        dice.column(size, 256),
        delays,
        dice.maybe(() -> "weights"),
        0,
        dice.maybe(() -> plasticity(size)),
        dice.text(),
        dice.column(size, 100000));
  }

  private SynapseBlock.Plasticity plasticity(int size) {
    return new SynapseBlock.Plasticity(
        "rule",
        dice.below(5),
        new Columns(Map.of("rate", codes("u8", dice.flip() ? 1 : size))),
        dice.flip() ? Columns.NONE : new Columns(Map.of("trace", codes("s16.4", size))),
        dice.flip() ? Columns.NONE : new Columns(Map.of("total", codes("s32", 1))));
  }

  private Stimulus.SpikeTrain spikes(SourceBlock block) {
    int size = dice.below(40);
    long[] tick = new long[size];
    int[] source = new int[size];
    long now = 0;
    for (int k = 0; k < size; k++) {
      now += dice.between(1, 50);
      tick[k] = now;
      source[k] = dice.below(block.size());
    }
    return new Stimulus.SpikeTrain(block.name(), tick, source);
  }

  private Stimulus.LevelTrain levels(NeuronBlock block) {
    int size = dice.below(10);
    long[] tick = new long[size];
    for (int k = 1; k < size; k++) {
      tick[k] = tick[k - 1] + dice.below(9);
    }
    return new Stimulus.LevelTrain(
        block.name(), "bias", tick, dice.column(size, block.size()), codes("s16.8", size));
  }

  private List<Probe> probes(
      List<NeuronBlock> neurons, List<SourceBlock> sources, List<SynapseBlock> synapses) {
    List<Probe> probes = new ArrayList<>();
    neurons.forEach(n -> probes.add(new Probe(Probe.Kind.SPIKES, n.name(), -1, "", 1)));
    sources.forEach(s -> probes.add(new Probe(Probe.Kind.SPIKES, s.name(), -1, "", 1)));
    probes.add(new Probe(Probe.Kind.WORD, neurons.getFirst().name(), 0, "v", dice.between(1, 100)));
    Optional<SynapseBlock> plastic =
        synapses.stream().filter(s -> s.plasticity().isPresent()).findFirst();
    plastic.ifPresent(s -> probes.add(new Probe(Probe.Kind.LEARNING, s.name(), -1, "", 1)));
    plastic.ifPresent(s -> probes.add(new Probe(Probe.Kind.WEIGHTS, s.name(), -1, "", 7)));
    return probes;
  }

  private long[] codes(String format, int size) {
    FixedFormat parsed = FixedFormat.parse(format);
    long[] codes = new long[size];
    for (int k = 0; k < size; k++) {
      codes[k] = dice.code(parsed);
    }
    return codes;
  }
}
