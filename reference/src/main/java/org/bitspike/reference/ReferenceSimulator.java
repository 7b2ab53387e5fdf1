package org.bitspike.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.NetworkVerifier;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.SimulationOptions.TraceRequest;

/**
 * Simulates a network in double precision, with a fixed step unless a {@link
 * SimulationOptions#tolerance} is given, which asks for {@link org.bitspike.reference.converged}.
 *
 * <p>The step is forward Euler in the order of LEMS's own interpreter, so that results can be
 * compared with it row by row: what a component encloses moves before it does; requirements, paths,
 * derived variables, all rates, all updates, conditions in order; others see exposures as they were
 * before the active regime acted; events with a delay arrive at the start of a later step, those
 * without at once. Cells of several segments run on cables ({@link org.bitspike.reference.cable}).
 */
public final class ReferenceSimulator {

  /** Longest run whose traces can be kept. */
  private static final long MOST_STEPS = Integer.MAX_VALUE - 16L;

  private ReferenceSimulator() {}

  /**
   * Runs.
   *
   * @throws BitspikeException when the network is not sound, when it uses what cannot be simulated
   *     ({@code BS-R001}), a variable ceases to be finite ({@code BS-R002}), or step and duration
   *     make no run ({@code BS-N007})
   */
  public static Recording simulate(Network meant, SimulationOptions options) {
    Diagnostics findings = new Diagnostics();
    findings.addAll(NetworkVerifier.verify(meant));
    findings.throwIfErrors();
    Network network = ChipRules.without(meant, options.warnings());
    double dt = options.stepSeconds().orElse(network.run().stepSeconds());
    double duration = options.durationSeconds().orElse(network.run().durationSeconds());
    double count = Math.rint(duration / dt);
    if (!(dt > 0) || !(count >= 1) || count > MOST_STEPS) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.N_BAD_RUN,
              network.source(),
              "a run of " + duration + " s in steps of " + dt + " s has " + count + " steps"));
    }
    long steps = Math.round(duration / dt);
    Set<TraceRequest> requests = requests(network, options);
    if (options.tolerance().isPresent()) {
      return new ConvergedMode(network, options, requests).simulate(dt, steps);
    }
    Cables cables = Cables.of(network, options, dt);
    NetworkAssembly assembly = new NetworkAssembly(network, options, requests, cables, dt, steps);
    assembly.build();
    List<TraceProbe> probes = probes(requests, options, assembly, cables, steps);
    assembly.finish();
    Map<String, SpikeHistory> histories = new LinkedHashMap<>();
    Map<Integer, LearningAxons> learning = learning(network, options, assembly, dt, histories);
    GridRun run = new GridRun(assembly, cables, learning, histories, probes, options, dt, steps);
    run.run();
    Recording.Info info =
        new Recording.Info(network.name(), "reference/grid", version(), "", network.run().seed());
    return run.recording(info, assembly);
  }

  static String version() {
    String version = ReferenceSimulator.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static Set<TraceRequest> requests(Network network, SimulationOptions options) {
    Set<TraceRequest> requests = new LinkedHashSet<>();
    for (OutputRequest output : network.outputs()) {
      if (output.kind() != OutputRequest.Kind.SPIKES) {
        output
            .columns()
            .forEach(
                c -> requests.add(new TraceRequest(c.population(), c.index(), c.variable(), 1)));
      }
    }
    requests.addAll(options.traces());
    return requests;
  }

  private static List<TraceProbe> probes(
      Set<TraceRequest> requests,
      SimulationOptions options,
      NetworkAssembly assembly,
      Cables cables,
      long steps) {
    List<TraceProbe> probes = new ArrayList<>();
    for (TraceRequest r : requests) {
      Optional<DoubleSupplier> onCable = cables.value(r.population(), r.index(), r.variable());
      if (onCable.isPresent() && r.everyTicks() >= 1) {
        probes.add(new TraceProbe(r, onCable.get(), steps));
        continue;
      }
      Group population = assembly.populations().get(r.population());
      if (population == null && options.sourcesOnly()) {
        continue;
      }
      boolean member =
          population != null
              && r.index() >= 0
              && r.index() < population.size
              && r.everyTicks() >= 1;
      Optional<TracePath.Target> target =
          member && population != null
              ? TracePath.resolve(population, r.index(), r.variable())
              : Optional.empty();
      if (target.isPresent()) {
        probes.add(new TraceProbe(r, target.get(), steps));
      } else {
        options
            .warnings()
            .accept(
                Diagnostic.warning(
                    Code.R_UNSUPPORTED,
                    SourceRef.ofPath(r.population() + "[" + r.index() + "]/" + r.variable()),
                    "there is no variable "
                        + r.variable()
                        + " of "
                        + r.population()
                        + "["
                        + r.index()
                        + "] to record; it is left out"));
      }
    }
    return probes;
  }

  private static Map<Integer, LearningAxons> learning(
      Network network,
      SimulationOptions options,
      NetworkAssembly assembly,
      double dt,
      Map<String, SpikeHistory> histories) {
    Map<Integer, LearningAxons> result = new LinkedHashMap<>();
    Learning learning = new Learning(network, dt, histories);
    for (int a = 0; a < assembly.axons().size(); a++) {
      Axons axons = assembly.axons().get(a);
      if (axons.projection().plasticity().isPresent()) {
        requireDelays(options, axons);
        LearningSynapses synapses =
            learning.synapses(axons.projection(), assembly.table(axons.projection()));
        result.put(a, new LearningAxons(axons, synapses, options.recordLearning()));
      }
    }
    learning.throwIfErrors();
    return result;
  }

  private static void requireDelays(SimulationOptions options, Axons axons) {
    int slice = options.sliceTicks();
    if (slice == 1 || axons.target().isEmpty()) {
      return;
    }
    for (int delay : axons.delay()) {
      if (delay < slice) {
        throw new BitspikeException(
            Diagnostic.error(
                Code.R_UNSUPPORTED,
                axons.projection().source(),
                "projection "
                    + axons.projection().id()
                    + " has a delay of "
                    + delay
                    + " ticks, shorter than a learning slice of "
                    + slice,
                "use slices no longer than the shortest delay"));
      }
    }
  }
}
