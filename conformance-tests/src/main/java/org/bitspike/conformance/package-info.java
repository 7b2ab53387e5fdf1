/**
 * Says whether a run of a mapped network is still the model that was meant.
 *
 * <p>{@link org.bitspike.conformance.Conformance} compares two recordings under {@link
 * org.bitspike.conformance.Criteria} and gives a {@link org.bitspike.ir.verdict.Verdict}, which
 * {@link org.bitspike.conformance.VerdictTable}, {@link org.bitspike.conformance.VerdictJson} and
 * {@link org.bitspike.conformance.JunitXml} write out. {@link org.bitspike.conformance.Check} goes
 * the whole way from a model file to a verdict. {@link org.bitspike.conformance.ConformanceCase} is
 * such a check as data, in a {@code *.conformance.yaml} file. The figures themselves are in {@code
 * org.bitspike.conformance.metric}.
 */
@NullMarked
package org.bitspike.conformance;

import org.jspecify.annotations.NullMarked;
