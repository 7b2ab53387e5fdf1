package org.bitspike.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bitspike.frontends.lems.validation.Validation;
import org.bitspike.frontends.lems.validation.Validator;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether models are valid, and all that is wrong with them. */
@Command(
    name = "validate",
    description = {
      "Say whether NeuroML 2 and LEMS files are valid, with everything that is wrong.",
      "Exit code 2 says that a file is not valid; warnings alone leave it at 0."
    },
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

  private final Bitspike root;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "files, folders with all models in them, or patterns such as 'cells/**.nml'")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "-I",
      paramLabel = "FOLDER",
      description = "look for included files here too; may be repeated")
  private List<Path> includePath = new ArrayList<>();

  ValidateCommand(Bitspike root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Validation validation = Validator.validate(ModelFiles.find(files), includePath);
    if (root.json()) {
      root.terminal().out().println(Json.print(json(validation)));
    } else {
      print(validation);
    }
    return validation.valid() ? ExitCode.FINE : ExitCode.BAD_INPUT;
  }

  private void print(Validation validation) {
    PrintWriter out = root.terminal().out();
    for (Diagnostic d : validation.diagnostics()) {
      root.terminal().err().println(d.render());
    }
    for (String file : validation.files()) {
      List<Diagnostic> own = validation.of(file);
      long errors = own.stream().filter(d -> d.severity() == Severity.ERROR).count();
      long warnings = own.stream().filter(d -> d.severity() == Severity.WARNING).count();
      String warned = warnings == 0 ? "" : ", " + count(warnings, "warning");
      out.println(file + ": " + (errors == 0 ? "valid" : count(errors, "error")) + warned);
    }
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  private static Map<String, Object> json(Validation validation) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("valid", validation.valid());
    result.put("errors", validation.count(Severity.ERROR));
    result.put("warnings", validation.count(Severity.WARNING));
    result.put("files", validation.files());
    result.putAll(Json.diagnostics(validation.diagnostics()));
    return result;
  }
}
