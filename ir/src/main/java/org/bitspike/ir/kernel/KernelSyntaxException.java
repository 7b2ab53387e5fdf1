package org.bitspike.ir.kernel;

/** A text is no kernel. */
public final class KernelSyntaxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String problem;

  /** Says what was expected, and where in the kernel's text (both from 1). */
  public KernelSyntaxException(String problem, int line, int column) {
    super(problem + " at line " + line + ", column " + column + " of the kernel");
    this.problem = problem;
    this.line = line;
    this.column = column;
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }

  /** Line of the kernel's text, from 1. */
  public int line() {
    return line;
  }

  /** Column, from 1. */
  public int column() {
    return column;
  }
}
