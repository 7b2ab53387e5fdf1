package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.wire.NetworkText;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each {@code <case>.network} is a network with one line before it, {@code pipeline: <pass> on
 * <profile>}; {@code <case>.expect} is the draft after that pass and what was reported on the way.
 * {@code -Dgolden=update} writes what is found and fails with the list.
 */
class GoldenTest {

  private static final String HEAD = "pipeline: ";

  private static Path folder() {
    return Path.of(
        System.getProperty("bitspike.root", ".."),
        "compiler/src/test/resources/org/bitspike/compiler/golden");
  }

  @TestFactory
  Stream<DynamicTest> draftsAfterEachPass() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      List<Path> cases = files.filter(f -> f.toString().endsWith(".network")).sorted().toList();
      assertThat(cases).hasSizeGreaterThanOrEqualTo(StandardPipeline.passes().size() - 1);
      return cases.stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
    }
  }

  private static void check(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    String head = text.substring(0, text.indexOf('\n'));
    assertThat(head).startsWith(HEAD);
    String[] words = head.substring(HEAD.length()).split(" on ");
    Network network = NetworkText.parse(text.substring(text.indexOf('\n') + 1));
    String found = run(network, words[0], words[1]);
    Path expectFile =
        file.resolveSibling(file.getFileName().toString().replace(".network", ".expect"));
    String expected =
        Files.exists(expectFile) ? Files.readString(expectFile, StandardCharsets.UTF_8) : "";
    if (System.getProperty("golden", "").equals("update") && !found.equals(expected)) {
      Files.writeString(expectFile, found, StandardCharsets.UTF_8);
      fail("updated " + expectFile);
    }
    assertThat(found).isEqualTo(expected);
  }

  private static String run(Network network, String pass, String profile) {
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    Compilation compiled =
        Compiler.compile(
            network,
            Profiles.load(folder().resolve(profile + ".yaml").toString(), List.of()),
            reference,
            CompileOptions.defaults().withPrintAfter(Set.of(pass)));
    Map<String, String> printed = new TreeMap<>(compiled.printed());
    String draft =
        printed
            .getOrDefault(pass, "")
            .lines()
            .filter(l -> !l.contains("_digest:") && !l.contains("bitspike_version:"))
            .collect(Collectors.joining("\n"));
    String losses =
        compiled.losses().losses().stream()
            .filter(l -> l.pass().equals(pass))
            .map(GoldenTest::line)
            .collect(Collectors.joining("\n"));
    return draft + "\n\n" + losses + "\n";
  }

  private static String line(Loss loss) {
    return loss.code().id()
        + " at "
        + loss.where()
        + ": "
        + loss.message()
        + "\n  remedy: "
        + loss.remedy();
  }
}
