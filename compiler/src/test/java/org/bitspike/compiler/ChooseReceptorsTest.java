package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

/** Sources of four types, and neurons that are there once for each core they reach. */
class ChooseReceptorsTest {

  private static Projection projection(
      String name, String pre, String post, String synapse, double[][] bySourceAndTarget) {
    ConnectionTable.Builder table = ConnectionTable.builder();
    int line = 0;
    for (int s = 0; s < bySourceAndTarget.length; s++) {
      for (int t = 0; t < bySourceAndTarget[s].length; t++) {
        if (bySourceAndTarget[s][t] != 0) {
          table.add(s, t, bySourceAndTarget[s][t], 1e-3, ++line);
        }
      }
    }
    return new Projection(
        name,
        pre,
        post,
        Optional.of(synapse),
        Optional.empty(),
        table.build(),
        new SourceRef("net.nml", 1, 1, "net/" + name));
  }

  private static Network network(
      Map<String, Integer> sources, Map<String, Integer> cells, Projection... projections) {
    List<Population> populations = new ArrayList<>();
    sources.forEach(
        (id, size) -> populations.add(new Population(id, "regular", size, SourceRef.ofPath(id))));
    cells.forEach(
        (id, size) -> populations.add(new Population(id, "cell", size, SourceRef.ofPath(id))));
    return new Network(
        "types",
        TestModels.types(),
        List.of(
            TestModels.iaf("cell"),
            TestModels.expOne("excite", 1e-9, 0, 0.005),
            TestModels.expOne("inhibit", 1e-9, -0.08, 0.005),
            TestModels.regular("regular", 0.01)),
        populations,
        List.of(projections),
        List.of(),
        List.of(),
        new Network.Run(1e-4, 0.01, 7),
        SourceRef.ofPath("net"));
  }

  private static Compilation compile(Network network, String... overrides) {
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    return Compiler.compile(
        network,
        Profiles.load("truenorth-like", List.of(overrides)),
        reference,
        CompileOptions.defaults());
  }

  private static double squaredError(Compilation compilation) {
    return compilation.losses().losses().stream()
        .filter(Loss.WeightError.class::isInstance)
        .map(Loss.WeightError.class::cast)
        .mapToDouble(e -> e.rms() * e.rms() * e.connection().length)
        .sum();
  }

  /** The port of each source, which all of its synapses have. */
  private static Map<String, String> ports(Program program) {
    Map<String, String> ports = new HashMap<>();
    for (SynapseBlock block : program.synapses()) {
      for (int source = 0; source + 1 < block.rowStart().length; source++) {
        if (block.rowStart()[source] < block.rowStart()[source + 1]) {
          String name = block.source() + source;
          String port = block.port().orElseThrow();
          assertThat(ports.getOrDefault(name, port)).as("ports of %s", name).isEqualTo(port);
          ports.put(name, port);
        }
      }
    }
    return ports;
  }

  /** Three strengths of excitation and one of inhibition: each neuron's own, scaled by its size. */
  private static Network fourStrengths() {
    double[][] excite = new double[30][8];
    double[][] inhibit = new double[10][8];
    Random random = new Random(1);
    for (int t = 0; t < 8; t++) {
      for (int s = 0; s < 30; s++) {
        excite[s][t] = random.nextInt(3) == 0 ? 0 : new double[] {0.5, 3, 9}[s % 3];
      }
      for (int s = 0; s < 10; s++) {
        inhibit[s][t] = random.nextBoolean() ? 0 : 4;
      }
    }
    return network(
        Map.of("e", 30, "i", 10),
        Map.of("cells", 8),
        projection("plus", "e", "cells", "excite", excite),
        projection("minus", "i", "cells", "inhibit", inhibit));
  }

  @Test
  void fourStrengthsBecomeTheFourTypes() {
    Compilation compilation = compile(fourStrengths());
    Map<String, String> ports = ports(compilation.program());
    for (int s = 0; s < 30; s++) {
      assertThat(ports.get("e" + s)).as("source %s", s).isEqualTo("a" + s % 3);
    }
    for (int s = 0; s < 10; s++) {
      assertThat(ports.get("i" + s)).isEqualTo("a3");
    }
    // a weight of 255 steps: 9 is far from its end, so that a step is 1/85 of the largest and less
    Compilation one = compile(fourStrengths(), "synapse.rows.one_receptor=false");
    assertThat(squaredError(compilation)).isLessThan(1e-3 * squaredError(one));
    long[] w2 = compilation.program().neurons().getFirst().params().byWord().get("w2");
    long[] w3 = compilation.program().neurons().getFirst().params().byWord().get("w3");
    assertThat(Arrays.stream(w2)).allMatch(w -> w > 0);
    assertThat(Arrays.stream(w3)).allMatch(w -> w < 0);
  }

