package org.bitspike.frontends.lems;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops a parser that has read too many bytes without reaching the next tag, text or comment. */
public final class BoundedInput extends FilterInputStream {

  private final int limit;
  private long sinceToken;

  /** Passes bytes on, at most {@code limit} of them between two tokens. */
  public BoundedInput(InputStream in, int limit) {
    super(in);
    this.limit = limit;
  }

  /** The parser has reached the next token. */
  public void tokenReached() {
    sinceToken = 0;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      count(1);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    if (n > 0) {
      count(n);
    }
    return n;
  }

  private void count(int n) throws TooLong {
    sinceToken += n;
    if (sinceToken > limit) {
      throw new TooLong(limit);
    }
  }

  /** A token is longer than the limit. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong(int limit) {
      super("a tag, text or comment is longer than " + limit + " bytes");
    }
  }
}
