package org.bitspike.ir.diag;

/** How bad a {@link Diagnostic} is. */
public enum Severity {
  /** The input cannot be used. */
  ERROR,
  /** The input can be used, but probably does not say what was meant. */
  WARNING,
  /** Something worth knowing. */
  NOTE
}
