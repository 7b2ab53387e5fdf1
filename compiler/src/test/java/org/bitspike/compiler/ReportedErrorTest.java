package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.OnEvent;
import org.bitspike.ir.network.ComponentType.TimeDerivative;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.bitspike.ir.unit.Dimension;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

/**
 * What the emulation ends with is as far from the float run as the loss report says, and no
 * further: networks of perfect integrators, where every error of a weight and every lost synapse
 * adds up.
 */
class ReportedErrorTest {

  private static final int NETWORKS = 120;
  private static final long SEED = 815;
  private static final int STEPS = 200;
  private static final double STEP = 0x1p-13;
  private static final double CAPACITY = 0x1p-13;
  private static final double CURRENT = 0x1p-10;

  /** Constants off by less than single precision are not reported. */
  private static final double UNREPORTED = 0x1p-23;

  @Test
  void theEmulationIsWithinTheReportedError() {
    List<HardwareProfile> targets =
        List.of(
            target("synapse.weight.max_code=127"),
            target("limits.fan_in_per_circuit=4"),
            target("synapse.weight.min_code=-8", "synapse.weight.max_code=7"));
    double widest = 0;
    for (int i = 0; i < NETWORKS; i++) {
      Network network = network(new Random(SEED + i));
      Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
      HardwareProfile target = targets.get(i % targets.size());
      String which = "seed " + (SEED + i) + ", target " + i % targets.size();
      Compilation compiled =
          Compiler.compile(network, target, reference, CompileOptions.defaults());
      Recording emulated = Interpreter.run(compiled.program(), RunOptions.defaults()).inSi();
      double[] bound = bounds(network, compiled, reference);
      for (int n = 0; n < bound.length; n++) {
        double meant = last(reference.inSi(), n);
        double error = Math.abs(last(emulated, n) - meant);
        assertThat(error).as(which + ", cells[" + n + "]").isLessThanOrEqualTo(bound[n]);
        widest = Math.max(widest, bound[n] > 0 ? error / bound[n] : 0);
      }
    }
    assertThat(widest).as("some error must come near its bound").isGreaterThan(0.5);
  }

  private static HardwareProfile target(String... overrides) {
    return Profiles.load("generic-int8", List.of(overrides));
  }

  private static double last(Recording recording, int neuron) {
    double[] values = recording.trace("cells", neuron, "v").orElseThrow().values();
    return values[values.length - 1];
  }

  /** Volts that each cell may be off at the end: from weights, lost synapses, and rounding. */
  private static double[] bounds(Network network, Compilation compiled, Recording reference) {
    Map<String, double[]> off = new HashMap<>();
    for (Projection projection : network.projections()) {
      off.put(projection.id(), new double[((ConnectionTable) projection.connectivity()).size()]);
    }
    for (Loss loss : compiled.losses().losses()) {
      if (loss instanceof Loss.WeightError e) {
        for (int k = 0; k < e.connection().length; k++) {
          off.get(e.projection())[e.connection()[k]] = Math.abs(e.effective()[k] - e.meant()[k]);
        }
      }
      if (loss instanceof Loss.LostSynapses l) {
        for (int c : l.connections()) {
          off.get(l.projection())[c] = Math.abs(table(network, l.projection()).weight(c));
        }
      }
    }
    double[] bound = new double[network.population("cells").size()];
    SpikeSeries spikes = reference.spikesOf("source").orElseThrow();
    for (Projection projection : network.projections()) {
      ConnectionTable table = table(network, projection.id());
      for (int c = 0; c < table.size(); c++) {
        for (int s = 0; s < spikes.count(); s++) {
          double arrival = spikes.tick()[s] * STEP + table.delaySeconds(c);
          if (spikes.neuron()[s] == table.pre(c)) {
            double seconds = Math.max(0, STEPS * STEP - arrival);
            double weight = off.get(projection.id())[c] + UNREPORTED * Math.abs(table.weight(c));
            bound[table.post(c)] += weight * CURRENT / CAPACITY * seconds;
          }
        }
      }
    }
    double rounding = 0;
    for (var format : compiled.losses().formats()) {
      if (!format.variable().startsWith("in_")) { // arrivals are whole codes
        double perTick = format.variable().equals("v") ? 1 : STEP * STEPS / CAPACITY;
        rounding += format.resolution() * STEPS * perTick;
      }
    }
    for (int n = 0; n < bound.length; n++) {
      bound[n] += rounding;
    }
    return bound;
  }

