package org.bitspike.ir.diag;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects findings so that a user sees all of them at once.
 *
 * <p>Bounded: after {@value #LIMIT} findings further ones are counted, not kept, so that a hostile
 * file cannot exhaust memory. Not thread-safe.
 */
public final class Diagnostics {

  /** Findings kept at most. */
  public static final int LIMIT = 1000;

  private final List<Diagnostic> found = new ArrayList<>();
  private int errors;
  private int dropped;

  /** Adds a finding. */
  public void add(Diagnostic diagnostic) {
    if (diagnostic.severity() == Severity.ERROR) {
      errors++;
    }
    if (found.size() < LIMIT) {
      found.add(diagnostic);
    } else {
      dropped++;
    }
  }

  /** Adds all findings. */
  public void addAll(Iterable<Diagnostic> diagnostics) {
    diagnostics.forEach(this::add);
  }

  /** Whether any finding is an error. */
  public boolean hasErrors() {
    return errors > 0;
  }

  /** Findings that were counted but not kept. */
  public int dropped() {
    return dropped;
  }

  /** The findings, in the order they were made. */
  public List<Diagnostic> all() {
    return List.copyOf(found);
  }

  /**
   * Stops when something is wrong.
   *
   * @throws BitspikeException carrying all findings, if any of them is an error
   */
  public void throwIfErrors() {
    if (hasErrors()) {
      throw new BitspikeException(found);
    }
  }
}
