package org.bitspike.backends.standard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.backends.standard.StandardNetwork.Cells;
import org.bitspike.backends.standard.StandardNetwork.Connections;
import org.bitspike.backends.standard.StandardNetwork.Current;
import org.bitspike.backends.standard.StandardNetwork.Sources;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus.SpikeTrain;
import org.bitspike.ir.spi.ExportInput;

/** Describes a network in the simulators' terms, or says by name what of it has none. */
public final class StandardReader {

  /** Trouble that every export of many connections has: each is several numbers of text. */
  static final long MOST_SYNAPSES = 10_000_000;

  private final ExportInput input;
  private final String format;
  private final boolean mapped;
  private final Set<String> learning;
  private final Program program;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Mapping mapping;
  private final Map<String, Receptors> receptors = new LinkedHashMap<>();

  /**
   * A reader.
   *
   * @param format what messages call the export
   * @param mapped whether values are those that mapping left; those of the model otherwise
   * @param learning types of learning rules that the export can say
   */
  public StandardReader(ExportInput input, String format, boolean mapped, Set<String> learning) {
    this.input = input;
    this.format = format;
    this.mapped = mapped;
    this.learning = Set.copyOf(learning);
    program = input.program();
    mapping =
        mapped
            ? new Mapping(input.losses(), input.profile())
            : new Mapping(Optional.empty(), Optional.empty());
  }

  /** What stands against the export. Complete after {@link #read}. */
  public List<Diagnostic> problems() {
    return List.copyOf(problems);
  }

  /** The description; of no use when there are problems. */
  public Optional<StandardNetwork> read() {
    if (input.network().isEmpty()) {
      refuse(
          SourceRef.NONE,
          "a program alone does not say which model it is of",
          "export from the model: bitspike export MODEL --hw ... --to ...");
      return Optional.empty();
    }
    Network network = input.network().get();
    if (program.events().isPresent()) {
      refuse(
          network.source(),
          "the program works in events, and its sources have no trains",
          "export from a profile that works in ticks");
    }
    if (program.synapseCount() > MOST_SYNAPSES) {
      refuse(
          network.source(),
          "the program has " + program.synapseCount() + " synapses, at most " + MOST_SYNAPSES,
          "export a smaller network");
    }
    input
        .losses()
        .flatMap(LossReport::toldByDistribution)
        .ifPresent(
            error ->
                refuse(
                    error.where(),
                    "effective weights of projection "
                        + error.projection()
                        + " are known by their distribution alone",
                    "export a smaller network"));
    network.couplings().stream()
        .findFirst()
        .ifPresent(
            c ->
                refuse(
                    c.source(),
                    "coupling " + c.id() + ": gap junctions and graded synapses have no equal",
                    "leave them out, or export LEMS"));
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    Wiring wiring =
        new Wiring(program.listed(), network, mapped, mapping, receptors, learning, this::refuse);
    network.projections().forEach(wiring::collect);
    List<Cells> cells = new ArrayList<>();
    for (Population population : network.populations()) {
      if (blockOf(population).isPresent()) {
        cells(network, population).ifPresent(cells::add);
      }
    }
    List<Current> currents = new ArrayList<>();
    for (InputBinding binding : network.inputs()) {
      current(network, binding).ifPresent(currents::add);
    }
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    List<Connections> connections = new ArrayList<>();
    for (Projection projection : network.projections()) {
      connections.addAll(wiring.connections(projection));
    }
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    double step = ms(program, 1);
    return Optional.of(
        new StandardNetwork(
            step,
            ms(program, program.durationTicks()),
            cells,
            program.sources().stream().map(this::sources).toList(),
            connections,
            currents,
            notes(wiring)));
  }

  /** Model time of so many ticks, in ms; exact division keeps 0.1 ms what it is. */
  static double ms(Program program, long ticks) {
    return ticks * (double) program.tick().femtoseconds() / 1e12;
  }

  private void refuse(SourceRef where, String message, String remedy) {
    problems.add(Diagnostic.error(Code.B_REFUSED, where, format + ": " + message, remedy));
  }

  private Optional<NeuronBlock> blockOf(Population population) {
    return program.neurons().stream()
        .filter(b -> b.population().equals(population.id()))
        .findFirst();
  }

