package org.bitspike.backends;

import java.util.List;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.compiler.Compiler;
import org.bitspike.frontends.api.Cell;
import org.bitspike.frontends.api.Connector;
import org.bitspike.frontends.api.NetworkBuilder;
import org.bitspike.frontends.api.Population;
import org.bitspike.frontends.api.SynapseType;
import org.bitspike.frontends.api.SynapseType.StaticSynapse;
import org.bitspike.frontends.api.Value;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.EventTiming;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;

/** A small balanced network as the profiles have it. */
final class ChipPrograms {

  private ChipPrograms() {}

  /** Excitatory and inhibitory cells under noise, mapped onto a profile. */
  static Program balanced(String profile, String name, Cell cell, double weight, double ratio) {
    NetworkBuilder builder = new NetworkBuilder(name).timestepMillis(0.1).seed(7);
    Population noise = builder.population("noise", 30, Cell.spikeSourcePoisson(80, 0, 30));
    Population exc = builder.population("exc", 12, cell);
    Population inh = builder.population("inh", 4, cell);
    for (Population target : List.of(exc, inh)) {
      builder.projection(
          "noise_" + target.id(),
          noise,
          target,
          Connector.fixedProbability(0.5, 1),
          new StaticSynapse(Value.uniform(weight, 2 * weight), Value.constant(1.5)),
          "excitatory");
      builder.projection(
          "exc_" + target.id(),
          exc,
          target,
          Connector.fixedProbability(0.3, 2),
          new StaticSynapse(Value.constant(weight), Value.uniform(0.5, 2)),
          "excitatory");
      builder.projection(
          "inh_" + target.id(),
          inh,
          target,
          Connector.allToAll(),
          new StaticSynapse(Value.constant(ratio * weight), Value.constant(1)),
          "inhibitory");
    }
    Network network = builder.build(30);
    Recording reference =
        ReferenceSimulator.simulate(
            network, SimulationOptions.defaults().withEventTiming(EventTiming.WHOLE_STEPS));
    return Compiler.compile(
            network, Profiles.load(profile, List.of()), reference, CompileOptions.defaults())
        .program();
  }

  /** The network with conductances, or for chips without these with currents. */
  static List<Program> all() {
    return List.of(
        balanced("brainscales1", "hicann", Cell.ifCondExp(), 0.004, 8),
        balanced("generic-int8", "generic", Cell.ifCondExp(), 0.004, 8),
        balanced("loihi-lava", "loihi", Cell.ifCurrExp(), 0.4, -4),
        balanced("spinnaker", "spinnaker", Cell.ifCurrExp(), 0.4, -4));
  }

  /** Sources under noise whose synapses on a few cells learn additively. */
  static Program learning(String profile, String name, double wMax, double lambda) {
    NetworkBuilder builder = new NetworkBuilder(name).timestepMillis(0.5).seed(11);
    Population noise = builder.population("noise", 6, Cell.spikeSourcePoisson(60, 0, 100));
    Population exc = builder.population("exc", 3, Cell.ifCurrExp());
    Cell rule =
        Cell.of("additiveStdp")
            .with("lambda", lambda)
            .with("alpha", 1.1)
            .with("tauPlus", 20e-3)
            .with("tauMinus", 15e-3)
            .with("muPlus", 0)
            .with("muMinus", 0)
            .with("wMax", wMax);
    builder.projection(
        "learns",
        noise,
        exc,
        Connector.allToAll(),
        new SynapseType.StdpSynapse(rule, 0.6 * wMax, 1.5),
        "excitatory");
    Network network = builder.build(100);
    Recording reference =
        ReferenceSimulator.simulate(
            network, SimulationOptions.defaults().withEventTiming(EventTiming.WHOLE_STEPS));
    return Compiler.compile(
            network, Profiles.load(profile, List.of()), reference, CompileOptions.defaults())
        .program();
  }
}
