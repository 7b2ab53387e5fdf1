package org.bitspike.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where a command speaks.
 *
 * @param out results
 * @param err diagnostics and progress
 * @param interactive whether a person watches, so that progress is worth showing
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {

  /** The process's own streams. */
  static Terminal standard() {
    java.io.Console console = System.console();
    return new Terminal(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        console != null && console.isTerminal());
  }

  /** Starts to show the progress of one piece of work; shows nothing where nobody watches. */
  Progress progress(String what, long total) {
    return new Progress(what, total);
  }

  /** A line that is written over while work goes on. */
  final class Progress implements AutoCloseable {
    private final String what;
    private final long total;
    private long lastShown = -1;

    private Progress(String what, long total) {
      this.what = what;
      this.total = Math.max(1, total);
    }

    /** Says how far the work is. */
    void at(long done) {
      at(done, "");
    }

    /** Says how far the work is, and what it is at. */
    void at(long done, String step) {
      long percent = 100 * done / total;
      if (interactive && percent != lastShown) {
        lastShown = percent;
        err.print(
            String.format(Locale.ROOT, "\r%-28s %3d %%", (what + " " + step).strip(), percent));
        err.flush();
      }
    }

    @Override
    public void close() {
      if (interactive && lastShown >= 0) {
        err.print("\r" + " ".repeat(36) + "\r");
        err.flush();
      }
    }
  }
}
