package org.bitspike.ir.wire;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.bitspike.ir.network.Network;

/**
 * Networks in files, {@code .bspn}.
 *
 * <p>Both sides stream and both verify: what does not verify is neither written nor returned.
 * Everything that can be wrong is a {@link org.bitspike.ir.diag.BitspikeException}: {@code P001}
 * not such a file, {@code P002} too new, {@code P003} too old, {@code P004} truncated, {@code P005}
 * checksum, {@code P006} invalid content, {@code P009} unwritable, {@code F019} unreadable.
 */
public final class NetworkFile {

  private static final NounFile<Network, ?> FILE = new NounFile<>(new NetworkCodec());

  private NetworkFile() {}

  /** Writes a file; it appears under its name only when it is whole. */
  public static void write(Path path, Network network) {
    FILE.write(path, network);
  }

  /** Writes to a stream, which stays open. */
  public static void write(OutputStream out, Network network) {
    FILE.write(out, network);
  }

  /** Reads a file. */
  public static Network read(Path path) {
    return FILE.read(path);
  }

  /** Reads a stream to its end; it stays open. */
  public static Network read(InputStream in) {
    return FILE.read(in);
  }

  /** Reads only what made the file. */
  public static FileProvenance provenance(Path path) {
    return FILE.provenance(path);
  }
}
