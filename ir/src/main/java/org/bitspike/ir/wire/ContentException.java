package org.bitspike.ir.wire;

/** Well-formed bytes or text that describe no noun. Callers turn it into a diagnostic with the place they know. */
final class ContentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ContentException(String message) {
    super(message);
  }

  ContentException(String message, Throwable cause) {
    super(message, cause);
  }
}
