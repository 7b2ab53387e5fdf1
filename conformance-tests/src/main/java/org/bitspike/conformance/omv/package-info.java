/**
 * Scores models as the Open Source Brain Model validation framework (OMV) does.
 *
 * <p>{@link org.bitspike.conformance.omv.OmvFile} reads an {@code .omt} file and the {@code .mep}
 * it names into an {@link org.bitspike.conformance.omv.OmvTest}; {@link
 * org.bitspike.conformance.omv.OmvScore} runs its target with the reference simulator, {@link
 * org.bitspike.conformance.omv.Observer} takes each {@link org.bitspike.conformance.omv.OmvCheck}'s
 * values out of the files that the run would have written, and the results are written by {@link
 * org.bitspike.conformance.omv.OmvOutput}.
 */
@NullMarked
package org.bitspike.conformance.omv;

import org.jspecify.annotations.NullMarked;
