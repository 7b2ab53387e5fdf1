package org.bitspike.frontends.lems.hdf5;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;

/** Takes a NeuroML document apart into what an HDF5 file holds. */
final class DocumentReader {

  /** Metadata without a place in the layout, and without meaning to a simulation. */
  private static final Set<String> DROPPED = Set.of("annotation", "metaid", "neuroLexId");

  private final Path document;
  private final Path target;
  private final Faults faults;
  private final Diagnostics findings = new Diagnostics();
  private final StringWriter topLevel = new StringWriter();
  private final List<Member> members = new ArrayList<>();
  private final Map<String, String> networkAttributes = new LinkedHashMap<>();
  private String id = "";
  private String notes = "";
  private int networks;

  /**
   * An element of the network.
   *
   * @param attributes as written, notes and properties among them
   */
  record Member(Kind kind, Map<String, String> attributes, ColumnsBuilder table) {
    int size() {
      return table.rows() > 0
          ? table.rows()
          : (int) Double.parseDouble(attributes.getOrDefault("size", "0"));
    }
  }

  private DocumentReader(Path document, Path target, Faults faults) {
    this.document = document;
    this.target = target;
    this.faults = faults;
  }

  static DocumentReader read(Path document, Path target, Faults faults) {
    DocumentReader reader = new DocumentReader(document, target, faults);
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(document), 1 << 16)) {
      reader.document(factory.createXMLStreamReader(in));
    } catch (XMLStreamException | IllegalArgumentException e) {
      throw faults.error(Code.F_NOT_XML, "", "not well-formed: " + e.getMessage());
    } catch (IOException e) {
      throw faults.error(Code.F_UNREADABLE, "", "reading failed: " + e.getMessage());
    }
    reader.findings.throwIfErrors();
    return reader;
  }

  String id() {
    return id;
  }

  String notes() {
    return notes;
  }

  /** The document without its network, as XML. */
  String topLevel() {
    return topLevel.toString();
  }

  Map<String, String> networkAttributes() {
    return networkAttributes;
  }

  List<Member> members() {
    return members;
  }

  private void document(XMLStreamReader xml) throws XMLStreamException {
    while (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
      if (xml.getEventType() == XMLStreamConstants.DTD) {
        throw faults.error(Code.F_DTD, "", "the file declares a document type");
      }
      xml.next();
    }
    if (!xml.getLocalName().equals("neuroml")) {
      throw faults.error(
          Code.F_UNSUPPORTED,
          "",
          "the root element is '" + xml.getLocalName() + "': HDF5 holds NeuroML documents",
          "write the file that the network stands in; a simulation includes it");
    }
    id = Optional.ofNullable(xml.getAttributeValue(null, "id")).orElse("");
    XMLStreamWriter copy = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(topLevel);
    copy.writeStartElement("neuroml");
    copy.writeAttribute("xmlns", "http://www.neuroml.org/schema/neuroml2");
    copy.writeAttribute("id", id.isEmpty() ? "document" : id);
    while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
      switch (xml.getLocalName()) {
        case "network" -> network(xml);
        case "notes" -> notes = text(xml);
        case "annotation" -> skip(xml);
        default -> {
          checkInclude(xml);
          copy(xml, copy);
        }
      }
    }
    copy.writeEndElement();
    copy.close();
    if (networks != 1) {
      throw faults.error(
          Code.F_NO_TARGET, "", "the document holds " + networks + " networks; HDF5 holds one");
    }
  }

  /** A name that leads from this folder to a file leads elsewhere from another. */
  private void checkInclude(XMLStreamReader xml) {
    String href = xml.getAttributeValue(null, "href");
    if (!xml.getLocalName().equals("include") || href == null) {
      return;
    }
    Path from = Optional.ofNullable(document.toAbsolutePath().getParent()).orElseThrow();
    Path to = Optional.ofNullable(target.toAbsolutePath().getParent()).orElseThrow();
    if (Files.exists(from.resolve(href)) && !from.normalize().equals(to.normalize())) {
      error(
          xml,
          Code.F_UNSUPPORTED,
          "'" + href + "' is included by a name that is not the same from " + to,
          "write the HDF5 file beside the document");
    }
  }

  private void copy(XMLStreamReader xml, XMLStreamWriter copy) throws XMLStreamException {
    int depth = 0;
    do {
      switch (xml.getEventType()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (xml.getLocalName().equals("annotation")) {
            skip(xml);
          } else {
            copy.writeStartElement(xml.getLocalName());
            attributes(xml).forEach((n, v) -> attribute(copy, n, v));
            depth++;
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          copy.writeEndElement();
          depth--;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!xml.isWhiteSpace()) {
            copy.writeCharacters(xml.getText());
          }
        }
        default -> {
          // comments say nothing to a reader of HDF5
        }
      }
      if (depth > 0) {
        xml.next();
      }
    } while (depth > 0);
  }

  private static void attribute(XMLStreamWriter copy, String name, String value) {
    try {
      copy.writeAttribute(name, value);
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void network(XMLStreamReader xml) throws XMLStreamException {
    networks++;
    for (Map.Entry<String, String> attribute : attributes(xml).entrySet()) {
      if (!DROPPED.contains(attribute.getKey())) {
        networkAttributes.put(attribute.getKey(), attribute.getValue());
      }
    }
    while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
      Optional<Kind> kind = Kind.ofElement(xml.getLocalName());
      if (kind.isPresent()) {
        member(xml, kind.get());
      } else if (xml.getLocalName().equals("notes")) {
        networkAttributes.put("notes", text(xml));
      } else {
        if (!DROPPED.contains(xml.getLocalName()) && !xml.getLocalName().equals("property")) {
          error(
              xml,
              Code.F_UNSUPPORTED,
              "the HDF5 layout has no place for '" + xml.getLocalName() + "'",
              "write it as a projection or an inputList, or keep the network in XML");
        }
        skip(xml);
      }
    }
  }

  private void member(XMLStreamReader xml, Kind kind) throws XMLStreamException {
    Map<String, String> written = new LinkedHashMap<>();
    attributes(xml)
        .forEach(
            (name, value) -> {
              if (kind.required().contains(name) || kind.optional().contains(name)) {
                written.put(name, value);
              } else if (!DROPPED.contains(name)) {
                error(
                    xml,
                    Code.F_UNSUPPORTED,
                    "the HDF5 layout has no place for '" + name + "' of " + kind.element(),
                    "take the attribute out, or keep the network in XML");
              }
            });
    RowReading rows = new RowReading(kind, written, this);
    while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
      switch (xml.getLocalName()) {
        case "notes" -> written.put("notes", text(xml));
        case "property" -> {
          written.put(
              "property:" + xml.getAttributeValue(null, "tag"),
              Optional.ofNullable(xml.getAttributeValue(null, "value")).orElse(""));
          skip(xml);
        }
        case "annotation", "layout" -> skip(xml);
        default -> rows.read(xml);
      }
    }
    members.add(new Member(kind, written, rows.finish()));
  }

  /** Attributes without a prefix. */
  static Map<String, String> attributes(XMLStreamReader xml) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributePrefix(i) == null || xml.getAttributePrefix(i).isEmpty()) {
        all.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
      }
    }
    return all;
  }

  static String text(XMLStreamReader xml) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int depth = 1;
    while (depth > 0) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
        default -> {
          // nothing to read
        }
      }
    }
    return text.toString().strip();
  }

  static void skip(XMLStreamReader xml) throws XMLStreamException {
    text(xml);
  }

  void error(XMLStreamReader xml, Code code, String message, String remedy) {
    findings.add(
        Diagnostic.error(
            code,
            new SourceRef(
                document.toString(),
                Math.max(0, xml.getLocation().getLineNumber()),
                Math.max(0, xml.getLocation().getColumnNumber()),
                ""),
            message,
            remedy));
  }
}
