package org.bitspike.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bitspike.cli.DocumentationPage.Block;
import org.bitspike.compiler.Pass;
import org.bitspike.compiler.StandardPipeline;
import org.bitspike.conformance.ExpectedFigure;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.profile.Delivery;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.LearningMatch;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.profile.Topology;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every code block of the documentation is run, every link leads somewhere, and the reference pages
 * name everything there is.
 *
 * <p>With {@code -Dgolden=update} blocks marked exact are rewritten, and the test fails with the
 * list of them.
 */
class DocumentationTest {

  private static final Path ROOT =
      Path.of(System.getProperty("bitspike.root", "..")).toAbsolutePath().normalize();
  private static final Path DOCS = ROOT.resolve("docs");
  private static final boolean UPDATE = "update".equals(System.getProperty("golden"));
  private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> blocksOfAPageRunInOrder() throws IOException {
    return pages().stream()
        .map(
            page ->
                dynamicTest(ROOT.relativize(page).toString(), page.toUri(), () -> runBlocks(page)));
  }

  @TestFactory
  Stream<DynamicTest> linksLeadSomewhere() throws IOException {
    return pages().stream()
        .map(
            page ->
                dynamicTest(
                    ROOT.relativize(page).toString(), page.toUri(), () -> checkLinks(page)));
  }

  private void runBlocks(Path path) throws Exception {
    Path own = Files.createTempDirectory(folder, "page");
    DocumentationRun run = new DocumentationRun(ROOT, own);
    DocumentationPage page = DocumentationPage.read(path);
    List<Integer> rewritten = new ArrayList<>();
    for (int at = 0; at < page.blocks().size(); at++) {
      Block block = page.blocks().get(at);
      try {
        run.run(block);
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            ROOT.relativize(path) + ":" + block.line() + ": " + e.getMessage(), e);
      }
      if (block.exact() && UPDATE && !block.content().equals(run.lastOutput())) {
        page = page.with(block, run.lastOutput());
        rewritten.add(block.line());
      } else if (block.exact()) {
        assertThat(run.lastOutput())
            .as(
                "%s:%d: output; to record it anew: -Dgolden=update",
                ROOT.relativize(path), block.line())
            .isEqualTo(block.content());
      }
    }
    assertThat(rewritten).as("blocks rewritten in %s", ROOT.relativize(path)).isEmpty();
  }

  private static void checkLinks(Path page) throws IOException {
    boolean fenced = false;
    for (String line : Files.readAllLines(page)) {
      fenced ^= line.strip().startsWith("```");
      Matcher link = LINK.matcher(fenced ? "" : line);
      while (link.find()) {
        String target = link.group(1).replaceFirst("#.*", "");
        if (!target.isEmpty() && !target.contains("://")) {
          assertThat(page.resolveSibling(target)).as("link in %s", ROOT.relativize(page)).exists();
        }
      }
    }
  }

  @Test
  void indexLeadsToEveryPage() throws IOException {
    String index = Files.readString(DOCS.resolve("README.md"));
    for (Path page : pages()) {
      if (page.startsWith(DOCS) && !page.equals(DOCS.resolve("README.md"))) {
        assertThat(index).contains("(" + DOCS.relativize(page) + ")");
      }
    }
  }

  @Test
  void helpOfEveryCommandIsShown() throws IOException {
    String page = Files.readString(DOCS.resolve("reference/command-line.md"));
    StringWriter help = new StringWriter();
    Bitspike.run(
        new String[] {"--help"}, new Terminal(new PrintWriter(help), new PrintWriter(help), false));
    List<String> commands =
        Pattern.compile("(?m)^  ([a-z][a-z-]+)  ")
            .matcher(help.toString())
            .results()
            .map(r -> r.group(1))
            .toList();
    assertThat(commands)
        .contains("check", "explain")
        .allSatisfy(command -> assertThat(page).contains("\n./bitspike " + command + " --help\n"));
  }

  @Test
  void everyPassIsDescribedInItsOrder() throws IOException {
    String page = Files.readString(DOCS.resolve("reference/passes.md"));
    int last = 0;
    for (Pass pass : StandardPipeline.passes()) {
      int at = page.indexOf("\n## " + pass.id() + "\n");
      assertThat(at)
          .as("section of pass %s, in the order of the pipeline", pass.id())
          .isGreaterThan(last);
      last = at;
    }
    assertThat(page.lines().filter(l -> l.startsWith("## ")))
        .hasSize(StandardPipeline.passes().size());
  }

  @Test
  void everyProfileKeyIsDescribed() throws IOException {
    String page = Files.readString(DOCS.resolve("reference/profiles.md"));
    for (Class<?> section :
        List.of(
            HardwareProfile.TickRule.class,
            HardwareProfile.SynapseModel.class,
            HardwareProfile.WeightModel.class,
            HardwareProfile.DelayModel.class,
            HardwareProfile.Limits.class,
            HardwareProfile.EventClock.class,
            NeuronModel.Programmable.class,
            NeuronModel.Fixed.class,
            NeuronModel.CellMatch.class,
            NeuronModel.SynapseMatch.class,
            NeuronModel.Receptor.class,
            NeuronModel.Register.class,
            NeuronModel.CurrentInput.class,
            LearningMatch.class,
            LearningMatch.ControllerRule.class,
            Topology.class,
            Topology.NodeFamily.class,
            Topology.GroupFamily.class,
            Topology.SwitchFamily.class,
            Topology.Defect.class,
            Delivery.class,
            Delivery.Cores.class,
            Delivery.Addresses.class,
            Delivery.Buses.class,
            Delivery.Merge.class,
            Delivery.Drivers.class)) {
      for (var component : section.getRecordComponents()) {
        String key =
            component
                .getName()
                .replaceFirst("Seconds$", "")
                .replaceFirst("^rule$", "schedule")
                .replaceAll("([A-Z])", "_$1")
                .toLowerCase(Locale.ROOT);
        assertThat(page).as("key of %s", section.getSimpleName()).contains("`" + key + "`");
      }
    }
    assertThat(page).contains(Profiles.builtIn());
  }

  @Test
  void everyFigureOfAConformanceCaseIsListed() throws IOException {
    String page = Files.readString(DOCS.resolve("reference/verdicts.md"));
    for (ExpectedFigure figure : ExpectedFigure.values()) {
      assertThat(page).contains("`" + figure.key() + "`");
    }
  }

  /** All pages but the decisions, which tell history, and the diagnostics, which are generated. */
  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String page : List.of("README.md", "examples/README.md", "benchmarks/README.md")) {
      if (Files.exists(ROOT.resolve(page))) {
        pages.add(ROOT.resolve(page));
      }
    }
    try (Stream<Path> files = Files.walk(DOCS)) {
      files
          .filter(f -> f.toString().endsWith(".md"))
          .filter(f -> !f.startsWith(DOCS.resolve("decisions")))
          .filter(f -> !f.startsWith(DOCS.resolve("reference/diagnostics")))
          .sorted()
          .forEach(pages::add);
    }
    return pages;
  }
}
