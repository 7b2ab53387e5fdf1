package org.bitspike.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.SynapseBlock;

/**
 * The current-based network of Brette et al. 2007 (benchmark 2, with Brian's numbers) in fixed
 * point, with products of 16 by 15 bits: 4,000 cells, four fifths of them excitatory, each pair
 * connected with a probability of 2 %, ticks of 0.1 ms, a delay of one tick.
 */
final class Cuba {

  static final int CELLS = 4000;
  private static final int EXCITATORY = 3200;
  private static final int PAIRS_PER_SYNAPSE = 50;
  private static final double TICK_MILLIS = 0.1;
  private static final int ONE_MILLIVOLT = 1 << 14;

  private static final String CELL =
      """
      kernel cell {
        param loss: u15.20, lossE: u15.20, lossI: u15.20
        param rest: s24.14, threshold: s24.14, reset: s24.14, period: u8
        state v: s24.14 half_up saturate unit "mV"
        state ge: s24.14 half_up saturate, gi: s24.14 half_up saturate
        state waiting: u8 saturate
        input exc: s24.14 saturate, inh: s24.14 saturate
        on tick {
          let lostE = quantise(quantise(ge, s16.4, half_up, saturate) * lossE, s20.14, half_up, saturate)
          let lostI = quantise(quantise(gi, s16.4, half_up, saturate) * lossI, s20.14, half_up, saturate)
          ge = ge - lostE + exc
          gi = gi - lostI + inh
          if waiting > 0 {
            waiting = waiting - 1
          } else {
            let lost = quantise(quantise(v - rest, s16.8, half_up, saturate) * loss, s20.14, half_up, saturate)
            v = v - lost + quantise((ge + gi) >> 8, s20.14, half_up, saturate)
            if v > threshold { spike v = reset waiting = period }
          }
        }
      }
      """;

  private Cuba() {}

  static Program program(int ticks) {
    Kernel cell = KernelText.parse(CELL);
    Map<String, long[]> params =
        Map.of(
            "loss", one(loss(20)),
            "lossE", one(loss(5)),
            "lossI", one(loss(10)),
            "rest", one(-49 * ONE_MILLIVOLT),
            "threshold", one(-50 * ONE_MILLIVOLT),
            "reset", one(-60 * ONE_MILLIVOLT),
            "period", one(Math.round(5 / TICK_MILLIS)));
    Random random = new Random(5);
    long[] start =
        random.doubles(CELLS).mapToLong(u -> (long) ((-60 + 10 * u) * ONE_MILLIVOLT)).toArray();
    int[] members = IntStream.range(0, CELLS).toArray();
    NeuronBlock cells =
        new NeuronBlock(
            "cells",
            "cell",
            CELLS,
            new Columns(params),
            new Columns(Map.of("v", start)),
            "cells",
            members,
            new NeuronBlock.Place(new int[CELLS], members, new int[CELLS]));
    return new Program(
        new Program.Info("cuba", "", "none", "", "", 1),
        new Program.TickSchedule(
            100_000_000_000L,
            List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.LEARN, Phase.ROUTE)),
        ticks,
        List.of(cell),
        List.of(),
        List.of(cells),
        List.of(),
        List.of(
            synapses("exc", 0, EXCITATORY, 1.62, 11), synapses("inh", EXCITATORY, CELLS, -9, 12)),
        List.of(),
        Stimulus.NONE,
        List.of(new Probe(Probe.Kind.SPIKES, "cells", -1, "", 1)));
  }

  private static long[] one(long code) {
    return new long[] {code};
  }

  private static long loss(double tauMillis) {
    return Math.round((1 << 20) * -Math.expm1(-TICK_MILLIS / tauMillis));
  }

  /** Synapses of some of the cells onto all; a weight is what it adds to v per 256 ticks. */
  private static SynapseBlock synapses(
      String port, int from, int to, double millivolts, long seed) {
    Random random = new Random(seed);
    int[] rowStart = new int[CELLS + 1];
    int[] target = new int[CELLS * CELLS / PAIRS_PER_SYNAPSE];
    int count = 0;
    for (int source = 0; source < CELLS; source++) {
      for (int cell = 0; source >= from && source < to && cell < CELLS; cell++) {
        if (random.nextInt(PAIRS_PER_SYNAPSE) == 0) {
          target[count++] = cell;
        }
      }
      rowStart[source + 1] = count;
    }
    int[] weight = new int[count];
    int[] delay = new int[count];
    Arrays.fill(weight, (int) Math.round(millivolts * ONE_MILLIVOLT * 256 * TICK_MILLIS / 20));
    Arrays.fill(delay, 1);
    return new SynapseBlock(
        port,
        "cells",
        "cells",
        Optional.of(port),
        rowStart,
        Arrays.copyOf(target, count),
        weight,
        delay,
        Optional.empty(),
        0,
        Optional.empty(),
        port,
        IntStream.range(0, count).toArray());
  }
}
