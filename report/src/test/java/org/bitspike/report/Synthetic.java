package org.bitspike.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.bitspike.ir.recording.Recording.Trace;
import org.bitspike.ir.recording.Recording.WeightSeries;
import org.bitspike.ir.verdict.Verdict;
import org.bitspike.ir.verdict.Verdict.Divergence;
import org.bitspike.ir.verdict.Verdict.Metric;
import org.bitspike.ir.verdict.Verdict.Outcome;

/** A made-up check of a made-up network on a made-up chip, large enough to look like a real one. */
final class Synthetic {

  private static final double DT = 1e-4;
  private static final int TICKS = 10_000;

  private Synthetic() {}

  /** A network of 1,000 neurons with input that did not fit. */
  static ReportInput balanced() {
    return input("balanced", "E", 800);
  }

  /**
   * A network whose excitatory population bears a name of the caller's choice.
   *
   * @param excitatorySize its size; a quarter as many are inhibitory
   */
  static ReportInput input(String network, String excitatory, int excitatorySize) {
    int inhibitorySize = excitatorySize / 4;
    SplittableRandom random = new SplittableRandom(7);
    Network model =
        new Network(
            network,
            List.of(),
            List.of(),
            List.of(
                new Population("input", "poisson", excitatorySize / 4, SourceRef.NONE),
                new Population(excitatory, "lif", excitatorySize, SourceRef.NONE),
                new Population("I", "lif", inhibitorySize, SourceRef.NONE)),
            List.of(
                projection("EE", excitatory, excitatory),
                projection("EI", excitatory, "I"),
                projection("IE", "I", excitatory)),
            List.of(),
            List.of(),
            new Network.Run(DT, 1, 1234),
            new SourceRef("network.xml", 1, 1, "balanced"));
    SpikeSeries input = poisson(random, "input", excitatorySize / 4, 20);
    SpikeSeries e = waves(random, excitatory, excitatorySize, 9);
    SpikeSeries i = waves(random, "I", inhibitorySize, 16);
    Recording reference = recording("reference/grid", random, List.of(input, e, i), excitatory, 0);
    Recording emulated =
        recording(
            "emulator/interpreter",
            random,
            List.of(input, disturbed(random, e, 2300), disturbed(random, i, 2450)),
            excitatory,
            2300);
    return new ReportInput(
        model,
        profile(),
        program(network, excitatory, excitatorySize, inhibitorySize),
        losses(random, network, excitatory, excitatorySize),
        reference,
        emulated,
        verdict(network, excitatory),
        Map.of("command", "bitspike check network.xml --hw demo-chip"));
  }

  static ReportInput with(ReportInput in, LossReport losses, Verdict verdict) {
    return new ReportInput(
        in.network(),
        in.profile(),
        in.program(),
        losses,
        in.reference(),
        in.emulated(),
        verdict,
        in.provenance());
  }

  private static Projection projection(String id, String pre, String post) {
    return new Projection(
        id,
        pre,
        post,
        Optional.of("syn"),
        Optional.empty(),
        ConnectionTable.builder().add(0, 0, 1, 1e-3, 1).build(),
        SourceRef.ofPath(id));
  }

  private static SpikeSeries poisson(
      SplittableRandom random, String population, int size, double hertz) {
    return series(population, size, (tick, neuron) -> random.nextDouble() < hertz * DT);
  }

  private static SpikeSeries waves(
      SplittableRandom random, String population, int size, double hertz) {
    return series(
        population,
        size,
        (tick, neuron) ->
            random.nextDouble() < hertz * DT * (1 + 0.9 * Math.sin(tick * 2e-3 * Math.PI)));
  }

  private interface Fires {
    boolean at(int tick, int neuron);
  }

  private static SpikeSeries series(String population, int size, Fires fires) {
    List<long[]> spikes = new ArrayList<>();
    for (int tick = 0; tick < TICKS; tick++) {
      for (int n = 0; n < size; n++) {
        if (fires.at(tick, n)) {
          spikes.add(new long[] {tick, n});
        }
      }
    }
    return pack(population, size, spikes);
  }

  private static SpikeSeries pack(String population, int size, List<long[]> spikes) {
    return new SpikeSeries(
        population,
        size,
        spikes.stream().mapToLong(s -> s[0]).toArray(),
        spikes.stream().mapToInt(s -> (int) s[1]).toArray());
  }