  private Optional<Cells> cells(Network network, Population population) {
    Component component = network.component(population.component());
    ComponentType type = network.typeOf(population.component());
    String block = blockOf(population).orElseThrow().name();
    Optional<CellTranslation> translated =
        Types.nearest(type, t -> CellTranslation.of(t, component));
    Receptors own = receptors.getOrDefault(population.id(), new Receptors());
    if (translated.isEmpty()) {
      refuse(
          population.source(),
          "cell type "
              + type.name()
              + " of population "
              + population.id()
              + " is equal to no standard cell",
          "use iafCell, iafRefCell, adExIaFCell or one of PyNN's cells");
      return Optional.empty();
    }
    own.problem()
        .ifPresent(
            p ->
                refuse(
                    population.source(),
                    "population " + population.id() + " " + p,
                    "let its synapses agree"));
    CellTranslation cell = translated.get();
    Optional<String> name = cell.type(own.kinetics().orElse(cell.natural()));
    if (name.isEmpty()) {
      refuse(
          population.source(),
          "population "
              + population.id()
              + " of "
              + type.name()
              + " receives "
              + own.kinetics().orElse("")
              + " synapses, its standard cell does not",
          "use synapses that the standard cell has");
      return Optional.empty();
    }
    if (own.problem().isPresent()) {
      return Optional.empty();
    }
    Map<String, double[]> parameters = new LinkedHashMap<>();
    cell.parameters()
        .forEach((n, value) -> parameters.put(n, column(block, population.size(), n, value)));
    own.addParameters(block, population.size(), mapping, parameters);
    double[] initial = column(block, population.size(), "v_init", cell.initialMv());
    return Optional.of(
        new Cells(population.id(), population.size(), name.get(), parameters, initial));
  }

  /** A parameter as mapping left it; what profiles call quantities is what PyNN calls them. */
  private double[] column(String block, int size, String parameter, double value) {
    String quantity = parameter.equals("cm") ? "c_m" : parameter;
    double perSi = parameter.equals("cm") || parameter.equals("i_offset") ? 1e9 : 1e3;
    double[] column = new double[size];
    for (int n = 0; n < size; n++) {
      column[n] = mapping.quantity(block, n, quantity, value, perSi);
    }
    return Columns.of(column);
  }

  private Sources sources(SourceBlock block) {
    List<SpikeTrain> trains =
        program.stimulus().spikes().stream().filter(t -> t.block().equals(block.name())).toList();
    int spikes = trains.stream().mapToInt(t -> t.tick().length).sum();
    double[] time = new double[spikes];
    int[] source = new int[spikes];
    int at = 0;
    for (SpikeTrain train : trains) {
      for (int i = 0; i < train.tick().length; i++) {
        time[at] = ms(program, train.tick()[i] + 1); // the step of a spike ends there
        source[at++] = block.populationIndex()[train.source()[i]];
      }
    }
    return new Sources(block.population(), block.size(), time, source);
  }

  private Optional<Current> current(Network network, InputBinding binding) {
    Map<String, Double> p = network.component(binding.component()).parameters();
    ComponentType type = network.typeOf(binding.component());
    if (binding.sites().isPresent()) {
      refuse(binding.source(), "input " + binding.id() + " is to a place on a cell", "move it");
      return Optional.empty();
    }
    Map<String, Double> parameters = new LinkedHashMap<>();
    String kind;
    switch (type.name()) {
      case "pulseGenerator" -> {
        kind = "DCSource";
        parameters.put("amplitude", Lookup.of(p, "amplitude") * 1e9);
      }
      case "sineGenerator" -> {
        kind = "ACSource";
        parameters.put("amplitude", Lookup.of(p, "amplitude") * 1e9);
        parameters.put("frequency", 1 / Lookup.of(p, "period"));
        parameters.put("phase", Math.toDegrees(Lookup.of(p, "phase")));
      }
      default -> {
        refuse(
            binding.source(),
            "input " + binding.id() + " of type " + type.name() + " has no equal",
            "use pulseGenerator or sineGenerator");
        return Optional.empty();
      }
    }
    parameters.put("start", Lookup.of(p, "delay") * 1e3);
    parameters.put("stop", (Lookup.of(p, "delay") + Lookup.of(p, "duration")) * 1e3);
    return Optional.of(
        new Current(kind, binding.population(), parameters, binding.targets(), binding.weights()));
  }

  private List<String> notes(Wiring wiring) {
    List<String> notes = new ArrayList<>(wiring.notes());
    if (mapped) {
      input
          .losses()
          .ifPresent(
              report ->
                  report.losses().stream()
                      .filter(Loss.Approximated.class::isInstance)
                      .map(loss -> "as meant, not as mapped: " + loss.message())
                      .distinct()
                      .forEach(notes::add));
    }
    return notes;
  }
}
