package org.bitspike.frontends.lems;

import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;

/** Attributes that mean nothing to an element's type, which are often misspelt. */
final class AttributeCheck {

  /** Attributes that say what an element is rather than what the component's values are. */
  private static final Set<String> MARKS =
      Set.of(
          "id",
          "type",
          "extends",
          "name",
          "description",
          "notes",
          "metaid",
          "neuroLexId",
          "symbol",
          "cnoTerm");

  private AttributeCheck() {}

  static void warnOfUnknown(Element e, TypeModel type, Diagnostics diagnostics) {
    for (String name : e.attributeNames()) {
      boolean known =
          MARKS.contains(name)
              || type.parameters.containsKey(name)
              || type.properties.containsKey(name)
              || type.texts.contains(name)
              || type.slots.containsKey(name)
              || type.constants.containsKey(name);
      if (!known) {
        warn(e, "attribute '" + name + "' means nothing to a " + type.name, diagnostics);
      } else if (type.fixed.containsKey(name)) {
        warn(e, type.name + " fixes '" + name + "'; the attribute is ignored", diagnostics);
      }
    }
  }

  private static void warn(Element e, String message, Diagnostics diagnostics) {
    diagnostics.add(Diagnostic.warning(Code.N_UNKNOWN_PARAMETER, e.where(), message));
  }
}
