package org.bitspike.compiler.lowering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.compiler.symbolic.Intervals;
import org.bitspike.compiler.symbolic.Shape;
import org.bitspike.compiler.symbolic.Sym;

/** Brings together the parts of sums and products that one look-up table can serve. */
final class Grouping {

  private Grouping() {}

  /**
   * Joins the terms that are transcendental functions of one and the same name, so that one table
   * serves them.
   */
  static List<Sym.Term> terms(Sym.Sum s) {
    Map<String, Sym> byName = new LinkedHashMap<>();
    List<Sym.Term> terms = new ArrayList<>();
    for (Sym.Term term : s.terms()) {
      Optional<String> only = Shape.onlyName(term.atom());
      if (only.isPresent()
          && Shape.isTranscendental(term.atom())
          && !Shape.hasChoice(term.atom())) {
        byName.merge(only.get(), Algebra.scale(term.atom(), term.coefficient()), Algebra::add);
      } else {
        terms.add(term);
      }
    }
    byName.forEach(
        (name, sym) -> {
          boolean single = sym instanceof Sym.Sum t && t.terms().size() == 1 && t.constant() == 0;
          terms.add(single ? ((Sym.Sum) sym).terms().get(0) : new Sym.Term(1, sym));
        });
    return terms;
  }

  /**
   * Takes constants out of the sums of a product: {@code c * (k x + k y0)} is {@code c k * (x +
   * y0)}. One multiplication less, and the rounding of {@code k} does not show where the sum is
   * small beside its parts.
   */
  static Sym.Term bare(double coefficient, Sym atom, Function<String, Interval> bounds) {
    if (!(atom instanceof Sym.Product(List<Sym> factors))) {
      return new Sym.Term(coefficient, atom);
    }
    double outside = coefficient;
    List<Sym> inside = new ArrayList<>();
    for (Sym factor : factors) {
      if (factor instanceof Sym.Sum s && !Shape.isTranscendental(s)) {
        double lead = lead(s, bounds);
        outside *= lead;
        inside.add(Algebra.divide(s, Algebra.number(lead)));
      } else {
        inside.add(factor);
      }
    }
    return new Sym.Term(outside, new Sym.Product(inside));
  }

  /** The magnitude of the coefficient of the term that can be largest. */
  private static double lead(Sym.Sum s, Function<String, Interval> bounds) {
    double lead = 1;
    double largest = 0;
    for (Sym.Term term : s.terms()) {
      double magnitude = Intervals.of(term.atom(), bounds).times(term.coefficient()).magnitude();
      if (magnitude > largest && Double.isFinite(magnitude)) {
        largest = magnitude;
        lead = Math.abs(term.coefficient());
      }
    }
    return lead;
  }

  /**
   * Joins factors that are functions of one and the same name where a table is needed for one of
   * them anyway.
   */
  static List<Sym> factors(List<Sym> given) {
    Map<String, Sym> byName = new LinkedHashMap<>();
    for (Sym factor : given) {
      Optional<String> only = Shape.onlyName(factor);
      if (only.isPresent() && Shape.isTranscendental(factor) && !Shape.hasChoice(factor)) {
        byName.put(only.get(), Sym.ONE);
      }
    }
    List<Sym> grouped = new ArrayList<>();
    for (Sym factor : given) {
      String only = Shape.onlyName(factor).filter(byName::containsKey).orElse("");
      if (only.isEmpty() || Shape.hasChoice(factor)) {
        grouped.add(factor);
      } else {
        byName.merge(only, factor, Algebra::multiply);
      }
    }
    grouped.addAll(byName.values());
    return grouped;
  }
}
