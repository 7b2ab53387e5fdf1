package org.bitspike.frontends.lems;

import java.util.Optional;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.OutputRequest;

/**
 * Reads how a Display is drawn. What cannot be read is left out with a warning: no number of a run
 * depends on it.
 */
final class Drawing extends ElementReader {

  Drawing(Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
  }

  Optional<OutputRequest.Axes> axes(Element display) {
    return Optional.of(
        new OutputRequest.Axes(
            display.attribute("title").orElse(""),
            scale(display, "timeScale"),
            number(display, "xmin"),
            number(display, "xmax"),
            number(display, "ymin"),
            number(display, "ymax")));
  }

  Optional<OutputRequest.Line> line(Element line) {
    if (line.attribute("scale").isEmpty() && line.attribute("color").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OutputRequest.Line(
            scale(line, "scale"),
            line.attribute("scale").map(String::strip).orElse(""),
            line.attribute("color").map(String::strip).orElse("")));
  }

  private double number(Element e, String attribute) {
    return quantity(e, attribute).filter(q -> q.unit().isEmpty()).map(Quantity::value).orElse(0.0);
  }

  /** What is 1 on an axis, in SI units; 1 where nothing is said. */
  private double scale(Element e, String attribute) {
    Optional<Quantity> written = quantity(e, attribute);
    if (written.isEmpty()) {
      return 1;
    }
    double value =
        written.get().unit().isEmpty()
            ? written.get().value()
            : definitions
                .unit(written.get().unit())
                .map(u -> u.toSi(written.get().value()))
                .orElse(0.0);
    if (value == 0) {
      warn(Code.F_BAD_VALUE, e.where(), bad(e, attribute) + " is no scale");
      return 1;
    }
    return value;
  }

  private Optional<Quantity> quantity(Element e, String attribute) {
    Optional<Quantity> read =
        e.attribute(attribute).flatMap(Quantity::parse).filter(q -> Double.isFinite(q.value()));
    if (read.isEmpty() && e.attribute(attribute).isPresent()) {
      warn(Code.F_BAD_VALUE, e.where(), bad(e, attribute) + " is not a finite number");
    }
    return read;
  }

  private static String bad(Element e, String attribute) {
    return attribute + "='" + e.attribute(attribute).orElse("") + "'";
  }
}
