package org.bitspike.backends.mapped;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.spi.ExportInput;

/**
 * A network as mapped: the connections that were kept, with the weights their codes stand for and
 * the delays the hardware has, and what became of the quantities of neurons.
 *
 * <p>Quantities are known by the names of the profile's rules ({@code tau_m}, {@code v_thresh}, …,
 * SI); only chips with a given neuron change them. For programmable targets cells keep the
 * parameters of the model, whose rounding in kernel words the loss report tells.
 */
public final class MappedNetwork {

  private final Program program;
  private final Network network;
  private final Optional<HardwareProfile> profile;
  private final Map<String, Map<Integer, Map<String, Double>>> changes = new HashMap<>();
  private final Map<String, Map<Integer, Double>> weights = new HashMap<>();
  private final Map<String, Double> weightFactors = new HashMap<>();
  private final Optional<Loss.WeightError> toldByDistribution;

  private MappedNetwork(
      Program program,
      Network network,
      Optional<HardwareProfile> profile,
      Optional<LossReport> losses) {
    this.program = program;
    this.network = network;
    this.profile = profile;
    losses.ifPresent(report -> report.losses().forEach(this::take));
    toldByDistribution = losses.flatMap(LossReport::toldByDistribution);
  }

  /** Joins an export's parts; empty when the network is not among them. */
  public static Optional<MappedNetwork> of(ExportInput input) {
    return input
        .network()
        .map(n -> new MappedNetwork(input.program().listed(), n, input.profile(), input.losses()));
  }

  /** What stands against telling each connection's effective weight: a refusal, if anything. */
  public Optional<Diagnostic> unknownWeights() {
    return toldByDistribution.map(
        error ->
            Diagnostic.error(
                Code.B_REFUSED,
                error.where(),
                "effective weights of projection "
                    + error.projection()
                    + " are known by their distribution alone",
                "export a smaller network"));
  }

  /** The program. */
  public Program program() {
    return program;
  }

  /** The network as meant. */
  public Network network() {
    return network;
  }

  /** Length of a tick in seconds. */
  public double tickSeconds() {
    return program.tick().seconds();
  }

  /** The cell of a block's population, as meant. */
  public Component cell(NeuronBlock block) {
    return network.component(network.population(block.population()).component());
  }

  /** Quantities of one neuron that the chip's registers changed, by name, SI. */
  public Map<String, Double> changes(NeuronBlock block, int neuron) {
    Map<Integer, Map<String, Double>> of = changes.getOrDefault(block.name(), Map.of());
    Map<String, Double> all = new LinkedHashMap<>(of.getOrDefault(-1, Map.of()));
    all.putAll(of.getOrDefault(neuron, Map.of()));
    return all;
  }

  /**
   * One quantity of one synaptic input of a neuron, such as {@code tau}, as the chip has it; empty
   * when it is as meant.
   */
  public Optional<Double> receptorChange(
      NeuronBlock block, int neuron, SynapseBlock synapses, String quantity) {
    return receptor(synapses)
        .flatMap(name -> Optional.ofNullable(changes(block, neuron).get(quantity + "_" + name)));
  }

  private Optional<String> receptor(SynapseBlock synapses) {
    return profile
        .map(HardwareProfile::neuron)
        .filter(NeuronModel.Fixed.class::isInstance)
        .map(NeuronModel.Fixed.class::cast)
        .flatMap(
            fixed ->
                fixed.receptors().stream()
                    .filter(r -> synapses.port().filter(r.port()::equals).isPresent())
                    .map(NeuronModel.Receptor::name)
                    .findFirst());
  }

