package org.bitspike.ir.unit;

import java.util.OptionalDouble;
import java.util.Set;

/** Symbols of SI units with a prefix, such as {@code mV}. */
public final class SiUnit {

  private static final Set<String> BASES = Set.of("V", "A", "S", "F", "s", "Hz", "Ohm", "C");
  private static final String PREFIXES = "fpnum kMG";

  private SiUnit() {}

  /**
   * What turns a number in this unit into SI: 1e-3 for {@code mV}, 1 for {@code V} or nothing;
   * empty when the unit is not known.
   */
  public static OptionalDouble factor(String unit) {
    if (unit.isEmpty() || BASES.contains(unit)) {
      return OptionalDouble.of(1);
    }
    int prefix = unit.charAt(0) == ' ' ? -1 : PREFIXES.indexOf(unit.charAt(0));
    return prefix >= 0 && BASES.contains(unit.substring(1))
        ? OptionalDouble.of(Double.parseDouble("1e" + 3 * (prefix - 5)))
        : OptionalDouble.empty();
  }

  /** The unit without its prefix; the unit itself when it is not known. */
  public static String base(String unit) {
    return BASES.contains(unit) || factor(unit).isEmpty() || unit.isEmpty()
        ? unit
        : unit.substring(1);
  }
}
