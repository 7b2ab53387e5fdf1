package org.bitspike.ir.wire;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.bitspike.ir.recording.Snapshot;

/**
 * Snapshots in files, {@code .bsps}.
 *
 * <p>Both sides stream. Everything that can be wrong is a {@link
 * org.bitspike.ir.diag.BitspikeException}: {@code P001} not such a file, {@code P002} too new,
 * {@code P003} too old, {@code P004} truncated, {@code P005} checksum, {@code P006} invalid
 * content, {@code P009} unwritable, {@code F019} unreadable.
 */
public final class SnapshotFile {

  private static final NounFile<Snapshot, ?> FILE = new NounFile<>(new SnapshotCodec());

  private SnapshotFile() {}

  /** Writes a file; it takes the place of an older one only when it is whole. */
  public static void write(Path path, Snapshot snapshot) {
    FILE.write(path, snapshot);
  }

  /** Writes to a stream, which stays open. */
  public static void write(OutputStream out, Snapshot snapshot) {
    FILE.write(out, snapshot);
  }

  /** Reads a file. */
  public static Snapshot read(Path path) {
    return FILE.read(path);
  }

  /** Reads a stream to its end; it stays open. */
  public static Snapshot read(InputStream in) {
    return FILE.read(in);
  }
}
