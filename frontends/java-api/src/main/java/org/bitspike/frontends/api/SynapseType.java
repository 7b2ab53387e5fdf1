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

  /** A weight that learns by a look-up table. */
  record LutStdpSynapse(LutStdp rule, Draw weight, Draw delayMillis) implements SynapseType {}
}
