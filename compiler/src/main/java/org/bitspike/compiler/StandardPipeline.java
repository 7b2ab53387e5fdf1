package org.bitspike.compiler;

import java.util.List;

/** The passes in their order. */
public final class StandardPipeline {

  private StandardPipeline() {}

  /** The passes, each with the reason for its place. */
  public static List<Pass> passes() {
    return List.of(
        new NormaliseNetwork(), // first: everything else sees only sources, neurons and simple
        // synapses
        new DiscretiseDynamics(), // programmable targets: receptors follow from what each synapse
        // does in a step
        new MatchNeurons(), // given neurons: receptors follow from what the chip offers; needs no
        // places yet
        new RestrictRows(), // before fan-in is counted: what a crossbar cannot hold needs no place
        new ChooseReceptors(), // after signs are settled: sources of either sign are told apart
        new PlaceNeurons(), // before anything is quantised: dropped synapses need no codes, merged
        // circuits enter registers
        new ClusterNeurons(), // after placing: neurons trade the circuits that they were given
        new SpreadNeurons(), // after placing: what was dropped there takes no axon and no memory
        new SeatNeurons(), // after both: routing wants neurons in blocks, registers the cores
        new RouteNetwork(), // before anything is quantised, as placing: lost synapses need no codes
        new TranslateParameters(), // after placing: registers are shared by the neurons of a core
        new QuantiseWeights(), // after translating: the range of a weight scale depends on
        // effective parameters
        new QuantiseDelays(), // independent of weights
        new SynthesiseKernels(), // after weights: how much can arrive in a tick bounds the input
        // words
        new SetKernelWords(), // given neurons: words follow from effective parameters and weight
        // scales
        new LowerLearning(), // after weights: initial words of synapses start from their codes
        new QuantiseEventTimes(), // trains are independent of the chip's inside
        new AssignSynapseRows(), // after learning: plastic synapses stand in blocks of their own
        new BuildProgram(), // joins the parts, adds stimulus and probes
        new EmitWiring(), // the program's synapses are what its replay is compared with
        new VerifyProgram()); // last: nothing leaves unverified
  }
}
