import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bitspike.ir.connect.PairRule;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.program.CodeDraw;
import org.bitspike.ir.program.DrawnBlock;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.random.CounterRandom;
import org.bitspike.ir.random.NormalQuantile;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.wire.ProgramFile;
import org.bitspike.ir.wire.RecordingFile;

/**
 * The cortical microcircuit of Potjans and Diesmann (Cerebral Cortex 24:785, 2014) under 1 mm2 of
 * surface: 77,169 current-based integrate-and-fire cells in eight populations, 298,880,968
 * synapses, ticks of 0.1 ms, as a program of 32-bit integers. Connections are drawn as they are
 * needed, so the file is small.
 *
 * <p>Membranes are counted from the resting potential in 2^-14 mV, currents in 1/16 pA, weights in
 * 4 pA. The background of a cell, Poisson spikes of 8 Hz at each of its external inputs, comes from
 * a generator in its kernel: a 32-bit xorshift (Marsaglia, J. Stat. Soft. 8:14, 2003) draws one of
 * 16 columns and a place in it, which is below the column's cut or not (Walker's alias method).
 */
public final class Microcircuit {

  /** Names of the populations, layer by layer. */
  static final List<String> POPULATIONS =
      List.of("L23E", "L23I", "L4E", "L4I", "L5E", "L5I", "L6E", "L6I");

  // Table 5 of the paper.
  private static final int[] SIZE = {20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948};
  private static final int[] EXTERNAL_INPUTS = {1600, 1500, 2100, 1900, 2000, 1900, 2900, 2100};
  // To (row) from (column).
  private static final double[][] PROBABILITY = {
    {0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0},
    {0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0},
    {0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0},
    {0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0},
    {0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0},
    {0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0},
    {0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252},
    {0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443}
  };
  private static final double TICK_MILLIS = 0.1;
  private static final double EXTERNAL_HERTZ = 8;
  private static final double TAU_MEMBRANE_MILLIS = 10;
  private static final double TAU_SYNAPSE_MILLIS = 0.5;
  private static final double CAPACITANCE_PICOFARAD = 250;
  private static final double REST_MILLIVOLT = -65;
  private static final double THRESHOLD_MILLIVOLT = -50;
  private static final double START_MILLIVOLT = -58;
  private static final double START_DEVIATION_MILLIVOLT = 10;
  private static final double REFRACTORY_MILLIS = 2;
  // An excitatory synapse moves a resting membrane by 0.15 mV at most.
  private static final double WEIGHT_PICOAMPERE = 87.8;
  private static final double PICOAMPERE_PER_CODE = 4;

  private static final double WEIGHT_DEVIATION = 0.1;
  private static final double INHIBITION = -4;
  private static final double DELAY_MILLIS = 1.5;
  private static final double INHIBITORY_DELAY_MILLIS = 0.75;
  private static final double DELAY_DEVIATION = 0.5;
  private static final int MOST_DELAY_TICKS = 64;

  // Mean rates of the full circuit with Poisson background (INM-6/microcircuit-PD14-model,
  // network parameter full_mean_rates).
  private static final double[] PUBLISHED_HERTZ = {
    0.903, 2.965, 4.414, 5.876, 7.569, 8.633, 1.105, 7.829
  };

  private static final int COLUMNS = 16;
  private static final int CUT_BITS = 28;
  private static final int STREAM_START = 1001;
  private static final int STREAM_NOISE = 1002;

  private static final String CELL =
      """
      kernel cell {
        param  leak: u10.16, keep: u13.13, gain: u12.23
        param  threshold: s21.14, period: u8, background: u12.4, row: u3
        state  v: s21.14 half_up saturate unit "mV", wait: u8
        state  i: s18.4 half_up saturate unit "pA"
        state  noise: s32
        input  drive: s14 saturate
        table  cut: u7 -> u28
        table  other: u7 -> u4
        on tick {
          let a = noise ^ quantise(noise << 13, s32, floor, wrap)
          let b = a ^ quantise(a >> 17, u15, floor, wrap)
          let drawn = b ^ quantise(b << 5, s32, floor, wrap)
          noise = drawn
          let column = quantise(drawn >> 28, u4, floor, wrap)
          let at = row * 16 + column
          let place = quantise(drawn, u28, floor, wrap)
          let events = select(place < lookup(cut, at), column, lookup(other, at))
          if wait > 0 {
            wait = wait - 1
          } else {
            v = v - quantise(v * leak, s15.14, half_up, saturate) + quantise(i * gain, s17.14, half_up, saturate)
            if v >= threshold { spike v = 0 wait = period }
          }
          i = quantise(i * keep, s18.4, half_up, saturate) + drive * 4 + events * background
        }
      }
      """;

  private Microcircuit() {}

  private static int size(int population, double scale) {
    return (int) Math.max(1, Math.round(SIZE[population] * scale));
  }

  /** Number of synapses between populations of these sizes: Equation 1 of the paper. */
  private static long synapses(double probability, int from, int to) {
    return Math.round(
        StrictMath.log(1 - probability) / StrictMath.log(1 - 1 / ((double) from * to)));
  }

