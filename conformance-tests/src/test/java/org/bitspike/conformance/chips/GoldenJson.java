package org.bitspike.conformance.chips;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A recorded run of a public reference: numbers and arrays of them by name. */
final class GoldenJson {

  private final Map<String, Object> json;

  private GoldenJson(Map<String, Object> json) {
    this.json = json;
  }

  /** The folder of that name among the data, if it is there. */
  static Optional<Path> folder(String name) {
    return Optional.ofNullable(System.getProperty("bitspike.data"))
        .map(data -> Path.of(data, name))
        .filter(Files::isDirectory);
  }

  /** All recordings of a folder whose names begin so, sorted. */
  static List<Path> files(String folder, String beginning) {
    if (folder(folder).isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder(folder).get())) {
      return files
          .filter(f -> String.valueOf(f.getFileName()).startsWith(beginning))
          .filter(f -> String.valueOf(f.getFileName()).endsWith(".json.gz"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A recording's name: that of its file without endings. */
  static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.indexOf('.'));
  }

  static GoldenJson read(Path file) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new GoldenJson(
          JSON.std.mapFrom(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String name) {
    return json.get(name) != null;
  }

  int number(String name) {
    return ((Number) json.get(name)).intValue();
  }

  List<?> list(String name) {
    return (List<?>) json.get(name);
  }

  @SuppressWarnings("unchecked") // an object of a JSON file
  Map<String, Object> object(String name) {
    return (Map<String, Object>) json.get(name);
  }

  String text(String name) {
    return String.valueOf(json.get(name));
  }

  long[] row(String name) {
    return row((List<?>) json.get(name));
  }

  long[][] table(String name) {
    return ((List<?>) json.get(name)).stream().map(r -> row((List<?>) r)).toArray(long[][]::new);
  }

  private static long[] row(List<?> list) {
    return list.stream().mapToLong(GoldenJson::code).toArray();
  }

  private static long code(Object value) {
    return value instanceof Boolean b ? (b ? 1 : 0) : ((Number) value).longValue();
  }
}
