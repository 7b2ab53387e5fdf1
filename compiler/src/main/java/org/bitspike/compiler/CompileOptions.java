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
 * @param progress told how the compilation comes on
 */
public record CompileOptions(Set<String> printAfter, OptionalLong seed, Progress progress) {

  public CompileOptions {
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
    return new CompileOptions(Set.of(), OptionalLong.empty(), Progress.SILENT);
  }

  /** The same, with the draft's text kept after these passes. */
  public CompileOptions withPrintAfter(Set<String> passes) {
    return new CompileOptions(passes, seed, progress);
  }

  /** The same, telling how it comes on. */
  public CompileOptions withProgress(Progress listener) {
    return new CompileOptions(printAfter, seed, listener);
  }
}
