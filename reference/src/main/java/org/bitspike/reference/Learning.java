package org.bitspike.reference;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Projection;

/**
 * Finds the rule by which a projection learns: look-up tables for a {@code lutStdp}, whose synapses
 * share a controller, and the type's own handlers for everything else.
 */
final class Learning {

  private static final String TABLES = "lutStdp";

  private final Network network;
  private final double dt;
  private final Map<String, SpikeHistory> histories;
  private final TickClock clock;
  private final Map<String, LutStdpRule> tables = new LinkedHashMap<>();
  private final Diagnostics diagnostics = new Diagnostics();

  /**
   * Prepares.
   *
   * @param histories takes the histories that the run has to keep, by postsynaptic population
   */
  Learning(Network network, double dt, Map<String, SpikeHistory> histories) {
    this.network = network;
    this.dt = dt;
    this.histories = histories;
    this.clock = new TickClock(dt);
  }

  LearningSynapses synapses(Projection projection, ConnectionTable table) {
    Component component = network.component(projection.plasticity().orElseThrow());
    ComponentType type = network.type(component.type());
    int postSize = network.population(projection.post()).size();
    SpikeHistory history =
        histories.computeIfAbsent(projection.post(), id -> new SpikeHistory(postSize));
    if (type.isA(TABLES)) {
      LutStdpRule rule = tables.computeIfAbsent(component.id(), id -> new LutStdpRule(component));
      return new LutStdpSynapses(rule, projection, table, clock, history);
    }
    Map<String, Double> constants =
        new HashMap<>(new GroupTree(network, diagnostics).constants(component, type));
    LearningRule rule = LearningRule.compile(component, type, constants, diagnostics);
    return new LearningRuleSynapses(rule, table, dt, history);
  }

  /** Tells everything that is wrong with the rules at once. */
  void throwIfErrors() {
    diagnostics.throwIfErrors();
  }
}
