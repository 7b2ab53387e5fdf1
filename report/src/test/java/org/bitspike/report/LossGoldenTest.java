package org.bitspike.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport;
import org.junit.jupiter.api.Test;

/**
 * A loss report with a loss of every kind, as text, JSON and HTML. {@code -Dgolden=update} writes
 * what is found and fails.
 */
class LossGoldenTest {

  private static final Path FOLDER =
      Path.of(
          System.getProperty("bitspike.root", ".."),
          "report/src/test/resources/org/bitspike/report");

  @Test
  void text() throws IOException {
    check(
        "losses.txt",
        TextReport.render(Synthetic.balanced().network(), report(), Optional.empty()));
  }

  @Test
  void json() throws IOException {
    check(
        "losses.json",
        JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(LossData.tree(report())) + "\n");
  }

  @Test
  void html() throws IOException {
    ReportInput balanced = Synthetic.balanced();
    Html html = new Html();
    LossSection.write(html, Synthetic.with(balanced, report(), balanced.verdict()));
    check("losses.html", html.finish().replace("><", ">\n<") + "\n");
  }

  @Test
  void lossesBeyondTheMostAreCountedAndSummed() {
    List<Loss> many = new ArrayList<>();
    for (int n = 0; n < LossData.MAX_LOSSES + 7; n++) {
      many.add(lost("EE", n, 1, n));
    }
    var tree = LossData.tree(new LossReport("n", "p", many.size(), 0, many, List.of(), List.of()));
    assertThat((List<?>) tree.get("losses")).hasSize(LossData.MAX_LOSSES);
    assertThat(tree.get("lossesOmitted")).isEqualTo(7);
    ProjectionLoss sum =
        ProjectionLoss.of(new LossReport("n", "p", 0, 0, many, List.of(), List.of())).getFirst();
    assertThat(sum.synapses()).isEqualTo(LossData.MAX_LOSSES + 7);
    assertThat(sum.entries()).isEqualTo(LossData.MAX_LOSSES + 7);
  }

  private static void check(String name, String found) throws IOException {
    Path file = FOLDER.resolve(name);
    String expected = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    if (System.getProperty("golden", "").equals("update") && !found.equals(expected)) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, found, StandardCharsets.UTF_8);
      fail("updated " + file);
    }
    assertThat(found).isEqualTo(expected);
  }

  private static Loss lost(String projection, int neuron, double importance, int... connections) {
    return new Loss.LostSynapses(
        Code.C_FAN_IN,
        "place-neurons",
        "neuron E[" + neuron + "] takes 4 inputs with 1 circuits, the model gives it 6",
        "merge 2 circuits (--set limits.merge=[1,2]), or leave out the 2 smallest of its 6 inputs"
            + " (3 % of its weight)",
        new SourceRef("net.xml", 7, 3, "net/" + projection + "[" + connections[0] + "]"),
        projection,
        neuron,
        4,
        6,
        connections,
        importance,
        20);
  }

  private static Loss weights(String projection, double... effective) {
    int[] connection = new int[effective.length];
    double[] meant = new double[effective.length];
    double squares = 0;
    double most = 0;
    for (int c = 0; c < effective.length; c++) {
      connection[c] = c;
      meant[c] = 0.25 * (c + 1);
      squares += Math.pow(effective[c] - meant[c], 2);
      most = Math.max(most, Math.abs(effective[c] - meant[c]));
    }
    return new Loss.WeightError(
        Code.C_WEIGHT_RESOLUTION,
        "quantise-weights",
        "weights of " + projection + " take codes 0 to 3",
        "use a target with more weight bits",
        new SourceRef("net.xml", 8, 3, "net/" + projection),
        projection,
        connection,
        meant,
        effective,
        0,
        1,
        0,
        Math.sqrt(squares / effective.length),
        most);
  }

  private static LossReport report() {
    SourceRef cell = new SourceRef("cells.xml", 3, 5, "lif");
    return new LossReport(
        "net <&> \"quoted\"",
        "demo-chip",
        20,
        16,
        List.of(
            lost("EE", 0, 0.5, 3),
            lost("IE", 0, 0.1, 1),
            lost("EE", 2, 0.25, 5, 9),
            weights("EE", 0, 0.5, 0.5),
            weights("IE", 0.5, 0.5),
            new Loss.DelayChanged(
                Code.C_DELAY,
                "quantise-delays",
                "2 of 3 delays of EE were changed",
                "use delays the chip has",
                new SourceRef("net.xml", 8, 3, "net/EE"),
                "EE",
                2,
                1,
                15,
                2e-3,
                -1.5e-3),
            new Loss.ParameterRounded(
                Code.C_PARAMETER_ROUNDED,
                "translate-parameters",
                "thresh is held as 482 of 1023",
                "choose a value the register can hold",
                cell,
                "E",
                "thresh",
                -0.05,
                -0.04997,
                "V_t = 482"),
            new Loss.RangeClamped(
                Code.C_PARAMETER_RANGE,
                "translate-parameters",
                "refract of 50 ms is above 10 ms",
                "choose a value from 0 to 0.01",
                cell,
                "E",
                "refract",
                0.05,
                0.01,
                0,
                0.01),
            new Loss.Approximated(
                Code.C_APPROXIMATED,
                "match-neurons",
                "the refractory period is not kept",
                "accept it, or use another chip",
                cell,
                "E: lif",
                "no refractory period"),
            new Loss.EventsMoved(
                Code.C_EVENT_TIME,
                "quantise-event-times",
                "3 spikes moved",
                "use a finer clock",
                SourceRef.NONE,
                "input",
                3,
                1,
                4e-5)),
        List.of(
            new LossReport.FormatChoice(
                "lif", "v", "s24.18", 31.4, "profiled, margin 1.5", 3.8e-6, 1.02)),
        List.of(
            new LossReport.ResourceUse("neuron circuits", 6, 8),
            new LossReport.ResourceUse("inputs of the neuron with most", 6, 4)));
  }
}
