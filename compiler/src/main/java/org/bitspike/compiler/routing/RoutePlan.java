package org.bitspike.compiler.routing;

import org.bitspike.ir.program.Wiring;

/**
 * What was found for a {@link Traffic}.
 *
 * @param wiring switches, buses and rows; of its cells, only the columns {@code row}, {@code
 *     circuit} and {@code decoder} are known
 * @param synapse number of the synapse in each cell; shared, never changed
 * @param cause why each synapse has no cell, by {@link Cause}'s ordinal; shared, never changed
 * @param bus node where the bus begins that each member sends on, or -1; shared, never changed
 * @param lowerBound synapses that no routing of these places could realise, at least
 * @param drivers nodes of drivers in use
 * @param rounds how often all was routed
 */
@SuppressWarnings("ArrayRecordComponent")
public record RoutePlan(
    Wiring wiring,
    int[] synapse,
    byte[] cause,
    int[] bus,
    long lowerBound,
    int drivers,
    int rounds) {

  /** Why a synapse has no cell. */
  public enum Cause {
    /** It has one. */
    NONE,
    /** No bus has an address left for its source. */
    NO_ADDRESS,
    /** No way leads from its source's bus to a driver of its target's core. */
    NO_WAY,
    /** There are ways, and others have taken them. */
    CONGESTED,
    /** Rows of the drivers that the bus reaches are taken by other addresses or other synapses. */
    NO_ROW
  }

  /** Number of synapses without a cell. */
  public int lost() {
    return cause.length - synapse.length;
  }
}
