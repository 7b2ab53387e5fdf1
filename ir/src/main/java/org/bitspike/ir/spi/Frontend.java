package org.bitspike.ir.spi;

import java.nio.file.Path;
import java.util.List;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Network;

/** Reads a user's files into a network. */
public interface Frontend {

  /** Short name, such as {@code lems}. */
  String name();

  /** Whether the file looks like one of this frontend's, judged by name and first bytes. */
  boolean accepts(Path file);

  /**
   * Reads.
   *
   * @param file the main file
   * @param includePath further folders to look for included files in
   * @throws org.bitspike.ir.diag.BitspikeException with every finding, when any is an error
   */
  Import read(Path file, List<Path> includePath);

  /**
   * Reads, and runs longer, finer or from another seed than the file says. A frontend whose files
   * may say nothing of a run overrides this, so that the file need not.
   */
  default Import read(Path file, List<Path> includePath, RunOverrides overrides) {
    Import asWritten = read(file, includePath);
    return new Import(overrides.applyTo(asWritten.network()), asWritten.warnings());
  }

  /** Whether {@link RunOverrides#inputSpikes} means something to it. */
  default boolean takesInputSpikes() {
    return false;
  }

  /** A network, and warnings about it. */
  record Import(Network network, List<Diagnostic> warnings) {
    public Import {
      warnings = List.copyOf(warnings);
    }
  }
}
