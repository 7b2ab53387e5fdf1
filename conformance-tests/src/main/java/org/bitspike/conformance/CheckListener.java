package org.bitspike.conformance;

import org.bitspike.ir.diag.Diagnostic;

/** Is told how a check comes on. Every method does nothing unless overridden. */
public interface CheckListener {

  /** Listens to nothing. */
  CheckListener SILENT = new CheckListener() {};

  /** What a check does, in this order. */
  enum Stage {
    IMPORT("import"),
    REFERENCE("float reference"),
    COMPILE("compile"),
    EMULATE("emulate"),
    COMPARE("compare");

    private final String title;

    Stage(String title) {
      this.title = title;
    }

    /** One or two words for a progress line. */
    public String title() {
      return title;
    }
  }

  /** A stage begins. */
  default void begins(Stage stage) {}

  /**
   * A stage has come so far.
   *
   * @param stage which
   * @param done ticks done, or thousandths of a compilation
   * @param all of the whole stage
   */
  default void progress(Stage stage, long done, long all) {}

  /** Something worth telling the user was found. */
  default void warning(Diagnostic diagnostic) {}
}