  /** The same series, whose spikes from a tick on are moved or lost. */
  private static SpikeSeries disturbed(SplittableRandom random, SpikeSeries series, long from) {
    List<long[]> spikes = new ArrayList<>();
    for (int s = 0; s < series.count(); s++) {
      long tick = series.tick()[s];
      if (tick >= from && random.nextDouble() < 0.06) {
        continue;
      }
      boolean moves = tick >= from && random.nextDouble() < 0.5;
      spikes.add(
          new long[] {
            moves ? Math.min(TICKS - 1, tick + random.nextInt(1, 30)) : tick, series.neuron()[s]
          });
    }
    spikes.sort((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
    return pack(series.population(), series.size(), spikes);
  }

  private static Recording recording(
      String engine,
      SplittableRandom random,
      List<SpikeSeries> spikes,
      String traced,
      int wrongFrom) {
    List<Trace> traces = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      double[] v = new double[TICKS + 1];
      v[0] = -0.065;
      SplittableRandom noise = new SplittableRandom(n);
      for (int t = 1; t <= TICKS; t++) {
        double drive =
            0.0165 + 0.01 * noise.nextDouble(-1, 1) + (wrongFrom > 0 && t > wrongFrom ? 0.0006 : 0);
        v[t] = v[t - 1] + (DT / 0.02) * (-0.065 - v[t - 1] + drive);
        if (v[t] > -0.05) {
          v[t] = -0.065;
        }
      }
      // a program's words have units of their own
      String unit = wrongFrom > 0 ? "mV" : "";
      double[] values = wrongFrom > 0 ? Arrays.stream(v).map(x -> x * 1e3).toArray() : v;
      traces.add(new Trace(traced, n * 7, "v", unit, 1, true, values, Optional.empty()));
    }
    int[] connections = new int[400];
    Arrays.setAll(connections, k -> k);
    double[] start = random.doubles(connections.length, 2, 13).map(Math::rint).toArray();
    double[] end =
        Arrays.stream(start).map(w -> Math.clamp(Math.rint(w + (w > 8 ? 3 : -3)), 0, 15)).toArray();
    List<WeightSeries> weights =
        List.of(
            new WeightSeries("plastic", -1, connections, start),
            new WeightSeries("plastic", TICKS - 1, connections, end));
    return new Recording(
        new Recording.Info("balanced", engine, "0.1.0", "ab12", 1234),
        DT,
        TICKS,
        spikes,
        traces,
        weights,
        List.of(),
        List.of());
  }

  private static HardwareProfile profile() {
    return new HardwareProfile(
        "demo-chip",
        "A made-up chip: 512 circuits per core, 224 inputs each, 4-bit weights",
        "0f".repeat(32),
        List.of(new HardwareProfile.Source("demo", "No paper; a chip for tests")),
        Map.of(),
        new HardwareProfile.TickRule(
            OptionalDouble.empty(),
            List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.ROUTE)),
        new NeuronModel.Programmable(24, 16, 24, Rounding.FLOOR, Overflow.SATURATE, 256, 2, 1.5),
        new HardwareProfile.SynapseModel(
            new HardwareProfile.WeightModel(
                0,
                15,
                new Expr.Var("code"),
                "u16.8",
                true,
                HardwareProfile.Sharing.NEURON,
                Optional.empty(),
                Optional.empty(),
                0),
            new HardwareProfile.DelayModel(1, 64, OptionalDouble.empty())),
        new HardwareProfile.Limits(48, 512, 224, List.of(1, 2, 4, 8)),
        new HardwareProfile.EventClock(OptionalDouble.empty()),
        HardwareProfile.LearningModel.NONE,
        List.of(
            new HardwareProfile.Claim(
                "learning",
                HardwareProfile.Claim.Level.BIT_TRUE,
                "reproduces a public reference, row by row"),
            new HardwareProfile.Claim(
                "neuron",
                HardwareProfile.Claim.Level.MODELLED,
                "analogue circuit as a difference equation"),
            new HardwareProfile.Claim(
                "variation", HardwareProfile.Claim.Level.ABSENT, "no fixed-pattern noise yet")));
  }

