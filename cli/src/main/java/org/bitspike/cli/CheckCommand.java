package org.bitspike.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.bitspike.conformance.Check;
import org.bitspike.conformance.CheckListener;
import org.bitspike.conformance.CheckOptions;
import org.bitspike.conformance.CheckResult;
import org.bitspike.conformance.JunitXml;
import org.bitspike.conformance.VerdictJson;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.wire.ProgramFile;
import org.bitspike.report.HtmlReport;
import org.bitspike.report.ReportInput;
import org.bitspike.report.TextReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole way from a model to a verdict and a report. */
@Command(
    name = "check",
    description = {
      "Map a model onto hardware, run it there and in floating point, and compare.",
      "Exit code 1 says that the mapped model is not the one that was meant."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  private final Bitspike root;

  @Mixin private ModelOptions model = new ModelOptions();

  @Mixin private HardwareOptions hardware = new HardwareOptions();

  @Mixin private EngineOption engine = new EngineOption();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write a self-contained HTML report")
  private @Nullable Path report;

  @Option(names = "--junit", paramLabel = "FILE", description = "write the verdict as JUnit XML")
  private @Nullable Path junit;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "write the program (.bspp)")
  private @Nullable Path output;

  @Option(
      names = "--print-after",
      paramLabel = "PASS",
      split = ",",
      description = "print the state after these passes, or 'all'")
  private Set<String> printAfter = new LinkedHashSet<>();

  CheckCommand(Bitspike root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    CheckResult result;
    try (Watching watching = new Watching(root.terminal())) {
      result =
          Check.run(
              CheckOptions.of(model.file(), hardware.profile())
                  .withIncludePath(model.includePath())
                  .withRun(model.overrides())
                  .withOverrides(hardware.overrides())
                  .withCompile(hardware.compile().withPrintAfter(printAfter))
                  .withEngine(engine.engine())
                  .withListener(watching));
    }
    result
        .printed()
        .forEach((pass, text) -> root.terminal().out().println("after " + pass + ":\n" + text));
    ReportInput input = reportInput(result);
    if (report != null) {
      WholeFile.write(report, HtmlReport.render(input));
    }
    if (junit != null) {
      WholeFile.write(junit, JunitXml.print(List.of(result.verdict())));
    }
    if (output != null) {
      ProgramFile.write(output, result.program());
    }
    root.terminal()
        .out()
        .println(root.json() ? json(result) : TextReport.render(input).stripTrailing());
    if (report != null && !root.json()) {
      root.terminal().out().println("report: " + report);
    }
    return result.verdict().outcome().conforms() ? ExitCode.FINE : ExitCode.DIFFERENT;
  }

  private ReportInput reportInput(CheckResult result) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("model file", model.file().toString());
    provenance.put(
        "hardware",
        hardware.profile()
            + String.join("", hardware.overrides().stream().map(o -> " --set " + o).toList()));
    return new ReportInput(
        result.network(),
        result.profile(),
        result.program(),
        result.losses(),
        result.reference(),
        result.emulated(),
        result.verdict(),
        provenance);
  }

  private static String json(CheckResult result) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("verdict", VerdictJson.tree(result.verdict()));
    all.put("losses", LossJson.of(result.losses()));
    if (!result.emulated().counters().isEmpty()) {
      all.put("counters", Json.counters(result.emulated()));
    }
    all.putAll(Json.diagnostics(result.warnings()));
    return Json.print(all);
  }

  /** Shows the stages of a check while they last. */
  private static final class Watching implements CheckListener, AutoCloseable {
    private final Terminal terminal;
    private Terminal.Progress progress;

    private Watching(Terminal terminal) {
      this.terminal = terminal;
      this.progress = terminal.progress(Stage.IMPORT.title(), 1);
    }

    @Override
    public void begins(Stage stage) {
      progress.close();
      progress = terminal.progress(stage.title(), 100);
      progress.at(0);
    }

    @Override
    public void progress(Stage stage, long doneTicks, long allTicks) {
      progress.at(100 * doneTicks / Math.max(1, allTicks));
    }

    @Override
    public void warning(Diagnostic diagnostic) {
      progress.close();
      terminal.err().println(diagnostic.render());
    }

    @Override
    public void close() {
      progress.close();
    }
  }
}
