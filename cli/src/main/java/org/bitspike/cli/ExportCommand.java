package org.bitspike.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.wire.ProgramFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns a program into files that something else loads. */
@Command(
    name = "export",
    description = "Export a program (.bspp) for something else to load.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

  private final Bitspike root;

  @Parameters(paramLabel = "PROGRAM", description = "a program file (.bspp)")
  private Path file = Path.of("");

  @Option(names = "--to", required = true, paramLabel = "BACKEND", description = "c or protobuf")
  private String to = "";

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FOLDER",
      description = "folder to write into")
  private Path output = Path.of("");

  ExportCommand(Bitspike root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Backend backend = backend(to);
    Program program = ProgramFile.read(file);
    Backend.Assessment assessment = backend.assess(program);
    List<Backend.Artefact> artefacts = backend.emit(program);
    artefacts.forEach(a -> WholeFile.write(output.resolve(a.path()), a.content()));
    if (root.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("backend", backend.name());
      result.put("fidelity", assessment.fidelity().name());
      result.put("reason", assessment.reason());
      result.put("files", artefacts.stream().map(Backend.Artefact::path).toList());
      root.terminal().out().println(Json.print(result));
    } else {
      root.terminal().out().println(assessment.fidelity() + ": " + assessment.reason());
      artefacts.forEach(a -> root.terminal().out().println("  " + output.resolve(a.path())));
    }
    return ExitCode.FINE;
  }

  private static Backend backend(String name) {
    List<Backend> known =
        ServiceLoader.load(Backend.class).stream().map(ServiceLoader.Provider::get).toList();
    return known.stream()
        .filter(b -> b.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BitspikeException(
                    Diagnostic.error(
                        Code.B_UNKNOWN,
                        SourceRef.NONE,
                        "there is no backend '" + name + "'",
                        "use one of "
                            + known.stream()
                                .map(Backend::name)
                                .sorted()
                                .collect(Collectors.joining(", ")))));
  }
}