  @Test
  void aSourceHasOneTypeForAllItsTargetsAndOfRandomWeightsNoneIsWorseOff() {
    Random random = new Random(9);
    for (int round = 0; round < 5; round++) {
      double[][] first = new double[20][6];
      double[][] second = new double[20][5];
      for (double[][] all : List.of(first, second)) {
        for (double[] row : all) {
          for (int t = 0; t < row.length; t++) {
            row[t] = random.nextDouble() < 0.3 ? 0 : random.nextDouble() * 5;
          }
        }
      }
      Network network =
          network(
              Map.of("e", 20),
              Map.of("a", 6, "b", 5),
              projection("p", "e", "a", "excite", first),
              projection("q", "e", "b", "excite", second));
      Compilation four = compile(network);
      ports(four.program());
      assertThat(squaredError(four))
          .as("round %s", round)
          .isLessThan(0.75 * squaredError(compile(network, "synapse.rows.one_receptor=false")));
    }
  }

  @Test
  void sortingFindsTheBestOfAllSortings() {
    Random random = new Random(4);
    double worst = 0;
    for (int round = 0; round < 20; round++) {
      double[][] weight = new double[7][3];
      SourceTypes sorted = new SourceTypes(7, 3);
      for (int s = 0; s < 7; s++) {
        for (int n = 0; n < 3; n++) {
          weight[s][n] = random.nextDouble();
          sorted.add(s, n, weight[s][n], false);
        }
      }
      double best = Double.POSITIVE_INFINITY;
      for (int all = 0; all < 128; all++) {
        int[] type = new int[7];
        for (int s = 0; s < 7; s++) {
          type[s] = all >> s & 1;
        }
        best = Math.min(best, error(weight, type));
      }
      worst = Math.max(worst, error(weight, sorted.choose(2)) / best);
    }
    // Lloyd's turns end where no single source is better off elsewhere, not always at the best
    assertThat(worst).isLessThan(1.5);
  }

  /** Squared differences from the mean of each type; weights far below it count as off. */
  private static double error(double[][] weight, int[] type) {
    double error = 0;
    for (int n = 0; n < 3; n++) {
      for (int t = 0; t < 2; t++) {
        double mean = 0;
        for (int turn = 0; turn < 3; turn++) {
          double sum = 0;
          int count = 0;
          for (int s = 0; s < 7; s++) {
            if (type[s] == t && 2 * weight[s][n] >= mean) {
              sum += weight[s][n];
              count++;
            }
          }
          mean = count == 0 ? 0 : sum / count;
        }
        for (int s = 0; s < 7; s++) {
          double on = weight[s][n] - mean;
          error += type[s] == t ? Math.min(on * on, weight[s][n] * weight[s][n]) : 0;
        }
      }
    }
    return error;
  }

  @Test
  void neuronsThatReachSeveralCoresTakeACircuitForEach() {
    // 200 neurons, each reached by one source of its own, all of them reach two more
    double[][] in = new double[200][200];
    double[][] on = new double[200][100];
    for (int s = 0; s < 200; s++) {
      in[s][s] = 5;
      on[s][s % 50] = 3;
      on[s][50 + s % 50] = 3;
    }
    Network network =
        network(
            Map.of("e", 200),
            Map.of("cells", 200, "last", 100),
            projection("p", "e", "cells", "excite", in),
            projection("q", "cells", "last", "excite", on));
    Compilation compilation = compile(network);
    assertThat(compilation.losses().synapsesRealised()).isEqualTo(600);
    assertThat(compilation.losses().use())
        .anySatisfy(
            use -> {
              assertThat(use.resource()).isEqualTo("output axons of the core with most");
              assertThat(use.used()).isLessThanOrEqualTo(256);
            })
        .anySatisfy(
            use -> {
              assertThat(use.resource()).isEqualTo("cores");
              assertThat(use.used()).isGreaterThan(1);
            });
    BitspikeException thrown =
        catchThrowableOfType(BitspikeException.class, () -> compile(network, "limits.cores=1"));
    assertThat(thrown.diagnostics().getFirst().code()).isIn(Code.C_CAPACITY, Code.C_CORE_FULL);
  }
}
