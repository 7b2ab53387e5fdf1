package org.bitspike.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.bitspike.compiler.Compilation;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.compiler.Compiler;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.ExportInput;
import org.bitspike.ir.wire.ProgramFile;
import org.bitspike.reference.EventTiming;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Turns a program, or a model mapped for the purpose, into files that something else loads. */
@Command(
    name = "export",
    description = {
      "Export for something else to load: a program (.bspp), or a model mapped with --hw.",
      "Formats that speak of models, not of bits, need the model and --hw."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

  private final Bitspike root;

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--hw",
      paramLabel = "PROFILE",
      description = "map the model onto this hardware first: a name, or a YAML file")
  private @Nullable String profile;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "change a number of the profile; may be repeated")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "BACKEND",
      description = "backend, such as c, nir or neuroml")
  private String to = "";

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "option of the backend; may be repeated")
  private Map<String, String> options = new LinkedHashMap<>();

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
    checkOptions(backend);
    ExportInput input = input().withOptions(options);
    Backend.Assessment assessment = backend.assess(input);
    List<Backend.Artefact> artefacts = backend.emit(input);
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

  private ExportInput input() {
    Path file = model.file();
    boolean program = file.toString().endsWith(".bspp");
    if (program && profile != null) {
      throw unfit(file, "a program is mapped already", "leave --hw out, or give the model");
    }
    if (profile == null) {
      if (!program) {
        throw unfit(file, "a model is exported as hardware runs it", "add --hw PROFILE");
      }
      return ExportInput.of(ProgramFile.read(file));
    }
    HardwareProfile hardware = Profiles.load(profile, overrides);
    Network network = model.load(root);
    Recording reference;
    try (Terminal.Progress progress =
        root.terminal().progress("profile ranges", network.run().steps())) {
      reference =
          ReferenceSimulator.simulate(
              network,
              SimulationOptions.defaults()
                  .withEventTiming(EventTiming.WHOLE_STEPS)
                  .withProgress(progress::at));
    }
    Compilation compiled =
        Compiler.compile(network, hardware, reference, CompileOptions.defaults());
    return ExportInput.of(compiled.program(), network, hardware, compiled.losses());
  }

  private static BitspikeException unfit(Path file, String message, String remedy) {
    return new BitspikeException(
        Diagnostic.error(
            Code.U_UNSUPPORTED_HERE, new SourceRef(file.toString(), 0, 0, ""), message, remedy));
  }

  private void checkOptions(Backend backend) {
    for (String name : options.keySet()) {
      if (!backend.options().containsKey(name)) {
        throw new BitspikeException(
            Diagnostic.error(
                Code.U_UNSUPPORTED_HERE,
                SourceRef.NONE,
                "backend " + backend.name() + " has no option '" + name + "'",
                backend.options().isEmpty()
                    ? "leave --option out: it has none"
                    : "use one of "
                        + backend.options().entrySet().stream()
                            .map(o -> o.getKey() + " (" + o.getValue() + ")")
                            .sorted()
                            .collect(Collectors.joining(", "))));
      }
    }
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
