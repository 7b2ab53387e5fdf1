package org.bitspike.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.bitspike.cli.ModelMutator.Way;
import org.bitspike.conformance.ModelFile;
import org.bitspike.frontends.lems.validation.Validation;
import org.bitspike.frontends.lems.validation.Validator;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in a model file, the answer is a result or a diagnostic with a place: never a
 * stack trace, never a hang, never an exhausted memory. Spoilt files of the public suite, where it
 * is there, and of our own go through validation, import and the first steps of a simulation.
 *
 * <p>A file that gets another answer is kept under {@code target/mutants}.
 */
class MutationCorpusTest {

  private static final long SEED = 20260915;
  private static final long SECONDS_EACH = 30;

  /** Networks of more than this are imported, not run: a test has no time for them. */
  private static final long MEMBERS = 20_000;

  /** Enough to see what is wrong. */
  private static final int FAILURES = 20;

  private static final Path KEPT = Path.of("target", "mutants");

  @TempDir private Path folder;

  private final Map<Way, Integer> refused = new EnumMap<>(Way.class);
  private final List<String> failures = new ArrayList<>();
  private int ran;

  @Test
  void everySpoiltFileIsAnsweredWithAResultOrADiagnostic() throws Exception {
    spoil(SEED, 264);
  }

  @Test
  @Tag("long")
  void soAreThousands() throws Exception {
    spoil(SEED + 1_000_000, Integer.getInteger("mutants", 6000));
  }

  private void spoil(long seed, int mutants) throws Exception {
    List<Path> originals = originals();
    for (int i = 0; i < mutants && failures.size() < FAILURES; i++) {
      Way way = Way.values()[i % Way.values().length];
      // Every other mutant is of our own models, which use what the suite lacks.
      List<Path> choice = i / Way.values().length % 2 == 0 ? own() : originals;
      Path original = choice.get(Math.floorMod((seed + i) * 2_654_435_761L >> 16, choice.size()));
      one(original, way, seed + i);
    }
    assertThat(failures).as("%d of %d mutants", failures.size(), mutants).isEmpty();
    assertThat(refused.values().stream().mapToInt(n -> n).sum())
        .as("refused, by way of spoiling: %s; %d ran", refused, ran)
        .isGreaterThan(mutants / 3);
    assertThat(ran).as("mutants that still run").isPositive();
  }

  private static List<Path> own() {
    Path root = Path.of(System.getProperty("bitspike.root", "..")).toAbsolutePath().normalize();
    Path corpus = root.resolve("cli/src/test/resources/org/bitspike/cli/corpus");
    return List.of(
        corpus.resolve("branched.nml"),
        corpus.resolve("points.nml"),
        corpus.resolve("own-types.xml"));
  }

  private static List<Path> originals() throws IOException {
    String data = System.getProperty("bitspike.data", "");
    Path suite = Path.of(data.isEmpty() ? "no-data" : data).resolve("neuroml-suite");
    if (!Files.isDirectory(suite)) {
      return own();
    }
    try (Stream<Path> walk = Files.walk(suite)) {
      return walk.filter(p -> p.toString().endsWith(".xml") || p.toString().endsWith(".nml"))
          .filter(p -> !p.startsWith(suite.resolve("core")))
          .filter(p -> p.toFile().length() < 40_000)
          .sorted()
          .toList();
    }
  }

  private void one(Path original, Way way, long seed) throws Exception {
    String name = String.valueOf(original.getFileName());
    byte[] mutant = ModelMutator.mutate(Files.readAllBytes(original), name, way, seed);
    Path file = Files.write(folder.resolve(name), mutant);
    List<Path> includePath = new ArrayList<>();
    for (Path at = original.getParent();
        at != null && includePath.size() < 2;
        at = at.getParent()) {
      includePath.add(at);
    }
    String answer = bounded(() -> answer(file, includePath, way));
    Files.delete(file);
    if (!answer.isEmpty()) {
      Files.createDirectories(KEPT);
      Path kept = Files.write(KEPT.resolve(seed + "-" + way + "-" + name), mutant);
      failures.add(
          way + " with seed " + seed + ", of " + original + ", kept as " + kept + ": " + answer);
    }
  }

  /** Runs on a thread of its own, with the stack a program has. */
  private static String bounded(Callable<String> work) throws Exception {
    FutureTask<String> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "mutant");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(SECONDS_EACH, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      StringBuilder where = new StringBuilder("no answer after " + SECONDS_EACH + " s, at");
      for (StackTraceElement frame : thread.getStackTrace()) {
        where.append("\n  ").append(frame);
      }
      return where.toString();
    } catch (ExecutionException e) {
      StringBuilder where = new StringBuilder(String.valueOf(e.getCause()));
      StackTraceElement[] trace = e.getCause().getStackTrace();
      for (int i = 0; i < Math.min(25, trace.length); i++) {
        where.append("\n  ").append(trace[i]);
      }
      return where.toString();
    }
  }

  /** A NeuroML document says nothing of a run. */
  private static RunOverrides overrides(Path file) {
    return file.toString().endsWith(".nml")
        ? new RunOverrides(OptionalDouble.of(2.5e-4), OptionalDouble.of(5e-5), Optional.empty())
        : RunOverrides.NONE;
  }

  /** Empty when the answer is one of those allowed. */
  private String answer(Path file, List<Path> includePath, Way way) {
    Validation validation = Validator.validate(List.of(file), includePath);
    for (Diagnostic d : validation.diagnostics()) {
      if (d.where().isNone() || d.message().isBlank() || d.remedy().isBlank()) {
        return "a finding of validation without place or words: " + d.render();
      }
    }
    try {
      Network network = ModelFile.read(file, includePath, overrides(file)).network();
      long members = network.populations().stream().mapToLong(p -> p.size()).sum();
      if (members <= MEMBERS) {
        double steps = Math.min(5, network.run().durationSeconds() / network.run().stepSeconds());
        ReferenceSimulator.simulate(
            network,
            SimulationOptions.defaults().withDurationSeconds(steps * network.run().stepSeconds()));
        ran++;
      }
      return "";
    } catch (BitspikeException e) {
      refused.merge(way, 1, Integer::sum);
      return e.diagnostics().stream().anyMatch(d -> !d.where().isNone())
          ? ""
          : "no finding with a place: " + e.diagnostics();
    }
  }
}
