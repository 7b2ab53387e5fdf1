package org.bitspike.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;

/** Writes files so that a reader never sees a part of one: under a temporary name, then moved into place. */
final class WholeFile {

  private WholeFile() {}

  /** Writes text in UTF-8, making the folder where it is missing. */
  static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes, making the folder where it is missing. */
  static void write(Path file, byte[] content) {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    try {
      Path parent = folder == null ? target : folder;
      Files.createDirectories(parent);
      // not a temporary file of the library's: those are readable by their owner alone
      Path partial = parent.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
      try {
        Files.write(partial, content);
        Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new BitspikeException(
          Diagnostic.error(Code.P_UNWRITABLE, new SourceRef(file.toString(), 0, 0, ""), "cannot write: " + e.getMessage()));
    }
  }
}
