/**
 * Finds ways through a chip's switches.
 *
 * <p>A {@link org.bitspike.compiler.routing.RoutingGraph} has lines, switches between them, and
 * groups of switches of which only so many can be closed. A {@link
 * org.bitspike.compiler.routing.Net} asks for ways from one line to several others. {@link
 * org.bitspike.compiler.routing.Router} negotiates: all nets first take their shortest ways, then
 * those on overused lines are ripped up and find new ones, while the price of what stays overused
 * rises (L. McMurchie and C. Ebeling, "PathFinder: a negotiation-based performance-driven router
 * for FPGAs", FPGA 1995). What cannot be had is said in the {@link
 * org.bitspike.compiler.routing.Routing}; {@link org.bitspike.compiler.routing.Replay} traces the
 * resulting {@link org.bitspike.compiler.routing.Configuration} and knows nothing of how it came
 * about.
 */
@NullMarked
package org.bitspike.compiler.routing;

import org.jspecify.annotations.NullMarked;
