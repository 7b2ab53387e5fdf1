package org.bitspike.ir.diag;

import org.bitspike.ir.SourceRef;

/**
 * One finding: what is wrong, where, by how much, and what to do.
 *
 * @param code stable identity; its page in the docs explains more
 * @param severity how bad it is
 * @param message one sentence saying what was found, with the limit against the actual value where
 *     there is one
 * @param where place in the user's input, {@link SourceRef#NONE} when there is none
 * @param remedy what the user can do; starts as a verb
 */
public record Diagnostic(
    Code code, Severity severity, String message, SourceRef where, String remedy) {

  /** An error with the remedy that its code states. */
  public static Diagnostic error(Code code, SourceRef where, String message) {
    return new Diagnostic(code, Severity.ERROR, message, where, code.remedy());
  }

  /** An error with a remedy of its own. */
  public static Diagnostic error(Code code, SourceRef where, String message, String remedy) {
    return new Diagnostic(code, Severity.ERROR, message, where, remedy);
  }

  /** A warning with the remedy that its code states. */
  public static Diagnostic warning(Code code, SourceRef where, String message) {
    return new Diagnostic(code, Severity.WARNING, message, where, code.remedy());
  }

  /** The finding as a person reads it, on two lines. */
  public String render() {
    String place = where.isNone() ? "" : where + ": ";
    return place
        + severity.name().toLowerCase(java.util.Locale.ROOT)
        + " "
        + code.id()
        + ": "
        + message
        + "\n  remedy: "
        + remedy;
  }
}
