package org.bitspike.frontends.lems.library;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The component types, dimensions and units of a folder of core types, as plain XML. */
final class CoreTypes {

  /** The ten files, of which one only includes others. */
  static final List<String> FILES =
      List.of(
          "NeuroMLCoreDimensions.xml",
          "NeuroMLCoreCompTypes.xml",
          "Channels.xml",
          "Synapses.xml",
          "Inputs.xml",
          "Cells.xml",
          "Networks.xml",
          "NeuroML2CoreTypes.xml",
          "PyNN.xml",
          "Simulation.xml");

  private static final Pattern QUANTITY =
      Pattern.compile("([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*([A-Za-z_][A-Za-z0-9_]*)?");

  /** Where the text of a file comes from. */
  interface Source {
    InputStream open(String file) throws IOException;
  }

  /** A component type as it stands in its file. */
  record Type(String name, String file, Element element) {
    Optional<String> parent() {
      return attribute(element, "extends");
    }
  }

  private final Map<String, Type> types = new LinkedHashMap<>();
  private final Map<String, String> dimensions = new TreeMap<>();
  private final Map<String, Element> units = new TreeMap<>();
  private final Map<String, List<String>> includes = new LinkedHashMap<>();

  static CoreTypes read(List<String> files, Source source) throws IOException {
    CoreTypes core = new CoreTypes();
    for (String file : files) {
      try (InputStream stream = source.open(file)) {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        core.add(file, factory.newDocumentBuilder().parse(stream).getDocumentElement());
      } catch (SAXException | ParserConfigurationException e) {
        throw new IOException(file, e);
      }
    }
    return core;
  }

  private void add(String file, Element root) {
    includes.put(file, new ArrayList<>());
    for (Element e : children(root)) {
      switch (e.getLocalName()) {
        case "ComponentType" -> {
          String name = e.getAttribute("name");
          if (types.put(name, new Type(name, file, e)) != null) {
            throw new IllegalStateException(name + " is defined twice");
          }
        }
        case "Dimension" -> dimensions.put(e.getAttribute("name"), powers(e));
        case "Unit" -> units.put(e.getAttribute("symbol"), e);
        case "Include" -> includes.get(file).add(e.getAttribute("file"));
        default -> throw new IllegalStateException(e.getLocalName() + " in " + file);
      }
    }
  }

  private static String powers(Element e) {
    return List.of("m", "l", "t", "i", "k", "n", "j").stream()
        .map(p -> p + "=" + attribute(e, p).orElse("0"))
        .collect(Collectors.joining(" "));
  }

  Map<String, Type> types() {
    return types;
  }

  /** Powers of the SI base quantities, as text, by the dimension's name. */
  Map<String, String> dimensions() {
    return dimensions;
  }

  /** Dimension and value of 0 and 1, as text, by the unit's symbol. */
  Map<String, String> units() {
    Map<String, String> described = new TreeMap<>();
    units.forEach(
        (symbol, unit) ->
            described.put(
                symbol,
                unit.getAttribute("dimension")
                    + " 0: "
                    + (float) quantity("0 " + symbol)
                    + " 1: "
                    + (float) quantity("1 " + symbol)));
    return described;
  }

  /** What a file brings, directly or through others. */
  List<String> includedBy(String file) {
    List<String> all = new ArrayList<>(includes.getOrDefault(file, List.of()));
    for (int i = 0; i < all.size(); i++) {
      includes.getOrDefault(all.get(i), List.of()).stream()
          .filter(f -> !all.contains(f))
          .forEach(all::add);
    }
    return all;
  }

  /** A type and those that it extends, its own first. */
  List<Type> chain(String name) {
    List<Type> chain = new ArrayList<>();
    Optional<Type> next = Optional.ofNullable(types.get(name));
    while (next.isPresent() && chain.size() < 50) {
      chain.add(next.get());
      next = next.get().parent().map(types::get);
    }
    return chain;
  }

  /** The element of that name of the type, or of the nearest that it extends that has one. */
  Optional<Element> nearest(String type, String elementName) {
    return chain(type).stream()
        .flatMap(t -> children(t.element()).stream())
        .filter(e -> e.getLocalName().equals(elementName))
        .findFirst();
  }

  /** The elements of that kind, inherited ones included, by the name they give. */
  Map<String, Element> inherited(String type, String kind) {
    Map<String, Element> found = new TreeMap<>();
    for (Type t : chain(type).reversed()) {
      for (Element e : children(t.element())) {
        if (e.getLocalName().equals(kind)) {
          found.put(attribute(e, "name").orElseGet(() -> e.getAttribute("parameter")), e);
        }
      }
    }
    return found;
  }

  /** A quantity in SI units. */
  double quantity(String text) {
    Matcher matcher = QUANTITY.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalStateException("no quantity: " + text);
    }
    double number = Double.parseDouble(matcher.group(1));
    String symbol = Optional.ofNullable(matcher.group(2)).orElse("");
    if (symbol.isEmpty()) {
      return number;
    }
    Element unit = units.get(symbol);
    if (unit == null) {
      throw new IllegalStateException("no unit: " + text);
    }
    int power = Integer.parseInt(attribute(unit, "power").orElse("0"));
    double scale = Double.parseDouble(attribute(unit, "scale").orElse("1"));
    double offset = Double.parseDouble(attribute(unit, "offset").orElse("0"));
    return number * scale * Math.pow(10, power) + offset;
  }

  static Optional<String> attribute(Element e, String name) {
    return e.hasAttribute(name) ? Optional.of(e.getAttribute(name).strip()) : Optional.empty();
  }

  /** Attributes by name, without descriptions and what belongs to XML itself. */
  static Map<String, String> attributes(Element e) {
    Map<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < e.getAttributes().getLength(); i++) {
      Attr a = (Attr) e.getAttributes().item(i);
      if (!a.getName().equals("description") && !a.getName().contains(":")) {
        attributes.put(a.getName(), a.getValue().strip());
      }
    }
    return attributes;
  }

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e) {
        children.add(e);
      }
    }
    return children;
  }
}
