package org.bitspike.ir.diag;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.SourceRef;

/**
 * What a verifier finds: of each code the first few in full, the rest as a count, since one cause
 * often shows a million times. Not thread-safe.
 */
public final class Findings {

  /** Findings of one code that are kept in full. */
  public static final int PER_CODE = 20;

  private final List<Diagnostic> kept = new ArrayList<>();
  private final Map<Code, Integer> counts = new EnumMap<>(Code.class);

  /** Adds an error. */
  public void error(Code code, SourceRef where, String message) {
    if (counts.merge(code, 1, Integer::sum) <= PER_CODE) {
      kept.add(Diagnostic.error(code, where, message));
    }
  }

  /**
   * Whether a further finding of this code would be kept; lets a loop over many elements save its
   * messages.
   */
  public boolean keeps(Code code) {
    return counts.getOrDefault(code, 0) < PER_CODE;
  }

  /** Counts a finding whose message nobody will read. */
  public void count(Code code) {
    counts.merge(code, 1, Integer::sum);
  }

  /**
   * The findings in the order they were made, and for every code with more than was kept, how many
   * more.
   */
  public List<Diagnostic> all() {
    List<Diagnostic> all = new ArrayList<>(kept);
    counts.forEach(
        (code, count) -> {
          if (count > PER_CODE) {
            all.add(
                Diagnostic.error(
                    code,
                    SourceRef.NONE,
                    (count - PER_CODE) + " more of the kind: " + code.title()));
          }
        });
    return List.copyOf(all);
  }
}
