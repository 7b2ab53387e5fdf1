import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bitspike.compiler.tables.StdpTables;
import org.bitspike.compiler.tables.WeightDependence;
import org.bitspike.conformance.Check;
import org.bitspike.conformance.CheckOptions;
import org.bitspike.conformance.CheckResult;
import org.bitspike.frontends.api.Cell;
import org.bitspike.frontends.api.Connector;
import org.bitspike.frontends.api.LutStdp;
import org.bitspike.frontends.api.NetworkBuilder;
import org.bitspike.frontends.api.Population;
import org.bitspike.frontends.api.SynapseType.LutStdpSynapse;
import org.bitspike.frontends.api.TypeLibrary;
import org.bitspike.frontends.api.Value;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.WeightSeries;

/**
 * How many bits does a weight need to tell afferents that fire together from those that do not? The
 * network of {@code network.xml} with look-up tables of 2 to 16 bits, in real numbers and emulated.
 * Prints, for every resolution, the mean weights of both groups and how often a weight of one that
 * fires together is above one of the others (the area under the curve of Mann and Whitney's
 * statistic: 0.5 is chance, 1 is perfect), and draws them.
 *
 * <p>First the weights alone: what remains of a weight on which causal and acausal tables are used
 * at random, equally often. Steps too coarse make it stick where a rule in real numbers would move.
 */
public final class FourBitWeights {

  private static final int AFFERENTS = 60;
  private static final double LARGEST = 15;
  private static final int PAIRS = 6;
  private static final double LEARNING_RATE = 0.03;
  private static final double THRESHOLD = 3.6;

  private FourBitWeights() {}

  /**
   * What one resolution gives.
   *
   * @param equilibrium mean weight of a synapse on which both tables are used equally often, 0 to 1
   * @param reference what the model learns in real numbers
   * @param emulated what the chip learns
   */
  public record Result(int bits, double equilibrium, Learnt reference, Learnt emulated) {}

  /**
   * Weights after learning, as fractions of the largest.
   *
   * @param together mean of the afferents that fire together
   * @param apart mean of the others
   * @param area probability that one of the former is above one of the latter; half of ties
   */
  public record Learnt(double together, double apart, double area) {}

  /** Tables of a resolution. */
  public static StdpTables tables(int bits) {
    return StdpTables.derive(
        new StdpTables.Rule(
            new WeightDependence.Guetig(0.4), LEARNING_RATE, 1.05, 20, 10, PAIRS, bits));
  }

  /** The network at a resolution; the afferents' type comes from the LEMS file beside this one. */
  public static Network build(Path lemsFile, int bits, double seconds) {
    NetworkBuilder net =
        new NetworkBuilder("fourBitWeights", TypeLibrary.withFile(lemsFile))
            .timestepMillis(0.5)
            .seed(11);
    Cell volleys =
        Cell.of("volleyAfferent")
            .with("rate", 10)
            .with("volleyPeriod", 0.2)
            .with("participation", 0.6);
    Population together = net.population("together", AFFERENTS, volleys);
    Population apart =
        net.population(
            "apart", AFFERENTS, Cell.of("spikeGeneratorPoisson").with("averageRate", 10));
    Cell detector =
        Cell.of("iafRefCell")
            .with("C", 200e-12)
            .with("leakConductance", 20e-9)
            .with("leakReversal", -65e-3)
            .with("thresh", -50e-3)
            .with("reset", -65e-3)
            .with("refract", 5e-3);
    Population neuron = net.population("neuron", 1, detector);
    Cell excitation =
        Cell.of("expOneSynapse").with("gbase", 0.1e-9).with("erev", 0).with("tauDecay", 3e-3);
    StdpTables tables = tables(bits);
    LutStdp rule =
        LutStdp.defaults()
            .withWMax(LARGEST)
            .withThreshold(THRESHOLD)
            .withReadout(AFFERENTS, 1)
            .withTables(
                StdpTables.text(tables.causal()),
                StdpTables.text(tables.acausal()),
                StdpTables.text(tables.combined()));
    LutStdpSynapse learning =
        new LutStdpSynapse(rule, Value.normal(7, 2, 0, LARGEST), Value.constant(1));
    net.projection("fromTogether", together, neuron, Connector.allToAll(1), learning, excitation);
    net.projection("fromApart", apart, neuron, Connector.allToAll(2), learning, excitation);
    return net.build(seconds * 1e3);
  }

