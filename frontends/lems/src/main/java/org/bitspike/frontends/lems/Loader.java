package org.bitspike.frontends.lems;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bitspike.frontends.lems.hdf5.Hdf5Reader;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;

/** Reads a file and all it includes, each once, in the order of the includes. */
final class Loader {

  private final Limits limits;
  private final Diagnostics diagnostics;
  private final IncludePath includePath;
  private final Path mainFile;
  private final String mainLabel;
  private final Definitions definitions;
  private final XmlSource.Budget budget;
  private final Set<String> seen = new HashSet<>();
  private int nesting;

  private Loader(Path file, List<Path> folders, Limits limits, Diagnostics diagnostics) {
    this.limits = limits;
    this.diagnostics = diagnostics;
    this.includePath = new IncludePath(file, folders);
    this.mainFile = file.toAbsolutePath().normalize();
    this.mainLabel = file.toString();
    this.definitions = new Definitions(diagnostics);
    this.budget = new XmlSource.Budget(limits.elements());
  }

  /** Loads; what is wrong goes to {@code diagnostics}. */
  static Definitions load(Path file, List<Path> folders, Limits limits, Diagnostics diagnostics) {
    Loader loader = new Loader(file, folders, limits, diagnostics);
    loader.disk(loader.mainFile, loader.mainLabel, SourceRef.NONE);
    loader.extensions();
    loader.definitions.resolveUnits();
    return loader.definitions;
  }

  /** Loads the library's core types alone. */
  static Definitions loadLibrary(Limits limits, Diagnostics diagnostics) {
    Loader loader = new Loader(Path.of("library"), List.of(), limits, diagnostics);
    loader.library(Library.NEUROML, SourceRef.NONE);
    loader.library(Library.PYNN, SourceRef.NONE);
    loader.extensions();
    loader.definitions.resolveUnits();
    return loader.definitions;
  }

  /** Loads a file that only defines, together with the library's core types. */
  static Definitions loadWithLibrary(
      Path file, List<Path> folders, Limits limits, Diagnostics diagnostics) {
    Loader loader = new Loader(file, folders, limits, diagnostics);
    loader.disk(loader.mainFile, loader.mainLabel, SourceRef.NONE);
    loader.library(Library.NEUROML, SourceRef.NONE);
    loader.library(Library.PYNN, SourceRef.NONE);
    loader.extensions();
    loader.definitions.resolveUnits();
    return loader.definitions;
  }

  private void disk(Path path, String label, SourceRef from) {
    if (!enter("file:" + path, from)) {
      return;
    }
    if (Hdf5Reader.accepts(path) || label.toLowerCase(Locale.ROOT).endsWith(".h5")) {
      hdf5(path, label);
      nesting--;
      return;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      read(in, label, true, new Origin.Disk(IncludePath.folderOf(path)));
    } catch (IOException e) {
      diagnostics.add(
          Diagnostic.error(
              Code.F_UNREADABLE,
              from.isNone() ? new SourceRef(label, 0, 0, "") : from,
              "'" + label + "' cannot be read"));
    }
    nesting--;
  }

  /** The document that an HDF5 file holds beside its network, then the network. */
  private void hdf5(Path path, String label) {
    Origin origin = new Origin.Disk(IncludePath.folderOf(path));
    try (Hdf5Reader file = new Hdf5Reader(path, label)) {
      Optional<InputStream> rest = file.topLevel();
      if (rest.isPresent()) {
        read(rest.get(), label, true, origin);
      }
      read(file.network(), label, false, origin);
    } catch (BitspikeException e) {
      diagnostics.addAll(e.diagnostics());
    }
  }

  private void library(String name, SourceRef from) {
    if (!enter("library:" + name, from)) {
      return;
    }
    try (InputStream in = Library.open(name)) {
      read(in, Library.label(name), true, new Origin.OwnLibrary());
    } catch (IOException e) {
      diagnostics.add(
          Diagnostic.error(
              Code.F_UNREADABLE, from, "'" + Library.label(name) + "' cannot be read"));
    }
    nesting--;
  }

  /** Whether a file is to be read now: not before, and not too many. */
  private boolean enter(String key, SourceRef from) {
    if (!seen.add(key)) {
      return false;
    }
    if (seen.size() > limits.files()) {
      diagnostics.add(
          Diagnostic.error(
              Code.F_TOO_LARGE, from, "more than " + limits.files() + " files are included"));
      return false;
    }
    if (nesting >= limits.depth()) {
      diagnostics.add(
          Diagnostic.error(
              Code.F_TOO_DEEP, from, "includes are nested deeper than " + limits.depth()));
      return false;
    }
    nesting++;
    return true;
  }

