package org.bitspike.ir.spi;

import java.util.List;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.program.Program;

/** Turns a program into files that something else loads. */
public interface Backend {

  /** Short name, such as {@code c}. */
  String name();

  /** One line for a list of backends. */
  String summary();

  /** Says how faithful an export would be, and why. */
  Assessment assess(Program program);

  /**
   * Makes the files.
   *
   * @param program a program that {@link #assess} does not refuse
   * @throws org.bitspike.ir.diag.UnsupportedFeatureException when it refuses
   */
  List<Artefact> emit(Program program);

  /** How faithful an export would be. */
  record Assessment(Fidelity fidelity, String reason, List<Diagnostic> diagnostics) {
    public Assessment {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** One file, relative to the export's folder. Content is shared, never changed. */
  @SuppressWarnings("ArrayRecordComponent")
  record Artefact(String path, byte[] content) {}
}
