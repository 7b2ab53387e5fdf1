package org.bitspike.compiler;

import java.util.Set;

/**
 * One step of the compiler: one file, one verb phrase.
 *
 * <p>A pass takes a draft and gives a new one. It never prints; what it changes in the model's
 * meaning it reports as a loss, what it cannot do as a diagnostic.
 */
public interface Pass {

  /** Name in kebab-case, unique in the pipeline. */
  String id();

  /** What it does, in one line without a full stop. */
  String summary();

  /** What a draft must have for this pass to run. */
  Set<Fact> requires();

  /** What a draft has after this pass. */
  Set<Fact> provides();

  /** What no longer holds after this pass. */
  default Set<Fact> invalidates() {
    return Set.of();
  }

  /**
   * Does it.
   *
   * @throws org.bitspike.ir.diag.BitspikeException when the network cannot be mapped; all of the
   *     pass's findings are in it
   */
  Draft run(Draft draft, PassContext context);
}
