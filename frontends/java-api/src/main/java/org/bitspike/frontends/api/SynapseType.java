package org.bitspike.frontends.api;

import org.bitspike.ir.network.ProceduralConnector.Draw;

/**
 * What a connection does. Weights are in PyNN's units: uS for conductance-based targets, nA for
 * current-based ones; for a synapse component of another library the weight multiplies the
 * component's own strength. Delays are milliseconds.
 */
public sealed interface SynapseType {

  /** Weight of each connection. */
  Draw weight();

  /** Delay of each connection, in milliseconds. */
  Draw delayMillis();

  /** A weight that stays. */
  record StaticSynapse(Draw weight, Draw delayMillis) implements SynapseType {
    /** The same weight and delay everywhere. */
    public StaticSynapse(double weight, double delayMillis) {
      this(Value.constant(weight), Value.constant(delayMillis));
    }
  }

  /** A weight that learns. */
  sealed interface Learning extends SynapseType {
    /** The component that says how. */
    Cell plasticity();
  }

  /** A weight that learns by a look-up table. */
  record LutStdpSynapse(LutStdp rule, Draw weight, Draw delayMillis) implements Learning {
    @Override
    public Cell plasticity() {
      return rule.component();
    }
  }

  /**
   * A weight that learns by a rule of {@link Stdp}, or by a component of a type of one's own. The
   * whole delay is dendritic.
   *
   * @param plasticity component of a type that extends {@code basePlasticityRule}
   */
  record StdpSynapse(Cell plasticity, Draw weight, Draw delayMillis) implements Learning {
    /** The same first weight and delay everywhere. */
    public StdpSynapse(Cell plasticity, double weight, double delayMillis) {
      this(plasticity, Value.constant(weight), Value.constant(delayMillis));
    }
  }
}
