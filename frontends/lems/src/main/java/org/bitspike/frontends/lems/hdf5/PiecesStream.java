package org.bitspike.frontends.lems.hdf5;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Objects;

/** Text that is made while it is read. */
final class PiecesStream extends InputStream {

  private final Iterator<String> pieces;
  private byte[] piece = {};
  private int at;

  PiecesStream(Iterator<String> pieces) {
    this.pieces = pieces;
  }

  private boolean refill() {
    while (at == piece.length && pieces.hasNext()) {
      piece = pieces.next().getBytes(StandardCharsets.UTF_8);
      at = 0;
    }
    return at < piece.length;
  }

  @Override
  public int read() {
    return refill() ? piece[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (!refill()) {
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, into, offset, count);
    at += count;
    return count;
  }
}
