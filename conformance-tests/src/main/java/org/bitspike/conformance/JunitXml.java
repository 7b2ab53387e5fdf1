package org.bitspike.conformance;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.verdict.Verdict;
import org.bitspike.ir.verdict.Verdict.Metric;

/**
 * Results as the XML that CI servers read. A verdict is one test suite, with one test case for the
 * verdict itself and one for each figure that decides; what cannot be compared is an error, what
 * differs a failure. Times are 0, so that the same results are the same file.
 */
public final class JunitXml {

  private JunitXml() {}

  /** How a test case ended. */
  public enum Ending {
    /** As it should. */
    PASSED,
    /** Otherwise. */
    FAILED,
    /** It could not be judged. */
    ERROR,
    /** It was not run. */
    SKIPPED
  }

  /**
   * A test case.
   *
   * @param name of the case
   * @param ending how it ended
   * @param message why, in a line; empty where it passed
   * @param detail more about it
   */
  public record Case(String name, Ending ending, String message, String detail) {}

  /** Test cases under one name. */
  public record Suite(String name, List<Case> cases) {
    public Suite {
      cases = List.copyOf(cases);
    }

    private String count(Ending ending) {
      return Long.toString(cases.stream().filter(c -> c.ending() == ending).count());
    }
  }

  /** One document for all verdicts. */
  public static String print(List<Verdict> verdicts) {
    return suites(verdicts.stream().map(JunitXml::suite).toList());
  }

  /** One document for all suites. */
  public static String suites(List<Suite> suites) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      for (Suite suite : suites) {
        write(xml, suite);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new BitspikeBug("writing XML to a string failed", e);
    }
    return text + "\n";
  }

  private static Suite suite(Verdict verdict) {
    List<Case> cases = new ArrayList<>();
    if (verdict.outcome() == Verdict.Outcome.NOT_COMPARABLE) {
      cases.add(new Case("verdict", Ending.ERROR, "not comparable", verdict.reason()));
    } else if (!verdict.outcome().conforms()) {
      cases.add(
          new Case(
              "verdict",
              Ending.FAILED,
              VerdictTable.outcome(verdict.outcome()),
              VerdictTable.print(verdict)));
    } else {
      cases.add(new Case("verdict", Ending.PASSED, "", ""));
    }
    for (Metric metric : verdict.metrics()) {
      if (!metric.decides()) {
        continue;
      }
      String unit = metric.unit().isEmpty() ? "" : " " + metric.unit();
      cases.add(
          new Case(
              metric.population() + " " + metric.name(),
              metric.holds() ? Ending.PASSED : Ending.FAILED,
              Numbers.shortest(metric.value())
                  + unit
                  + " is above "
                  + Numbers.shortest(metric.tolerance())
                  + unit,
              "tolerated because: " + metric.tolerates()));
    }
    return new Suite(verdict.subject(), cases);
  }

  private static void write(XMLStreamWriter xml, Suite suite) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute(xml, "name", suite.name());
    attribute(xml, "tests", Integer.toString(suite.cases().size()));
    attribute(xml, "failures", suite.count(Ending.FAILED));
    attribute(xml, "errors", suite.count(Ending.ERROR));
    attribute(xml, "skipped", suite.count(Ending.SKIPPED));
    attribute(xml, "time", "0");
    for (Case one : suite.cases()) {
      testcase(xml, suite.name(), one.name());
      switch (one.ending()) {
        case PASSED -> {
          // an empty case has passed
        }
        case FAILED -> problem(xml, "failure", one.message(), one.detail());
        case ERROR -> problem(xml, "error", one.message(), one.detail());
        case SKIPPED -> {
          xml.writeEmptyElement("skipped");
          attribute(xml, "message", one.message());
        }
      }
      end(xml);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void testcase(XMLStreamWriter xml, String subject, String name)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute(xml, "classname", subject);
    attribute(xml, "name", name);
    attribute(xml, "time", "0");
  }

  private static void problem(XMLStreamWriter xml, String element, String message, String detail)
      throws XMLStreamException {
    xml.writeStartElement(element);
    attribute(xml, "message", message);
    attribute(xml, "type", "conformance");
    xml.writeCharacters(clean(detail));
    xml.writeEndElement();
  }

  private static void end(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, clean(value));
  }

  /** Replaces what XML 1.0 cannot hold; model names are the user's. */
  private static String clean(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                c == '\t'
                        || c == '\n'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000
                    ? c
                    : 0xFFFD)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
