package org.bitspike.ir.diag;

import java.util.List;
import java.util.stream.Collectors;

/** The user's input is wrong. Carries every finding made before work stopped, never empty. */
public class BitspikeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  /** Carries the given findings. */
  public BitspikeException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** Carries one finding. */
  public BitspikeException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  /** All findings, in the order they were made. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
