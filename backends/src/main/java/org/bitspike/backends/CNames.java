package org.bitspike.backends;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** C identifiers: each starts with the program's name, and no two are the same. */
final class CNames {

  private final String prefix;
  private final Map<String, String> byPath = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  CNames(String programName) {
    String clean = clean(programName).toLowerCase(Locale.ROOT);
    prefix = clean.isEmpty() || !Character.isLetter(clean.charAt(0)) ? "program" + clean : clean;
    for (String own :
        new String[] {
          "reset",
          "step",
          "tick",
          "error",
          "error_where",
          "error_member",
          "error_tick",
          "print",
          "event",
          "handle",
          "fired",
          "on_spike",
          "sent",
          "lost",
          "queue",
          "head",
          "waiting",
          "next_event",
          "row"
        }) {
      taken.add(prefix + "_" + own);
    }
  }

  static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    for (char c : text.toCharArray()) {
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      clean.append(plain ? c : '_');
    }
    return clean.toString();
  }

  /** What every identifier starts with. */
  String prefix() {
    return prefix;
  }

  /** The identifier of a word of a block; always the same for the same word. */
  String word(String block, String word) {
    return identifier("word", block, word);
  }

  /** The identifier of something that the export adds; always the same for the same path. */
  String of(String... path) {
    return identifier("part", path);
  }

  private String identifier(String kind, String... path) {
    return byPath.computeIfAbsent(
        kind + "\0" + String.join("\0", path),
        key -> {
          String wanted = prefix + "_" + clean(String.join("_", path));
          String name = wanted;
          for (int n = 2; !taken.add(name); n++) {
            name = wanted + "_" + n;
          }
          return name;
        });
  }
}
