package org.bitspike.ir.recording;

import java.util.List;
import org.bitspike.ir.diag.Diagnostic;

/** Stub. */
public final class RecordingVerifier {

  private RecordingVerifier() {}

  /** Stub. */
  public static List<Diagnostic> verify(Recording x) {
    return List.of();
  }
}
