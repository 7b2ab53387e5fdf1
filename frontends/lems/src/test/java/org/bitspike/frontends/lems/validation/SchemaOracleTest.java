package org.bitspike.frontends.lems.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.bitspike.ir.diag.Diagnostic;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The grammar's verdict is the one that the JDK's schema validation gives with the standard's own
 * schema, on every NeuroML document of the suite and on mutants of them.
 */
class SchemaOracleTest {

  private static final long SEED = 20261122;

  private Path suite;
  private Schema schema;

  @BeforeEach
  void load() throws SAXException {
    String root = System.getProperty("bitspike.data", "");
    suite = Path.of(root.isEmpty() ? "no-data" : root).resolve("neuroml-suite");
    Assumptions.assumeTrue(
        Files.isDirectory(suite), "needs -Dbitspike.data with neuroml-suite, for its schema");
    schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(suite.resolve("schema/NeuroML_v2.3.1.xsd").toFile());
  }

  private List<Path> documents() throws IOException {
    try (Stream<Path> walk = Files.walk(suite)) {
      return walk.filter(p -> p.toString().endsWith(".nml")).sorted().toList();
    }
  }

  private String oracle(byte[] document) {
    try {
      schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(document)));
      return "";
    } catch (SAXException | IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Findings that are the grammar's, not the rules'. */
  private static List<Diagnostic> grammar(byte[] document) {
    Found found = new Found();
    SchemaWalk.read(
        new ByteArrayInputStream(document), "mutant.nml", found, new SchemaWalk.Budget());
    return found.all(List.of()).stream()
        .filter(d -> Rule.ofCode(d.code()).map(Rule::ofGrammar).orElse(true))
        .toList();
  }

  private void agree(byte[] document, String what) {
    String expected = oracle(document);
    List<Diagnostic> found = grammar(document);
    assertThat(found.isEmpty())
        .as("%s: the schema says '%s', the grammar %s", what, expected, found)
        .isEqualTo(expected.isEmpty());
  }

  @Test
  void everyDocumentOfTheSuite() throws IOException {
    List<Path> documents = documents();
    assertThat(documents).hasSizeGreaterThan(30);
    for (Path document : documents) {
      agree(Files.readAllBytes(document), document.toString());
    }
  }

  @Test
  void mutants() throws Exception {
    agreeOnMutants(SEED, 600);
  }

  @Test
  @Tag("long")
  void manyMutants() throws Exception {
    agreeOnMutants(SEED + 1_000_000, 20_000);
  }

  private void agreeOnMutants(long seed, int mutants) throws Exception {
    List<Path> documents = documents().stream().filter(p -> p.toFile().length() < 40_000).toList();
    int invalid = 0;
    for (int i = 0; i < mutants; i++) {
      SplittableRandom random = new SplittableRandom(seed + i);
      Path original = documents.get(random.nextInt(documents.size()));
      byte[] mutant = mutate(original, random);
      agree(mutant, "seed " + (seed + i) + " from " + original);
      invalid += oracle(mutant).isEmpty() ? 0 : 1;
    }
    assertThat(invalid).isBetween(mutants / 3, mutants - mutants / 20);
  }

  private static byte[] mutate(Path original, SplittableRandom random) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document = factory.newDocumentBuilder().parse(original.toFile());
    NodeList all = document.getElementsByTagNameNS("*", "*");
    Element element = (Element) all.item(random.nextInt(all.getLength()));
    Element other = (Element) all.item(random.nextInt(all.getLength()));
    switch (random.nextInt(12)) {
      case 0 -> remove(element);
      case 1 -> duplicate(element);
      case 2 -> swap(element);
      case 3 -> move(element, other);
      case 4 -> document.renameNode(element, element.getNamespaceURI(), other.getNodeName());
      case 5 -> document.renameNode(element, "", element.getLocalName());
      case 6 -> element.appendChild(document.createTextNode(random.nextBoolean() ? " " : "x"));
      case 7 -> attribute(element, random).forEach(a -> element.removeAttribute(a.getName()));
      case 8 -> element.setAttribute(List.of("id", "size", "x", "tau").get(random.nextInt(4)), "a");
      case 9 -> copyAttribute(element, other, random);
      case 10 -> element.setAttributeNS("urn:other", "o:more", "1");
      default -> attribute(element, random).forEach(a -> a.setValue(value(a.getValue(), random)));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TransformerFactory.newInstance()
        .newTransformer()
        .transform(new DOMSource(document), new StreamResult(out));
    return out.toByteArray();
  }

  private static void remove(Element element) {
    if (element.getParentNode() instanceof Element parent) {
      parent.removeChild(element);
    }
  }

  private static void duplicate(Element element) {
    if (element.getParentNode() instanceof Element parent) {
      parent.insertBefore(element.cloneNode(true), element);
    }
  }

  /** Exchanges an element with the sibling after it. */
  private static void swap(Element element) {
    Node next = element.getNextSibling();
    while (next != null && !(next instanceof Element)) {
      next = next.getNextSibling();
    }
    if (next != null && element.getParentNode() instanceof Element parent) {
      parent.insertBefore(next, element);
    }
  }

  private static void move(Element element, Element other) {
    if (element.getParentNode() instanceof Element && other.getParentNode() instanceof Element) {
      for (Node at = other; at != null; at = at.getParentNode()) {
        if (at == element) {
          return;
        }
      }
      other.getParentNode().insertBefore(element, other);
    }
  }

  private static List<Attr> attribute(Element element, SplittableRandom random) {
    List<Attr> own = new ArrayList<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      if (attribute.getNamespaceURI() == null) {
        own.add(attribute);
      }
    }
    return own.isEmpty() ? own : List.of(own.get(random.nextInt(own.size())));
  }

  private static void copyAttribute(Element to, Element from, SplittableRandom random) {
    attribute(from, random)
        .forEach(a -> to.setAttributeNS(a.getNamespaceURI(), a.getName(), a.getValue()));
  }

  private static String value(String old, SplittableRandom random) {
    List<String> others =
        List.of(
            "",
            " ",
            "-1",
            "0",
            "1",
            "+7",
            "1.5",
            "5.",
            ".5",
            "1e3",
            "1e+3",
            "1e400",
            "-1e-3mV",
            "mV",
            "-65mV",
            "65 mV",
            "65\tmV",
            "10 ms",
            "10 sec",
            "3Hz",
            "1nS",
            "NaN",
            "INF",
            "+INF",
            "0x10",
            "1f",
            "a b",
            "_a1",
            "1a",
            "../p[0]",
            "../p/0/c",
            "p[1]",
            "../p[-1]",
            "true",
            "0.0",
            "1.0001",
            "99999999999999999999",
            "http://x/%zz",
            "Path Length from root",
            "-0",
            "population",
            "gateHHrates",
            "-e5 S",
            "- 5 mV",
            " 5mV",
            "5mV ",
            "5 mV_",
            "a:b");
    return random.nextInt(6) == 0 ? old + "x" : others.get(random.nextInt(others.size()));
  }
}
