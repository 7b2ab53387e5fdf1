package org.bitspike.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spoils a model file in one of the ways that hands, scripts and enemies do. The same seed spoils
 * the same way.
 */
final class ModelMutator {

  /** The ways; each is tried in turn. */
  enum Way {
    DELETE_ELEMENT,
    DUPLICATE_ELEMENT,
    RENAME_ELEMENT,
    SWAP_ELEMENTS,
    MOVE_ELEMENT,
    DELETE_ATTRIBUTE,
    DUPLICATE_ATTRIBUTE,
    RENAME_ATTRIBUTE,
    NUMBER,
    UNIT,
    REFERENCE,
    REPEATED_ID,
    EXPRESSION,
    SIZE,
    RUN,
    TEXT,
    NESTING,
    ENCODING,
    BYTES,
    TRUNCATION,
    CYCLE,
    ENTITIES,
    LENGTH,
    NOTHING
  }

  private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z_][\\w.:-]*)([^<>]*?)(/?)>");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s([A-Za-z_][\\w:]*)\\s*=\\s*\"([^\"]*)\"");

  private static final List<String> NUMBERS =
      List.of(
          "NaN",
          "INF",
          "-INF",
          "inf",
          "1e400",
          "-1e400",
          "1e-400",
          "0",
          "-0",
          "-1",
          "",
          " ",
          "1e",
          "0x10",
          "1,5",
          "--1",
          "1e308",
          "99999999999999999999",
          "2147483648",
          "-2147483649",
          "1e-320",
          "1_000",
          "½",
          "5 5",
          "1e999999999999");
  private static final List<String> UNITS =
      List.of("", "mV", "ms", "nA", "furlong", "mV mV", "MV", "per_ms", "degC", "%", "S_per_m2");
  private static final List<String> EXPRESSIONS =
      List.of(
          "",
          "(",
          ")",
          "1 +",
          "* 2",
          "v v",
          "1 / 0",
          "0 / 0",
          "exp(1000)",
          "log(-1)",
          "sqrt(-1)",
          "x",
          "this",
          "v.gt.1",
          "1 .gt. 2 .and.",
          "foo(v)",
          "random()",
          "random(-1)",
          "exp()",
          "1e400",
          "v ^ 1e9",
          "&amp;",
          "a.b.c",
          "..",
          "-",
          "- - - -v",
          "v = 1",
          "\"",
          "ceil(1e300)",
          "factorial(1e9)",
          "t",
          "v * ms",
          "1 .and. 0",
          "((((((((v))))))))",
          "H(",
          "ln(0) * 0");
  private static final List<String> SIZES =
      List.of(
          "-1",
          "0",
          "1000000000",
          "2147483647",
          "2147483648",
          "999999999999999",
          "1e9",
          "2.5",
          "",
          "NaN",
          "ten",
          "+3",
          "007");
  private static final List<String> TIMES =
      List.of(
          "0ms",
          "-1ms",
          "1e-300ms",
          "1e300s",
          "NaN",
          "inf",
          "1e400ms",
          "10",
          "10mV",
          "",
          "1e-9ms",
          "s",
          "0.05");

  private final SplittableRandom random;

  private ModelMutator(SplittableRandom random) {
    this.random = random;
  }

  /**
   * Spoils a file.
   *
   * @param name how the file is called, for includes of itself
   */
  static byte[] mutate(byte[] original, String name, Way way, long seed) {
    return new ModelMutator(new SplittableRandom(seed)).mutate(original, name, way);
  }

  private byte[] mutate(byte[] original, String name, Way way) {
    String text = new String(original, StandardCharsets.UTF_8);
    return switch (way) {
      case ENCODING -> encoding(text);
      case BYTES -> bytes(original);
      case NOTHING -> nothing();
      default -> spoil(text, name, way).getBytes(StandardCharsets.UTF_8);
    };
  }

  private String spoil(String text, String name, Way way) {
    return switch (way) {
      case DELETE_ELEMENT -> replace(text, element(text), "");
      case DUPLICATE_ELEMENT -> {
        int[] e = element(text);
        yield replace(text, e, text.substring(e[0], e[1]).repeat(2));
      }
      case RENAME_ELEMENT -> renameElement(text);
      case SWAP_ELEMENTS -> swap(text);
      case MOVE_ELEMENT -> move(text);
      case DELETE_ATTRIBUTE -> attribute(text, a -> "");
      case DUPLICATE_ATTRIBUTE -> attribute(text, a -> a.group() + a.group());
      case RENAME_ATTRIBUTE ->
          attribute(text, a -> " " + a.group(1) + letter() + "=\"" + a.group(2) + "\"");
      case NUMBER -> number(text);
      case UNIT -> unit(text);
      case REFERENCE -> reference(text);
      case REPEATED_ID -> repeatedId(text);
      case EXPRESSION -> valued(text, "value|test|condition|select|variable", pick(EXPRESSIONS));
      case SIZE -> valued(text, "size|number|instances|id|segment|segmentId", pick(SIZES));
      case RUN -> valued(text, "length|step|period|delay|duration|averageRate", pick(TIMES));
      case TEXT -> insert(text, pick(List.of("text", "]]>", "<![CDATA[<a>]]>", "&amp;", "\u0000")));
      case NESTING -> nesting(text);
      case TRUNCATION -> text.substring(0, random.nextInt(text.length()));
      case CYCLE -> cycle(text, name);
      case ENTITIES -> entities(text);
      case LENGTH -> length(text);
      case ENCODING, BYTES, NOTHING -> throw new IllegalArgumentException(way.name());
    };
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private char letter() {
    return (char) ('a' + random.nextInt(26));
  }

  private static String replace(String text, int[] range, String by) {
    return text.substring(0, range[0]) + by + text.substring(range[1]);
  }

  private static List<MatchResult> tags(String text) {
    return TAG.matcher(text).results().toList();
  }

  /** Where some element starts and ends. */
  private int[] element(String text) {
    List<MatchResult> tags = tags(text);
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < tags.size(); i++) {
      if (tags.get(i).group(1).isEmpty()) {
        starts.add(i);
      }
    }
    if (starts.isEmpty()) {
      return new int[] {0, text.length()};
    }
    int first = pick(starts);
    MatchResult start = tags.get(first);
    int depth = start.group(4).isEmpty() ? 1 : 0;
    int at = first;
    while (depth > 0 && ++at < tags.size()) {
      if (tags.get(at).group(4).isEmpty()) {
        depth += tags.get(at).group(1).isEmpty() ? 1 : -1;
      }
    }
    return new int[] {start.start(), at < tags.size() ? tags.get(at).end() : text.length()};
  }

  private String renameElement(String text) {
    int[] range = element(text);
    String element = text.substring(range[0], range[1]);
    List<MatchResult> tags = tags(text);
    String other = tags.isEmpty() ? "x" : pick(tags).group(2);
    Matcher tag = TAG.matcher(element);
    if (!tag.find()) {
      return text;
    }
    String name = tag.group(2);
    String renamed =
        element
            .replaceAll("<" + Pattern.quote(name) + "\\b", "<" + other)
            .replaceAll("</" + Pattern.quote(name) + ">", "</" + other + ">");
    return replace(text, range, renamed);
  }

  private String swap(String text) {
    int[] a = element(text);
    int[] b = element(text);
    if (a[0] > b[0]) {
      int[] c = a;
      a = b;
      b = c;
    }
    if (a[1] > b[0]) {
      return replace(text, a, "");
    }
    return text.substring(0, a[0])
        + text.substring(b[0], b[1])
        + text.substring(a[1], b[0])
        + text.substring(a[0], a[1])
        + text.substring(b[1]);
  }

  private String move(String text) {
    int[] range = element(text);
    String rest = replace(text, range, "");
    List<MatchResult> tags = tags(rest);
    if (tags.isEmpty()) {
      return rest;
    }
    int at = pick(tags).end();
    return rest.substring(0, at) + text.substring(range[0], range[1]) + rest.substring(at);
  }

  private String attribute(String text, Function<MatchResult, String> by) {
    return attribute(text, by, ".*");
  }

  private String attribute(String text, Function<MatchResult, String> by, String names) {
    List<MatchResult> found =
        ATTRIBUTE.matcher(text).results().filter(a -> a.group(1).matches(names)).toList();
    if (found.isEmpty()) {
      return text + "<";
    }
    MatchResult a = pick(found);
    return replace(text, new int[] {a.start(), a.end()}, by.apply(a));
  }

  private String valued(String text, String names, String value) {
    String escaped = value.replace("\"", "&quot;").replace("<", "&lt;");
    return attribute(text, a -> " " + a.group(1) + "=\"" + escaped + "\"", names);
  }

  private String number(String text) {
    List<MatchResult> found =
        ATTRIBUTE.matcher(text).results().filter(a -> a.group(2).matches("[-+.]?\\d.*")).toList();
    if (found.isEmpty()) {
      return text + ">";
    }
    MatchResult a = pick(found);
    String unit = a.group(2).replaceFirst("^[-+.\\deE]+", "");
    return replace(
        text,
        new int[] {a.start(), a.end()},
        " " + a.group(1) + "=\"" + pick(NUMBERS) + unit + "\"");
  }

  private String unit(String text) {
    List<MatchResult> found =
        ATTRIBUTE
            .matcher(text)
            .results()
            .filter(a -> a.group(2).matches("[-+.]?\\d[\\d.eE-]*\\s*[A-Za-z_]+"))
            .toList();
    if (found.isEmpty()) {
      return text.replaceFirst("[=]", "");
    }
    MatchResult a = pick(found);
    String number = a.group(2).replaceFirst("\\s*[A-Za-z_]+$", "");
    return replace(
        text,
        new int[] {a.start(), a.end()},
        " " + a.group(1) + "=\"" + number + pick(UNITS) + "\"");
  }

  private String reference(String text) {
    List<String> ids =
        ATTRIBUTE
            .matcher(text)
            .results()
            .filter(a -> a.group(1).matches("id|name"))
            .map(a -> a.group(2))
            .toList();
    List<String> values =
        new ArrayList<>(
            List.of(
                "nothing",
                "",
                "..",
                "../..",
                "/",
                "a/b/c/d",
                "pop[",
                "pop[-1]",
                "[0]",
                "pop[99999999999]",
                "../a[7]",
                "*",
                "bursts[*]/v",
                "this",
                "id with spaces"));
    if (!ids.isEmpty()) {
      values.add(pick(ids));
      values.add(pick(ids) + "[0]");
    }
    return valued(
        text,
        "component|type|extends|synapse|target|ionChannel|segmentGroup|presynapticPopulation"
            + "|postsynapticPopulation|preCellId|postCellId|preCell|postCell|population|quantity|"
            + "select|input|destination|exposure|dimension|variable|regime|port|file|href|from|to",
        pick(values));
  }

  private String repeatedId(String text) {
    List<String> ids =
        ATTRIBUTE
            .matcher(text)
            .results()
            .filter(a -> a.group(1).matches("id|name"))
            .map(a -> a.group(2))
            .toList();
    return valued(text, "id|name", ids.isEmpty() ? "" : pick(ids));
  }

  private String insert(String text, String what) {
    List<MatchResult> tags = tags(text);
    int at = tags.isEmpty() ? 0 : pick(tags).end();
    return text.substring(0, at) + what + text.substring(at);
  }

  private String nesting(String text) {
    int depth = pick(List.of(200, 300, 5000, 100_000));
    return switch (random.nextInt(3)) {
      case 0 -> insert(text, "<a>".repeat(depth) + "</a>".repeat(depth));
      case 1 -> insert(text, "<segment id=\"1\">".repeat(depth) + "</segment>".repeat(depth));
      default -> valued(text, "value|test", "(".repeat(depth) + "1" + ")".repeat(depth));
    };
  }

  private byte[] encoding(String text) {
    return switch (random.nextInt(7)) {
      case 0 -> text.getBytes(StandardCharsets.UTF_16);
      case 1 -> declared(text, "UTF-16").getBytes(StandardCharsets.UTF_8);
      case 2 -> declared(text, "no-such-encoding").getBytes(StandardCharsets.UTF_8);
      case 3 -> declared(text, "ISO-8859-1").getBytes(StandardCharsets.UTF_8);
      case 4 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
      case 5 -> text.replace("id=\"", "id=\"\u00e9\u4e2d").getBytes(StandardCharsets.UTF_8);
      default -> text.replace("id=\"", "id=\"\u00e9").getBytes(StandardCharsets.ISO_8859_1);
    };
  }

  private static String declared(String text, String encoding) {
    return "<?xml version=\"1.0\" encoding=\""
        + encoding
        + "\"?>\n"
        + text.replaceFirst("<\\?xml[^>]*\\?>\\s*", "");
  }

  private byte[] bytes(byte[] original) {
    byte[] bytes = original.clone();
    for (int n = random.nextInt(1, 6); n > 0; n--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private byte[] nothing() {
    byte[] garbage = new byte[random.nextInt(2000)];
    random.nextBytes(garbage);
    return switch (random.nextInt(6)) {
      case 0 -> new byte[0];
      case 1 -> " \n\t ".getBytes(StandardCharsets.UTF_8);
      case 2 -> "<?xml version=\"1.0\"?>".getBytes(StandardCharsets.UTF_8);
      case 3 -> new byte[1000];
      case 4 -> "<Lems/>".getBytes(StandardCharsets.UTF_8);
      default -> garbage;
    };
  }

  private String cycle(String text, String name) {
    String include =
        text.contains("<neuroml")
            ? "<include href=\"" + name + "\"/>"
            : "<Include file=\"" + name + "\"/>";
    String end = text.contains("<neuroml") ? "</neuroml>" : "</Lems>";
    return switch (random.nextInt(5)) {
      case 0 -> text.replace(end, include + end);
      case 1 ->
          text.replace(
              end,
              "<ComponentType name=\"ring1\" extends=\"ring2\"/>"
                  + "<ComponentType name=\"ring2\" extends=\"ring1\"/>"
                  + "<ring1 id=\"r\"/>"
                  + end);
      case 2 ->
          text.replace(
              end,
              "<Component id=\"c1\" extends=\"c2\"/><Component id=\"c2\" extends=\"c1\"/>" + end);
      case 3 ->
          text.replace(
              end,
              "<doubleSynapse id=\"d\" synapse1=\"d\" synapse2=\"d\" synapse1Path=\"./d\""
                  + " synapse2Path=\"./d\"/>"
                  + end);
      default -> attribute(text, a -> a.group() + " extends=\"" + a.group(2) + "\"", "id|name");
    };
  }

  private String entities(String text) {
    String plain = text.replaceFirst("<\\?xml[^>]*\\?>\\s*", "");
    String root = text.contains("<neuroml") ? "neuroml" : "Lems";
    StringBuilder bomb = new StringBuilder("<!DOCTYPE " + root + " [<!ENTITY a \"aaaaaaaaaa\">");
    for (char c = 'b'; c <= 'k'; c++) {
      bomb.append("<!ENTITY ").append(c).append(" \"");
      bomb.append(("&" + (char) (c - 1) + ";").repeat(10)).append("\">");
    }
    return switch (random.nextInt(5)) {
      case 0 -> bomb + "]>" + plain.replaceFirst("id=\"", "id=\"&k;");
      case 1 ->
          "<!DOCTYPE " + root + " [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + plain + "&x;";
      case 2 -> "<!DOCTYPE " + root + " SYSTEM \"http://example.org/x.dtd\">" + plain;
      case 3 -> plain.replaceFirst("id=\"", "id=\"&undefined;");
      default -> plain.replaceFirst("id=\"", "id=\"&#x110000;");
    };
  }

  private String length(String text) {
    return switch (random.nextInt(4)) {
      case 0 -> valued(text, "id|name|value|component", "a".repeat(300_000));
      case 1 -> {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
          many.append(" a").append(i).append("=\"").append(i).append('"');
        }
        yield attribute(text, a -> a.group() + many);
      }
      case 2 -> insert(text, "<!--" + "x".repeat(500_000) + "-->");
      default -> valued(text, "value|test", "1" + " + 1".repeat(20_000));
    };
  }
}
