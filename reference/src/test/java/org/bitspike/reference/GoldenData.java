package org.bitspike.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Recordings of other simulators, kept outside the project. */
final class GoldenData {

  private GoldenData() {}

  /**
   * Matching files of a data set, in order of name; the test is skipped where the data are missing.
   */
  static List<Path> files(String set, String glob) throws IOException {
    Path folder = Path.of(System.getProperty("bitspike.data", ""), set);
    Assumptions.assumeTrue(Files.isDirectory(folder), () -> "there is no data set " + folder);
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
      found.forEach(files::add);
    }
    files.sort(null);
    return files;
  }

  /** The table that stands beside a description. */
  static Path sibling(Path json) {
    return json.resolveSibling(json.getFileName().toString().replace(".json.gz", ".csv.gz"));
  }

  static List<String[]> csv(Path file) throws IOException {
    try (BufferedReader in = open(file)) {
      return in.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> json(Path file) {
    return (Map<String, Object>) read(file);
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> jsonList(Path file) {
    return (List<Map<String, Object>>) read(file);
  }

  private static Object read(Path file) {
    try (BufferedReader in = open(file)) {
      StringBuilder text = new StringBuilder();
      in.lines().forEach(line -> text.append(line).append('\n'));
      return new Reader(text.toString()).value();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
  }

  static double number(Map<String, Object> object, String key) {
    return asNumber(object.get(key));
  }

  /** A list of numbers, one number for all, or nothing. */
  static double[] column(Object value, int size, double otherwise) {
    double[] column = new double[size];
    Arrays.fill(column, value == null || value instanceof List<?> ? otherwise : asNumber(value));
    if (value instanceof List<?> list) {
      for (int k = 0; k < size; k++) {
        column[k] = asNumber(list.get(k));
      }
    }
    return column;
  }

  private static double asNumber(Object value) {
    return switch (value) {
      case Boolean b -> b ? 1 : 0;
      case Number n -> n.doubleValue();
      default -> Double.parseDouble(value.toString());
    };
  }

  /** Just enough JSON: no escapes beyond a backslash before a character. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Object value() {
      skip();
      char c = text.charAt(at);
      return switch (c) {
        case '{' -> object();
        case '[' -> array();
        case '"' -> string();
        default -> word();
      };
    }

    private Map<String, Object> object() {
      Map<String, Object> result = new LinkedHashMap<>();
      at++;
      skip();
      while (text.charAt(at) != '}') {
        skip();
        String key = string();
        skip();
        at++;
        result.put(key, value());
        skip();
        if (text.charAt(at) == ',') {
          at++;
          skip();
        }
      }
      at++;
      return result;
    }

    private List<Object> array() {
      List<Object> result = new ArrayList<>();
      at++;
      skip();
      while (text.charAt(at) != ']') {
        result.add(value());
        skip();
        if (text.charAt(at) == ',') {
          at++;
          skip();
        }
      }
      at++;
      return result;
    }

    private String string() {
      StringBuilder s = new StringBuilder();
      at++;
      while (text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 1 : 0;
        s.append(text.charAt(at++));
      }
      at++;
      return s.toString();
    }

    private Object word() {
      int from = at;
      while ("{}[],: \n\t".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String word = text.substring(from, at);
      return switch (word) {
        case "true" -> true;
        case "false" -> false;
        case "null" -> "";
        default -> Double.parseDouble(word);
      };
    }

    private void skip() {
      while (Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
  }
}
