package org.bitspike.ir.spi;

import java.util.List;
import java.util.Map;
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

  /**
   * Says how faithful an export would be, and why. A backend that needs more than the program, or
   * has options, overrides this and {@link #emit(ExportInput)}.
   */
  default Assessment assess(ExportInput input) {
    return assess(input.program());
  }

  /**
   * Makes the files.
   *
   * @param input what {@link #assess(ExportInput)} does not refuse
   * @throws org.bitspike.ir.diag.UnsupportedFeatureException when it refuses
   */
  default List<Artefact> emit(ExportInput input) {
    return emit(input.program());
  }

  /**
   * Options that {@link ExportInput#options} may hold, each with one line that says what it does.
   */
  default Map<String, String> options() {
    return Map.of();
  }

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
