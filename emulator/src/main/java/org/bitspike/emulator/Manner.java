package org.bitspike.emulator;

import org.bitspike.emulator.fast.Vectors;

/**
 * How the fast engine goes about a run; of no effect on results.
 *
 * @param threads how many threads may work on it, at least 1
 * @param always whether all of them work also where that does not pay
 * @param vectors how several neurons are run at once
 */
record Manner(int threads, boolean always, Vectors vectors) {}
