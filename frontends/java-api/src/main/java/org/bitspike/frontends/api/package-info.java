/**
 * Networks built in Java, in PyNN's words.
 *
 * <p>A {@link org.bitspike.frontends.api.NetworkBuilder} makes populations of {@link
 * org.bitspike.frontends.api.Cell}s and projections between them by a {@link
 * org.bitspike.frontends.api.Connector} and a {@link org.bitspike.frontends.api.SynapseType}. Cells
 * and synapses are named as in NeuroML's and PyNN's standard libraries; {@link
 * org.bitspike.frontends.api.TypeLibrary} says what they are, and a LEMS file of one's own adds to
 * it. Times are milliseconds and other values PyNN's units where PyNN has them (mV, nF, nA, uS);
 * components of other libraries take SI values.
 */
@NullMarked
package org.bitspike.frontends.api;

import org.jspecify.annotations.NullMarked;
