package org.bitspike.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Models named on the command line: files, folders, and patterns that no shell has expanded. */
final class ModelFiles {

  private static final int DEPTH = 64;

  private ModelFiles() {}

  /**
   * Every model meant, each once, in the order of naming and within a folder by name.
   *
   * @throws BitspikeException when a name means nothing
   */
  static List<Path> find(List<String> names) {
    Set<Path> found = new LinkedHashSet<>();
    for (String name : names) {
      found.addAll(find(name));
    }
    return List.copyOf(found);
  }

  private static List<Path> find(String name) {
    Path path = path(name);
    if (path != null && Files.isDirectory(path)) {
      List<Path> models = walk(path, ModelFiles::isModel);
      if (models.isEmpty()) {
        throw nothing(name, "the folder '" + name + "' holds no LEMS or NeuroML file");
      }
      return models;
    }
    if (path != null && Files.exists(path)) {
      return List.of(path);
    }
    int wild = firstWild(name);
    if (wild < 0) {
      throw nothing(name, "there is no file '" + name + "'");
    }
    int slash = name.lastIndexOf('/', wild);
    Path base = Path.of(slash < 0 ? "" : name.substring(0, slash + 1));
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
    } catch (PatternSyntaxException e) {
      throw nothing(name, "'" + name + "' is no pattern: " + e.getDescription());
    }
    List<Path> models = Files.isDirectory(base) ? walk(base, matcher::matches) : List.of();
    if (models.isEmpty()) {
      throw nothing(name, "no file is named like '" + name + "'");
    }
    return models;
  }

  private static @Nullable Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static int firstWild(String name) {
    for (int i = 0; i < name.length(); i++) {
      if ("*?[{".indexOf(name.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static List<Path> walk(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files.filter(Files::isRegularFile).filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Other tools keep XML in the same folders, so that needs a look inside. */
  private static boolean isModel(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".nml")
        || name.endsWith(".lems")
        || name.endsWith(".xml") && startsLikeModel(file);
  }

  private static boolean startsLikeModel(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1);
      String plain = start.toLowerCase(Locale.ROOT);
      return plain.contains("<lems") || plain.contains("<neuroml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BitspikeException nothing(String name, String message) {
    return new BitspikeException(
        Diagnostic.error(Code.F_UNREADABLE, new SourceRef(name, 0, 0, ""), message));
  }
}