  /** Learns at a resolution, on a chip whose weights have as many bits. */
  public static Result result(Path lemsFile, int bits, double seconds) {
    int codes = 1 << bits;
    CheckOptions options =
        CheckOptions.of(lemsFile, "generic-int8")
            .withOverrides(
                List.of(
                    "constants.weight_bits=" + bits,
                    "synapse.weight.entry_format=u" + Math.max(8, bits),
                    "synapse.weight.min_code=0",
                    "synapse.weight.max_code=" + (codes - 1)));
    CheckResult check = Check.run(build(lemsFile, bits, seconds), options);
    return new Result(
        bits,
        equilibrium(tables(bits)),
        learnt(check.reference(), LARGEST),
        learnt(check.emulated(), codes - 1));
  }

  private static Learnt learnt(Recording run, double largest) {
    double[] together = last(run, "fromTogether");
    double[] apart = last(run, "fromApart");
    double area = 0;
    for (double one : together) {
      for (double other : apart) {
        area += one > other ? 1 : one == other ? 0.5 : 0;
      }
    }
    return new Learnt(
        mean(together) / largest, mean(apart) / largest, area / together.length / apart.length);
  }

  private static double[] last(Recording run, String projection) {
    double[] weights = {};
    for (WeightSeries series : run.weights()) {
      if (series.projection().equals(projection)) {
        weights = series.weight();
      }
    }
    return weights;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The mean weight after many uses of either table, by the chain of Markov that they make. */
  static double equilibrium(StdpTables tables) {
    int codes = tables.causal().size();
    double[] share = new double[codes];
    share[codes / 2] = 1;
    double mean = 0;
    for (int use = 0; use < 5000; use++) {
      double[] next = new double[codes];
      for (int code = 0; code < codes; code++) {
        next[tables.causal().get(code)] += share[code] / 2;
        next[tables.acausal().get(code)] += share[code] / 2;
      }
      share = next;
    }
    for (int code = 0; code < codes; code++) {
      mean += share[code] * code / (codes - 1);
    }
    return mean;
  }

  /** The mean weights over the resolutions, as a drawing. */
  static String drawing(List<Result> results) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 460 300' font-family='sans-serif' font-size='12'>\n");
    svg.append("<rect width='460' height='300' fill='white'/>\n");
    for (int tenth = 0; tenth <= 10; tenth += 2) {
      double y = 250 - 22 * tenth;
      svg.append(
          line(
              "<path d='M50 %.1fH440' stroke='#ddd'/><text x='44' y='%.1f' text-anchor='end'>%.1f</text>",
              y, y + 4, tenth / 10.0));
    }
    for (Result r : results) {
      svg.append(line("<text x='%.1f' y='268' text-anchor='middle'>%d</text>", x(r), r.bits()));
    }
    svg.append("<text x='245' y='290' text-anchor='middle'>bits of a weight</text>\n");
    svg.append(
        "<text x='60' y='22'>mean weight after learning; lines in real numbers, circles emulated</text>\n");
    path(svg, results, "#c0392b", true);
    path(svg, results, "#2c6fbb", false);
    return svg.append("</svg>\n").toString();
  }

  private static void path(
      StringBuilder svg, List<Result> results, String colour, boolean together) {
    StringBuilder points = new StringBuilder();
    for (Result r : results) {
      Learnt real = r.reference();
      Learnt chip = r.emulated();
      points.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              x(r),
              250 - 220 * (together ? real.together() : real.apart())));
      svg.append(
          line(
              "<circle cx='%.1f' cy='%.1f' r='4' fill='none' stroke='%s'/>",
              x(r), 250 - 220 * (together ? chip.together() : chip.apart()), colour));
    }
    svg.append(
        line("<polyline points='%s' fill='none' stroke='%s'/>", points.toString().strip(), colour));
  }

  private static double x(Result r) {
    return 50 + 390.0 * (r.bits() - 1) / 16;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }

  /** Arguments: the LEMS file, seconds of model time, where to draw. */
  public static void main(String[] args) throws IOException {
    Path lemsFile = Path.of(args.length > 0 ? args[0] : "examples/four-bit-weights/network.xml");
    double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 60;
    List<Result> results = new ArrayList<>();
    System.out.println("bits  equilibrium  together (chip)  apart (chip)   area (chip)");
    for (int bits : new int[] {2, 3, 4, 5, 6, 8, 12, 16}) {
      Result r = result(lemsFile, bits, seconds);
      results.add(r);
      System.out.printf(
          Locale.ROOT,
          "%4d  %11.3f  %8.3f (%.3f)  %5.3f (%.3f)  %.3f (%.3f)%n",
          bits,
          r.equilibrium(),
          r.reference().together(),
          r.emulated().together(),
          r.reference().apart(),
          r.emulated().apart(),
          r.reference().area(),
          r.emulated().area());
    }
    if (args.length > 2) {
      Files.writeString(Path.of(args[2]), drawing(results));
    }
  }
}
