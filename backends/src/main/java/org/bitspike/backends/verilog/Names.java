package org.bitspike.backends.verilog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Verilog identifiers of one module: no two paths share one, and none is a word of the language.
 */
final class Names {

  private final Map<String, String> byPath = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** Identifiers, none of which is one of those given. */
  Names(String... reserved) {
    taken.addAll(Set.of(reserved));
  }

  /** Letters, digits and underscores of a text, the others as underscores. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    for (char c : text.toCharArray()) {
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      clean.append(plain ? c : '_');
    }
    return clean.toString();
  }

  /** What the names of all files and modules of a program start with. */
  static String prefix(String programName) {
    String clean = clean(programName).toLowerCase(Locale.ROOT);
    return clean.isEmpty() || !Character.isLetter(clean.charAt(0)) ? "program" + clean : clean;
  }

  /**
   * The identifier of a path; always the same for the same path.
   *
   * @param path at least two parts, so that an underscore keeps it apart from the language's words
   */
  String of(String... path) {
    return byPath.computeIfAbsent(
        String.join("\0", path),
        _ -> {
          String clean = clean(String.join("_", path));
          String wanted = Character.isLetter(clean.charAt(0)) ? clean : "n" + clean;
          String name = wanted;
          for (int n = 2; !taken.add(name); n++) {
            name = wanted + "_" + n;
          }
          return name;
        });
  }
}
