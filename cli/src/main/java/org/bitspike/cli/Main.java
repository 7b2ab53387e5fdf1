package org.bitspike.cli;

/** Where the program starts. */
public final class Main {

  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    System.exit(Bitspike.run(args, Terminal.standard()));
  }
}
