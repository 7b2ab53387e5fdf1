package org.bitspike.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.Definition.Reduce;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values that a path such as {@code synapses[*]/i} names, seen from the instances of a
 * group.
 */
final class PathResolver {

  /** A group on the way, and the offsets of the attachment or the coupling that led to it. */
  private record Place(Group group, int @Nullable [] offsets, int @Nullable [] peer) {}

  private final Group start;
  private final Diagnostics diagnostics;

  PathResolver(Group start, Diagnostics diagnostics) {
    this.start = start;
    this.diagnostics = diagnostics;
  }

  /**
   * The derived variable's rule, or nothing when the path leads nowhere although it must (which is
   * reported).
   */
  Optional<Select> resolve(int slot, String variable, Definition.Select select) {
    String[] steps = select.path().split("/");
    boolean many = select.path().contains("[");
    boolean multiply = select.reduce().filter(r -> r == Reduce.MULTIPLY).isPresent();
    List<Place> places = List.of(new Place(start, null, null));
    for (int s = 0; s < steps.length - 1; s++) {
      List<Place> next = new ArrayList<>();
      for (Place place : places) {
        follow(place, steps[s], next);
      }
      places = next;
    }
    String last = steps[steps.length - 1];
    List<Select.Term> terms = new ArrayList<>();
    for (Place place : places) {
      Optional<Group.Ref> ref = place.group.exposed(last);
      if (ref.isEmpty()) {
        report(
            variable,
            select.path(),
            "component " + place.group.component.id() + " has no variable " + last);
        return Optional.empty();
      }
      terms.add(new Select.Term(ref.get(), place.offsets, place.peer));
    }
    if (terms.isEmpty() && !many && select.required() && select.reduce().isEmpty()) {
      report(variable, select.path(), "there is nothing at this path");
      return Optional.empty();
    }
    return Optional.of(new Select(slot, multiply ? 1 : 0, multiply, terms));
  }

  private static void follow(Place place, String step, List<Place> next) {
    int bracket = step.indexOf('[');
    String name = bracket < 0 ? step : step.substring(0, bracket);
    String predicate = bracket < 0 ? "*" : step.substring(bracket + 1, step.lastIndexOf(']'));
    List<Group> inSlot = place.group.slots.getOrDefault(name, List.of());
    for (Group child : inSlot) {
      if (matches(child, predicate)) {
        next.add(new Place(child, place.offsets, place.peer));
      }
    }
    for (Group.Attachment a : place.group.attachmentsIn(name)) {
      if (matches(a.group(), predicate)) {
        next.add(new Place(a.group(), a.offsets(), place.peer));
      }
    }
    if (place.peer == null && place.offsets == null) {
      place
          .group
          .peer()
          .filter(p -> p.slot().equals(name))
          .ifPresent(p -> next.add(new Place(p.group(), null, p.instance())));
    }
    if (bracket < 0 && inSlot.isEmpty()) {
      for (Group child : place.group.children) {
        if (child.component.id().equals(name)) {
          next.add(new Place(child, place.offsets, place.peer));
        }
      }
    }
  }

  /** Whether a component fulfils {@code attribute='value'} or {@code *}. */
  private static boolean matches(Group group, String predicate) {
    int equals = predicate.indexOf('=');
    if (equals < 0) {
      return true;
    }
    String attribute = predicate.substring(0, equals).trim();
    String quoted = predicate.substring(equals + 1).trim();
    String value = quoted.length() >= 2 ? quoted.substring(1, quoted.length() - 1) : quoted;
    return value.equals(
        attribute.equals("id") ? group.component.id() : group.component.texts().get(attribute));
  }

  private void report(String variable, String path, String why) {
    diagnostics.add(
        Diagnostic.error(
            Code.R_UNSUPPORTED,
            start.component.source(),
            "component "
                + start.component.id()
                + ": variable "
                + variable
                + " selects "
                + path
                + ", but "
                + why));
  }
}
