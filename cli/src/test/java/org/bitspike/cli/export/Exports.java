package org.bitspike.cli.export;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.bitspike.compiler.Compilation;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.compiler.Compiler;
import org.bitspike.conformance.ModelFile;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.Backend.Artefact;
import org.bitspike.ir.spi.ExportInput;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.EventTiming;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;

/** Models mapped for an export, exports written to a folder, and Python to run them. */
final class Exports {

  static final Path ROOT =
      Path.of(System.getProperty("bitspike.root", "..")).toAbsolutePath().normalize();

  /** Where Debian has the Python that its packages belong to. */
  static final Path PYTHON = Path.of("/usr/bin/python3");

  private static final long PATIENCE_SECONDS = 300;

  private Exports() {}

  static Path resource(String name) {
    return ROOT.resolve("cli/src/test/resources/org/bitspike/cli/export").resolve(name);
  }

  /** A resource with some texts replaced: each text is followed by what stands in its place. */
  static Path variant(String name, Path folder, String... replacements) throws IOException {
    String text = Files.readString(resource(name));
    for (int i = 0; i < replacements.length; i += 2) {
      if (!text.contains(replacements[i])) {
        throw new IllegalArgumentException(name + " does not contain " + replacements[i]);
      }
      text = text.replace(replacements[i], replacements[i + 1]);
    }
    return Files.writeString(folder.resolve(name), text);
  }

  static Network network(Path file) {
    return ModelFile.read(file, List.of(), RunOverrides.NONE).network();
  }

  static Recording reference(Network network) {
    return ReferenceSimulator.simulate(
        network, SimulationOptions.defaults().withEventTiming(EventTiming.WHOLE_STEPS));
  }

  static ExportInput mapped(Network network, String profile, String... overrides) {
    return mapped(network, reference(network), Profiles.load(profile, List.of(overrides)));
  }

  static ExportInput mapped(Network network, Recording reference, HardwareProfile profile) {
    Compilation compiled = Compiler.compile(network, profile, reference, CompileOptions.defaults());
    return ExportInput.of(compiled.program(), network, profile, compiled.losses());
  }

  static Recording emulated(ExportInput input) {
    return Interpreter.run(input.program(), RunOptions.defaults());
  }

  static Backend backend(String name) {
    return ServiceLoader.load(Backend.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(b -> b.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static void write(Backend backend, ExportInput input, Path folder) {
    for (Artefact artefact : backend.emit(input)) {
      try {
        Path file = folder.resolve(artefact.path());
        Files.createDirectories(file.getParent());
        Files.write(file, artefact.content());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Skips, saying so, where Python or one of the modules is missing; fails in CI. */
  static void needsPython(String... modules) {
    needs(Files.isExecutable(PYTHON), PYTHON + " is not here");
    for (String module : modules) {
      Ran ran = run(Path.of("."), Map.of(), List.of("-c", "import " + module));
      needs(ran.code() == 0, PYTHON + " has no module " + module);
    }
  }

  private static void needs(boolean there, String otherwise) {
    if (!there && Boolean.getBoolean("bitspike.ci")) {
      fail(otherwise);
    }
    assumeTrue(there, otherwise);
  }

  /** What a program said. */
  record Ran(int code, String output) {}

  /** Runs Python, for a few minutes at most. */
  static Ran run(Path folder, Map<String, String> environment, List<String> arguments) {
    return run(PYTHON, folder, environment, arguments);
  }

  /** Runs a Python of one's own. */
  static Ran run(
      Path python, Path folder, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(python.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Path said = Files.createTempFile("python", ".txt");
      builder.redirectOutput(said.toFile());
      Process process = builder.start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      String output = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
      Files.delete(said);
      return new Ran(ended ? process.exitValue() : -1, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
