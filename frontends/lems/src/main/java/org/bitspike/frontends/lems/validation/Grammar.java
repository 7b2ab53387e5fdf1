package org.bitspike.frontends.lems.validation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.diag.BitspikeBug;

/** The shapes of all elements of NeuroML 2, read from {@code neuroml-grammar.txt}. */
final class Grammar {

  /** The namespace of NeuroML 2's elements. */
  static final String NAMESPACE = "http://www.neuroml.org/schema/neuroml2";

  static final String ROOT = "neuroml";

  private static final class Holder {
    static final Grammar NEUROML = load();
  }

  private final Map<String, Shape> shapes;
  private final Map<String, List<String>> parents = new LinkedHashMap<>();

  private Grammar(Map<String, Shape> shapes) {
    this.shapes = shapes;
    shapes.forEach(
        (name, shape) ->
            shape
                .childNames()
                .forEach(
                    child -> parents.computeIfAbsent(child, c -> new ArrayList<>()).add(name)));
  }

  /** The grammar of NeuroML 2.3.1. */
  static Grammar neuroml() {
    return Holder.NEUROML;
  }

  private static Grammar load() {
    try (InputStream in = Grammar.class.getResourceAsStream("neuroml-grammar.txt")) {
      if (in == null) {
        throw new BitspikeBug("the grammar of NeuroML is missing");
      }
      return new Grammar(GrammarReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Shape shape(String name) {
    Shape shape = shapes.get(name);
    if (shape == null) {
      throw new BitspikeBug("the grammar of NeuroML has no shape " + name);
    }
    return shape;
  }

  Shape root() {
    return shape(ROOT);
  }

  /** The shape of a child, if it may stand in its parent at all. */
  Optional<Shape> child(Shape parent, String element) {
    return parent.child(element).map(this::shape);
  }

  /** Shapes that take a child of this name. */
  List<String> parentsOf(String element) {
    return parents.getOrDefault(element, List.of());
  }
}