  /**
   * The circuit.
   *
   * @param seconds of model time
   * @param scale part of the cells; with fewer of them, each has fewer synapses, and rates are
   *     others; 1 is the whole circuit
   */
  public static Program program(double seconds, long seed, double scale) {
    List<NeuronBlock> neurons = new ArrayList<>();
    int first = 0;
    for (int p = 0; p < POPULATIONS.size(); p++) {
      neurons.add(population(p, size(p, scale), first, seed));
      first += size(p, scale);
    }
    return new Program(
        new Program.Info("microcircuit", "", "none", "", "", seed),
        new Program.TickSchedule(
            Math.round(TICK_MILLIS * 1e12),
            List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.LEARN, Phase.ROUTE)),
        Math.round(seconds * 1000 / TICK_MILLIS),
        List.of(KernelText.parse(CELL)),
        backgroundTables(),
        neurons,
        List.of(),
        List.of(),
        List.of(),
        Stimulus.NONE,
        POPULATIONS.stream().map(name -> new Probe(Probe.Kind.SPIKES, name, -1, "", 1)).toList(),
        Optional.empty(),
        connections(seed, scale));
  }

  private static List<DrawnBlock> connections(long seed, double scale) {
    List<DrawnBlock> blocks = new ArrayList<>();
    for (int to = 0; to < POPULATIONS.size(); to++) {
      for (int from = 0; from < POPULATIONS.size(); from++) {
        if (PROBABILITY[to][from] > 0) {
          blocks.add(connection(from, to, blocks.size(), seed + 1 + blocks.size(), scale));
        }
      }
    }
    return blocks;
  }

  private static DrawnBlock connection(int from, int to, int ordinal, long seed, double scale) {
    boolean inhibitory = from % 2 == 1;
    // From layer 4 to layer 2/3 excitation is twice as strong: Table 5, footnote.
    double times = inhibitory ? INHIBITION : from == 2 && to == 0 ? 2 : 1;
    double weight = times * WEIGHT_PICOAMPERE / PICOAMPERE_PER_CODE;
    double delay = (inhibitory ? INHIBITORY_DELAY_MILLIS : DELAY_MILLIS) / TICK_MILLIS;
    int sources = size(from, scale);
    long total = synapses(PROBABILITY[to][from], sources, size(to, scale));
    String name = POPULATIONS.get(from) + "_" + POPULATIONS.get(to);
    return new DrawnBlock(
        name,
        ordinal,
        POPULATIONS.get(from),
        POPULATIONS.get(to),
        Optional.of("drive"),
        PairRule.OutDegrees.ofTotal(Math.toIntExact(total), sources, seed),
        true,
        seed,
        normal(weight, Math.abs(weight) * WEIGHT_DEVIATION, -128, 127),
        normal(delay, delay * DELAY_DEVIATION, 1, MOST_DELAY_TICKS),
        Optional.empty(),
        0,
        name);
  }

  /** A normal distribution cut off at half a step below the least code, in whole codes. */
  private static CodeDraw normal(double mean, double deviation, int least, int most) {
    long cut = firstAtLeast((least - 0.5 - mean) / deviation);
    List<Long> thresholds = new ArrayList<>();
    List<Integer> codes = new ArrayList<>();
    for (int code = least; code <= most; code++) {
      long end =
          code == most ? NormalQuantile.CELLS : firstAtLeast((code + 0.5 - mean) / deviation);
      // What is cut off is shared out among the rest.
      double share = (double) (end - cut) / (NormalQuantile.CELLS - cut);
      long threshold = Math.min(CodeDraw.DRAWS, Math.round(share * CodeDraw.DRAWS));
      long before = thresholds.isEmpty() ? 0 : thresholds.getLast();
      if (threshold > before) {
        thresholds.add(threshold);
        codes.add(code);
      }
    }
    return new CodeDraw(
        thresholds.stream().limit(codes.size() - 1).mapToLong(t -> t).toArray(),
        codes.stream().mapToInt(c -> c).toArray());
  }

  private static long firstAtLeast(double quantile) {
    long low = 0;
    long high = NormalQuantile.CELLS;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (NormalQuantile.ofCell(middle) >= quantile) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static NeuronBlock population(int p, int size, int first, long seed) {
    double keepMembrane = StrictMath.exp(-TICK_MILLIS / TAU_MEMBRANE_MILLIS);
    double keepSynapse = StrictMath.exp(-TICK_MILLIS / TAU_SYNAPSE_MILLIS);
    // What a current of 1 pA at the start of a tick adds to the membrane in it, decaying.
    double gain =
        TAU_SYNAPSE_MILLIS
            * TAU_MEMBRANE_MILLIS
            / (CAPACITANCE_PICOFARAD * (TAU_MEMBRANE_MILLIS - TAU_SYNAPSE_MILLIS))
            * (keepMembrane - keepSynapse);
    Map<String, long[]> params =
        Map.of(
            "leak", code(1 - keepMembrane, 16),
            "keep", code(keepSynapse, 13),
            "gain", code(gain, 23),
            "threshold", code(THRESHOLD_MILLIVOLT - REST_MILLIVOLT, 14),
            "period", code(REFRACTORY_MILLIS / TICK_MILLIS, 0),
            "background", code(WEIGHT_PICOAMPERE, 4),
            "row", code(p, 0));
    long[] start = new long[size];
    long[] noise = new long[size];
    for (int cell = 0; cell < size; cell++) {
      start[cell] = code(startMillivolt(seed, first + cell) - REST_MILLIVOLT, 14)[0];
      int drawn = CounterRandom.bits32(seed, STREAM_NOISE, first + cell, 0);
      noise[cell] = drawn == 0 ? 1 : drawn; // from 0 a xorshift never moves
    }
    int[] members = IntStream.range(0, size).toArray();
    int[] ones = IntStream.generate(() -> 1).limit(size).toArray();
    return new NeuronBlock(
        POPULATIONS.get(p),
        "cell",
        size,
        new Columns(params),
        new Columns(Map.of("v", start, "noise", noise)),
        POPULATIONS.get(p),
        members,
        new NeuronBlock.Place(new int[size], members, ones));
  }

  private static long[] code(double value, int fraction) {
    return new long[] {Math.round(Math.scalb(value, fraction))};
  }

  /** Normal, by Box and Muller. */
  private static double startMillivolt(long seed, int cell) {
    double radius =
        StrictMath.sqrt(
            -2 * StrictMath.log(1 - CounterRandom.uniform(seed, STREAM_START, cell, 0)));
    double angle = 2 * Math.PI * CounterRandom.uniform(seed, STREAM_START, cell, 1);
    return START_MILLIVOLT + START_DEVIATION_MILLIVOLT * radius * StrictMath.cos(angle);
  }

  private static List<LookupTable> backgroundTables() {
    long[] cut = new long[POPULATIONS.size() * COLUMNS];
    long[] other = new long[POPULATIONS.size() * COLUMNS];
    for (int p = 0; p < POPULATIONS.size(); p++) {
      double mean = EXTERNAL_INPUTS[p] * EXTERNAL_HERTZ * TICK_MILLIS / 1000;
      alias(poisson(mean), cut, other, p * COLUMNS);
    }
    return List.of(
        new LookupTable("cut", FixedFormat.unsigned(CUT_BITS, 0), cut),
        new LookupTable("other", FixedFormat.unsigned(4, 0), other));
  }

  /** Probabilities of 0 to 15 events, of which the last has what is beyond: 1e-9 at most here. */
  private static double[] poisson(double mean) {
    double[] probability = new double[COLUMNS];
    probability[0] = StrictMath.exp(-mean);
    double sum = probability[0];
    for (int k = 1; k < COLUMNS - 1; k++) {
      probability[k] = probability[k - 1] * mean / k;
      sum += probability[k];
    }
    probability[COLUMNS - 1] = 1 - sum;
    return probability;
  }

  /** Walker's tables: columns that have too little are filled up from one that has too much. */
  private static void alias(double[] probability, long[] cut, long[] other, int offset) {
    double[] share = new double[COLUMNS];
    boolean[] done = new boolean[COLUMNS];
    for (int k = 0; k < COLUMNS; k++) {
      share[k] = probability[k] * COLUMNS;
    }
    for (int turn = 0; turn < COLUMNS; turn++) {
      int least = -1;
      int most = -1;
      for (int k = 0; k < COLUMNS; k++) {
        if (!done[k]) {
          least = least < 0 || share[k] < share[least] ? k : least;
          most = most < 0 || share[k] > share[most] ? k : most;
        }
      }
      long whole = 1L << CUT_BITS;
      cut[offset + least] = Math.min(whole - 1, Math.round(Math.max(0, share[least]) * whole));
      other[offset + least] = most;
      share[most] -= 1 - Math.min(1, share[least]);
      done[least] = true;
    }
  }

  /** Mean rates of a recording's populations in Hz, after the given seconds of it. */
  public static double[] rates(Recording recording, double after) {
    long firstTick = Math.round(after / recording.tickSeconds());
    double seconds = (recording.durationTicks() - firstTick) * recording.tickSeconds();
    double[] rates = new double[POPULATIONS.size()];
    for (int p = 0; p < rates.length; p++) {
      long[] ticks = recording.spikesOf(POPULATIONS.get(p)).orElseThrow().tick();
      rates[p] = Arrays.stream(ticks).filter(t -> t >= firstTick).count() / seconds / SIZE[p];
    }
    return rates;
  }

  /**
   * {@code write FILE SECONDS} writes the program, {@code rates FILE} compares a recording with the
   * published mean rates.
   */
  public static void main(String[] args) {
    Path file = Path.of(args[1]);
    if (args[0].equals("write")) {
      ProgramFile.write(file, program(Double.parseDouble(args[2]), 55, 1));
      return;
    }
    double[] rates = rates(RecordingFile.read(file), 0.1);
    System.out.println("population  rate (Hz)  published");
    for (int p = 0; p < rates.length; p++) {
      System.out.printf(
          Locale.ROOT, "%-10s  %9.3f  %9.3f%n", POPULATIONS.get(p), rates[p], PUBLISHED_HERTZ[p]);
    }
  }
}
