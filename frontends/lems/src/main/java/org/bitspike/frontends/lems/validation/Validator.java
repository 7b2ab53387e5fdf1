package org.bitspike.frontends.lems.validation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bitspike.frontends.lems.IncludePath;
import org.bitspike.frontends.lems.LemsCheck;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;

/**
 * Validates NeuroML 2 and LEMS files and all they include, each file once. Nothing is fetched, and
 * nothing outside the main file's folder and the include path is read.
 */
public final class Validator {

  private static final int MAX_FILES = 10_000;

  private final List<Path> includePath;
  private final Found found = new Found();
  private final SchemaWalk.Budget budget = new SchemaWalk.Budget();
  private final Map<Path, SchemaWalk.Parsed> parsed = new LinkedHashMap<>();
  private final Map<Path, String> labels = new LinkedHashMap<>();

  private Validator(List<Path> includePath) {
    this.includePath = includePath;
  }

  /**
   * Validates files.
   *
   * @param files main files; each is judged together with what it includes
   * @param includePath folders in which included files are looked for besides the including one
   */
  public static Validation validate(List<Path> files, List<Path> includePath) {
    Validator validator = new Validator(includePath);
    files.forEach(f -> validator.labels.putIfAbsent(key(f), f.toString()));
    files.forEach(validator::main);
    List<String> labels = List.copyOf(validator.labels.values());
    return new Validation(labels, validator.found.all(labels));
  }

  private static Path key(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private void main(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      found.error(
          Code.F_UNREADABLE,
          new SourceRef(file.toString(), 0, 0, ""),
          "'" + file + "' is no readable file");
      return;
    }
    Closure closure = new Closure(file);
    closure.follow(key(file));
    Model model = new Model(closure.roots(), closure.whole, found);
    for (Path path : closure.files) {
      SchemaWalk.Parsed document = parsed(path);
      if (document.language() == SchemaWalk.Language.NEUROML) {
        document.root().ifPresent(new ReferenceRules(model, found)::check);
      }
    }
    SchemaWalk.Parsed main = parsed(key(file));
    if (main.language() == SchemaWalk.Language.LEMS && main.whole()) {
      LemsCheck.check(file, includePath).forEach(this::fromLoader);
    }
  }

  /** The loader sees the same files; what is told about a place already is not told again. */
  private void fromLoader(Diagnostic diagnostic) {
    found.addUnlessTold(diagnostic);
  }

  private SchemaWalk.Parsed parsed(Path path) {
    SchemaWalk.Parsed known = parsed.get(path);
    if (known == null) {
      known = SchemaWalk.read(path, labels.getOrDefault(path, path.toString()), found, budget);
      parsed.put(path, known);
    }
    return known;
  }

  /** A main file and all it includes. */
  private final class Closure {
    private final IncludePath search;
    private final Path mainFile;
    private final List<Path> files = new ArrayList<>();
    private boolean whole = true;

    Closure(Path mainFile) {
      this.search = new IncludePath(mainFile, includePath);
      this.mainFile = mainFile;
    }

    List<Node> roots() {
      return files.stream().flatMap(f -> parsed(f).root().stream()).toList();
    }

    /** Without recursion, since includes may chain as deep as there are files. */
    void follow(Path first) {
      files.add(first);
      for (int at = 0; at < files.size(); at++) {
        Path path = files.get(at);
        SchemaWalk.Parsed document = parsed(path);
        whole &= document.whole();
        if (document.root().isPresent()) {
          for (Node element : document.root().get().children()) {
            if (element.name().toLowerCase(Locale.ROOT).equals("include")) {
              include(element, path, document.language());
            }
          }
        }
      }
    }

    private void include(Node include, Path from, SchemaWalk.Language language) {
      Optional<String> name =
          include
              .attribute("href")
              .or(() -> include.attribute("file"))
              .or(() -> include.attribute("url"));
      if (name.isEmpty()) {
        whole = false;
        return;
      }
      switch (search.find(name.get(), IncludePath.folderOf(from))) {
        case IncludePath.Found.OnDisk(Path path) -> {
          if (!files.contains(path)) {
            labels.putIfAbsent(path, label(path));
            if (files.size() >= MAX_FILES) {
              found.error(Code.F_TOO_LARGE, include.where(), "more than " + MAX_FILES + " files");
              whole = false;
            } else {
              files.add(path);
            }
          }
        }
        case IncludePath.Found.InLibrary(String file) -> {
          // the core types, which are always there
        }
        case IncludePath.Found.Nothing(Code code, String message, String remedy) -> {
          whole = false;
          // For a LEMS file the loader tells.
          if (language == SchemaWalk.Language.NEUROML) {
            found.error(Code.V_INCLUDE, include.where(), "included file " + message);
          }
        }
      }
    }

    /** Relative to the main file as it was given, so that messages do not depend on the machine. */
    private String label(Path path) {
      Path folder = IncludePath.folderOf(mainFile);
      if (!path.startsWith(folder)) {
        return path.toString();
      }
      Path given = mainFile.getParent();
      Path relative = folder.relativize(path);
      return given == null ? relative.toString() : given.resolve(relative).toString();
    }
  }
}
