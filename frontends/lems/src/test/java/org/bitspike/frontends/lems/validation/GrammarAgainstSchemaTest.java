package org.bitspike.frontends.lems.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Our grammar says of every element that can occur what the standard's schema says: attributes,
 * which of them are required, what their values may be, children, their order and number.
 */
class GrammarAgainstSchemaTest {

  private final Map<String, Element> types = new LinkedHashMap<>();
  private final Set<String> units = new LinkedHashSet<>();

  /** What the schema says of one complex type, what it extends included. */
  private final class SchemaType {
    private final Map<String, Element> attributes = new LinkedHashMap<>();
    private final Map<String, String> children = new LinkedHashMap<>();
    private final List<Content> parts = new ArrayList<>();
    private boolean anything;

    SchemaType(String name) {
      add(type(name));
    }

    private void add(Element node) {
      for (Element child : elements(node)) {
        switch (child.getLocalName()) {
          case "complexContent" -> add(child);
          case "extension" -> {
            add(type(child.getAttribute("base")));
            add(child);
          }
          case "attribute" -> attributes.put(child.getAttribute("name"), child);
          case "sequence", "choice", "all", "group" -> parts.add(particle(child));
          default -> assertThat(child.getLocalName()).isEqualTo("annotation");
        }
      }
    }

    Content content() {
      return Content.sequence(parts);
    }

    private Content particle(Element particle) {
      return switch (particle.getLocalName()) {
        case "any" -> {
          anything = true;
          yield Content.EMPTY;
        }
        case "all" -> all(particle);
        case "group" ->
            particle.hasAttribute("ref")
                ? repeated(particle, particle(type(particle.getAttribute("ref"))))
                : Content.sequence(elements(particle).stream().map(this::particle).toList());
        case "sequence" ->
            repeated(
                particle,
                Content.sequence(elements(particle).stream().map(this::particle).toList()));
        case "choice" ->
            repeated(
                particle, Content.choice(elements(particle).stream().map(this::particle).toList()));
        case "element" -> {
          children.put(particle.getAttribute("name"), particle.getAttribute("type"));
          yield repeated(particle, new Content.Child(particle.getAttribute("name")));
        }
        default -> throw new AssertionError(particle.getLocalName());
      };
    }

    private Content all(Element particle) {
      Set<String> required = new LinkedHashSet<>();
      Set<String> optional = new LinkedHashSet<>();
      for (Element child : elements(particle)) {
        children.put(child.getAttribute("name"), child.getAttribute("type"));
        (child.getAttribute("minOccurs").equals("0") ? optional : required)
            .add(child.getAttribute("name"));
      }
      return new Content.All(required, optional);
    }

    private Content repeated(Element particle, Content content) {
      String least = particle.getAttribute("minOccurs");
      String most = particle.getAttribute("maxOccurs");
      boolean none = least.equals("0");
      assertThat(least).isIn("", "0", "1");
      assertThat(most).isIn("", "1", "unbounded");
      if (!most.equals("unbounded")) {
        return none ? Content.optional(content) : content;
      }
      Content star = new Content.Star(content);
      return none ? star : Content.sequence(List.of(content, star));
    }
  }

