package org.bitspike.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bitspike.conformance.ModelFile;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.spi.Frontend;
import org.bitspike.ir.spi.RunOverrides;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model, and how long to run it. */
final class ModelOptions {

  @Parameters(
      paramLabel = "MODEL",
      description = {
        "a LEMS or NeuroML 2 file (.h5 as well), a .nir file,",
        "or a network file (.bspn)"
      })
  private Path file = Path.of("");

  @Option(
      names = "-I",
      paramLabel = "FOLDER",
      description = "look for included files here too; may be repeated")
  private List<Path> includePath = new ArrayList<>();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "run this long instead of what the model says, such as 500ms")
  private @Nullable String duration;

  @Option(
      names = "--step",
      paramLabel = "TIME",
      description = "use this step instead of the model's, such as 0.1ms")
  private @Nullable String step;

  @Option(names = "--seed", paramLabel = "N", description = "use this seed instead of the model's")
  private @Nullable Long seed;

  @Option(
      names = "--input-spikes",
      paramLabel = "FILE",
      description = "spikes of a .nir model's Input nodes: lines of time,node,index")
  private @Nullable Path inputSpikes;

  Path file() {
    return file;
  }

  /** Reads the model and tells its warnings. */
  Network load(Bitspike root) {
    Frontend.Import read = ModelFile.read(file, includePath, overrides());
    read.warnings().forEach(w -> root.terminal().err().println(w.render()));
    return read.network();
  }

  /** Reads the model for what it is; a document without a simulation needs no run. */
  Network loadDocument(Bitspike root) {
    RunOverrides given = overrides();
    RunOverrides some =
        new RunOverrides(
            given.durationSeconds().isPresent() ? given.durationSeconds() : OptionalDouble.of(1),
            given.stepSeconds().isPresent() ? given.stepSeconds() : OptionalDouble.of(1e-4),
            given.seed(),
            given.inputSpikes());
    Frontend.Import read = ModelFile.read(file, includePath, some);
    read.warnings().forEach(w -> root.terminal().err().println(w.render()));
    return read.network();
  }

  RunOverrides overrides() {
    return new RunOverrides(
        Durations.seconds("--duration", duration),
        Durations.seconds("--step", step),
        Optional.ofNullable(seed),
        Optional.ofNullable(inputSpikes));
  }

  List<Path> includePath() {
    return List.copyOf(includePath);
  }
}
