package org.bitspike.frontends.lems.validation;

import com.fasterxml.aalto.UncheckedStreamException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.bitspike.frontends.lems.BoundedInput;
import org.bitspike.frontends.lems.SafeXml;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * Streams one file: a NeuroML document is held against the grammar, a LEMS file is only taken
 * apart. Memory is bounded by what is not a connection, input, spike or instance.
 */
final class SchemaWalk {

  private static final int DEPTH = 256;
  private static final int TOKEN_BYTES = 16 << 20;
  private static final String[] NO_ATTRIBUTES = {};

  /** Elements that may still be kept, over all files. */
  static final class Budget {
    private int left = 2_000_000;
  }

  /** What a file's root is. */
  enum Language {
    NEUROML,
    LEMS,
    NEITHER
  }

  /**
   * A file as read.
   *
   * @param root empty when there is none that could be read
   * @param whole whether it was read to its end
   */
  record Parsed(Language language, Optional<Node> root, boolean whole) {}

  private final String file;
  private final Found found;
  private final Budget budget;
  private final BoundedInput input;
  private final XMLStreamReader2 reader;
  private final AttributeCheck attributes;
  private final Deque<Frame> open = new ArrayDeque<>();
  private Language language = Language.NEITHER;
  private String namespace = Grammar.NAMESPACE;
  private @Nullable Node root;
  private @Nullable Node network;

  private SchemaWalk(String file, BoundedInput input, Found found, Budget budget)
      throws XMLStreamException {
    this.file = file;
    this.found = found;
    this.budget = budget;
    this.input = input;
    this.reader = SafeXml.open(input);
    this.attributes = new AttributeCheck(reader, found);
  }

