package org.bitspike.frontends.lems;

import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprSyntaxException;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.unit.Dimension;

/**
 * What the readers of elements have in common: attributes that must be there, expressions,
 * dimensions.
 */
class ElementReader {

  /** Keeps chains such as {@code 1+1+1+...}, which nest to the left, within the stack. */
  private static final int MAX_EXPRESSION = 4096;

  final Definitions definitions;
  final Diagnostics diagnostics;

  ElementReader(Definitions definitions, Diagnostics diagnostics) {
    this.definitions = definitions;
    this.diagnostics = diagnostics;
  }

  final void error(Code code, SourceRef where, String message) {
    diagnostics.add(Diagnostic.error(code, where, message));
  }

  final void warn(Code code, SourceRef where, String message) {
    diagnostics.add(Diagnostic.warning(code, where, message));
  }

  /** The attribute, or empty and a finding. */
  final Optional<String> required(Element e, String attribute) {
    Optional<String> value = e.attribute(attribute);
    if (value.isEmpty()) {
      error(
          Code.F_MISSING_ATTRIBUTE,
          e.where(),
          e.name() + " lacks the attribute '" + attribute + "'");
    }
    return value;
  }

  /** The expression in an attribute, or empty and a finding. */
  final Optional<Expr> expression(Element e, String attribute) {
    return required(e, attribute).flatMap(text -> parse(text, attribute, e.where()));
  }

  final Optional<Expr> parse(String text, String attribute, SourceRef where) {
    if (text.length() > MAX_EXPRESSION) {
      error(
          Code.F_TOO_LARGE,
          where,
          attribute
              + " has "
              + text.length()
              + " characters; expressions may have "
              + MAX_EXPRESSION);
      return Optional.empty();
    }
    try {
      return Optional.of(ExprText.parse(text));
    } catch (ExprSyntaxException problem) {
      error(Code.F_BAD_EXPRESSION, where, attribute + "='" + text + "': " + problem.getMessage());
      return Optional.empty();
    }
  }

  /** The dimension an element names; none where it names none. */
  final Optional<Dimension> dimension(Element e) {
    String name = e.attribute("dimension").orElse("none").strip();
    return name.isEmpty() ? Optional.of(Dimension.NONE) : definitions.dimension(name, e.where());
  }

  final void unknown(Element child, String parent) {
    error(
        Code.F_UNKNOWN_ELEMENT,
        child.where(),
        "'" + child.name() + "' is no element of a " + parent);
  }
}