  private static ConnectionTable table(Network network, String projection) {
    return network.projections().stream()
        .filter(p -> p.id().equals(projection))
        .map(p -> (ConnectionTable) p.connectivity())
        .findFirst()
        .orElseThrow();
  }

  private static Network network(Random random) {
    int sources = random.nextInt(1, 8);
    int cells = random.nextInt(1, 6);
    List<Projection> projections = new ArrayList<>();
    for (int p = 0; p < 2; p++) {
      ConnectionTable.Builder table = ConnectionTable.builder();
      double size = random.nextDouble(0.1, 2);
      for (int i = 0; i < sources; i++) {
        for (int j = 0; j < cells; j++) {
          if (random.nextInt(2) == 0) {
            double weight = size * random.nextDouble(0.05, 1) * (random.nextInt(4) == 0 ? -1 : 1);
            table.add(i, j, weight, random.nextInt(1, 20) * STEP, 0);
          }
        }
      }
      projections.add(
          new Projection(
              "p" + p,
              "source",
              "cells",
              Optional.of(p == 0 ? "one" : "other"),
              Optional.empty(),
              table.build(),
              SourceRef.ofPath("net/p" + p)));
    }
    List<OutputRequest.Column> columns = new ArrayList<>();
    for (int n = 0; n < cells; n++) {
      columns.add(new OutputRequest.Column("v" + n, "cells", n, "v"));
    }
    return new Network(
        "integrators",
        List.of(integrator(), step(), TestModels.spikeGenerator()),
        List.of(
            Component.of("cell", "integrator", Map.of("C", CAPACITY)),
            Component.of("one", "stepSynapse", Map.of("ibase", CURRENT)),
            Component.of("other", "stepSynapse", Map.of("ibase", CURRENT)),
            TestModels.regular("regular", random.nextInt(20, 60) * STEP)),
        List.of(
            new Population("source", "regular", sources, SourceRef.ofPath("net/source")),
            new Population("cells", "cell", cells, SourceRef.ofPath("net/cells"))),
        projections,
        List.of(),
        List.of(
            new OutputRequest(
                "out", "out.dat", OutputRequest.Kind.TRACES, "", columns, SourceRef.NONE)),
        new Network.Run(STEP, STEPS * STEP, 7),
        SourceRef.ofPath("net"));
  }

  /** A membrane without a leak or a threshold. */
  private static ComponentType integrator() {
    return TestModels.type(
        "integrator",
        List.of("baseCell"),
        Map.of("C", Dimension.CAPACITANCE),
        false,
        List.of(),
        List.of(),
        TestModels.SYNAPSES,
        new Dynamics(
            List.of(TestModels.state("v", Dimension.VOLTAGE)),
            List.of(
                new DerivedVariable(
                    "iSyn",
                    Dimension.CURRENT,
                    Optional.of("iSyn"),
                    new Definition.Select(
                        "synapses[*]/i", Optional.of(Definition.Reduce.ADD), true))),
            List.of(new TimeDerivative("v", TestModels.expr("iSyn / C"))),
            List.of(TestModels.set("v", "0")),
            List.of(),
            List.of(),
            List.of()));
  }

  /** A current that every event raises for good. */
  private static ComponentType step() {
    return TestModels.type(
        "stepSynapse",
        List.of("baseSynapse", "basePointCurrent"),
        Map.of("ibase", Dimension.CURRENT),
        true,
        List.of(),
        List.of(TestModels.IN),
        List.of(),
        new Dynamics(
            List.of(TestModels.state("level", Dimension.CURRENT)),
            List.of(TestModels.derived("i", Dimension.CURRENT, "level")),
            List.of(),
            List.of(TestModels.set("level", "0")),
            List.of(),
            List.of(new OnEvent("in", List.of(TestModels.set("level", "level + weight * ibase")))),
            List.of()));
  }
}
