package org.bitspike.frontends.lems.library;

import java.util.List;
import java.util.Map;

/** Where the library differs from NeuroML 2.3.1's files on purpose. */
final class StandardMistakes {

  /**
   * The standard's resistivity has the powers of a resistance times a mass; an ohm metre has these.
   */
  static final Map<String, String> DIMENSIONS =
      Map.of("resistivity", "m=1 l=3 t=-3 i=-2 k=0 n=0 j=0");

  /** Differences by type, in the words of the comparison. */
  static final Map<String, List<String>> KNOWN =
      Map.of(
          // its state variable A is a pure number, and is exposed as a current there
          "alphaCurrSynapse",
          List.of(
              "lacks Exposure {dimension=current, name=A}",
              "has besides Exposure {dimension=none, name=A}"),
          // Sisat is a state variable without a rate there, and a derived variable of that name
          // too, which is what is meant
          "pinskyRinzelCA3Cell",
          List.of("lacks StateVariable {dimension=none, name=Sisat}"));

  private StandardMistakes() {}
}
