package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.compiler.lowering.Lowered;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.profile.HardwareProfile.EventRule;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.wire.BitspikeVersion;
import org.bitspike.ir.wire.Digests;

/**
 * Joins the parts to a program, with the stimulus and with probes for what the user's outputs ask
 * for.
 */
final class BuildProgram implements Pass {

  @Override
  public String id() {
    return "build-program";
  }

  @Override
  public String summary() {
    return "join blocks, rows, learning, stimulus and probes to a program";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.KERNELS, Fact.ROWS, Fact.TRAINS, Fact.LEARNING);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of(Fact.PROGRAM);
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    Map<String, Kernel> kernels = new LinkedHashMap<>();
    Map<String, LookupTable> tables = new LinkedHashMap<>();
    List<NeuronBlock> neurons = new ArrayList<>();
    for (CellPlan cell : draft.cells()) {
      CellPlan.WordValues words = cell.words().orElseThrow();
      kernels.putIfAbsent(words.kernel(), kernel(words, context));
      words.lowered().map(Lowered::tables).orElse(List.of()).forEach(t -> tables.put(t.name(), t));
      neurons.add(neurons(cell, words));
    }
    draft.tables().forEach(t -> tables.put(t.name(), t));
    Map<String, LearningRule> rules = new LinkedHashMap<>();
    for (LearningPlan plan : draft.learning()) {
      kernels.put(plan.kernel().name(), plan.kernel());
      rules.put(plan.rule().name(), plan.rule());
      plan.tables().forEach(t -> tables.put(t.name(), t));
    }
    List<SourceBlock> sources =
        draft.sources().stream()
            .map(s -> new SourceBlock(s.block(), s.size(), s.population(), upTo(s.size())))
            .toList();
    Program program =
        new Program(
            info(draft, context),
            new Program.TickSchedule(
                Math.round(context.dt() * 1e15), context.profile().tick().order()),
            Math.round(draft.network().run().durationSeconds() / context.dt()),
            List.copyOf(kernels.values()),
            List.copyOf(tables.values()),
            neurons,
            sources,
            draft.synapses(),
            List.copyOf(rules.values()),
            stimulus(draft, neurons, levels(draft, kernels, context), context),
            probes(draft, neurons, kernels),
            context.profile().events().rule().map(EventRule::schedule),
            draft.drawn());
    return draft.withProgram(program);
  }

  private static Program.Info info(Draft draft, PassContext context) {
    return new Program.Info(
        draft.network().name(),
        BitspikeVersion.current(),
        context.profile().name(),
        context.profile().digest(),
        Digests.sha256(draft.network()),
        context.options().seed().orElse(draft.network().run().seed()));
  }

  private static Kernel kernel(CellPlan.WordValues words, PassContext context) {
    if (words.lowered().isPresent()) {
      return words.lowered().get().kernel();
    }
    return context.profile().neuron() instanceof NeuronModel.Fixed fixed
        ? fixed.kernel()
        : new Kernel(words.kernel(), List.of(), List.of(), List.of());
  }

  private static NeuronBlock neurons(CellPlan cell, CellPlan.WordValues words) {
    return new NeuronBlock(
        cell.block(),
        words.kernel(),
        cell.size(),
        words.params(),
        words.initial(),
        cell.population().id(),
        upTo(cell.size()),
        cell.place().orElseThrow());
  }

  private static int[] upTo(int size) {
    int[] indices = new int[size];
    for (int i = 0; i < size; i++) {
      indices[i] = i;
    }
    return indices;
  }

  private static Stimulus stimulus(
      Draft draft,
      List<NeuronBlock> neurons,
      List<Stimulus.LevelTrain> levels,
      PassContext context) {
    return context
        .profile()
        .events()
        .rule()
        .map(
            rule ->
                new Stimulus(
                    List.of(),
                    levels,
                    new HostEvents(rule, draft, neurons)
                        .upTo(Math.round(draft.network().run().durationSeconds() / context.dt()))))
        .orElseGet(() -> new Stimulus(trains(draft), levels));
  }

  private static List<Stimulus.SpikeTrain> trains(Draft draft) {
    List<Stimulus.SpikeTrain> trains = new ArrayList<>();
    for (SourcePlan source : draft.sources()) {
      SourcePlan.Train train = source.train().orElseThrow();
      trains.add(new Stimulus.SpikeTrain(source.block(), train.tick(), train.source()));
    }
    return trains;
  }

  // ---- currents

  private static List<Stimulus.LevelTrain> levels(
      Draft draft, Map<String, Kernel> kernels, PassContext context) {
    List<Stimulus.LevelTrain> levels = new ArrayList<>();
    for (CellPlan cell : draft.cells()) {
      for (CurrentPlan current : cell.currents()) {
        level(cell, current, kernels, context).ifPresent(levels::add);
      }
    }
    return levels;
  }

  private static Optional<Stimulus.LevelTrain> level(
      CellPlan cell, CurrentPlan current, Map<String, Kernel> kernels, PassContext context) {
    Optional<Kernel> kernel = Optional.ofNullable(kernels.get(cell.words().orElseThrow().kernel()));
    if (context.profile().neuron() instanceof NeuronModel.Fixed fixed) {
      if (fixed.currents().isEmpty()) {
        context.report(
            Diagnostic.error(
                Code.C_STIMULUS,
                cell.population().source(),
                "inputs give "
                    + cell.block()
                    + " a current, and "
                    + context.profile().name()
                    + " has no current input"));
        return Optional.empty();
      }
      return new FixedCurrents(cell, fixed, kernel.orElseThrow(), context).train(current);
    }
    String word = "level_" + current.exposure();
    return kernel
        .flatMap(k -> k.word(word))
        .map(w -> train(cell.block(), word, w.format(), current));
  }

  private static Stimulus.LevelTrain train(
      String block, String word, FixedFormat format, CurrentPlan current) {
    long[] codes = new long[current.value().length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = format.nearest(current.value()[i]);
    }
    return new Stimulus.LevelTrain(block, word, current.tick(), current.neuron(), codes);
  }

  // ---- probes

  private static List<Probe> probes(
      Draft draft, List<NeuronBlock> neurons, Map<String, Kernel> kernels) {
    Set<Probe> probes = new LinkedHashSet<>();
    draft.sources().forEach(s -> probes.add(new Probe(Probe.Kind.SPIKES, s.block(), -1, "", 1)));
    neurons.forEach(n -> probes.add(new Probe(Probe.Kind.SPIKES, n.name(), -1, "", 1)));
    for (OutputRequest output : draft.network().outputs()) {
      for (OutputRequest.Column column : output.columns()) {
        if (output.kind() != OutputRequest.Kind.SPIKES) {
          neurons.stream()
              .filter(n -> n.name().equals(column.population()))
              .filter(n -> hasState(kernels.get(n.kernel()), column.variable()))
              .forEach(
                  n ->
                      probes.add(
                          new Probe(
                              Probe.Kind.WORD, n.name(), column.index(), column.variable(), 1)));
        }
      }
    }
    for (SynapseBlock block : draft.synapses()) {
      if (block.plasticity().isPresent()) {
        int atEnd = Math.clamp(draft.network().run().steps(), 1, Integer.MAX_VALUE);
        probes.add(new Probe(Probe.Kind.WEIGHTS, block.name(), -1, "", atEnd));
      }
    }
    return List.copyOf(probes);
  }

  private static boolean hasState(@org.jspecify.annotations.Nullable Kernel kernel, String word) {
    return kernel != null
        && kernel.word(word).filter(w -> w.kind() == Kernel.Word.Kind.STATE).isPresent();
  }
}
