package org.bitspike.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.bitspike.conformance.Conformance;
import org.bitspike.conformance.Criteria;
import org.bitspike.conformance.JunitXml;
import org.bitspike.conformance.VerdictJson;
import org.bitspike.conformance.VerdictTable;
import org.bitspike.ir.verdict.Verdict;
import org.bitspike.ir.wire.RecordingFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two recordings. */
@Command(
    name = "compare",
    description = "Compare a recording with the one that was meant.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

  private final Bitspike root;

  @Parameters(
      index = "0",
      paramLabel = "EXPECTED",
      description = "recording of the reference (.bspr)")
  private Path expected = Path.of("");

  @Parameters(index = "1", paramLabel = "ACTUAL", description = "recording to judge (.bspr)")
  private Path actual = Path.of("");

  @Option(names = "--junit", paramLabel = "FILE", description = "write the verdict as JUnit XML")
  private @Nullable Path junit;

  CompareCommand(Bitspike root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Verdict verdict =
        Conformance.compare(
            RecordingFile.read(expected), RecordingFile.read(actual), Criteria.defaults());
    if (junit != null) {
      WholeFile.write(junit, JunitXml.print(List.of(verdict)));
    }
    root.terminal()
        .out()
        .println(root.json() ? VerdictJson.print(verdict) : VerdictTable.print(verdict));
    return verdict.outcome().conforms() ? ExitCode.FINE : ExitCode.DIFFERENT;
  }
}
