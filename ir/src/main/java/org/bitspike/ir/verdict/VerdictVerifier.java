package org.bitspike.ir.verdict;

import java.util.List;
import org.bitspike.ir.diag.Diagnostic;

/** Stub. */
public final class VerdictVerifier {

  private VerdictVerifier() {}

  /** Stub. */
  public static List<Diagnostic> verify(Verdict x) {
    return List.of();
  }
}
