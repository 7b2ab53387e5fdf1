package org.bitspike.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.compiler.Compiler;
import org.bitspike.frontends.api.Cell;
import org.bitspike.frontends.api.Connector;
import org.bitspike.frontends.api.NetworkBuilder;
import org.bitspike.frontends.api.Population;
import org.bitspike.frontends.api.SynapseType.StaticSynapse;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.Stimulus.SpikeTrain;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;

/** What is measured, the same in every run. */
final class Models {

  /** Ticks of a measured run of a network. */
  static final int TICKS = 1000;

  private Models() {}

  /**
   * Conductance-based integrate-and-fire cells, each with ten synapses from 100 Poisson sources of
   * 10 Hz: enough to make them fire now and then, too little for events to matter beside the cells.
   */
  static Network conductanceCells(int cells) {
    NetworkBuilder builder = new NetworkBuilder("cells").timestepMillis(0.1).seed(7);
    Population sources = builder.population("sources", 100, Cell.spikeSourcePoisson(10, 0, 1e6));
    Population neurons = builder.population("neurons", cells, Cell.ifCondExp());
    builder.projection(
        "drive",
        sources,
        neurons,
        Connector.fixedNumberPre(10, 11),
        new StaticSynapse(0.02, 1),
        "excitatory");
    return builder.build(TICKS * 0.1);
  }

  /** A network compiled for a built-in profile. */
  static Program compiled(Network network, String profile) {
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    return Compiler.compile(
            network, Profiles.load(profile, List.of()), reference, CompileOptions.defaults())
        .program();
  }

  /** Neurons of one kernel and nothing else. */
  static Program kernelOnly(Kernel kernel, int neurons, Map<String, long[]> params, int ticks) {
    return program(
        List.of(kernel),
        List.of(block(kernel, neurons, params)),
        List.of(),
        List.of(),
        Stimulus.NONE,
        ticks);
  }

  /**
   * Sources that all fire in every tick, each onto {@code fanOut} of 1,000 neurons that only add: a
   * run of {@code ticks} ticks delivers about {@code sources * fanOut * ticks} events.
   */
  static Program eventsOnly(int sources, int fanOut, int ticks) {
    int targets = 1000;
    Kernel adder =
        KernelText.parse("kernel adder { state v: s32 input in: s32 on tick { v = in } }");
    int[] rowStart = new int[sources + 1];
    int[] target = new int[sources * fanOut];
    for (int source = 0; source < sources; source++) {
      rowStart[source + 1] = rowStart[source] + fanOut;
      for (int k = 0; k < fanOut; k++) {
        target[rowStart[source] + k] = (source * 7 + k * 13) % targets;
      }
    }
    int[] delay = new int[target.length];
    int[] weight = new int[target.length];
    for (int synapse = 0; synapse < target.length; synapse++) {
      delay[synapse] = 1 + synapse % 20;
      weight[synapse] = synapse % 15;
    }
    SynapseBlock synapses =
        new SynapseBlock(
            "synapses",
            "sources",
            "adder",
            Optional.of("in"),
            rowStart,
            target,
            weight,
            delay,
            Optional.empty(),
            0,
            Optional.empty(),
            "synapses",
            indices(target.length));
    long[] tick = new long[sources * ticks];
    int[] source = new int[sources * ticks];
    Arrays.setAll(tick, at -> at / sources);
    Arrays.setAll(source, at -> at % sources);
    return program(
        List.of(adder),
        List.of(block(adder, targets, Map.of())),
        List.of(new SourceBlock("sources", sources, "sources", indices(sources))),
        List.of(synapses),
        new Stimulus(List.of(new SpikeTrain("sources", tick, source)), List.of()),
        ticks);
  }

  private static NeuronBlock block(Kernel kernel, int size, Map<String, long[]> params) {
    int[] circuits = new int[size];
    Arrays.fill(circuits, 1);
    return new NeuronBlock(
        kernel.name(),
        kernel.name(),
        size,
        new Columns(params),
        Columns.NONE,
        kernel.name(),
        indices(size),
        new NeuronBlock.Place(new int[size], indices(size), circuits));
  }

  private static Program program(
      List<Kernel> kernels,
      List<NeuronBlock> neurons,
      List<SourceBlock> sources,
      List<SynapseBlock> synapses,
      Stimulus stimulus,
      int ticks) {
    List<Phase> order =
        List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.LEARN, Phase.ROUTE);
    return new Program(
        new Program.Info("benchmark", "", "none", "", "", 1),
        new Program.TickSchedule(100_000_000_000L, order),
        ticks,
        kernels,
        List.of(),
        neurons,
        sources,
        synapses,
        List.of(),
        stimulus,
        List.of());
  }

  private static int[] indices(int count) {
    return IntStream.range(0, count).toArray();
  }
}
