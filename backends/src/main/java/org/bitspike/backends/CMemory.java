package org.bitspike.backends;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory that a source declares, in bytes, without pointers and what alignment adds.
 *
 * @param variables of what changes
 * @param constants of tables
 */
record CMemory(long variables, long constants) {

  // Only declarations of variables at the depth of the file start a line and end with ; or = {.
  private static final Pattern DECLARATION =
      Pattern.compile(
          "^(static )?(const )?(u?int(8|16|32|64)_t|int|draws) (\\w+)((?:\\[\\d+\\])*)( = \\{|;)$");

  private static final int DRAWS_BYTES = 16;

  static CMemory of(String source) {
    long variables = 0;
    long constants = 0;
    for (String line : source.lines().toList()) {
      Matcher found = DECLARATION.matcher(line);
      if (!found.matches()) {
        continue;
      }
      long bytes =
          switch (found.group(3)) {
            case "int" -> Integer.BYTES;
            case "draws" -> DRAWS_BYTES;
            default -> Integer.parseInt(found.group(4)) / 8;
          };
      Matcher length = Pattern.compile("\\d+").matcher(found.group(6));
      while (length.find()) {
        bytes *= Long.parseLong(length.group());
      }
      if (found.group(2) == null) {
        variables += bytes;
      } else {
        constants += bytes;
      }
    }
    return new CMemory(variables, constants);
  }
}
