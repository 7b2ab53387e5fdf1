package org.bitspike.frontends.api;

import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Connectivity;
import org.bitspike.ir.network.ProceduralConnector;
import org.bitspike.ir.network.ProceduralConnector.Draw;
import org.bitspike.ir.network.ProceduralConnector.Rule;

/** Which neurons of two populations are connected, in PyNN's words. */
public sealed interface Connector {

  /** A rule that is expanded from a seed, the same on every machine. */
  record ByRule(Rule rule, boolean allowSelfConnections, long seed) implements Connector {}

  /** Connections written out, with their own weights and delays. */
  record FromTable(ConnectionTable table) implements Connector {}

  /** Every neuron to every neuron, with seed 0. */
  static Connector allToAll() {
    return allToAll(0);
  }

  /** Every neuron to every neuron; the seed draws weights and delays. */
  static Connector allToAll(long seed) {
    return new ByRule(new Rule.AllToAll(), false, seed);
  }

  /** Equal indices. */
  static Connector oneToOne() {
    return new ByRule(new Rule.OneToOne(), true, 0);
  }

  /** Each pair with a probability from 0 to 1. */
  static Connector fixedProbability(double probability, long seed) {
    return new ByRule(new Rule.FixedProbability(probability), false, seed);
  }

  /** For every target, {@code n} sources drawn without replacement. */
  static Connector fixedNumberPre(int n, long seed) {
    return new ByRule(new Rule.FixedNumberPre(n), false, seed);
  }

  /** For every target, {@code n} sources drawn, which may repeat where {@code withReplacement}. */
  static Connector fixedNumberPre(int n, boolean withReplacement, long seed) {
    return new ByRule(new Rule.FixedNumberPre(n, withReplacement), false, seed);
  }

  /** For every source, {@code n} targets drawn, which may repeat where {@code withReplacement}. */
  static Connector fixedNumberPost(int n, boolean withReplacement, long seed) {
    return new ByRule(new Rule.FixedNumberPost(n, withReplacement), false, seed);
  }

  /**
   * {@code n} connections in all, source and target of each drawn with replacement, so that a pair
   * may be connected more than once.
   */
  static Connector fixedTotalNumber(int n, long seed) {
    return new ByRule(new Rule.FixedTotalNumber(n), false, seed);
  }

  /** The same rule, with connections of a neuron to itself allowed or not. */
  default Connector allowSelfConnections(boolean allow) {
    return switch (this) {
      case ByRule(Rule rule, boolean _, long seed) -> new ByRule(rule, allow, seed);
      case FromTable table -> table;
    };
  }

  /** Connections written out. */
  static Connector fromTable(ConnectionTable table) {
    return new FromTable(table);
  }

  /** The connectivity with weights and delays filled in; delays are given in milliseconds. */
  default Connectivity connect(Draw weight, Draw delayMillis) {
    return switch (this) {
      case ByRule(Rule rule, boolean self, long seed) ->
          new ProceduralConnector(rule, self, weight, seconds(delayMillis), seed);
      case FromTable(ConnectionTable table) -> table;
    };
  }

  private static Draw seconds(Draw millis) {
    return switch (millis) {
      case Draw.Constant(double v) -> new Draw.Constant(v * 1e-3);
      case Draw.Uniform(double low, double high) -> new Draw.Uniform(low * 1e-3, high * 1e-3);
      case Draw.Normal(double mean, double sd, double low, double high) ->
          new Draw.Normal(mean * 1e-3, sd * 1e-3, low * 1e-3, high * 1e-3);
      case Draw.TruncatedNormal(double mean, double sd, double low, double high) ->
          new Draw.TruncatedNormal(mean * 1e-3, sd * 1e-3, low * 1e-3, high * 1e-3);
    };
  }
}