  /**
   * A projection as mapped.
   *
   * @param projection as meant
   * @param synapses the kept synapses
   * @param pre index in the presynaptic population, by synapse
   * @param post index in the postsynaptic population, by synapse
   * @param weight what the weight codes stand for, in the unit of the model's weights
   * @param delayTicks ticks from firing to delivery; 0 where the model says no delay at all, which
   *     one tick is without any change of meaning
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Links(
      Projection projection,
      SynapseBlock synapses,
      int[] pre,
      int[] post,
      double[] weight,
      int[] delayTicks) {
    /** Number of connections. */
    public int size() {
      return pre.length;
    }
  }

  /** Every synapse block that comes from a projection, in the program's order. */
  public List<Links> links() {
    List<Links> all = new ArrayList<>();
    for (SynapseBlock block : program.synapses()) {
      network.projections().stream()
          .filter(p -> p.id().equals(block.projection()))
          .findFirst()
          .ifPresent(p -> all.add(links(p, block)));
    }
    return all;
  }

  /** Ids of projections that are none of the network's: inputs that fire into synapses. */
  public List<String> foreignProjections() {
    return program.synapses().stream()
        .map(SynapseBlock::projection)
        .filter(id -> network.projections().stream().noneMatch(p -> p.id().equals(id)))
        .distinct()
        .toList();
  }

  private Links links(Projection projection, SynapseBlock block) {
    Population from = network.population(projection.pre());
    Population to = network.population(projection.post());
    ConnectionTable table =
        projection.connectivity().expand(from.size(), to.size(), from.id().equals(to.id()));
    int size = block.size();
    int[] pre = new int[size];
    int[] post = new int[size];
    double[] weight = new double[size];
    int[] delay = new int[size];
    Map<Integer, Double> effective = weights.getOrDefault(projection.id(), Map.of());
    double kept = size == 0 ? 1 : weightFactor(projection, block);
    for (int s = 0; s < size; s++) {
      int c = block.connection()[s];
      pre[s] = table.pre(c);
      post[s] = table.post(c);
      weight[s] = effective.getOrDefault(c, table.weight(c)) * kept;
      boolean none = table.delaySeconds(c) == 0 && block.delayTicks()[s] == 1;
      delay[s] = none ? 0 : block.delayTicks()[s];
    }
    return new Links(projection, block, pre, post, weight, delay);
  }

  /** Weights change with the time constant, so that charges stay; without it they need not. */
  private double weightFactor(Projection projection, SynapseBlock block) {
    Double factor = weightFactors.get(block.target() + "/" + projection.synapse().orElse(""));
    boolean changed =
        program.neurons().stream()
            .anyMatch(
                n ->
                    n.name().equals(block.target())
                        && receptorChange(n, 0, block, "tau").isPresent());
    return factor != null && changed ? factor : 1;
  }

  private void take(Loss loss) {
    switch (loss) {
      case Loss.WeightError e -> {
        Map<Integer, Double> of = weights.computeIfAbsent(e.projection(), p -> new HashMap<>());
        for (int k = 0; k < e.connection().length; k++) {
          of.put(e.connection()[k], e.effective()[k]);
        }
      }
      case Loss.ParameterRounded r -> change(r.pass(), r.element(), r.parameter(), r.effective());
      case Loss.RangeClamped r -> change(r.pass(), r.element(), r.parameter(), r.effective());
      default -> {
        // tells of no number that a neuron or a connection has
      }
    }
  }

  /** Elements are a block, or a block with the neurons meant in brackets. */
  private void change(String pass, String element, String quantity, double effective) {
    if (!pass.equals("translate-parameters")) {
      return;
    }
    if (element.contains("/")) {
      if (quantity.equals("weight")) {
        weightFactors.put(element, effective);
      }
      return;
    }
    int bracket = element.indexOf('[');
    String block = bracket < 0 ? element : element.substring(0, bracket);
    List<Integer> neurons = new ArrayList<>();
    if (bracket < 0) {
      neurons.add(-1);
    } else {
      for (String n : element.substring(bracket + 1, element.length() - 1).split(",", -1)) {
        neurons.add(Integer.parseInt(n.strip()));
      }
    }
    for (int neuron : neurons) {
      changes
          .computeIfAbsent(block, b -> new HashMap<>())
          .computeIfAbsent(neuron, n -> new LinkedHashMap<>())
          .put(quantity, effective);
    }
  }
}
