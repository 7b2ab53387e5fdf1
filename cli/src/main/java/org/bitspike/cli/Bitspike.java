package org.bitspike.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.wire.BitspikeVersion;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command with its sub-commands, and what every one of them does with mistakes. */
@Command(
    name = "bitspike",
    description = {
      "Maps spiking networks onto the constraints of a chip, accounts for every loss,",
      "emulates the result bit for bit, and says whether it is still the model that was meant."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Bitspike.Version.class,
    footer = {
      "",
      "Exit codes: 0 fine, 1 the model does not conform, 2 the input is wrong, 3 the tool failed."
    },
    subcommands = {
      CheckCommand.class,
      ValidateCommand.class,
      ImportCommand.class,
      SimulateCommand.class,
      CompileCommand.class,
      EmulateCommand.class,
      CompareCommand.class,
      ScoreCommand.class,
      ExportCommand.class,
      ProfilesCommand.class,
      ExplainCommand.class,
      StdpTablesCommand.class,
      AutoComplete.GenerateCompletion.class
    })
final class Bitspike implements Runnable {

  @CommandLine.Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "print results as JSON")
  private boolean json;

  private final Terminal terminal;

  private Bitspike(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs a command line and gives the exit code. */
  static int run(String[] args, Terminal terminal) {
    Bitspike root = new Bitspike(terminal);
    CommandLine line = new CommandLine(root, new Commands(root));
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((mistake, given) -> root.usage(mistake));
    line.setExecutionExceptionHandler((failure, command, parsed) -> root.failed(failure));
    int code = line.execute(args);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  Terminal terminal() {
    return terminal;
  }

  boolean json() {
    return json;
  }

  @Override
  public void run() {
    new CommandLine(this, new Commands(this)).usage(terminal.out());
  }

  private int usage(CommandLine.ParameterException mistake) {
    Diagnostic diagnostic =
        Diagnostic.error(
            Code.U_USAGE,
            SourceRef.NONE,
            String.valueOf(mistake.getMessage()),
            "see `" + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help`");
    return badInput(new BitspikeException(diagnostic));
  }

  private int failed(Exception failure) {
    if (failure instanceof BitspikeException mistake) {
      return badInput(mistake);
    }
    if (failure instanceof UncheckedIOException || failure instanceof IOException) {
      return badInput(
          new BitspikeException(
              Diagnostic.error(
                  Code.F_UNREADABLE, SourceRef.NONE, String.valueOf(failure.getMessage()))));
    }
    return bug(failure);
  }

  private int badInput(BitspikeException mistake) {
    if (json) {
      terminal.out().println(Json.print(Json.diagnostics(mistake.diagnostics())));
    } else {
      mistake.diagnostics().forEach(d -> terminal.err().println(d.render()));
    }
    return ExitCode.BAD_INPUT;
  }

  private int bug(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    PrintWriter err = terminal.err();
    err.println("bitspike failed: " + failure);
    try {
      Path dump = Files.createTempFile("bitspike-failure-", ".txt");
      Files.writeString(dump, "bitspike " + BitspikeVersion.current() + "\n" + trace);
      err.println("This is a mistake of bitspike, not yours. Please report it with " + dump);
    } catch (IOException e) {
      err.println(
          "This is a mistake of bitspike, not yours. Please report it with this:\n" + trace);
    }
    return ExitCode.FAILED;
  }

  /** The version, as {@code --version} prints it. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"bitspike " + BitspikeVersion.current()};
    }
  }
}
