package org.bitspike.compiler;

import java.util.List;
import java.util.Optional;
import org.bitspike.compiler.dynamics.Mergeability;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.ProceduralConnector;
import org.bitspike.ir.network.ProceduralConnector.Rule;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.network.Sampler;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.HardwareProfile.Sharing;
import org.bitspike.ir.profile.HardwareProfile.SynapseRows;
import org.bitspike.ir.profile.HardwareProfile.WeightModel;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.CodeDraw;

/**
 * Decides which projections keep their rule instead of being listed: large ones that do not learn,
 * whose weights have one sign and one draw each, where nothing that the chip imposes has to look at
 * single synapses.
 */
final class DrawnLinks {

  private DrawnLinks() {}

  /** The connections of a projection by their rule, if it keeps it. */
  static Optional<DrawnLink> of(
      Network network, Projection projection, List<Component> synapses, PassContext context) {
    Population pre = network.population(projection.pre());
    Population post = network.population(projection.post());
    if (!(projection.connectivity() instanceof ProceduralConnector connector)
        || projection.plasticity().isPresent()
        || synapses.isEmpty()
        || network.typeOf(post.component()).isAutonomousSource()
        || expected(connector, pre.size(), post.size()) < context.options().drawFrom()
        || !oneSign(connector)
        || !looksAtNone(context.profile())
        || !merged(network, synapses, context.profile())) {
      return Optional.empty();
    }
    return Optional.of(DrawnLink.of(connector, pre.size(), post.size(), pre.id().equals(post.id())))
        .filter(drawn -> drawn.size() > 0);
  }

  private static double expected(ProceduralConnector connector, int pre, int post) {
    double pairs = (double) pre * post;
    return switch (connector.rule()) {
      case Rule.AllToAll() -> pairs;
      case Rule.OneToOne() -> Math.min(pre, post);
      case Rule.FixedProbability(double probability) -> pairs * probability;
      case Rule.FixedNumberPre(int n, boolean repeats) -> (double) n * post;
      case Rule.FixedNumberPost(int n, boolean repeats) -> (double) n * pre;
      case Rule.FixedTotalNumber(int n) -> n;
    };
  }

  /** One draw decides a weight, and all weights have one sign. */
  private static boolean oneSign(ProceduralConnector connector) {
    Sampler weights = new Sampler(connector.weight());
    return weights.takesOneDraw()
        && new Sampler(connector.delaySeconds()).takesOneDraw()
        && (weights.value(0) >= 0 || weights.value(CodeDraw.DRAWS - 1) < 0);
  }

  /** Whether the chip has no rule that depends on which synapses a row or a neuron has. */
  private static boolean looksAtNone(HardwareProfile profile) {
    WeightModel weight = profile.synapse().weight();
    SynapseRows rows = profile.synapse().rows();
    return weight.scalePer() == Sharing.BLOCK
        && weight.headroom().isEmpty()
        && weight.exponents().isEmpty()
        && !rows.oneSign()
        && !rows.onePerTarget()
        && !rows.oneReceptor()
        && !rows.oneDelay()
        && profile.synapse().delay().extension().isEmpty()
        && profile.topology().delivery().isEmpty()
        && profile.events().rule().isEmpty();
  }

  /** Whether all connections of a neuron share one receptor. */
  private static boolean merged(
      Network network, List<Component> synapses, HardwareProfile profile) {
    return profile.neuron() instanceof NeuronModel.Fixed
        || synapses.stream().noneMatch(s -> Mergeability.of(network, s) == Mergeability.SEPARATE);
  }

  /** The same draft, with the links onto some blocks listed. */
  static Draft listed(Draft draft, java.util.function.Predicate<String> blocks) {
    return draft.withLinks(
        draft.links().stream().map(l -> blocks.test(l.post()) ? l.listed() : l).toList());
  }
}
