package org.bitspike.frontends.lems;

import java.util.Optional;

/**
 * A path to a member of a population and to what is below it. Understood are {@code pop[3]}, {@code
 * pop/3/cell}, each with any number of {@code ../} or {@code ./} before it and with a remainder
 * after it, and a bare {@code 3}.
 *
 * @param population id of the population; empty for a bare index
 * @param index member
 * @param rest what follows the member; empty when nothing does
 * @param indexed whether it was written with brackets, so that {@code rest} does not start with the
 *     member's component
 */
public record CellPath(String population, int index, String rest, boolean indexed) {

  /** Reads; empty when the text is no such path. */
  public static Optional<CellPath> parse(String text) {
    String path = strip(text.strip());
    int slash = path.indexOf('/');
    int bracket = path.indexOf('[');
    if (bracket >= 0 && (slash < 0 || bracket < slash)) {
      int close = path.indexOf(']', bracket);
      if (bracket == 0
          || close < 0
          || (close + 1 < path.length() && path.charAt(close + 1) != '/')) {
        return Optional.empty();
      }
      String rest = close + 2 <= path.length() ? path.substring(close + 2) : "";
      return of(path.substring(0, bracket), path.substring(bracket + 1, close), rest, true);
    }
    if (slash < 0) {
      return of("", path, "", true);
    }
    int next = path.indexOf('/', slash + 1);
    String index = next < 0 ? path.substring(slash + 1) : path.substring(slash + 1, next);
    return of(path.substring(0, slash), index, next < 0 ? "" : path.substring(next + 1), false);
  }

  private static String strip(String path) {
    int start = 0;
    while (true) {
      if (path.startsWith("../", start)) {
        start += 3;
      } else if (path.startsWith("./", start)) {
        start += 2;
      } else {
        return path.substring(start);
      }
    }
  }

  private static Optional<CellPath> of(
      String population, String index, String rest, boolean indexed) {
    if (index.isEmpty() || index.length() > 10) {
      return Optional.empty();
    }
    long value = 0;
    for (int i = 0; i < index.length(); i++) {
      char c = index.charAt(i);
      if (c < '0' || c > '9') {
        // A sign stands for an index outside the population, which is told as such.
        if (i == 0 && c == '-' && index.length() > 1) {
          return Optional.of(new CellPath(population, -1, rest, indexed));
        }
        return Optional.empty();
      }
      value = value * 10 + (c - '0');
    }
    return Optional.of(
        new CellPath(population, (int) Math.min(value, Integer.MAX_VALUE), rest, indexed));
  }

  /**
   * What follows the member's own component: {@code v} for both {@code pop[3]/v} and {@code
   * pop/3/cell/v}.
   */
  public String below(String component) {
    if (indexed) {
      return rest;
    }
    if (rest.equals(component)) {
      return "";
    }
    return rest.startsWith(component + "/") ? rest.substring(component.length() + 1) : rest;
  }
}
