package org.bitspike.frontends.lems;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * XML from strangers: no document type, no entities but the five of XML itself, nothing fetched,
 * and the parser's refusals in words of our own.
 */
public final class SafeXml {

  private SafeXml() {}

  /** A reader of a file that reads nothing else. */
  public static XMLStreamReader2 open(BoundedInput input) throws XMLStreamException {
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are not read");
        });
    return (XMLStreamReader2) factory.createXMLStreamReader(input);
  }

  /** What the parser found wrong, as a finding. */
  public static Diagnostic explain(String file, XMLStreamException e) {
    int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
    int column = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getColumnNumber());
    SourceRef where = new SourceRef(file, line, column, "");
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BoundedInput.TooLong) {
        return Diagnostic.error(Code.F_TOO_LARGE, new SourceRef(file, 0, 0, ""), firstLine(cause));
      }
      if (cause instanceof java.io.IOException
          && !(cause instanceof java.io.CharConversionException)) {
        return Diagnostic.error(Code.F_UNREADABLE, where, "reading failed: " + firstLine(cause));
      }
    }
    String message = firstLine(e);
    if (message.contains("entity") || message.contains("DTD") || message.contains("DOCTYPE")) {
      return Diagnostic.error(Code.F_DTD, where, message);
    }
    return Diagnostic.error(Code.F_NOT_XML, where, "not well-formed: " + message);
  }

  /**
   * The parser's own way of refusing some malformed documents, such as characters beyond Unicode,
   * as a finding.
   */
  public static Diagnostic explain(String file, RuntimeException e) {
    if (e.getCause() instanceof XMLStreamException cause) {
      return explain(file, cause);
    }
    return Diagnostic.error(
        Code.F_NOT_XML, new SourceRef(file, 0, 0, ""), "not well-formed: " + firstLine(e));
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage();
    if (message == null) {
      return e.getClass().getSimpleName();
    }
    return message.lines().filter(l -> !l.isBlank()).findFirst().orElse("").strip();
  }
}
