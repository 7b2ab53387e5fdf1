package org.bitspike.reference;

import java.util.List;
import org.bitspike.ir.network.ConnectionTable;

/**
 * The connections of a projection under a {@link LearningRule}. Postsynaptic spikes wait in the
 * history until the connection is looked at, and then run in order of the time at which they reach
 * the synapse; of spikes that reach it at the same time the postsynaptic one comes first.
 */
final class LearningRuleSynapses implements LearningSynapses {

  private final LearningRule rule;
  private final SpikeHistory history;
  private final double dt;
  private final int width;
  private final double[] states;
  private final long[] lastTick;
  private final int[] nextPost;

  /**
   * Starts all connections.
   *
   * @param table weights; a column with the name of a state variable gives its first values
   */
  LearningRuleSynapses(LearningRule rule, ConnectionTable table, double dt, SpikeHistory history) {
    this.rule = rule;
    this.history = history;
    this.dt = dt;
    width = rule.states().size();
    int n = table.size();
    states = new double[Math.multiplyExact(n, width)];
    lastTick = new long[n];
    nextPost = new int[n];
    for (int c = 0; c < n; c++) {
      double[] start = rule.startOf(table.weight(c));
      for (int s = 0; s < width; s++) {
        states[c * width + s] = table.attribute(rule.states().get(s), c, start[s]);
      }
    }
  }

  @Override
  public double spike(int c, int post, long tick, int delayTicks) {
    settle(c, post, tick, delayTicks);
    handle(c, true, tick);
    return states[c * width + rule.weightState()];
  }

  @Override
  public void settle(int c, int post, long tick, int delayTicks) {
    int count = history.count(post);
    int next = nextPost[c];
    while (next < count && history.tick(post, next) + delayTicks <= tick) {
      handle(c, false, history.tick(post, next) + delayTicks);
      next++;
    }
    nextPost[c] = next;
  }

  /** {@code t} is the end of the step, as everywhere. */
  private void handle(int c, boolean pre, long tick) {
    long now = tick + 1;
    rule.handle(pre, states, c * width, (now - lastTick[c]) * dt, now * dt);
    lastTick[c] = now;
  }

  @Override
  public List<String> words() {
    return rule.states();
  }

  @Override
  public double word(int w, int c) {
    return states[c * width + w];
  }

  @Override
  public double[] weights() {
    double[] weights = new double[lastTick.length];
    for (int c = 0; c < weights.length; c++) {
      weights[c] = states[c * width + rule.weightState()];
    }
    return weights;
  }
}