  private static Program program(
      String network, String excitatory, int excitatorySize, int inhibitorySize) {
    return new Program(
        new Program.Info(network, "0.1.0", "demo-chip", "0f".repeat(32), "c3".repeat(32), 1234),
        new Program.TickSchedule(
            100_000_000_000L, List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.ROUTE)),
        TICKS,
        List.of(),
        List.of(),
        List.of(block(excitatory, excitatorySize, 0), block("I", inhibitorySize, excitatorySize)),
        List.of(new SourceBlock("input", excitatorySize / 4, "input", new int[0])),
        List.of(),
        List.of(),
        Stimulus.NONE,
        List.of());
  }

  private static NeuronBlock block(String population, int size, int before) {
    int[] index = new int[size];
    int[] core = new int[size];
    int[] circuit = new int[size];
    int[] circuits = new int[size];
    int perCore = 60;
    for (int n = 0; n < size; n++) {
      index[n] = n;
      core[n] = (before + n) / perCore;
      circuits[n] = 8;
      circuit[n] = (before + n) % perCore * 8;
    }
    return new NeuronBlock(
        population,
        "lif",
        size,
        Columns.NONE,
        Columns.NONE,
        population,
        index,
        new NeuronBlock.Place(core, circuit, circuits));
  }

  private static LossReport losses(
      SplittableRandom random, String network, String excitatory, int excitatorySize) {
    List<Loss> losses = new ArrayList<>();
    for (int n = 0; n < excitatorySize / 4; n++) {
      int lost = 1 + random.nextInt(40);
      int[] connections = new int[lost];
      Arrays.setAll(connections, k -> k);
      losses.add(
          new Loss.LostSynapses(
              Code.C_FAN_IN,
              "merge-circuits",
              "neuron " + n + " has " + (1792 + lost) + " inputs, 8 merged circuits take 1792",
              "allow more merged circuits, or drop inputs yourself",
              new SourceRef("network.xml", 120 + n, 7, "balanced/EE/connection[" + n + "]"),
              "EE",
              n,
              1792,
              1792 + lost,
              connections,
              lost * 0.01,
              18));
    }
    for (String projection : List.of("EE", "EI", "IE")) {
      int size = 4000;
      int[] connection = new int[size];
      Arrays.setAll(connection, k -> k);
      double centre = projection.equals("IE") ? 4 : 1;
      double[] meant = new double[size];
      double[] effective = new double[size];
      for (int k = 0; k < size; k++) {
        meant[k] = Math.max(0, centre * (1 + 0.35 * random.nextGaussian()));
        double code = Math.clamp(Math.rint(meant[k] / (centre * 1.6) * 15), 0, 15);
        effective[k] = code * centre * 1.6 / 15;
      }
      losses.add(
          new Loss.WeightError(
              Code.C_WEIGHT_RESOLUTION,
              "quantise-weights",
              size + " weights were rounded to 16 codes",
              "use a target with more weight bits",
              new SourceRef("network.xml", 40, 5, "balanced/" + projection),
              projection,
              connection,
              meant,
              effective,
              121,
              3,
              0,
              0.031 * centre,
              0.4 * centre));
    }
    losses.add(
        new Loss.ParameterRounded(
            Code.C_PARAMETER_ROUNDED,
            "translate-parameters",
            "thresh is held as 482 of 1023",
            "choose a value the register can hold",
            new SourceRef("cells.xml", 3, 5, "lif"),
            excitatory,
            "thresh",
            -0.05,
            -0.04997,
            "V_t = 482"));
    losses.add(
        new Loss.RangeClamped(
            Code.C_PARAMETER_RANGE,
            "translate-parameters",
            "refract of 50 ms is above 10 ms",
            "choose a value inside the range",
            new SourceRef("cells.xml", 3, 5, "lif"),
            excitatory,
            "refract",
            0.05,
            0.01,
            0,
            0.01));
    losses.add(
        new Loss.DelayChanged(
            Code.C_DELAY,
            "quantise-delays",
            "4,000 delays were moved",
            "use delays the chip has",
            new SourceRef("network.xml", 40, 5, "balanced/EI"),
            "EI",
            4000,
            1,
            64,
            5e-5,
            1e-6));
    return new LossReport(
        network,
        "demo-chip",
        100_000,
        96_000,
        losses,
        List.of(
            new LossReport.FormatChoice(
                "lif", "v", "s24.18", 31.4, "profiled, margin 1.5", 3.8e-6, 1.02),
            new LossReport.FormatChoice("lif", "g", "s24.20", 7.2, "static", 9.5e-7, 0.15)),
        List.of(
            new LossReport.ResourceUse("neuron circuits", 8000, 24_576),
            new LossReport.ResourceUse("cores", 17, 48),
            new LossReport.ResourceUse("inputs of the fullest neuron", 1792, 1792)));
  }

  private static Verdict verdict(String network, String excitatory) {
    return new Verdict(
        network + " on demo-chip",
        Outcome.STATISTICALLY_EQUIVALENT,
        "spikes part, but rates, irregularity and correlations of 2 populations agree; the largest"
            + " rate error is 4.6 % in I (10 % is tolerated)",
        List.of(
            new Metric(
                "rate-error",
                excitatory,
                4.2,
                "%",
                10,
                "network simulators on different hardware agree within a tenth of the rate"),
            new Metric(
                "rate-error",
                "I",
                4.6,
                "%",
                10,
                "network simulators on different hardware agree within a tenth of the rate"),
            new Metric(
                "cv-isi-error",
                excitatory,
                0.012,
                "",
                0.1,
                "irregularity differs visibly beyond a tenth of a Poisson process's"),
            new Metric("van-rossum", excitatory, 1.41, "", Double.NaN, ""),
            new Metric("victor-purpura", excitatory, 4.4, "", Double.NaN, "")),
        Optional.of(
            new Divergence(excitatory, 14, 0.2312, "spike at 231.2 ms", "next spike at 233 ms")));
  }
}
