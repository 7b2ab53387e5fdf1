package org.bitspike.reference.flat;

import java.util.List;
import java.util.Optional;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.reference.flat.FlatSystem.FlatAction;
import org.bitspike.reference.flat.FlatSystem.Guard;

/** Writes a system as a person reads it. */
final class FlatText {

  private final FlatSystem system;
  private final StringBuilder out = new StringBuilder();

  FlatText(FlatSystem system) {
    this.system = system;
  }

  String text() {
    system.inputs().forEach(i -> line("input", i.name()));
    system.properties().forEach(p -> line("property", p.name() + " = " + p.defaultValue()));
    system.states().forEach(s -> line("state", s.name()));
    system
        .machines()
        .forEach(
            m ->
                line(
                    "machine",
                    m.variable()
                        + " in "
                        + m.regimes().stream().map(FlatSystem.FlatRegime::name).toList()
                        + " from "
                        + m.regimes().get(m.initial()).name()));
    system.quantities().forEach(q -> line("let", q.name() + " = " + definition(q.definition())));
    system.rates().forEach(r -> line("rate", r.state() + "' = " + definition(r.definition())));
    system.starts().forEach(s -> line("start", actions(s.actions())));
    for (FlatSystem.Machine m : system.machines()) {
      for (FlatSystem.FlatRegime r : m.regimes()) {
        if (!r.onEntry().isEmpty()) {
          line("entry", m.variable() + " " + r.name() + ": " + actions(r.onEntry()));
        }
      }
    }
    system
        .conditions()
        .forEach(
            c ->
                line(
                    "when",
                    guard(c.guard()) + ExprText.print(c.test()) + ": " + actions(c.actions())));
    system
        .handlers()
        .forEach(h -> line("on", path(h.part()) + ": " + guard(h.guard()) + actions(h.actions())));
    system.relays().forEach(r -> line("relay", path(r.from()) + " -> " + path(r.to())));
    return out.toString();
  }

  private void line(String keyword, String rest) {
    out.append(keyword).append(' ').append(rest).append('\n');
  }

  private String path(int part) {
    String path = system.parts().get(part).path();
    return path.isEmpty() ? "." : path;
  }

  private String guard(Optional<Guard> guard) {
    return guard
        .map(g -> "[" + g.machine() + " " + regime(g.machine(), g.regime()) + "] ")
        .orElse("");
  }

  private String regime(String machine, int index) {
    return system.machines().stream()
        .filter(m -> m.variable().equals(machine))
        .findFirst()
        .map(m -> m.regimes().get(index).name())
        .orElse("?");
  }

  private static String definition(Definition definition) {
    return switch (definition) {
      case Definition.Value(var value) -> ExprText.print(value);
      case Definition.Conditional(var cases) -> {
        StringBuilder text = new StringBuilder();
        for (Definition.Case c : cases) {
          text.append(text.isEmpty() ? "" : "; ")
              .append(c.condition().map(t -> "if " + ExprText.print(t) + ": ").orElse("else: "))
              .append(ExprText.print(c.value()));
        }
        yield text.toString();
      }
      case Definition.Select select -> "select " + select.path();
    };
  }

  private String actions(List<FlatAction> actions) {
    StringBuilder text = new StringBuilder();
    for (FlatAction action : actions) {
      text.append(text.isEmpty() ? "" : "; ");
      switch (action) {
        case FlatAction.Assign(String state, var value) ->
            text.append(state).append(" = ").append(ExprText.print(value));
        case FlatAction.Emit(int part, String port) ->
            text.append("emit ").append(path(part)).append('.').append(port);
        case FlatAction.Enter(String machine, int index) ->
            text.append("enter ").append(machine).append(' ').append(regime(machine, index));
      }
    }
    return text.toString();
  }
}
