package org.bitspike.ir.wire;

/**
 * Well-formed bytes or text that describe no noun. Callers turn it into a diagnostic with the place
 * they know.
 */
final class ContentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;

  ContentException(String problem) {
    super(problem);
    this.problem = problem;
  }

  ContentException(String problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  /** What is wrong, in one sentence. */
  String problem() {
    return problem;
  }
}
