package org.bitspike.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.wire.AtomicFile;

/** Writes whole files, making their folder where it is missing. */
final class WholeFile {

  private WholeFile() {}

  /** Writes text in UTF-8. */
  static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes. */
  static void write(Path file, byte[] content) {
    makeFolder(file);
    AtomicFile.write(file, out -> out.write(content));
  }

  /** Makes the folder that a file is to stand in. */
  static void makeFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.P_UNWRITABLE,
              new SourceRef(file.toString(), 0, 0, ""),
              "the folder cannot be made: " + e.getMessage()));
    }
  }
}
