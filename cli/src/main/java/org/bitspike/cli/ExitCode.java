package org.bitspike.cli;

/** What the exit code of a command means. */
final class ExitCode {

  /** Done, and the model conforms where that was asked. */
  static final int FINE = 0;

  /** Done, and the model does not conform. */
  static final int DIFFERENT = 1;

  /** The input or the command line is wrong; nothing was written. */
  static final int BAD_INPUT = 2;

  /** The tool failed. */
  static final int FAILED = 3;

  private ExitCode() {}
}
