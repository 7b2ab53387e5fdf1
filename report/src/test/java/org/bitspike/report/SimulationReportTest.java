package org.bitspike.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Displays as plots. */
class SimulationReportTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int SAMPLES = 20_001;

  @TempDir private Path folder;

  /** A sine of 20 mV about -50 mV with one spike of a single sample, 1 s at 0.05 ms. */
  private static Recording recording() {
    double[] values = new double[SAMPLES];
    for (int k = 0; k < SAMPLES; k++) {
      values[k] = -0.05 + 0.02 * Math.sin(k * 1e-3);
    }
    values[7777] = 0.035;
    return new Recording(
        new Recording.Info("net", "reference/grid", "0", "", 1),
        5e-5,
        SAMPLES - 1,
        List.of(new Recording.SpikeSeries("cells", 2, new long[] {7776}, new int[] {0})),
        List.of(new Recording.Trace("cells", 0, "v", "", 1, true, values, Optional.empty())),
        List.of(),
        List.of(),
        List.of());
  }

  private static Network network(String title, OutputRequest.Line line, double xmax) {
    OutputRequest display =
        new OutputRequest(
            "d1",
            "",
            OutputRequest.Kind.DISPLAY,
            "",
            List.of(
                new OutputRequest.Column("v0", "cells", 0, "v", Optional.of(line)),
                new OutputRequest.Column("v1", "cells", 1, "v")),
            Optional.of(new OutputRequest.Axes(title, 1e-3, 0, xmax, -80, 40)),
            SourceRef.NONE);
    return new Network(
        "net",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(display),
        new Network.Run(5e-5, 1, 1),
        SourceRef.NONE);
  }

  private static String page(String title, OutputRequest.Line line, double xmax) {
    return SimulationReport.render(
        network(title, line, xmax), recording(), Map.of("model file", "net.xml"));
  }

  @Test
  void drawsEverySampleThatMatters() {
    String page = page("Membrane", new OutputRequest.Line(1e-3, "1mV", "#aa00bb"), 1000);
    assertThat(page)
        .contains("<h2>Membrane</h2>", "stroke=\"#aa00bb\"", ">time (ms)<", ">mV<")
        .contains("v1: cells[1]/v was not recorded")
        .contains("default-src 'none'")
        .doesNotContain("<script");
    List<Double> heights = new ArrayList<>();
    Matcher path = Pattern.compile(" d=\"(M[^\"]*)\" fill=\"none\"").matcher(page);
    assertThat(path.find()).isTrue();
    Matcher point = Pattern.compile("[ML]([0-9.-]+) ([0-9.-]+)").matcher(path.group(1));
    while (point.find()) {
      heights.add(Double.parseDouble(point.group(2)));
    }
    // 35 mV between -80 and 40 on 288 points of height
    assertThat(heights.stream().mapToDouble(d -> d).min().orElseThrow()).isEqualTo(12);
    assertThat(heights).as("thinned to the picture's columns").hasSizeBetween(876, 4 * 877);
  }

  @Test
  void fitsAxesWhereTheGivenOnesShowNothing() {
    String volts = page("V", new OutputRequest.Line(1, "", ""), 0);
    assertThat(volts).contains(">1000<", ">0.02<", ">-0.06<");
  }

  @Test
  void hostileTextsStayText() {
    String attack = "\"><script>alert(1)</script>";
    String page = page(attack, new OutputRequest.Line(1e-3, attack, attack), 1000);
    assertThat(page).doesNotContain("<script").contains("&lt;script&gt;");
  }

  @Test
  void opensInABrowser() throws Exception {
    boolean there = Files.isExecutable(CHROMIUM);
    if (Boolean.getBoolean("bitspike.ci")) {
      assertThat(there).as("CI needs %s", CHROMIUM).isTrue();
    }
    assumeTrue(there, "no " + CHROMIUM + ": the report was not opened in a browser");
    Path target = Files.createDirectories(Path.of("target", "report-pages").toAbsolutePath());
    Path page = target.resolve("simulation.html");
    Files.writeString(page, page("Membrane", new OutputRequest.Line(1e-3, "1mV", "red"), 1000));
    Path picture = target.resolve("simulation.png");
    Process browser =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--hide-scrollbars",
                "--no-first-run",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder,
                "--window-size=1280,900",
                "--screenshot=" + picture,
                page.toUri().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(browser.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve("log"), StandardCharsets.UTF_8))
        .doesNotContain("CONSOLE");
    assertThat(Files.size(picture)).isGreaterThan(20_000);
  }
}
