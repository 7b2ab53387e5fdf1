package org.bitspike.backends.standard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.network.Component;

/**
 * A network of standard cells, in PyNN's units: ms, mV, nF, nA, uS.
 *
 * @param stepMs grid step
 * @param durationMs end of the run
 * @param cells in the order of the network
 * @param sources populations that play recorded trains
 * @param connections every one a receptor of a projection
 * @param currents currents from outside
 * @param notes what of the network the description does not hold, each a sentence
 */
public record StandardNetwork(
    double stepMs,
    double durationMs,
    List<Cells> cells,
    List<Sources> sources,
    List<Connections> connections,
    List<Current> currents,
    List<String> notes) {

  public StandardNetwork {
    cells = List.copyOf(cells);
    sources = List.copyOf(sources);
    connections = List.copyOf(connections);
    currents = List.copyOf(currents);
    notes = List.copyOf(notes);
  }

  /** Name of the receptor that PyNN calls excitatory. */
  public static final String EXCITATORY = "excitatory";

  /** Name of the other one. */
  public static final String INHIBITORY = "inhibitory";

  /**
   * A population.
   *
   * @param type PyNN's name of the cell type
   * @param parameters a column for each; of length 1 where all cells agree
   * @param initialMv membrane potential at the start
   */
  @SuppressWarnings("ArrayRecordComponent") // columns: shared, never changed after construction
  public record Cells(
      String label, int size, String type, Map<String, double[]> parameters, double[] initialMv) {}

  /** Trains: spike {@code i} is of member {@code source[i]} at {@code timeMs[i]}, ascending. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Sources(String label, int size, double[] timeMs, int[] source) {}

  /**
   * The connections of a projection that go to one receptor.
   *
   * @param projection id of the projection
   * @param receptor {@link #EXCITATORY} or {@link #INHIBITORY}
   * @param weight in uS for conductances; in nA for currents, below 0 for the inhibitory receptor
   * @param learning the rule that changes the weights
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Connections(
      String projection,
      String pre,
      String post,
      String receptor,
      int[] preIndex,
      int[] postIndex,
      double[] weight,
      double[] delayMs,
      Optional<Learning> learning) {}

  /**
   * How weights learn.
   *
   * @param rule component that says it
   * @param weightUnit what a connection weight of 1 is in uS or nA
   * @param columns further columns of the connections, such as thresholds
   */
  public record Learning(Component rule, double weightUnit, Map<String, double[]> columns) {
    public Learning {
      columns = Map.copyOf(columns);
    }
  }

  /**
   * A current into some cells of a population.
   *
   * @param kind {@code DCSource} or {@code ACSource}
   * @param parameters PyNN's parameters of it, for one target each
   * @param scale multiplies the amplitude, per target
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Current(
      String kind, String label, Map<String, Double> parameters, int[] cells, double[] scale) {}
}
