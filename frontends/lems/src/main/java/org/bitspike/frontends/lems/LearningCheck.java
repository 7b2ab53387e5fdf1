package org.bitspike.frontends.lems;

import java.util.List;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;

/**
 * Whether a projection's plasticity is a rule by which weights learn: tables, or a type with the
 * state variable {@code weight} and something to do when a spike arrives at {@code pre} or {@code
 * post}.
 */
final class LearningCheck {

  /** Bases of the library's rules whose time constants and greatest weight are above 0. */
  private static final List<String> OWN = List.of("pairStdp", "tripletStdp");

  private LearningCheck() {}

  /**
   * Checks.
   *
   * @param where the projection
   */
  static void check(ComponentTable.Built rule, SourceRef where, Diagnostics diagnostics) {
    TypeModel type = rule.type();
    if (type.isA(LutStdpCheck.TYPE)) {
      LutStdpCheck.check(rule, diagnostics);
      return;
    }
    boolean learns =
        type.dynamics.states.stream().anyMatch(s -> s.name().equals("weight"))
            && type.dynamics.events.stream()
                .anyMatch(e -> e.port().equals("pre") || e.port().equals("post"));
    if (!learns) {
      diagnostics.add(
          Diagnostic.error(
              Code.N_TYPE_MISMATCH,
              where,
              "'"
                  + rule.component().id()
                  + "', a "
                  + type.name
                  + ", is no rule of learning: it has no state variable 'weight', or does nothing"
                  + " at events on the ports 'pre' and 'post'",
              "name a component of a type that extends basePlasticityRule, such as pairStdp"));
    }
    if (OWN.stream().anyMatch(type::isA)) {
      rule.component()
          .parameters()
          .forEach(
              (name, value) -> {
                if ((name.startsWith("tau") || name.equals("wMax")) && !(value > 0)) {
                  diagnostics.add(
                      Diagnostic.error(
                          Code.F_BAD_VALUE,
                          rule.component().source(),
                          name
                              + " of '"
                              + rule.component().id()
                              + "' is "
                              + value
                              + ", and must be above 0"));
                }
              });
    }
  }
}
