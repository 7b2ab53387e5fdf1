package org.bitspike.frontends.lems;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;

/** Places on morphologies: how they are written, and whether a cell has them. */
final class Site extends ElementReader {

  /** The type that makes a component a piece of a morphology. */
  private static final String SEGMENT = "segment";

  private final TypeTable types;
  private final Map<String, Set<Integer>> segments = new HashMap<>();

  Site(TypeTable types, Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.types = types;
  }

  /** A segment's id: a whole number of at least 0. */
  static Optional<Integer> segment(String text) {
    String digits = text.strip();
    boolean whole =
        !digits.isEmpty()
            && digits.length() < 10
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return whole ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
  }

  /** A place along a segment: a number from 0 to 1. */
  static Optional<Double> fraction(String text) {
    return Quantity.parse(text)
        .filter(q -> q.unit().isEmpty() && q.value() >= 0 && q.value() <= 1)
        .map(Quantity::value);
  }

  /** Whether members of a population have a morphology. */
  boolean hasMorphology(Populations.Entry cells) {
    return !segments(cells).isEmpty();
  }

  /**
   * Whether the cells have the segment; a finding when they have not. A cell without a morphology
   * is all of it segment 0.
   */
  boolean exists(Populations.Entry cells, int segment, SourceRef where) {
    Set<Integer> known = segments(cells);
    if (known.contains(segment) || known.isEmpty() && segment == 0) {
      return true;
    }
    error(
        Code.F_UNRESOLVED,
        where,
        "segment "
            + segment
            + " of population '"
            + cells.population().id()
            + "': its cell '"
            + cells.population().component()
            + "' has "
            + (known.isEmpty()
                ? "no morphology"
                : known.size() + " segments, and none with this id"));
    return false;
  }

  private Set<Integer> segments(Populations.Entry cells) {
    return segments.computeIfAbsent(
        cells.population().component(),
        k -> {
          Set<Integer> ids = new HashSet<>();
          collect(cells.component(), ids);
          return ids;
        });
  }

  private void collect(Component component, Set<Integer> ids) {
    if (types.isA(component.type(), SEGMENT)) {
      segment(component.id()).ifPresent(ids::add);
      return;
    }
    component.children().values().stream().flatMap(List::stream).forEach(c -> collect(c, ids));
  }
}
