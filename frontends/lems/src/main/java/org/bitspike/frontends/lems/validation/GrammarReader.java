package org.bitspike.frontends.lems.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitspike.ir.diag.BitspikeBug;

/** Reads the grammar's text, whose form its first lines explain. */
final class GrammarReader {

  private static final Pattern TOKEN =
      Pattern.compile("\\.\\.\\.|#text|[(){}|]|\\w+(?::\\w+)?[?*+]?|[?*+]|\\s+");

  private final Map<String, ValueKind> kinds = new LinkedHashMap<>();
  private final Map<String, Draft> drafts = new LinkedHashMap<>();

  /** A shape as written, before its base is added. */
  private static final class Draft {
    private final Optional<String> base;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final StringBuilder content = new StringBuilder();

    Draft(Optional<String> base) {
      this.base = base;
    }
  }

  private GrammarReader() {
    kinds.put("text", new ValueKind.Text());
    kinds.put("uri", new ValueKind.Uri());
    kinds.put("whole", new ValueKind.Whole(true));
    kinds.put("positive", new ValueKind.Whole(false));
    ValueKind number =
        new ValueKind.Number(
            Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, "a number without a unit");
    kinds.put("float", number);
    kinds.put("double", number);
    kinds.put("fraction", new ValueKind.Number(0, true, 1, "a number from 0 to 1"));
    kinds.put(
        "above-zero", new ValueKind.Number(0, false, Double.POSITIVE_INFINITY, "a number above 0"));
    kinds.put("zero-or-one", new ValueKind.ZeroOrOne());
  }

  static Map<String, Shape> read(String text) {
    GrammarReader reader = new GrammarReader();
    text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(reader::line);
    Map<String, Shape> shapes = new LinkedHashMap<>();
    reader.drafts.keySet().forEach(name -> shapes.put(name, reader.shape(name)));
    return shapes;
  }

  private void line(String line) {
    if (line.startsWith(" ")) {
      Draft draft = List.copyOf(drafts.values()).getLast();
      String[] words = line.strip().split(" ", 2);
      if (words[0].startsWith("@")) {
        draft.attributes.put(words[0].substring(1), words[1]);
      } else {
        draft.content.append(line.strip()).append(' ');
      }
      return;
    }
    String[] words = line.split(" ", 3);
    switch (words[0]) {
      case "shape" ->
          drafts.put(
              words[1],
              new Draft(words.length > 2 ? Optional.of(words[2].substring(2)) : Optional.empty()));
      case "quantity" ->
          kinds.put(
              words[1],
              new ValueKind.WithUnit(
                  words[1].replace('-', ' '),
                  words.length > 2 ? Arrays.asList(words[2].split(" ")) : List.of()));
      case "value" -> kinds.put(words[1], value(words[2]));
      default -> throw new BitspikeBug("the grammar has a line " + line);
    }
  }

  private static ValueKind value(String text) {
    if (text.startsWith("= ")) {
      return new ValueKind.OneOf(Arrays.asList(text.substring(2).split(" \\| ")));
    }
    int end = text.lastIndexOf("/ ");
    return new ValueKind.Matching(Pattern.compile(text.substring(1, end)), text.substring(end + 2));
  }

  private Draft draft(String name) {
    Draft draft = drafts.get(name);
    if (draft == null) {
      throw new BitspikeBug("the grammar has no shape " + name);
    }
    return draft;
  }

  private Shape shape(String name) {
    Map<String, String> attributes = new LinkedHashMap<>();
    StringBuilder content = new StringBuilder();
    List<Draft> line = new ArrayList<>();
    for (Optional<String> at = Optional.of(name); at.isPresent(); at = draft(at.get()).base) {
      line.addFirst(draft(at.get()));
    }
    for (Draft draft : line) {
      attributes.putAll(draft.attributes);
      content.append(draft.content);
    }
    Map<String, Shape.Attribute> known = new LinkedHashMap<>();
    attributes.forEach(
        (written, kind) -> {
          boolean required = !written.endsWith("?");
          String attribute = required ? written : written.substring(0, written.length() - 1);
          ValueKind found = kinds.get(kind);
          if (found == null || known.size() >= Long.SIZE) {
            throw new BitspikeBug("the grammar's shape " + name + " has a wrong @" + written);
          }
          known.put(attribute, new Shape.Attribute(attribute, found, required, known.size()));
        });
    Parser parser = new Parser(content.toString());
    Content parsed = parser.sequence();
    return new Shape(
        name,
        known,
        parser.children,
        parsed,
        new ContentStates(parsed, parser.children.keySet()),
        parser.inside());
  }

  /** Reads the content of one shape. */
  private static final class Parser {
    private final List<String> tokens = new ArrayList<>();
    private final Map<String, String> children = new LinkedHashMap<>();
    private int at;

    Parser(String text) {
      Matcher token = TOKEN.matcher(text);
      int end = 0;
      while (token.find()) {
        if (token.start() != end) {
          break;
        }
        end = token.end();
        if (!token.group().isBlank()) {
          tokens.add(token.group());
        }
      }
      if (end != text.length()) {
        throw new BitspikeBug("the grammar cannot be read at " + text.substring(end));
      }
    }

    Shape.Inside inside() {
      if (tokens.contains("...")) {
        return Shape.Inside.ANYTHING;
      }
      if (tokens.contains("#text")) {
        return Shape.Inside.TEXT;
      }
      return children.isEmpty() ? Shape.Inside.EMPTY : Shape.Inside.CHILDREN;
    }

    Content sequence() {
      List<Content> parts = new ArrayList<>();
      while (at < tokens.size() && !Set.of(")", "}", "|").contains(tokens.get(at))) {
        String token = tokens.get(at++);
        switch (token) {
          case "...", "#text" -> {
            // told by inside()
          }
          case "(" -> parts.add(choice());
          case "{" -> parts.add(all());
          default -> parts.add(repeated(child(token), token));
        }
      }
      return Content.sequence(parts);
    }

    private Content choice() {
      List<Content> parts = new ArrayList<>(List.of(sequence()));
      while (tokens.get(at).equals("|")) {
        at++;
        parts.add(sequence());
      }
      at++;
      Content choice = Content.choice(parts);
      boolean sign = at < tokens.size() && tokens.get(at).length() == 1 && isSign(tokens.get(at));
      return sign ? repeated(choice, tokens.get(at++)) : choice;
    }

    private Content all() {
      Set<String> required = new LinkedHashSet<>();
      Set<String> optional = new LinkedHashSet<>();
      while (!tokens.get(at).equals("}")) {
        String token = tokens.get(at++);
        String name = ((Content.Child) child(token)).name();
        (token.endsWith("?") ? optional : required).add(name);
      }
      at++;
      return new Content.All(required, optional);
    }

    private Content child(String token) {
      String plain = isSign(token) ? token.substring(0, token.length() - 1) : token;
      int colon = plain.indexOf(':');
      String name = colon < 0 ? plain : plain.substring(0, colon);
      children.put(name, colon < 0 ? plain : plain.substring(colon + 1));
      return new Content.Child(name);
    }

    private static boolean isSign(String token) {
      return token.endsWith("?") || token.endsWith("*") || token.endsWith("+");
    }

    private static Content repeated(Content part, String token) {
      return switch (token.charAt(token.length() - 1)) {
        case '?' -> Content.optional(part);
        case '*' -> new Content.Star(part);
        case '+' -> Content.sequence(List.of(part, new Content.Star(part)));
        default -> part;
      };
    }
  }
}
