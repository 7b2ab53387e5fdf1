import java.nio.file.Path;
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
import org.bitspike.ir.network.ProceduralConnector.Draw;
import org.bitspike.ir.recording.Recording.WeightSeries;

/**
 * The network of {@code network.xml}, built in Java: 2,000 Poisson afferents with an embedded
 * pattern onto one neuron through look-up table STDP. Prints the mean weights of both kinds of
 * afferents before and after learning, emulated.
 */
public final class PatternLearning {

  private PatternLearning() {}

  /** Builds the network; the afferents' type comes from the LEMS file beside this one. */
  public static Network build(Path lemsFile, double seconds) {
    NetworkBuilder net =
        new NetworkBuilder("patternLearning", TypeLibrary.withFile(lemsFile))
            .timestepMillis(0.5)
            .seed(7);
    Cell repeating =
        Cell.of("patternAfferent")
            .with("rate", 20)
            .with("patternDuration", 0.05)
            .with("patternPeriod", 0.1);
    Population pattern = net.population("pattern", 1000, repeating);
    Population background =
        net.population(
            "background", 1000, Cell.of("spikeGeneratorPoisson").with("averageRate", 20));
    Cell learner =
        Cell.of("iafRefCell")
            .with("C", 200e-12)
            .with("leakConductance", 20e-9)
            .with("leakReversal", -51.5e-3)
            .with("thresh", -50e-3)
            .with("reset", -65e-3)
            .with("refract", 5e-3);
    Population neuron = net.population("neuron", 1, learner);
    Cell excitation =
        Cell.of("expOneSynapse").with("gbase", 0.006e-9).with("erev", 0).with("tauDecay", 3e-3);
    LutStdp rule =
        new LutStdp(
            16.8,
            18,
            15,
            1.5,
            50,
            1,
            "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 15",
            "0 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14",
            "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15");
    Draw weight = Value.normal(4, 2, 0, 15);
    LutStdpSynapse learning = new LutStdpSynapse(rule, weight, Value.constant(1));
    net.projection("fromPattern", pattern, neuron, Connector.allToAll(1), learning, excitation);
    net.projection(
        "fromBackground", background, neuron, Connector.allToAll(2), learning, excitation);
    return net.build(seconds * 1e3);
  }

  /** Runs the network on an emulated chip. */
  public static void main(String[] args) {
    Path lemsFile = Path.of(args.length > 0 ? args[0] : "examples/pattern-learning/network.xml");
    double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 20;
    CheckResult result =
        Check.run(build(lemsFile, seconds), CheckOptions.of(lemsFile, "generic-int8"));
    for (WeightSeries weights : result.emulated().weights()) {
      double sum = 0;
      for (double weight : weights.weight()) {
        sum += weight;
      }
      System.out.printf(
          "%-15s tick %6d mean weight %.2f%n",
          weights.projection(), weights.tick(), sum / weights.weight().length);
    }
    System.out.println(result.verdict().outcome());
  }
}
