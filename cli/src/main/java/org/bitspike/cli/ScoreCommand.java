package org.bitspike.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bitspike.conformance.omv.OmvFile;
import org.bitspike.conformance.omv.OmvOutput;
import org.bitspike.conformance.omv.OmvResult;
import org.bitspike.conformance.omv.OmvScore;
import org.bitspike.conformance.omv.OmvTest;
import org.bitspike.frontends.lems.validation.Validator;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores models against expected observations. */
@Command(
    name = "score",
    description = {
      "Run models and score them against the observations that .omt and .mep files expect.",
      "Exit code 1 says that a check failed or could not be made."
    },
    mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {

  private final Bitspike root;

  @Parameters(
      arity = "1..*",
      paramLabel = "TEST",
      description = "an .omt file, or a folder with such files in it or below")
  private List<Path> given = new ArrayList<>();

  @Option(
      names = "-I",
      paramLabel = "FOLDER",
      description = "look for included files here too; may be repeated")
  private List<Path> includePath = new ArrayList<>();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "only tests that are written for this engine, such as jNeuroML")
  private @Nullable String engine;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description = "relative tolerance of every check, instead of its own")
  private @Nullable Double tolerance;

  @Option(names = "--junit", paramLabel = "FILE", description = "write the results as JUnit XML")
  private @Nullable Path junit;

  ScoreCommand(Bitspike root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    if (tolerance != null && !(tolerance >= 0)) {
      throw usage("--tolerance " + tolerance + " is below 0");
    }
    List<OmvTest> tests = tests();
    OmvScore score =
        new OmvScore(
            includePath,
            tolerance == null ? OptionalDouble.empty() : OptionalDouble.of(tolerance),
            Optional.of(file -> Validator.validate(List.of(file), includePath).diagnostics()));
    List<OmvResult> results = score.score(tests);
    if (junit != null) {
      WholeFile.write(junit, OmvOutput.junit(results));
    }
    root.terminal()
        .out()
        .println(
            root.json()
                ? Json.print(OmvOutput.tree(results))
                : OmvOutput.table(results).stripTrailing());
    return results.stream().allMatch(OmvResult::passes) ? ExitCode.FINE : ExitCode.DIFFERENT;
  }

  /** All tests; what is wrong with any of them is told before one is run. */
  private List<OmvTest> tests() {
    List<OmvTest> tests = new ArrayList<>();
    Diagnostics findings = new Diagnostics();
    for (Path file : given.stream().flatMap(p -> files(p).stream()).toList()) {
      try {
        tests.add(OmvFile.read(file));
      } catch (BitspikeException e) {
        findings.addAll(e.diagnostics());
      }
    }
    findings.throwIfErrors();
    List<OmvTest> wanted =
        tests.stream().filter(t -> engine == null || t.engine().equalsIgnoreCase(engine)).toList();
    if (wanted.isEmpty()) {
      List<String> engines = tests.stream().map(OmvTest::engine).distinct().sorted().toList();
      throw usage(
          engine == null
              ? "there is no .omt file in " + given
              : "no test is for engine " + engine + "; there are " + String.join(", ", engines));
    }
    return wanted;
  }

  private static List<Path> files(Path given) {
    if (!Files.isDirectory(given)) {
      return List.of(given);
    }
    try (Stream<Path> all = Files.walk(given)) {
      return all.filter(f -> f.toString().endsWith(OmvFile.ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BitspikeException usage(String message) {
    return new BitspikeException(Diagnostic.error(Code.U_USAGE, SourceRef.NONE, message));
  }
}
