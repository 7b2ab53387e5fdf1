package org.bitspike.frontends.lems;

import java.io.InputStream;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Streams one XML file: the root first, then each element of the top level as soon as it is whole,
 * so that includes can be followed in place. No document type, no entities but the five of XML
 * itself, nothing fetched.
 */
final class XmlSource {

  /** Where rows may stand; elsewhere an element of such a name is an element like any other. */
  private static final Set<String> ROW_PARENTS =
      Set.of("projection", "plasticProjection", "inputList", "population", "populationList");

  /** Free text and metadata, whose content means nothing to a network. */
  private static final Set<String> SKIPPED = Set.of("notes", "annotation", "property");

  private static final String[] NO_ATTRIBUTES = {};

  private final String file;
  private final Limits limits;
  private final Budget budget;
  private final Diagnostics diagnostics;
  private final BoundedInput input;
  private final XMLStreamReader2 reader;
  private boolean located = true;
  private int depth;

  /** Elements that may still be kept, over all files. */
  static final class Budget {
    private int left;

    Budget(int left) {
      this.left = left;
    }
  }

  private XmlSource(
      String file, BoundedInput input, Limits limits, Budget budget, Diagnostics diagnostics)
      throws XMLStreamException {
    this.file = file;
    this.limits = limits;
    this.budget = budget;
    this.diagnostics = diagnostics;
    this.input = input;
    this.reader = SafeXml.open(input);
  }

  /** What a file's elements are given to. */
  interface Handler {
    /** The root, without children; false to read no further. */
    boolean root(Element root);

    /** An element below the root, whole. */
    void topLevel(Element element);
  }

  /**
   * Reads a file to its end or to the first finding that makes the rest unreadable. Findings go to
   * {@code diagnostics}.
   *
   * @param file name for messages
   */
  static void read(
      InputStream stream,
      String file,
      Limits limits,
      Budget budget,
      Diagnostics diagnostics,
      Handler handler) {
    read(stream, file, true, limits, budget, diagnostics, handler);
  }

  /**
   * Reads likewise.
   *
   * @param located whether lines of the text mean something to the user; not where it was made from
   *     a file of another kind
   */
  static void read(
      InputStream stream,
      String file,
      boolean located,
      Limits limits,
      Budget budget,
      Diagnostics diagnostics,
      Handler handler) {
    BoundedInput input = new BoundedInput(stream, limits.tokenBytes());
    try {
      XmlSource source = new XmlSource(file, input, limits, budget, diagnostics);
      source.located = located;
      source.document(handler);
    } catch (Stop stop) {
      diagnostics.add(stop.diagnostic);
    } catch (XMLStreamException e) {
      diagnostics.add(SafeXml.explain(file, e));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | IllegalStateException e) {
      diagnostics.add(SafeXml.explain(file, e));
    }
  }

