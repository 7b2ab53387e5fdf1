package org.bitspike.ir.diag;

/** Our mistake, not the user's: an invariant of bitspike itself does not hold. */
public final class BitspikeBug extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States the invariant that does not hold. */
  public BitspikeBug(String message) {
    super(message);
  }

  /** States the invariant that does not hold, and what broke it. */
  public BitspikeBug(String message, Throwable cause) {
    super(message, cause);
  }
}
