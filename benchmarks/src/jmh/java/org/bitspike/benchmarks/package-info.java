/**
 * What costs how much: one class per hot path, each with what it is for in its Javadoc and its last
 * result in {@code benchmarks/README.md}.
 *
 * <p>{@link org.bitspike.benchmarks.Run} starts JMH and prints medians. {@link
 * org.bitspike.benchmarks.Models} builds what is measured, from seeds, so that every run measures
 * the same.
 */
@NullMarked
package org.bitspike.benchmarks;

import org.jspecify.annotations.NullMarked;
