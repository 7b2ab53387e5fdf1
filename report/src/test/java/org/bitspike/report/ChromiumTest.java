package org.bitspike.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, from disk, without a network. */
class ChromiumTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path TARGET = Path.of("target", "report-pages").toAbsolutePath();

  @TempDir private Path profile;

  @BeforeAll
  static void findBrowser() {
    boolean there = Files.isExecutable(CHROMIUM);
    if (Boolean.getBoolean("bitspike.ci")) {
      assertThat(there).as("CI needs %s", CHROMIUM).isTrue();
    }
    assumeTrue(there, "no " + CHROMIUM + ": the report was not opened in a browser");
  }

  @Test
  void drawsEverythingWithoutAnError() throws Exception {
    Path page = write("balanced.html", Synthetic.balanced());
    String dom = browse(page, "--dump-dom");
    assertThat(root(dom)).contains("data-ready=\"true\"").doesNotContain("data-error");
    for (String section :
        List.of(
            "verdict", "fit", "losses", "weights", "activity", "chip", "numbers", "provenance")) {
      assertThat(dom).contains("<section id=\"" + section + "\"");
    }
    for (String id : List.of("raster-expected", "raster-actual", "chip-map")) {
      Matcher canvas =
          Pattern.compile("<canvas id=\"" + id + "\"[^>]* width=\"(\\d+)\" height=\"(\\d+)\"")
              .matcher(dom);
      assertThat(canvas.find()).as("canvas %s is sized", id).isTrue();
      assertThat(Integer.parseInt(canvas.group(1))).as("width of %s", id).isGreaterThan(400);
      assertThat(Integer.parseInt(canvas.group(2))).as("height of %s", id).isGreaterThan(60);
    }
    assertThat(
            Pattern.compile("<div class=\"uplot\"|class=\"uplot ").matcher(dom).results().count())
        .as("rates and traces")
        .isEqualTo(5);
    assertThat(dom).contains("I</li>").contains("E</li>");
  }

  @Test
  void controlsWork() throws Exception {
    String clicks =
        """
        <script>
        const click = function (id) { document.getElementById(id).click(); };
        click('zoom-out'); click('view-differences'); click('show-divergence');
        document.getElementById('chip-map').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
        document.getElementById('download-losses').addEventListener('click', function (e) { e.preventDefault(); });
        click('download-losses');
        document.querySelector('.cause').open = true;
        document.documentElement.dataset.clicked = 'true';
        </script>
        """;
    Path page = TARGET.resolve("clicked.html");
    Files.createDirectories(TARGET);
    Files.writeString(
        page, HtmlReport.render(Synthetic.balanced()).replace("</body>", clicks + "</body>"));
    Path picture = TARGET.resolve("clicked.png");
    browse(page, "--window-size=1280,5600", "--screenshot=" + picture);
    String dom = browse(page, "--dump-dom");
    assertThat(root(dom)).contains("data-clicked=\"true\"").doesNotContain("data-error");
    assertThat(dom).contains("float reference only: ").contains("emulated only: ");
    assertThat(dom).contains("Core 0: 480 of 512 circuits\nE: 60 neurons on 480 circuits");
    assertThat(dom).contains("href=\"blob:");
    assertThat(
            Pattern.compile(
                    "<canvas id=\"raster-differences\"[^>]* width=\"\\d{3,}\" height=\"420\"")
                .matcher(dom)
                .find())
        .isTrue();
  }

  @Test
  void hostileNamesDoNotRun() throws Exception {
    String attack =
        "<script>document.documentElement.dataset.owned = 1</script><img src=x"
            + " onerror=\"document.title='owned'\">";
    String dom =
        browse(
            write("hostile.html", Synthetic.input("</script>" + attack, attack, 40)), "--dump-dom");
    assertThat(root(dom))
        .contains("data-ready=\"true\"")
        .doesNotContain("data-error")
        .doesNotContain("data-owned");
    assertThat(dom).doesNotContain("<title>owned");
  }

  @Test
  void makesPicturesInLightAndDark() throws Exception {
    Path page = write("balanced.html", Synthetic.balanced());
    Path light = TARGET.resolve("balanced-light.png");
    browse(page, "--window-size=1280,5200", "--screenshot=" + light);
    assertThat(Files.size(light)).isGreaterThan(50_000);
    Path dark = TARGET.resolve("balanced-dark.png");
    browse(
        page,
        "--window-size=1280,5200",
        "--blink-settings=preferredColorScheme=0",
        "--screenshot=" + dark);
    assertThat(Files.size(dark)).isGreaterThan(50_000);
    Path phone = TARGET.resolve("balanced-narrow.png");
    browse(page, "--window-size=500,5200", "--screenshot=" + phone);
    assertThat(Files.size(phone)).isGreaterThan(50_000);
  }

  /** The start tag of the whole page, where the script says how it went. */
  private static String root(String dom) {
    int from = dom.indexOf("<html");
    assertThat(from).as("a page came back").isNotNegative();
    return dom.substring(from, dom.indexOf('>', from));
  }

  private static Path write(String name, ReportInput in) throws IOException {
    Files.createDirectories(TARGET);
    return Files.writeString(TARGET.resolve(name), HtmlReport.render(in));
  }

  /** What the browser writes on its standard output. */
  private String browse(Path page, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--virtual-time-budget=4000",
                "--window-size=1280,1600"));
    command.addAll(List.of(options));
    command.add(page.toUri().toString());
    Process browser =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    CompletableFuture<String> output =
        CompletableFuture.supplyAsync(
            () -> {
              try (InputStream in = browser.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
              } catch (IOException e) {
                return "reading failed: " + e;
              }
            });
    if (!browser.waitFor(90, TimeUnit.SECONDS)) {
      browser.destroyForcibly();
    }
    return output.get(10, TimeUnit.SECONDS);
  }
}
