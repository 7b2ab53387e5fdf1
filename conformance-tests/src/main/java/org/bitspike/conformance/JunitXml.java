package org.bitspike.conformance;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.verdict.Verdict;
import org.bitspike.ir.verdict.Verdict.Metric;

/**
 * A verdict as the XML that CI servers read: one test suite per verdict, one test case for the
 * verdict itself and one for each figure that decides. What cannot be compared is an error; what
 * differs, a failure. Times are 0, so that the same verdict is the same file.
 */
public final class JunitXml {

  private JunitXml() {}

  /** One document for all verdicts. */
  public static String print(List<Verdict> verdicts) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      for (Verdict verdict : verdicts) {
        suite(xml, verdict);
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

  private static void suite(XMLStreamWriter xml, Verdict verdict) throws XMLStreamException {
    List<Metric> deciding = verdict.metrics().stream().filter(Metric::decides).toList();
    boolean incomparable = verdict.outcome() == Verdict.Outcome.NOT_COMPARABLE;
    long failed = deciding.stream().filter(m -> !m.holds()).count();
    boolean fails = !incomparable && !verdict.outcome().conforms();
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute(xml, "name", verdict.subject());
    attribute(xml, "tests", Long.toString(deciding.size() + 1L));
    attribute(xml, "failures", Long.toString(failed + (fails ? 1 : 0)));
    attribute(xml, "errors", incomparable ? "1" : "0");
    attribute(xml, "skipped", "0");
    attribute(xml, "time", "0");
    testcase(xml, verdict.subject(), "verdict");
    if (incomparable) {
      problem(xml, "error", "not comparable", verdict.reason());
    } else if (fails) {
      problem(xml, "failure", VerdictTable.outcome(verdict.outcome()), VerdictTable.print(verdict));
    }
    end(xml);
    for (Metric metric : deciding) {
      testcase(xml, verdict.subject(), metric.population() + " " + metric.name());
      if (!metric.holds()) {
        String unit = metric.unit().isEmpty() ? "" : " " + metric.unit();
        problem(
            xml,
            "failure",
            Numbers.shortest(metric.value())
                + unit
                + " is above "
                + Numbers.shortest(metric.tolerance())
                + unit,
            "tolerated because: " + metric.tolerates());
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