  /** Reads a file; what is wrong with it goes to {@code found}. */
  static Parsed read(Path path, String file, Found found, Budget budget) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      return read(in, file, found, budget);
    } catch (IOException e) {
      found.error(
          Code.F_UNREADABLE, new SourceRef(file, 0, 0, ""), "'" + file + "' cannot be read");
      return new Parsed(Language.NEITHER, Optional.empty(), false);
    }
  }

  static Parsed read(InputStream in, String file, Found found, Budget budget) {
    SchemaWalk walk = null;
    boolean whole = false;
    try {
      walk = new SchemaWalk(file, new BoundedInput(in, TOKEN_BYTES), found, budget);
      walk.document();
      whole = true;
    } catch (Stop stop) {
      found.add(stop.diagnostic);
    } catch (XMLStreamException e) {
      found.add(SafeXml.explain(file, e));
    } catch (UncheckedStreamException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | IllegalStateException e) {
      found.add(SafeXml.explain(file, e));
    }
    return walk == null
        ? new Parsed(Language.NEITHER, Optional.empty(), false)
        : new Parsed(walk.language, Optional.ofNullable(walk.root), whole);
  }

  /** Ends the reading of this file. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Diagnostic diagnostic;

    Stop(Code code, SourceRef where, String message) {
      super(message, null, false, false);
      this.diagnostic = Diagnostic.error(code, where, message);
    }
  }

  private void document() throws XMLStreamException {
    while (reader.hasNext()) {
      int event = reader.next();
      input.tokenReached();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> start();
        case XMLStreamConstants.END_ELEMENT -> open.pop().end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.element().text(reader.isWhiteSpace());
          }
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_DECLARATION ->
            throw new Stop(Code.F_DTD, declaration(), "the file declares a document type");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new Stop(Code.F_DTD, here(""), "the file refers to an entity of its own");
        default -> {
          // comments and processing instructions carry nothing
        }
      }
    }
    if (root == null) {
      throw new Stop(Code.F_NOT_XML, new SourceRef(file, 0, 0, ""), "the file has no element");
    }
  }

  private void start() {
    if (open.size() >= DEPTH) {
      throw new Stop(Code.F_TOO_DEEP, here(""), "elements are nested deeper than " + DEPTH);
    }
    String name = reader.getLocalName();
    if (open.isEmpty()) {
      open.push(startRoot(name));
      return;
    }
    Frame parent = open.element();
    int ordinal = parent.count(name);
    if (parent.opaque()) {
      if (isMisplacedDivision(name)) {
        found.warning(
            Code.V_DIVISIONS,
            here(parent.path()),
            "numberInternalDivisions stands in an annotation, where tools do not look for it");
      }
      open.push(Frame.opaque(name, parent));
      return;
    }
    boolean row = RowSummary.isRow(name, parent.name());
    Optional<Shape> shape = Optional.empty();
    if (language == Language.NEUROML && parent.shape() != null) {
      if (!reader.getNamespaceURI().equals(namespace)) {
        found.error(
            Code.V_NAMESPACE,
            here(path(parent, name, ordinal, true)),
            "'"
                + name
                + "' is in the namespace '"
                + reader.getNamespaceURI()
                + "', but its root in '"
                + namespace
                + "'");
        open.push(Frame.opaque(name, parent));
        return;
      }
      shape = parent.step(name, () -> here(path(parent, name, ordinal, false)));
    }
    if (shape.isPresent()) {
      attributes.check(name, shape.get(), () -> here(path(parent, name, ordinal, row)));
    }
    Node above = parent.node();
    Node node = null;
    if (above != null && row && language == Language.NEUROML) {
      above.rowsOrNew(network).add(reader, () -> here(path(parent, name, ordinal, true)), found);
    } else if (above != null && !row && keeps(shape)) {
      node = node(name, here(path(parent, name, ordinal, false)));
      above.children().add(node);
      if (name.equals("network") && open.size() == 1) {
        network = node;
      }
    }
    open.push(new Frame(name, shape.orElse(null), node, parent, ordinal, found));
  }

  /** Text and metadata carry nothing for the rules. */
  private static boolean keeps(Optional<Shape> shape) {
    return shape.isEmpty()
        || shape.get().inside() != Shape.Inside.TEXT
            && shape.get().inside() != Shape.Inside.ANYTHING
            && !shape.get().name().equals("property");
  }

  private boolean isMisplacedDivision(String name) {
    if (!name.equals("property")
        || !"numberInternalDivisions".equals(reader.getAttributeValue("", "tag"))) {
      return false;
    }
    return open.stream().anyMatch(f -> f.name().equals("segmentGroup"));
  }

  private Frame startRoot(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    language =
        switch (plain) {
          case "neuroml" -> Language.NEUROML;
          case "lems", "components" -> Language.LEMS;
          default ->
              throw new Stop(
                  Code.F_UNKNOWN_ELEMENT,
                  here(""),
                  "the root element is '" + name + "', neither Lems nor neuroml");
        };
    Node made = node(name, here(""));
    root = made;
    if (language == Language.LEMS) {
      return new Frame(name, null, made, null, 0, found);
    }
    if (!name.equals(Grammar.ROOT)) {
      found.error(
          Code.V_ELEMENT, here(""), "the root element is '" + name + "', but must be 'neuroml'");
    }
    namespace = reader.getNamespaceURI();
    if (!namespace.equals(Grammar.NAMESPACE)) {
      found.error(
          Code.V_NAMESPACE,
          here(""),
          namespace.isEmpty()
              ? "'" + name + "' is in no namespace, but must be in " + Grammar.NAMESPACE
              : "'"
                  + name
                  + "' is in the namespace '"
                  + namespace
                  + "', but must be in "
                  + Grammar.NAMESPACE);
    }
    Shape shape = Grammar.neuroml().root();
    attributes.check(name, shape, () -> here(""));
    return new Frame(name, shape, made, null, 0, found);
  }

  private Node node(String name, SourceRef where) {
    if (--budget.left < 0) {
      throw new Stop(Code.F_TOO_LARGE, where, "the files hold more than 2000000 elements");
    }
    int n = reader.getAttributeCount();
    String[] values = n == 0 ? NO_ATTRIBUTES : new String[2 * n];
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (reader.getAttributeNamespace(i).isEmpty()) {
        values[kept++] = reader.getAttributeLocalName(i);
        values[kept++] = reader.getAttributeValue(i);
      }
    }
    return new Node(name, kept == values.length ? values : Arrays.copyOf(values, kept), where);
  }

  /** An element is named by its id, a row or one without an id by its number among its like. */
  private String path(Frame parent, String name, int ordinal, boolean numbered) {
    String id = numbered ? null : reader.getAttributeValue("", "id");
    String label = id == null ? name + "[" + ordinal + "]" : id;
    return parent.path().isEmpty() ? label : parent.path() + "/" + label;
  }

  /**
   * Before the root, the parser takes the end of what came before for the start of a token; the end
   * is right.
   */
  private SourceRef declaration() {
    return at(reader.getLocationInfo().getCurrentLocation(), "");
  }

  private SourceRef here(String path) {
    return at(reader.getLocation(), path);
  }

  private SourceRef at(Location location, String path) {
    return new SourceRef(
        file, Math.max(0, location.getLineNumber()), Math.max(0, location.getColumnNumber()), path);
  }
}
