package org.bitspike.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.SynapseBlock;

/**
 * The sparse network of Brunel, Journal of Computational Neuroscience 8, 2000, in fixed point:
 * cells of which four fifths excite, each with a tenth of the others as sources, synapses that add
 * 0.1 mV or take 0.5 mV after 1.5 ms, ticks of 0.1 ms, and for each cell a Poisson process of 20
 * kHz (an alias table, one draw per tick).
 */
final class Brunel {

  /** The cells of the published network's usual size; then with 15,625,000 synapses. */
  static final int CELLS = 12_500;

  private static final double EVENTS_PER_TICK = 2;
  private static final int INHIBITION = -5;
  private static final int DELAY_TICKS = 15;

  private static final String CELL =
      """
      kernel cell {
        param leak: u8.15, jump: u13.16, threshold: s24.16, reset: s24.16, period: u8
        state v: s24.16 half_up saturate unit "mV"
        state waiting: u8 saturate
        input in: s12 saturate
        table share: u4 -> u17
        table other: u4 -> u4
        on tick {
          let u = random(20)
          let column = quantise(u >> 16, u4, floor, wrap)
          let drive = select((u & 65535) < lookup(share, column), column, lookup(other, column))
          if waiting > 0 {
            waiting = waiting - 1
          } else {
            let lost = quantise(quantise(v, s16.8, half_up, saturate) * leak, s20.16, half_up, saturate)
            v = v - lost + (in + drive) * jump
            if v > threshold { spike v = reset waiting = period }
          }
        }
      }
      """;

  private Brunel() {}

  static Program program(int cells, int ticks) {
    Kernel cell = KernelText.parse(CELL);
    Map<String, long[]> params =
        Map.of(
            "leak", one(Math.round(0.1 / 20 * (1 << 15))),
            "jump", one(Math.round(0.1 * 65536)),
            "threshold", one(20 << 16),
            "reset", one(10 << 16),
            "period", one(20));
    long[] start =
        new SplittableRandom(5).doubles(cells).mapToLong(u -> (long) (20 * 65536 * u)).toArray();
    int[] members = IntStream.range(0, cells).toArray();
    NeuronBlock block =
        new NeuronBlock(
            "cells",
            "cell",
            cells,
            new Columns(params),
            new Columns(Map.of("v", start)),
            "cells",
            members,
            new NeuronBlock.Place(new int[cells], members, new int[cells]));
    return new Program(
        new Program.Info("brunel", "", "none", "", "", 1),
        new Program.TickSchedule(
            100_000_000_000L,
            List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.LEARN, Phase.ROUTE)),
        ticks,
        List.of(cell),
        poisson(),
        List.of(block),
        List.of(),
        List.of(synapses(cells)),
        List.of(),
        Stimulus.NONE,
        List.of(new Probe(Probe.Kind.SPIKES, "cells", -1, "", 1)));
  }

  private static long[] one(long code) {
    return new long[] {code};
  }

  /** Walker's alias tables of a Poisson variate in 16 columns; what is beyond goes to the last. */
  private static List<LookupTable> poisson() {
    int columns = 16;
    double[] mass = new double[columns];
    double p = Math.exp(-EVENTS_PER_TICK);
    double rest = 1;
    for (int k = 0; k < columns; k++) {
      mass[k] = k == columns - 1 ? rest : p;
      rest -= p;
      p *= EVENTS_PER_TICK / (k + 1);
    }
    long[] share = new long[columns];
    long[] other = new long[columns];
    Arrays.fill(share, 65536);
    for (int k = 0; k < columns; k++) {
      mass[k] *= columns;
    }
    for (int round = 0; round < columns; round++) {
      int least = 0;
      int most = 0;
      for (int k = 0; k < columns; k++) {
        boolean open = share[k] == 65536;
        least = open && (share[least] != 65536 || mass[k] < mass[least]) ? k : least;
        most = open && (share[most] != 65536 || mass[k] > mass[most]) ? k : most;
      }
      if (mass[least] >= 1 || least == most) {
        break;
      }
      share[least] = Math.round(mass[least] * 65536);
      other[least] = most;
      mass[most] -= 1 - mass[least];
    }
    return List.of(
        new LookupTable("share", FixedFormat.unsigned(17, 0), share),
        new LookupTable("other", FixedFormat.unsigned(4, 0), other));
  }

  /** A tenth of the exciting and of the inhibiting cells for every cell. */
  private static SynapseBlock synapses(int cells) {
    int[] rowStart = new int[cells + 1];
    for (int target = 0; target < cells; target++) {
      for (int source : sourcesOf(target, cells)) {
        rowStart[source + 1]++;
      }
    }
    for (int source = 0; source < cells; source++) {
      rowStart[source + 1] += rowStart[source];
    }
    int[] next = rowStart.clone();
    int[] targets = new int[rowStart[cells]];
    int[] weights = new int[targets.length];
    int[] delays = new int[targets.length];
    Arrays.fill(delays, DELAY_TICKS);
    for (int target = 0; target < cells; target++) {
      for (int source : sourcesOf(target, cells)) {
        int at = next[source]++;
        targets[at] = target;
        weights[at] = source < exciting(cells) ? 1 : INHIBITION;
      }
    }
    return new SynapseBlock(
        "all",
        "cells",
        "cells",
        Optional.of("in"),
        rowStart,
        targets,
        weights,
        delays,
        Optional.empty(),
        0,
        Optional.empty(),
        "all",
        IntStream.range(0, targets.length).toArray());
  }

  private static int exciting(int cells) {
    return cells / 5 * 4;
  }

  private static int[] sourcesOf(int target, int cells) {
    SplittableRandom random = new SplittableRandom(target);
    int[] sources = new int[cells / 10];
    for (int k = 0; k < sources.length; k++) {
      sources[k] =
          k < exciting(cells) / 10
              ? random.nextInt(exciting(cells))
              : random.nextInt(exciting(cells), cells);
    }
    return sources;
  }
}
