package org.bitspike.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains a diagnostic's code. */
@Command(name = "explain", description = "Explain a diagnostic.", mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

  private final Bitspike root;

  @Parameters(paramLabel = "CODE", description = "such as BS-C004")
  private String code = "";

  ExplainCommand(Bitspike root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    String wanted = code.toUpperCase(Locale.ROOT);
    for (Code known : Code.values()) {
      if (known.id().equals(wanted) || known.id().equals("BS-" + wanted)) {
        root.terminal()
            .out()
            .println(known.id() + ": " + known.title() + ".\n  remedy: " + known.remedy() + ".");
        return ExitCode.FINE;
      }
    }
    throw new BitspikeException(
        Diagnostic.error(
            Code.U_USAGE,
            SourceRef.NONE,
            "there is no diagnostic " + code,
            "give a code as a message shows it, such as BS-C004"));
  }
}