  /** Where a file came from, which says where its includes are looked for. */
  private sealed interface Origin {
    record Disk(Path folder) implements Origin {}

    record OwnLibrary() implements Origin {}
  }

  private void read(InputStream in, String label, boolean located, Origin origin) {
    XmlSource.read(
        in,
        label,
        located,
        limits,
        budget,
        diagnostics,
        new XmlSource.Handler() {
          @Override
          public boolean root(Element root) {
            return acceptRoot(root);
          }

          @Override
          public void topLevel(Element element) {
            if ("include".equals(element.name().toLowerCase(Locale.ROOT))) {
              include(element, origin);
            } else {
              definitions.add(element);
            }
          }
        });
  }

  private boolean acceptRoot(Element root) {
    switch (root.name().toLowerCase(Locale.ROOT)) {
      case "lems", "components" -> {
        return true;
      }
      case "neuroml" -> {
        // A NeuroML document uses the core types without including them.
        for (String file : List.of(Library.NEUROML, Library.PYNN)) {
          if (!coreTypesSeen(file)) {
            follow(file, includePath.findFromLibrary(file), root.where());
          }
        }
        return true;
      }
      default -> {
        diagnostics.add(
            Diagnostic.error(
                Code.F_UNKNOWN_ELEMENT,
                root.where(),
                "the root element is '" + root.name() + "', neither Lems nor neuroml"));
        return false;
      }
    }
  }

  /** Whether a core file, or one of its name, was read already, from wherever it came. */
  private boolean coreTypesSeen(String file) {
    return seen.stream().anyMatch(key -> key.endsWith("/" + file) || key.equals("library:" + file));
  }

  private void include(Element element, Origin origin) {
    Optional<String> name =
        element
            .attribute("file")
            .or(() -> element.attribute("href"))
            .or(() -> element.attribute("url"));
    if (name.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
              Code.F_MISSING_ATTRIBUTE, element.where(), "Include lacks the attribute 'file'"));
      return;
    }
    IncludePath.Found found =
        switch (origin) {
          case Origin.Disk(Path folder) -> includePath.find(name.get(), folder);
          case Origin.OwnLibrary() -> includePath.findFromLibrary(name.get());
        };
    follow(name.get(), found, element.where());
  }

  private void follow(String name, IncludePath.Found found, SourceRef from) {
    switch (found) {
      case IncludePath.Found.OnDisk(Path path) -> disk(path, label(path), from);
      case IncludePath.Found.InLibrary(String file) -> {
        // A core file of the user's own, once read, stands for the library's.
        if (!coreTypesSeen(file)) {
          library(file, from);
        }
      }
      case IncludePath.Found.Nothing(Code code, String message, String remedy) ->
          diagnostics.add(
              Diagnostic.error(
                  code,
                  from,
                  "included file " + message + (message.contains(name) ? "" : ": " + name),
                  remedy));
    }
  }

  /**
   * Relative to the main file's folder where it lies below, so that messages do not depend on the
   * machine.
   */
  private String label(Path path) {
    Path folder = IncludePath.folderOf(mainFile);
    if (!path.startsWith(folder)) {
      return path.toString();
    }
    Path given = Path.of(mainLabel).getParent();
    Path relative = folder.relativize(path);
    return given == null ? relative.toString() : given.resolve(relative).toString();
  }

  /**
   * Bitspike's own types are always there, unless the user's files define types of the same names.
   */
  private void extensions() {
    if (coreTypesSeen(Library.EXTENSIONS)) {
      return;
    }
    if (!definitions.hasDimension("time")) {
      library(Library.DIMENSIONS, SourceRef.NONE);
    }
    List<Element> elements = new ArrayList<>();
    try (InputStream in = Library.open(Library.EXTENSIONS)) {
      XmlSource.readAll(in, Library.label(Library.EXTENSIONS), diagnostics, elements::add);
    } catch (IOException e) {
      diagnostics.add(
          Diagnostic.error(
              Code.F_UNREADABLE,
              SourceRef.NONE,
              "'" + Library.label(Library.EXTENSIONS) + "' cannot be read"));
    }
    definitions.addTypesIfMissing(elements);
  }
}