  private static List<Element> elements(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element e && !e.getLocalName().equals("annotation")) {
        children.add(e);
      }
    }
    return children;
  }

  private Element type(String name) {
    assertThat(types).as("type of the schema").containsKey(name);
    return types.get(name);
  }

  @BeforeEach
  void load() throws Exception {
    String root = System.getProperty("bitspike.data", "");
    Path schema =
        Path.of(root.isEmpty() ? "no-data" : root)
            .resolve("neuroml-suite/schema/NeuroML_v2.3.1.xsd");
    Assumptions.assumeTrue(
        Files.isRegularFile(schema), "needs -Dbitspike.data with neuroml-suite, for its schema");
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document = factory.newDocumentBuilder().parse(schema.toFile());
    for (Element e : elements(document.getDocumentElement())) {
      if (!e.getLocalName().equals("element")) {
        types.put(e.getAttribute("name"), e);
      }
    }
    types.values().stream()
        .flatMap(t -> patterns(t).stream())
        .flatMap(p -> Pattern.compile("[A-Za-z]\\w*").matcher(p).results())
        .forEach(r -> units.add(r.group()));
  }

  private static List<String> patterns(Element simpleType) {
    return elements(simpleType).stream()
        .flatMap(restriction -> elements(restriction).stream())
        .filter(e -> e.getLocalName().equals("pattern"))
        .map(e -> e.getAttribute("value"))
        .toList();
  }

  @Test
  void saysWhatTheSchemaSays() {
    Grammar grammar = Grammar.neuroml();
    record Pair(String element, String shape, String type) {}
    Deque<Pair> open = new ArrayDeque<>(List.of(new Pair("neuroml", "neuroml", "NeuroMLDocument")));
    Set<Pair> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      Pair pair = open.remove();
      Shape shape = grammar.shape(pair.shape);
      if (pair.type.equals("Notes")) {
        assertThat(shape.inside()).isEqualTo(Shape.Inside.TEXT);
        continue;
      }
      SchemaType type = new SchemaType(pair.type);
      Content content = type.content();
      assertThat(shape.childNames())
          .as("children of %s", pair)
          .containsExactlyInAnyOrderElementsOf(type.children.keySet());
      assertThat(shape.inside() == Shape.Inside.ANYTHING).as("%s", pair).isEqualTo(type.anything);
      assertSameLanguage(pair.toString(), shape.states(), content, type.children.keySet());
      assertThat(shape.attributes().keySet())
          .as("attributes of %s", pair)
          .containsExactlyInAnyOrderElementsOf(type.attributes.keySet());
      type.attributes.forEach(
          (name, attribute) -> {
            Shape.Attribute ours = shape.attributes().get(name);
            assertThat(ours.required())
                .as("%s of %s", name, pair)
                .isEqualTo(attribute.getAttribute("use").equals("required"));
            assertSameValues(ours.kind(), attribute.getAttribute("type"), name + " of " + pair);
          });
      type.children.forEach(
          (child, childType) -> {
            Pair next = new Pair(child, shape.child(child).orElseThrow(), childType);
            if (seen.add(next)) {
              open.add(next);
            }
          });
    }
    assertThat(seen).hasSizeGreaterThan(150);
  }

  /** The automata of both go the same ways and may end at the same places. */
  private static void assertSameLanguage(
      String what, ContentStates ours, Content schema, Set<String> names) {
    ContentStates theirs = new ContentStates(schema, names);
    record States(int ours, int theirs) {}
    Deque<States> open = new ArrayDeque<>(List.of(new States(0, 0)));
    Set<States> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      States at = open.remove();
      assertThat(ours.accepts(at.ours)).as("end of %s", what).isEqualTo(theirs.accepts(at.theirs));
      for (String name : names) {
        int mine = ours.next(at.ours, name);
        int other = theirs.next(at.theirs, name);
        assertThat(mine == ContentStates.NONE)
            .as("%s in %s", name, what)
            .isEqualTo(other == ContentStates.NONE);
        if (mine != ContentStates.NONE && seen.add(new States(mine, other))) {
          open.add(new States(mine, other));
        }
      }
    }
  }

  private void assertSameValues(ValueKind ours, String simpleType, String what) {
    if (simpleType.equals("xs:anyURI")) {
      assertThat(ours).as(what).isInstanceOf(ValueKind.Uri.class);
      return;
    }
    Predicate<String> theirs = predicate(simpleType);
    for (String probe : probes().toList()) {
      assertThat(ours.accepts(probe))
          .as("'%s' as %s, by the schema a %s", probe, what, simpleType)
          .isEqualTo(theirs.test(probe));
    }
  }

  private Stream<String> probes() {
    Stream<String> general =
        Stream.of(
            "",
            "a",
            "_a1",
            "1",
            "-1",
            "0",
            "+0",
            "1.5",
            "-.5",
            "5.",
            "1e3",
            "1e-3",
            "1e+3",
            "E5",
            "a b",
            "a:b",
            "a-b",
            "../p[0]",
            "p/0/c",
            "p/0",
            "../p/0/1/c/",
            "../p",
            "p[a]",
            "true",
            "false",
            "0.0",
            "1.0",
            "2",
            "-0.5",
            "1.01",
            "1e400",
            "99999999999999999999",
            "-",
            "1 mV mV",
            "1mVx");
    Stream<String> quantities = units.stream().flatMap(u -> Stream.of(u, "1" + u, "-2.5e-3 " + u));
    Stream<String> choices =
        types.values().stream()
            .flatMap(t -> elements(t).stream())
            .flatMap(r -> elements(r).stream())
            .filter(e -> e.getLocalName().equals("enumeration"))
            .map(e -> e.getAttribute("value"));
    return Stream.of(general, quantities, choices).flatMap(s -> s);
  }

  /** What the schema's simple type accepts. */
  private Predicate<String> predicate(String name) {
    switch (name) {
      case "xs:string" -> {
        return text -> true;
      }
      case "xs:float", "xs:double" -> {
        return text -> number(text).isPresent();
      }
      case "xs:nonNegativeInteger" -> {
        return text -> text.matches("\\+?[0-9]+|-0+");
      }
      case "xs:positiveInteger" -> {
        return text -> text.matches("\\+?0*[1-9][0-9]*");
      }
      default -> {
        // one of the schema's own
      }
    }
    Element restriction = elements(type(name)).getFirst();
    Predicate<String> accepts = predicate(restriction.getAttribute("base"));
    List<String> choices = new ArrayList<>();
    for (Element facet : elements(restriction)) {
      String value = facet.getAttribute("value");
      switch (facet.getLocalName()) {
        case "pattern" -> accepts = accepts.and(Pattern.compile(value).asMatchPredicate());
        case "enumeration" -> choices.add(value);
        case "minExclusive" -> accepts = accepts.and(t -> number(t).orElseThrow() > limit(value));
        case "minInclusive" -> accepts = accepts.and(t -> number(t).orElseThrow() >= limit(value));
        case "maxInclusive" -> accepts = accepts.and(t -> number(t).orElseThrow() <= limit(value));
        default -> throw new AssertionError(facet.getLocalName());
      }
    }
    if (choices.isEmpty()) {
      return accepts;
    }
    return restriction.getAttribute("base").equals("xs:double")
        ? accepts.and(t -> choices.stream().anyMatch(c -> limit(c) == number(t).orElseThrow()))
        : accepts.and(choices::contains);
  }

  private static double limit(String text) {
    return Double.parseDouble(text);
  }

  private static Optional<Double> number(String text) {
    return text.matches("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?")
        ? Optional.of(Double.valueOf(text))
        : Optional.empty();
  }
}
