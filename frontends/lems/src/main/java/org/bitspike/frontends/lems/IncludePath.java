package org.bitspike.frontends.lems;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.diag.Code;

/**
 * Finds included files. A name is looked for in the folder of the including file, in the folders of
 * the include path, in this order, and last in the library. What is found must lie below the main
 * file's folder, below the project that holds the main file, or below a folder of the include path,
 * links resolved. A project is what is kept under version control together: the nearest folder
 * above that holds {@code .git}, {@code .hg} or {@code .svn}. Elsewhere {@code ../shared/cells.xml}
 * needs its folder, or one above it, on the include path.
 */
public final class IncludePath {

  private static final List<String> PROJECT_MARKS = List.of(".git", ".hg", ".svn");

  private final List<Path> folders;
  private final List<Path> roots;
  private final Path mainFolder;

  /** Includes of a main file, with folders that may be read besides its own. */
  public IncludePath(Path mainFile, List<Path> includePath) {
    folders = includePath.stream().map(p -> p.toAbsolutePath().normalize()).toList();
    roots = new ArrayList<>();
    mainFolder = folderOf(mainFile);
    roots.add(mainFolder);
    projectAround(mainFolder).ifPresent(roots::add);
    roots.addAll(folders);
  }

  /** What an include leads to. */
  public sealed interface Found {
    /** A file on disk, normalized. */
    record OnDisk(Path path) implements Found {}

    /** A file of the library. */
    record InLibrary(String name) implements Found {}

    /** Nothing that may be read, and what to do about it. */
    record Nothing(Code code, String message, String remedy) implements Found {
      Nothing(Code code, String message) {
        this(code, message, code.remedy());
      }
    }
  }

  /** The folder a file stands in. */
  public static Path folderOf(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }

  private static Optional<Path> projectAround(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      Path here = at;
      if (PROJECT_MARKS.stream().anyMatch(mark -> Files.exists(here.resolve(mark)))) {
        return Optional.of(here);
      }
    }
    return Optional.empty();
  }

  /** Looks for an include of a file on disk. */
  public Found find(String name, Path includingFolder) {
    List<Path> bases = new ArrayList<>();
    bases.add(includingFolder);
    bases.addAll(folders);
    return find(name, bases);
  }

  /** Looks for an include of a file of the library, which has no folder. */
  Found findFromLibrary(String name) {
    return find(name, folders);
  }

  private Found find(String name, List<Path> bases) {
    Path outside = null;
    for (Path base : bases) {
      Path candidate;
      try {
        candidate = base.resolve(name.replace('\\', '/')).normalize();
      } catch (InvalidPathException e) {
        return new Found.Nothing(Code.F_BAD_VALUE, "'" + name + "' is no file name");
      }
      if (!isInside(candidate)) {
        outside = outside == null ? candidate : outside;
      } else if (Files.isRegularFile(candidate)) {
        if (isInsideReally(candidate)) {
          return new Found.OnDisk(candidate);
        }
        outside = candidate;
      }
    }
    if (Library.meantBy(name).isPresent()) {
      return new Found.InLibrary(Library.meantBy(name).get());
    }
    if (name.contains("://")) {
      return new Found.Nothing(
          Code.F_INCLUDE_OUTSIDE,
          "'" + name + "' is outside the folders that may be read",
          "nothing is fetched: keep a copy beside the model, and include that");
    }
    return outside != null
        ? new Found.Nothing(
            Code.F_INCLUDE_OUTSIDE,
            "'" + name + "' is outside the folders that may be read: it leads to " + outside,
            "add -I " + folderToAdd(outside) + ", if what is below that folder may be read")
        : new Found.Nothing(
            Code.F_INCLUDE_MISSING, "'" + name + "' is not found" + searched(bases));
  }

  /** One folder for all includes of a tree of models, unless it would be most of the disk. */
  private Path folderToAdd(Path outside) {
    Path own = folderOf(really(outside));
    for (Path at = mainFolder; at != null && at.getNameCount() > 1; at = at.getParent()) {
      if (own.startsWith(at)) {
        return at;
      }
    }
    return own;
  }

  private static Path really(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file;
    }
  }

  private static String searched(List<Path> bases) {
    return bases.isEmpty()
        ? ""
        : " in " + String.join(", ", bases.stream().map(Path::toString).toList());
  }

  private boolean isInside(Path candidate) {
    return roots.stream().anyMatch(candidate::startsWith);
  }

  /** A link may lead out of the folder it stands in. */
  private boolean isInsideReally(Path candidate) {
    try {
      Path real = candidate.toRealPath();
      for (Path root : roots) {
        if (Files.isDirectory(root) && real.startsWith(root.toRealPath())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
