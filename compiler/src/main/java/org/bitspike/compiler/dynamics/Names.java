package org.bitspike.compiler.dynamics;

import java.util.HashSet;
import java.util.Set;

/** Names that kernels can use: letters, digits and underscores, each taken once. */
public final class Names {

  private static final Set<String> RESERVED =
      Set.of(
          "now",
          "value",
          "spike",
          "let",
          "if",
          "else",
          "on",
          "quantise",
          "select",
          "lookup",
          "random",
          "min",
          "max",
          "param",
          "state",
          "input",
          "level",
          "shared",
          "table",
          "kernel",
          "unit",
          "tick",
          "event",
          "pre",
          "post",
          "readout",
          "floor",
          "toward_zero",
          "half_up",
          "half_away",
          "half_even",
          "stochastic",
          "saturate",
          "wrap",
          "trap");

  private final Set<String> taken = new HashSet<>(RESERVED);

  /** The name itself where it can be used and is free, else the nearest that is. */
  public String fresh(String wanted) {
    String base = clean(wanted);
    String name = base;
    for (int i = 2; !taken.add(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  /** Only characters that a name can have. */
  public static String clean(String text) {
    String clean = text.replaceAll("[^A-Za-z0-9_]", "_");
    return clean.isEmpty() || Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
  }
}