  /** Ends the reading of this file. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Diagnostic diagnostic;

    Stop(Diagnostic diagnostic) {
      super(diagnostic.message(), null, false, false);
      this.diagnostic = diagnostic;
    }
  }

  private void document(Handler handler) throws XMLStreamException {
    if (!advanceToTag() || reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
      throw new Stop(Diagnostic.error(Code.F_NOT_XML, here(""), "the file has no element"));
    }
    Element root = start("");
    if (!handler.root(root)) {
      return;
    }
    while (advanceToTag()) {
      if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
        if (depth == 0) {
          throw new Stop(Diagnostic.error(Code.F_NOT_XML, here(""), "a second root element"));
        }
        if (SKIPPED.contains(reader.getLocalName())) {
          skip();
        } else {
          handler.topLevel(whole(start("")));
        }
      } else {
        depth--;
      }
    }
  }

  /** Goes to the next start or end of an element; false at the end of the document. */
  private boolean advanceToTag() throws XMLStreamException {
    while (reader.hasNext()) {
      int event = reader.next();
      input.tokenReached();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > limits.depth()) {
            throw new Stop(
                Diagnostic.error(
                    Code.F_TOO_DEEP,
                    here(""),
                    "elements are nested deeper than " + limits.depth()));
          }
          return true;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return true;
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_DECLARATION ->
            throw new Stop(
                Diagnostic.error(Code.F_DTD, declaration(), "the file declares a document type"));
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new Stop(
                Diagnostic.error(Code.F_DTD, here(""), "the file refers to an entity of its own"));
        default -> {
          // text, comments and processing instructions carry nothing
        }
      }
    }
    return false;
  }

  /** The element whose start tag was just read. */
  private Element start(String parentPath) {
    if (--budget.left < 0) {
      throw new Stop(
          Diagnostic.error(
              Code.F_TOO_LARGE,
              here(""),
              "the files hold more than " + limits.elements() + " elements"));
    }
    int n = reader.getAttributeCount();
    String[] attributes = n == 0 ? NO_ATTRIBUTES : new String[2 * n];
    String label = reader.getLocalName();
    int kept = 0;
    for (int i = 0; i < n; i++) {
      String prefix = reader.getAttributePrefix(i);
      if (prefix == null || prefix.isEmpty()) {
        String name = reader.getAttributeLocalName(i);
        String value = reader.getAttributeValue(i);
        attributes[kept++] = name;
        attributes[kept++] = value;
        if ("id".equals(name) || "name".equals(name) && label.equals(reader.getLocalName())) {
          label = value;
        }
      }
    }
    String path = parentPath.isEmpty() ? label : parentPath + "/" + label;
    return new Element(
        reader.getLocalName(),
        kept == attributes.length ? attributes : java.util.Arrays.copyOf(attributes, kept),
        here(path));
  }

  /**
   * Reads on to the end of an element, filling in its children. Recursion is bounded by the depth
   * limit.
   */
  private Element whole(Element element) throws XMLStreamException {
    boolean rows = ROW_PARENTS.contains(element.name());
    while (advanceToTag()) {
      if (reader.getEventType() == XMLStreamConstants.END_ELEMENT) {
        depth--;
        return element;
      }
      String name = reader.getLocalName();
      // a segment group's properties say into how many compartments it is divided
      boolean division = name.equals("property") && element.name().equals("segmentGroup");
      if (SKIPPED.contains(name) && !division) {
        skip();
      } else if (rows && RowReader.isRow(name)) {
        if (element.rowsOrNew().size() >= limits.rows()) {
          throw new Stop(
              Diagnostic.error(
                  Code.F_TOO_LARGE,
                  here(""),
                  element.label() + " holds more than " + limits.rows() + " rows"));
        }
        RowReader.read(reader, element, file, located, diagnostics);
        skip();
      } else {
        element.children().add(whole(start(element.where().path())));
      }
    }
    throw new Stop(
        Diagnostic.error(Code.F_NOT_XML, here(""), "the file ends inside " + element.name()));
  }

  /** Skips the rest of the element whose start tag was just read. */
  private void skip() throws XMLStreamException {
    int outside = depth - 1;
    while (depth > outside && advanceToTag()) {
      if (reader.getEventType() == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }

  /**
   * Before the root, the parser takes the end of what came before for the start of a token; the end
   * is right.
   */
  private SourceRef declaration() {
    Location end = reader.getLocationInfo().getCurrentLocation();
    return new SourceRef(
        file, Math.max(0, end.getLineNumber()), Math.max(0, end.getColumnNumber()), "");
  }

  private SourceRef here(String path) {
    if (!located) {
      return new SourceRef(file, 0, 0, path);
    }
    return new SourceRef(
        file,
        Math.max(0, reader.getLocation().getLineNumber()),
        Math.max(0, reader.getLocation().getColumnNumber()),
        path);
  }

  /** Reads into a consumer of whole elements, whatever the root is. For tests and resources. */
  static void readAll(
      InputStream stream, String file, Diagnostics diagnostics, Consumer<Element> consumer) {
    read(
        stream,
        file,
        Limits.DEFAULT,
        new Budget(Limits.DEFAULT.elements()),
        diagnostics,
        new Handler() {
          @Override
          public boolean root(Element root) {
            return true;
          }

          @Override
          public void topLevel(Element element) {
            consumer.accept(element);
          }
        });
  }
}
