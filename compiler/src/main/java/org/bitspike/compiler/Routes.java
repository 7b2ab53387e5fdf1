package org.bitspike.compiler;

import org.bitspike.compiler.routing.Chip;
import org.bitspike.compiler.routing.RoutePlan;

/**
 * How spikes reach synapses.
 *
 * @param chip lines and switches
 * @param plan what was found for the synapses
 * @param link position of the link of each synapse of the plan's cells; shared, never changed
 * @param connection index of the connection in the link's table; shared, never changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record Routes(Chip chip, RoutePlan plan, int[] link, int[] connection) {}
