package org.bitspike.ir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.generate.RandomPrograms;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.verdict.Verdict;
import org.junit.jupiter.api.Test;

class NounTextTest {

  private static final String NETWORK =
      """
      # bitspike network 1
      head { name: "two" step_seconds: 1.0E-4 duration_seconds: 0.01 seed: 42 }
      type {
        name: "cell"
        dynamics {}
      }
      component { id: "c" type: "cell" }
      population { id: "p" component: "c" size: 2 }
      projection {
        id: "e"
        pre: "p"
        post: "p"
        table { size: 2 }
        source { file: "two.xml" line: 7 }
      }
      connections {
        pre: [0, 1]
        post: [1, 0]
        weight: [0.5, -0.25]
        delay_seconds: [0.0, 0.001]
        line: [8, 9]
      }
      """;

  @Test
  void aPersonCanWriteANetwork() {
    Network network = NetworkText.parse(NETWORK);
    ConnectionTable table = (ConnectionTable) network.projections().getFirst().connectivity();
    assertThat(table.weight(1)).isEqualTo(-0.25);
    assertThat(table.line(0)).isEqualTo(8);
    assertThat(NetworkText.print(network)).isEqualTo(NETWORK);
  }

  @Test
  void commentsAndOtherSpacingDoNotMatter() {
    String spaced =
        NETWORK
            .replace("post: [1, 0]", "post: 1\n # a comment\n post: 0")
            .replace("head {", "head  :  {");
    assertThat(NetworkText.print(NetworkText.parse(spaced))).isEqualTo(NETWORK);
  }

  @Test
  void aMistakeIsToldWithItsLine() {
    Diagnostic unknown = first(NETWORK.replace("duration_seconds", "duration"));
    assertThat(unknown.code()).isEqualTo(Code.P_BAD_TEXT);
    assertThat(unknown.where().file()).isEqualTo("two.txt");
    assertThat(unknown.where().line()).isEqualTo(2);
    assertThat(first(NETWORK.replace("size: 2 }", "size: two }")).where().line()).isEqualTo(8);
    assertThat(first(NETWORK.replace("id: \"c\" ", "id: \"c\" id: \"d\" ")).where().line())
        .isEqualTo(7);
  }

  @Test
  void contentThatFitsNoNounIsTold() {
    assertThat(first(NETWORK.replace("size: 2 }\n  source", "size: 3 }\n  source")).message())
        .contains("2 entries of 3");
    assertThat(first(NETWORK.replace("[0.5, -0.25]", "[0.5]")).message())
        .contains("differ in length");
    assertThat(first(NETWORK.replace("connections {", "connections { projection: 4")).message())
        .contains("projection 4");
  }

  @Test
  void contentThatDoesNotVerifyIsToldWithItsLineInTheUsersFile() {
    BitspikeException e = exception(NETWORK.replace("[0.0, 0.001]", "[0.0, -0.001]"));
    assertThat(e.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.P_INVALID, Code.N_NEGATIVE_DELAY);
    assertThat(e.diagnostics().get(1).where().toString()).startsWith("two.xml:9");
    assertThat(exception(NETWORK.replace("0.5, -0.25", "0.5, nan")).diagnostics().get(1).code())
        .isEqualTo(Code.N_NOT_FINITE);
  }

  @Test
  void anotherNounsTextIsTold() {
    assertThat(first(ProgramText.print(RandomPrograms.program(1))).message())
        .contains("is a program, not a network");
    assertThat(first("").message()).contains("# bitspike network 1");
    assertThat(first(NETWORK.replace("network 1", "network 2")).code()).isEqualTo(Code.P_TOO_NEW);
    assertThat(first(NETWORK.replace("network 1", "network 0")).code()).isEqualTo(Code.P_TOO_OLD);
  }

  @Test
  void kernelsStandLineByLine() {
    String text = ProgramText.print(RandomPrograms.program(1));
    assertThat(text).contains("line: \"kernel lif {\"").contains("line: \"  }\"");
    BitspikeException e =
        catchThrowableOfType(
            BitspikeException.class,
            () -> ProgramText.parse(text.replace("let leaked = v * decay", "let leaked = v *")));
    assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.P_BAD_TEXT);
    assertThat(e).hasMessageContaining("kernel");
  }

  @Test
  void undefinedNumbersAreWritten() {
    Verdict verdict =
        VerdictText.parse(
            """
            # bitspike verdict 1
            outcome: OUTCOME_DIFFERENT
            reason: "one run is silent"
            metric { name: "isi" value: nan tolerance: inf }
            metric { name: "rate" value: -inf }
            """);
    assertThat(verdict.metrics().get(0).value()).isNaN();
    assertThat(verdict.metrics().get(0).tolerance()).isInfinite();
    assertThat(verdict.metrics().get(1).value()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(verdict.metrics().get(1).decides()).isFalse();
    assertThat(VerdictText.parse(VerdictText.print(verdict))).isEqualTo(verdict);
  }

  private static Diagnostic first(String text) {
    return exception(text).diagnostics().getFirst();
  }

  private static BitspikeException exception(String text) {
    return catchThrowableOfType(BitspikeException.class, () -> NetworkText.parse(text, "two.txt"));
  }
}
