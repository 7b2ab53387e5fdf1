package org.bitspike.compiler;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * How to compile.
 *
 * @param printAfter ids of the passes after which the draft's text is kept, or {@code all}
 * @param seed root of the program's random streams; empty takes the network's
 * @param effort how long to look for better places and routes: rounds of negotiation for routes, a
 *     tenth of that, rounded up, for places; from 0 on
 * @param progress told how the compilation comes on
 * @param drawFrom number of expected connections from which a projection keeps its rule, where the
 *     chip allows it, instead of being listed
 */
public record CompileOptions(
    Set<String> printAfter, OptionalLong seed, int effort, Progress progress, long drawFrom) {

  /** Effort where nothing is said. */
  public static final int USUAL_EFFORT = 10;

  /** Lists of this many synapses take about 200 MB while they are compiled: 2^22. */
  public static final long DRAW_FROM = 1L << 22;

  public CompileOptions {
    if (effort < 0) {
      throw new IllegalArgumentException("effort " + effort);
    }
    printAfter = Collections.unmodifiableSortedSet(new TreeSet<>(printAfter));
  }

  /** Told how a compilation comes on. */
  @FunctionalInterface
  public interface Progress {
    /** Tells nobody. */
    Progress SILENT = (pass, share) -> {};

    /**
     * Says how far the work is.
     *
     * @param pass id of the pass at work
     * @param share of all passes that is done, 0 to 1; never falls
     */
    void at(String pass, double share);
  }

  /** Nothing printed, the network's own seed. */
  public static CompileOptions defaults() {
    return new CompileOptions(
        Set.of(), OptionalLong.empty(), USUAL_EFFORT, Progress.SILENT, DRAW_FROM);
  }

  /** The same, with the draft's text kept after these passes. */
  public CompileOptions withPrintAfter(Set<String> passes) {
    return new CompileOptions(passes, seed, effort, progress, drawFrom);
  }

  /** The same, telling how it comes on. */
  public CompileOptions withProgress(Progress listener) {
    return new CompileOptions(printAfter, seed, effort, listener, drawFrom);
  }

  /** The same with another effort. */
  public CompileOptions withEffort(int newEffort) {
    return new CompileOptions(printAfter, seed, newEffort, progress, drawFrom);
  }

  /** The same, with projections of at least so many connections keeping their rules. */
  public CompileOptions withDrawFrom(long connections) {
    return new CompileOptions(printAfter, seed, effort, progress, connections);
  }
}
