package org.bitspike.ir.kernel;

import java.util.List;

/** Splits a kernel's text into words, numbers and signs. */
final class KernelTokens {

  enum Type {
    NAME,
    NUMBER,
    STRING,
    SIGN,
    END
  }

  private static final List<String> SIGNS =
      List.of(
          "->", "//", "<<", ">>", "==", "!=", "<=", ">=", "{", "}", "(", ")", ",", ":", "=", "<",
          ">", "+", "-", "*", "%", "&", "|", "^", "!");

  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;

  private Type type = Type.END;
  private String token = "";
  private int tokenLine;
  private int tokenColumn;

  KernelTokens(String text) {
    this.text = text;
    next();
  }

  Type type() {
    return type;
  }

  String token() {
    return token;
  }

  boolean is(String expected) {
    return token.equals(expected) && (type == Type.NAME || type == Type.SIGN);
  }

  boolean take(String expected) {
    if (!is(expected)) {
      return false;
    }
    next();
    return true;
  }

  void expect(String expected) {
    if (!take(expected)) {
      throw error("expected '" + expected + "', found " + found());
    }
  }

  String expect(Type wanted, String what) {
    if (type != wanted) {
      throw error("expected " + what + ", found " + found());
    }
    String taken = token;
    next();
    return taken;
  }

  String found() {
    return type == Type.END ? "the end" : "'" + token + "'";
  }

  KernelSyntaxException error(String problem) {
    return new KernelSyntaxException(problem, tokenLine, tokenColumn);
  }

  void next() {
    skipSpaceAndComments();
    tokenLine = line;
    tokenColumn = at - lineStart + 1;
    if (at >= text.length()) {
      type = Type.END;
      token = "";
      return;
    }
    char c = text.charAt(at);
    int start = at;
    if (Character.isLetter(c) || c == '_') {
      type = Type.NAME;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
        at++;
      }
      // a format such as s24.12 or s16.-4 is one word
      if (isFormatStart(start, at) && at + 1 < text.length() && text.charAt(at) == '.') {
        at++;
        if (text.charAt(at) == '-') {
          at++;
        }
        takeDigits();
      }
      token = text.substring(start, at);
    } else if (Character.isDigit(c)) {
      type = Type.NUMBER;
      takeDigits();
      if (at + 1 < text.length()
          && text.charAt(at) == '.'
          && Character.isDigit(text.charAt(at + 1))) {
        at++;
        takeDigits();
      }
      token = text.substring(start, at);
    } else if (c == '"') {
      int end = text.indexOf('"', at + 1);
      if (end < 0) {
        throw error("a string has no end");
      }
      type = Type.STRING;
      token = text.substring(at + 1, end);
      at = end + 1;
    } else {
      type = Type.SIGN;
      token =
          SIGNS.stream()
              .filter(s -> text.startsWith(s, start))
              .findFirst()
              .orElseThrow(() -> error("unexpected '" + c + "'"));
      at += token.length();
    }
  }

  private boolean isFormatStart(int start, int end) {
    char first = text.charAt(start);
    if ((first != 's' && first != 'u') || end - start < 2) {
      return false;
    }
    return text.substring(start + 1, end).chars().allMatch(Character::isDigit);
  }

  private void takeDigits() {
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
  }

  private void skipSpaceAndComments() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        lineStart = ++at;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
      } else {
        return;
      }
    }
  }
}
