package org.bitspike.reference;

import java.util.Arrays;
import java.util.List;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Projection;

/**
 * The synapses of one projection under the {@link LutStdpRule}. Everything happens when a
 * presynaptic spike is handled; the steps are those of NEST's {@code stdp_facetshw_synapse_hom}.
 */
final class LutStdpSynapses implements LearningSynapses {

  private static final List<String> WORDS =
      List.of("weight", "aCausal", "aAcausal", "synapseId", "nextReadoutMillis");

  private final LutStdpRule rule;
  private final Projection projection;
  private final TickClock clock;
  private final SpikeHistory history;
  private final double[] weight;
  private final double[] aCausal;
  private final double[] aAcausal;
  private final long[] id;
  private final double[] nextReadout;
  private final double[] high;
  private final double[] low;
  private final boolean[] enrolled;
  private final long[] lastTick;

  LutStdpSynapses(
      LutStdpRule rule,
      Projection projection,
      ConnectionTable table,
      TickClock clock,
      SpikeHistory history) {
    this.rule = rule;
    this.projection = projection;
    this.clock = clock;
    this.history = history;
    int n = table.size();
    weight = new double[n];
    aCausal = new double[n];
    aAcausal = new double[n];
    id = new long[n];
    nextReadout = new double[n];
    high = new double[n];
    low = new double[n];
    enrolled = new boolean[n];
    lastTick = new long[n];
    for (int c = 0; c < n; c++) {
      weight[c] = table.weight(c);
      aCausal[c] = table.attribute("aCausal", c, 0);
      aAcausal[c] = table.attribute("aAcausal", c, 0);
      id[c] = Math.round(table.attribute("synapseId", c, 0));
      nextReadout[c] = LutStdpRule.millis(table.attribute("nextReadoutTime", c, 0));
      high[c] = table.attribute("threshHigh", c, rule.threshHigh);
      low[c] = table.attribute("threshLow", c, rule.threshLow);
      enrolled[c] = table.attribute("initFlag", c, 0) != 0;
    }
  }

  /** The weight is updated before it acts, the accumulators afterwards. */
  @Override
  public double spike(int c, int post, long tick, int delayTicks) {
    double t = clock.millis(tick);
    if (!enrolled[c]) {
      id[c] = rule.enrol();
      nextReadout[c] = rule.firstReadout(id[c]);
      enrolled[c] = true;
    }
    if (t > nextReadout[c]) {
      readOut(c, t);
    }
    pair(c, post, tick, delayTicks, t);
    lastTick[c] = tick;
    return weight[c];
  }

  private void readOut(int c, double t) {
    int index = roundHalfAway(weight[c] / rule.weightPerEntry);
    boolean e0 = rule.evaluate0(aCausal[c], aAcausal[c], high[c], low[c]);
    boolean e1 = rule.evaluate1(aCausal[c], aAcausal[c], high[c], low[c]);
    if (e0 || e1) {
      int[] table = e0 && e1 ? rule.combined : e0 ? rule.causal : rule.acausal;
      index = table[requireInTable(index, c)];
      int bit = e0 && e1 ? 4 : e0 ? 0 : 2;
      if (rule.resetPattern[bit] != 0) {
        aCausal[c] = 0;
      }
      if (rule.resetPattern[bit + 1] != 0) {
        aAcausal[c] = 0;
      }
    }
    double cycle = rule.cycle();
    while (t > nextReadout[c]) {
      nextReadout[c] += cycle;
    }
    weight[c] = index * rule.weightPerEntry;
  }

  /** As C's round does. */
  private static int roundHalfAway(double x) {
    double whole = Math.floor(Math.abs(x));
    double rounded = Math.abs(x) - whole >= 0.5 ? whole + 1 : whole;
    return (int) Math.copySign(rounded, x);
  }

  private int requireInTable(int index, int c) {
    if (index < 0 || index > rule.top) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.R_UNSUPPORTED,
              projection.source(),
              "connection "
                  + c
                  + " of projection "
                  + projection.id()
                  + " has index "
                  + index
                  + ", outside its look-up tables of "
                  + (rule.top + 1)
                  + " entries",
              "give weights between 0 and wMax"));
    }
    return index;
  }

  /**
   * Reduced symmetric nearest neighbour: the first postsynaptic spike since the last presynaptic
   * one, and the last.
   */
  private void pair(int c, int post, long tick, int delayTicks, double t) {
    long first = history.firstAfter(post, lastTick[c] - delayTicks);
    long last = history.lastNotAfter(post, tick - delayTicks);
    if (first == SpikeHistory.NONE || last == SpikeHistory.NONE || first > tick - delayTicks) {
      return;
    }
    double d = clock.delayMillis(delayTicks);
    double tLast = clock.millis(lastTick[c]);
    aCausal[c] += StrictMath.exp((tLast - (clock.millis(first) + d)) / rule.tauPlus);
    aAcausal[c] += StrictMath.exp((clock.millis(last) + d - t) / rule.tauMinus);
  }

  /** Nothing happens to these synapses but at presynaptic spikes. */
  @Override
  public void settle(int c, int post, long tick, int delayTicks) {}

  @Override
  public List<String> words() {
    return WORDS;
  }

  @Override
  public double word(int w, int c) {
    return switch (w) {
      case 0 -> weight[c];
      case 1 -> aCausal[c];
      case 2 -> aAcausal[c];
      case 3 -> id[c];
      default -> nextReadout[c];
    };
  }

  @Override
  public double[] weights() {
    return Arrays.copyOf(weight, weight.length);
  }
}
