package org.bitspike.hwprofiles;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Nearest {

  private Nearest() {}

  /** The known word that differs least, if it differs in less than half of its letters. */
  static Optional<String> to(String word, Collection<String> known) {
    String meant = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(k -> distance(meant, k.toLowerCase(Locale.ROOT)) * 2 < Math.max(3, k.length()))
        .min(Comparator.comparingInt(k -> distance(meant, k.toLowerCase(Locale.ROOT))));
  }

  /** Half a sentence to end a message with. */
  static String hint(String word, Collection<String> known) {
    return to(word, known).map(k -> "; did you mean '" + k + "'?").orElse("");
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 20) {
      return Integer.MAX_VALUE / 4;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
