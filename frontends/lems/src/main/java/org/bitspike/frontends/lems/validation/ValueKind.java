package org.bitspike.frontends.lems.validation;

import java.util.List;
import java.util.regex.Pattern;

/** What the value of an attribute may be. */
sealed interface ValueKind {

  /** Whether a value, as the parser gives it, is of this kind. */
  boolean accepts(String value);

  /** The kind in words, to follow "is not". */
  String words();

  /** Any text. */
  record Text() implements ValueKind {
    @Override
    public boolean accepts(String value) {
      return true;
    }

    @Override
    public String words() {
      return "text";
    }
  }

  /** A text that matches an expression whole. */
  record Matching(Pattern pattern, String words) implements ValueKind {
    @Override
    public boolean accepts(String value) {
      return pattern.matcher(value).matches();
    }
  }

  /** One of some texts. */
  record OneOf(List<String> values) implements ValueKind {
    @Override
    public boolean accepts(String value) {
      return values.contains(value);
    }

    @Override
    public String words() {
      return values.size() == 1
          ? "'" + values.getFirst() + "'"
          : "one of " + String.join(", ", values);
    }
  }

  /** A number and one of the units; with no units, a number alone. */
  record WithUnit(String dimension, List<String> units) implements ValueKind {
    @Override
    public boolean accepts(String value) {
      int end = Numerals.schemaNumeral(value);
      if (units.isEmpty()) {
        return end == value.length();
      }
      int unit = end;
      while (unit < value.length() && Numerals.isSpace(value.charAt(unit))) {
        unit++;
      }
      for (String known : units) {
        if (value.length() - unit == known.length() && value.endsWith(known)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String words() {
      return units.isEmpty()
          ? "a number without a unit"
          : "a " + dimension + " in " + String.join(", ", units);
    }
  }

  /** A whole number of any length. */
  record Whole(boolean zeroAllowed) implements ValueKind {
    @Override
    public boolean accepts(String value) {
      return Numerals.isWhole(value.strip(), zeroAllowed);
    }

    @Override
    public String words() {
      return zeroAllowed ? "a whole number of at least 0" : "a whole number of at least 1";
    }
  }

  /** A number of XML Schema, from {@code least} to {@code most}; INF and NaN where unbounded. */
  record Number(double least, boolean leastIncluded, double most, String words)
      implements ValueKind {
    @Override
    public boolean accepts(String value) {
      double number = Numerals.schemaDouble(value.strip());
      if (Double.isNaN(number)) {
        return least == Double.NEGATIVE_INFINITY && value.strip().equals("NaN");
      }
      return number <= most && (leastIncluded ? number >= least : number > least);
    }
  }

  /** The number 0 or 1, however written. */
  record ZeroOrOne() implements ValueKind {
    @Override
    public boolean accepts(String value) {
      double number = Numerals.schemaDouble(value.strip());
      return number == 0 || number == 1;
    }

    @Override
    public String words() {
      return "0 or 1";
    }
  }

  /** A reference to a file or a place on the net. */
  record Uri() implements ValueKind {
    @Override
    public boolean accepts(String value) {
      return Uris.isReference(value.strip());
    }

    @Override
    public String words() {
      return "a reference to a file";
    }
  }
}
