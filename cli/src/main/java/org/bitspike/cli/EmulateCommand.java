package org.bitspike.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bitspike.emulator.Engines;
import org.bitspike.emulator.RunOptions;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.wire.ProgramFile;
import org.bitspike.ir.wire.RecordingFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a program, bit for bit as the hardware is defined. */
@Command(
    name = "emulate",
    description = "Run a program (.bspp) on the emulator.",
    mixinStandardHelpOptions = true)
final class EmulateCommand implements Callable<Integer> {

  private final Bitspike root;

  @Parameters(paramLabel = "PROGRAM", description = "a program file (.bspp)")
  private Path file = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "recording to write (.bspr)")
  private @Nullable Path output;

  @Mixin private EngineOption engine = new EngineOption();

  @Mixin private SnapshotOptions snapshots = new SnapshotOptions();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = {
        "threads that the fast engine may use; of no effect on bits;",
        "0, the default, lets it choose"
      })
  private int threads;

  @Option(
      names = "--vectors",
      description = {
        "have the JVM's vector instructions; of no effect on",
        "bits; so it is anyway where a run would take seconds"
      })
  private boolean vectors;

  @Spec private @Nullable CommandSpec spec;

  EmulateCommand(Bitspike root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    if (threads < 0 || threads > RunOptions.MOST_THREADS) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.U_USAGE,
              SourceRef.NONE,
              "--threads is " + threads + ", not from 0 to " + RunOptions.MOST_THREADS,
              "give as many threads as there are cores at most"));
    }
    Program program = ProgramFile.read(file);
    RunOptions meant = RunOptions.defaults().withEngine(engine.engine()).withThreads(threads);
    RunOptions options = snapshots.of(program, meant);
    boolean worth = vectors || Engines.worthVectors(program, options);
    if (worth && !VectorProcess.isThisOne() && spec != null) {
      return VectorProcess.run(spec.root().commandLine().getParseResult().originalArgs());
    }
    Recording recording;
    try (Terminal.Progress progress =
        root.terminal().progress("emulate", program.durationTicks())) {
      recording = Engines.run(program, options.withProgress(progress::at));
    }
    if (output != null) {
      RecordingFile.write(output, recording);
    }
    SimulateCommand.printSpikes(root, recording);
    return ExitCode.FINE;
  }
}
