package org.bitspike.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.bitspike.emulator.RunOptions;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.wire.SnapshotFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a run is kept while it runs, and what it goes on from. */
final class SnapshotOptions {

  private static final Pattern TICKS = Pattern.compile("[0-9]{1,18}");

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "keep the state of the run here (.bsps)")
  private @Nullable Path file;

  @Option(
      names = "--snapshot-every",
      paramLabel = "TIME",
      description = {"how often, such as 500ms of model time, or a", "number of ticks"})
  private @Nullable String every;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = {"go on from a snapshot (.bsps) of this program,", "on any machine or engine"})
  private @Nullable Path resume;

  /** Adds what was asked for to the options of a run. */
  RunOptions of(Program program, RunOptions options) {
    if ((file == null) != (every == null)) {
      throw wrong(
          "of --snapshot and --snapshot-every only one is given",
          "say where, as in --snapshot run.bsps, and how often, as in --snapshot-every 500ms");
    }
    RunOptions result = options;
    if (file != null && every != null) {
      Path to = file;
      result =
          result.withSnapshots(ticks(every, program), snapshot -> SnapshotFile.write(to, snapshot));
    }
    return resume == null ? result : result.resuming(SnapshotFile.read(resume));
  }

  private static long ticks(String every, Program program) {
    boolean plain = TICKS.matcher(every).matches();
    long ticks =
        plain
            ? Long.parseLong(every)
            : Math.round(
                Durations.seconds("--snapshot-every", every).orElseThrow()
                    / program.tick().seconds());
    if (ticks < 1) {
      throw wrong(
          "--snapshot-every is '" + every + "', less than a tick",
          "give at least one tick, which is " + program.tick().seconds() + " s in this program");
    }
    return ticks;
  }

  private static BitspikeException wrong(String problem, String remedy) {
    return new BitspikeException(Diagnostic.error(Code.U_USAGE, SourceRef.NONE, problem, remedy));
  }
}
