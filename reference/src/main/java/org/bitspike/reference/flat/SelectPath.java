package org.bitspike.reference.flat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.Definition.Reduce;
import org.bitspike.ir.network.ComponentType.Slot;

/** Follows a path such as {@code synapses[*]/i} from a component. */
final class SelectPath {

  private final Flattener flattener;
  private final FlatNode start;

  SelectPath(Flattener flattener, FlatNode start) {
    this.flattener = flattener;
    this.start = start;
  }

  /** The sum or product of the values at the path. */
  Expr value(String variable, Definition.Select select) {
    String path = select.path();
    String[] steps = path.split("/", -1);
    boolean multiply = select.reduce().filter(r -> r == Reduce.MULTIPLY).isPresent();
    if (leadsToAMissingPeer(steps[0])) {
      return flattener.input(start, start.path(path));
    }
    List<FlatNode> places = List.of(start);
    for (int s = 0; s < steps.length - 1; s++) {
      List<FlatNode> next = new ArrayList<>();
      for (FlatNode place : places) {
        follow(place, steps[s], next);
      }
      places = next;
    }
    String last = steps[steps.length - 1];
    List<Expr> terms = new ArrayList<>();
    for (FlatNode place : places) {
      Optional<Expr> value = flattener.exposed(place, last);
      if (value.isEmpty()) {
        report(variable, path, "component " + place.component.id() + " has no variable " + last);
        return new Expr.Num(0);
      }
      terms.add(value.get());
    }
    boolean mustLeadSomewhere =
        select.required() && select.reduce().isEmpty() && !path.contains("[");
    if (terms.isEmpty() && mustLeadSomewhere) {
      report(variable, path, "there is nothing at this path");
    }
    return terms.isEmpty() ? new Expr.Num(multiply ? 1 : 0) : reduced(terms, multiply);
  }

  /** In halves, so that many terms do not make a deep tree. */
  private static Expr reduced(List<Expr> terms, boolean multiply) {
    int n = terms.size();
    if (n == 1) {
      return terms.getFirst();
    }
    int half = n <= 8 ? n - 1 : n / 2;
    Expr left = reduced(terms.subList(0, half), multiply);
    Expr right = reduced(terms.subList(half, n), multiply);
    return multiply ? Exprs.multiply(left, right) : Exprs.add(left, right);
  }

  private boolean leadsToAMissingPeer(String step) {
    return start.peer.isEmpty() && isPeer(start, step);
  }

  private static boolean isPeer(FlatNode node, String step) {
    return node.type.slots().stream()
        .anyMatch(s -> s.kind() == Slot.Kind.PEER && s.name().equals(step));
  }

  private static void follow(FlatNode place, String step, List<FlatNode> next) {
    if (step.equals("..")) {
      place.parent.ifPresent(next::add);
      return;
    }
    if (isPeer(place, step)) {
      place.peer.ifPresent(next::add);
      return;
    }
    int bracket = step.indexOf('[');
    String name = bracket < 0 ? step : step.substring(0, bracket);
    String predicate = bracket < 0 ? "*" : step.substring(bracket + 1, step.lastIndexOf(']'));
    List<FlatNode> inSlot = place.slots.getOrDefault(name, List.of());
    for (FlatNode child : inSlot) {
      if (matches(child, predicate)) {
        next.add(child);
      }
    }
    for (FlatNode attached : place.attachments.getOrDefault(name, List.of())) {
      if (matches(attached, predicate)) {
        next.add(attached);
      }
    }
    if (bracket < 0 && inSlot.isEmpty()) {
      for (FlatNode child : place.children()) {
        if (child.component.id().equals(name)) {
          next.add(child);
        }
      }
    }
  }

  /** Whether a component fulfils {@code attribute='value'} or {@code *}. */
  private static boolean matches(FlatNode node, String predicate) {
    int equals = predicate.indexOf('=');
    if (equals < 0) {
      return true;
    }
    String attribute = predicate.substring(0, equals).trim();
    String quoted = predicate.substring(equals + 1).trim();
    String value = quoted.length() >= 2 ? quoted.substring(1, quoted.length() - 1) : quoted;
    return value.equals(
        attribute.equals("id") ? node.component.id() : node.component.texts().get(attribute));
  }

  private void report(String variable, String path, String why) {
    flattener.unsupported(start, "variable " + variable + " selects " + path + ", but " + why);
  }
}
