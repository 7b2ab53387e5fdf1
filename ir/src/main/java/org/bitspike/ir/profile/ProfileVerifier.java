package org.bitspike.ir.profile;

import java.util.List;
import org.bitspike.ir.diag.Diagnostic;

/** Stub. */
public final class ProfileVerifier {

  private ProfileVerifier() {}

  /** Stub. */
  public static List<Diagnostic> verify(HardwareProfile x) {
    return List.of();
  }
}
