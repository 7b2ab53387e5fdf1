package org.bitspike.hwprofiles;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;

/**
 * Finds profiles: those that bitspike comes with, by listing its own jar or folder, and the user's
 * files.
 */
final class ProfileFiles {

  private static final String FOLDER = "org/bitspike/hwprofiles/profiles/";
  private static final String ENDING = ".yaml";

  /**
   * A profile's text.
   *
   * @param label how messages call the file
   * @param folder where files that it extends may lie; empty for one that bitspike comes with
   */
  record Found(String label, String text, Optional<Path> folder) {}

  private ProfileFiles() {}

  /** Names of the profiles that bitspike comes with, ascending. */
  static List<String> builtIn() {
    CodeSource source = ProfileFiles.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new BitspikeBug("the profiles' own jar is not known");
    }
    try {
      Path place = Path.of(source.getLocation().toURI());
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place.resolve(FOLDER))) {
          return names(files.map(f -> f.getFileName().toString()));
        }
      }
      try (JarFile jar = new JarFile(place.toFile())) {
        return names(
            jar.stream()
                .map(e -> e.getName())
                .filter(n -> n.startsWith(FOLDER))
                .map(n -> n.substring(FOLDER.length())));
      }
    } catch (IOException | URISyntaxException e) {
      throw new BitspikeBug("the profiles' own jar cannot be read", e);
    }
  }

  private static List<String> names(Stream<String> files) {
    return files
        .filter(f -> f.endsWith(ENDING) && !f.contains("/"))
        .map(f -> f.substring(0, f.length() - ENDING.length()))
        .sorted()
        .toList();
  }

  /** The text of a profile or part that bitspike comes with; the name may be {@code parts/...}. */
  static Optional<Found> resource(String name) {
    if (!name.matches("(parts/)?[A-Za-z0-9][A-Za-z0-9_-]*")) {
      return Optional.empty();
    }
    try (InputStream in = ProfileFiles.class.getResourceAsStream("/" + FOLDER + name + ENDING)) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              new Found("profiles/" + name + ENDING, decoded(name, in), Optional.empty()));
    } catch (IOException e) {
      throw new BitspikeBug("the profile " + name + " cannot be read", e);
    }
  }

  /** The text of a user's file; empty when there is none. */
  static Optional<Found> file(String path) {
    try {
      Path file = Path.of(path);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file)) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        return Optional.of(new Found(path, decoded(path, in), Optional.of(folder)));
      }
    } catch (InvalidPathException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.H_UNKNOWN_PROFILE,
              new SourceRef(path, 0, 0, ""),
              "the file cannot be read: " + e.getMessage()));
    }
  }

  private static String decoded(String label, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(YamlText.MAX_CHARS + 1);
    SourceRef where = new SourceRef(label, 0, 0, "");
    if (bytes.length > YamlText.MAX_CHARS) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.H_NOT_YAML,
              where,
              "a profile has at most " + YamlText.MAX_CHARS + " bytes, this file has more"));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BitspikeException(
          Diagnostic.error(Code.H_NOT_YAML, where, "the file is not UTF-8 text"));
    }
  }
}
