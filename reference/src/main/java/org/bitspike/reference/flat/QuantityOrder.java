package org.bitspike.reference.flat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bitspike.reference.flat.FlatSystem.Quantity;

/** Puts quantities in order of dependence, keeping their own order where they are independent. */
final class QuantityOrder {

  private final Map<String, Quantity> quantities = new LinkedHashMap<>();
  private final Consumer<List<Quantity>> circle;
  private final Set<String> done = new LinkedHashSet<>();
  private final List<Quantity> stack = new ArrayList<>();
  private final List<Quantity> ordered = new ArrayList<>();

  QuantityOrder(List<Quantity> quantities, Consumer<List<Quantity>> circle) {
    quantities.forEach(q -> this.quantities.put(q.name(), q));
    this.circle = circle;
  }

  List<Quantity> ordered() {
    quantities.values().forEach(this::visit);
    return ordered;
  }

  private void visit(Quantity q) {
    if (done.contains(q.name())) {
      return;
    }
    int at = stack.indexOf(q);
    if (at >= 0) {
      List<Quantity> found = new ArrayList<>(stack.subList(at, stack.size()));
      found.add(q);
      circle.accept(found);
      done.add(q.name());
      return;
    }
    stack.add(q);
    for (String name : Exprs.variables(q.definition())) {
      Quantity needed = quantities.get(name);
      if (needed != null) {
        visit(needed);
      }
    }
    stack.removeLast();
    if (done.add(q.name())) {
      ordered.add(q);
    }
  }
}
