package org.bitspike.ir.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Severity;

/** What can be wrong with a file, as diagnostics. */
final class Faults {

  private Faults() {}

  static BitspikeException of(Code code, SourceRef where, String message) {
    return new BitspikeException(Diagnostic.error(code, where, message));
  }

  static BitspikeException unreadable(SourceRef where, IOException e) {
    return of(Code.F_UNREADABLE, where, "cannot be read: " + describe(e));
  }

  static BitspikeException unwritable(SourceRef where, IOException e) {
    return of(Code.P_UNWRITABLE, where, "cannot be written: " + describe(e));
  }

  /** Throws when a verifier found an error. */
  static void refuse(Code code, SourceRef where, String message, List<Diagnostic> findings) {
    if (findings.stream().anyMatch(d -> d.severity() == Severity.ERROR)) {
      List<Diagnostic> all = new ArrayList<>();
      all.add(Diagnostic.error(code, where, message));
      all.addAll(findings);
      throw new BitspikeException(all);
    }
  }

  private static String describe(IOException e) {
    String message = e.getMessage();
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return message == null ? kind : kind + " " + message;
  }
}
