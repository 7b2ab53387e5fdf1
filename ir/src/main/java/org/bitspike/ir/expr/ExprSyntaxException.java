package org.bitspike.ir.expr;

/** A text is no expression. */
public final class ExprSyntaxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int position;

  /** Says what was expected, and at which character (from 0) of the text. */
  public ExprSyntaxException(String message, int position) {
    super(message + " at character " + (position + 1));
    this.position = position;
  }

  /** Character of the text, from 0. */
  public int position() {
    return position;
  }
}
