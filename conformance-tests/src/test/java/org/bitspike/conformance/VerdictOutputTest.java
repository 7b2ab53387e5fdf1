package org.bitspike.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.bitspike.ir.verdict.Verdict;
import org.bitspike.ir.verdict.Verdict.Divergence;
import org.bitspike.ir.verdict.Verdict.Metric;
import org.bitspike.ir.verdict.Verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class VerdictOutputTest {

  private static final Verdict DIFFERENT =
      new Verdict(
          "net <1> & \u0001 on chip",
          Outcome.DIFFERENT,
          "E: rate is off by 40 %, 10 % is tolerated",
          List.of(
              new Metric("rate-error", "E", 40, "%", 10, "a tenth"),
              new Metric("cv-isi-error", "E", 0.01, "", 0.1, "visible"),
              new Metric("van-rossum", "E", 1.23456789, "", Double.NaN, ""),
              new Metric("odd", "E", Double.NaN, "", Double.NaN, "")),
          Optional.of(new Divergence("E", 7, 0.0123, "spike at 12.3 ms", "no further spike")));

  private static final Verdict INCOMPARABLE =
      new Verdict("other", Outcome.NOT_COMPARABLE, "BS-K001: nothing", List.of(), Optional.empty());

  @Test
  void junitXmlIsWellFormedAndCountsWhatFails() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    Document document =
        factory
            .newDocumentBuilder()
            .parse(
                new InputSource(
                    new StringReader(JunitXml.print(List.of(DIFFERENT, INCOMPARABLE)))));
    Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("name")).isEqualTo("net <1> & \uFFFD on chip");
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    assertThat(suite.getAttribute("errors")).isEqualTo("0");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
    Element failure = (Element) suite.getElementsByTagName("failure").item(1);
    assertThat(failure.getAttribute("message")).isEqualTo("40 % is above 10 %");
    Element other = (Element) document.getElementsByTagName("testsuite").item(1);
    assertThat(other.getAttribute("errors")).isEqualTo("1");
    assertThat(other.getElementsByTagName("error").getLength()).isEqualTo(1);
  }

  @Test
  void jsonKeepsTheOrderOfKeysAndLeavesOutWhatIsNoNumber() throws Exception {
    String text = VerdictJson.print(DIFFERENT);
    Map<String, Object> root = JSON.std.mapFrom(text);
    assertThat(root.keySet())
        .containsExactly("subject", "outcome", "conforms", "reason", "firstDivergence", "metrics");
    assertThat(root).containsEntry("outcome", "DIFFERENT").containsEntry("conforms", false);
    List<?> metrics = (List<?>) root.get("metrics");
    Map<?, ?> rate = (Map<?, ?>) metrics.get(0);
    assertThat(rate.keySet().stream().map(Object::toString))
        .containsExactly("name", "population", "value", "unit", "tolerance", "holds", "tolerates");
    Map<?, ?> odd = (Map<?, ?>) metrics.get(3);
    assertThat(odd.keySet().stream().map(Object::toString))
        .containsExactly("name", "population", "unit");
    assertThat(VerdictJson.print(DIFFERENT)).isEqualTo(text);
  }

  @Test
  void textAlignsItsColumns() {
    String text = VerdictTable.print(DIFFERENT).replace("\u0001", "");
    assertThat(text)
        .isEqualTo(
            """
            net <1> &  on chip: different
              E: rate is off by 40 %, 10 % is tolerated
              first divergence: E[7] at 12.3 ms; expected: spike at 12.3 ms; actual: no further spike

              population  metric        value  tolerance
              E           rate-error     40 %  <= 10 %    FAILS
              E           cv-isi-error   0.01  <= 0.1     ok
              E           van-rossum    1.235
              E           odd             NaN
            """);
  }

  @Test
  void numbersReadWell() {
    assertThat(Numbers.shortest(0)).isEqualTo("0");
    assertThat(Numbers.shortest(12345)).isEqualTo("12345");
    assertThat(Numbers.shortest(0.1234567)).isEqualTo("0.1235");
    assertThat(Numbers.shortest(1.0e-7)).isEqualTo("1E-7");
    assertThat(Numbers.shortest(Double.NaN)).isEqualTo("NaN");
    assertThat(Numbers.shortest(-2.50)).isEqualTo("-2.5");
  }
}
