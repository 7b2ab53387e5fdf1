package org.bitspike.frontends.lems.validation;

import java.util.List;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Severity;

/**
 * What validation has found.
 *
 * @param files every file read, in the order of reading, those included among them
 * @param diagnostics all findings, by file and place
 */
public record Validation(List<String> files, List<Diagnostic> diagnostics) {

  /** Keeps copies. */
  public Validation {
    files = List.copyOf(files);
    diagnostics = List.copyOf(diagnostics);
  }

  /** Whether nothing is an error. */
  public boolean valid() {
    return count(Severity.ERROR) == 0;
  }

  /** Findings as bad as this. */
  public long count(Severity severity) {
    return diagnostics.stream().filter(d -> d.severity() == severity).count();
  }

  /** Findings about one file. */
  public List<Diagnostic> of(String file) {
    return diagnostics.stream().filter(d -> d.where().file().equals(file)).toList();
  }
}
