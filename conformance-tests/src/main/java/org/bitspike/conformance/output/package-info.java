/**
 * The files that a LEMS simulation asks for, made from a recording.
 *
 * <p>{@link org.bitspike.conformance.output.TraceTable} is an {@code OutputFile} and {@link
 * org.bitspike.conformance.output.EventTable} an {@code EventOutputFile}, both with the single
 * precision and the text that LEMS's own interpreter gives them; {@link
 * org.bitspike.conformance.output.OutputFiles} writes all of a network.
 */
@NullMarked
package org.bitspike.conformance.output;

import org.jspecify.annotations.NullMarked;
