package org.bitspike.compiler;

import java.util.Set;
import java.util.TreeSet;

/**
 * How to compile.
 *
 * @param printAfter ids of the passes after which the draft's text is kept, or {@code all}
 * @param seed root of the program's random streams; empty takes the network's
 */
public record CompileOptions(Set<String> printAfter, java.util.OptionalLong seed) {

  public CompileOptions {
    printAfter = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(printAfter));
  }

  /** Nothing printed, the network's own seed. */
  public static CompileOptions defaults() {
    return new CompileOptions(Set.of(), java.util.OptionalLong.empty());
  }

  /** The same, with the draft's text kept after these passes. */
  public CompileOptions withPrintAfter(Set<String> passes) {
    return new CompileOptions(passes, seed);
  }
}
