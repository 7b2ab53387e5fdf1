package org.bitspike.ir.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;

/** Writes a file so that others see the old content or the whole new one, never a part. */
public final class AtomicFile {

  private AtomicFile() {}

  /** Writes the content. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is flushed and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes to a temporary file in the same folder, forces it to the disk and moves it into place.
   * What is no regular file, such as a pipe, is written directly.
   *
   * @throws BitspikeException with {@code P009} when the file cannot be written; the old content
   *     then still stands
   */
  public static void write(Path target, Content content) {
    SourceRef where = new SourceRef(target.toString(), 0, 0, "");
    try {
      Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
      if (Files.isDirectory(real)) {
        throw new IOException("it is a folder");
      }
      if (Files.exists(real) && !Files.isRegularFile(real)) {
        try (OutputStream out = Files.newOutputStream(real)) {
          content.writeTo(out);
        }
      } else {
        replace(real, content);
      }
    } catch (IOException e) {
      throw Faults.unwritable(where, e);
    }
  }

  private static void replace(Path real, Content content) throws IOException {
    Path temporary =
        real.resolveSibling("." + real.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = Channels.newOutputStream(channel);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      try {
        Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, real, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
