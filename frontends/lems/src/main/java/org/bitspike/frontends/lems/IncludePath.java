package org.bitspike.frontends.lems;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.diag.Code;

/**
 * Finds included files. A name is looked for in the folder of the including file, in the folders of
 * the include path, in this order, and last in the library. What is found must lie below the main
 * file's folder or below a folder of the include path, links resolved; so {@code
 * ../shared/cells.xml} needs its folder, or one above it, on the include path.
 */
public final class IncludePath {

  private final List<Path> folders;
  private final List<Path> roots;

  /** Includes of a main file, with folders that may be read besides its own. */
  public IncludePath(Path mainFile, List<Path> includePath) {
    folders = includePath.stream().map(p -> p.toAbsolutePath().normalize()).toList();
    roots = new ArrayList<>();
    roots.add(folderOf(mainFile));
    roots.addAll(folders);
  }

  /** What an include leads to. */
  public sealed interface Found {
    /** A file on disk, normalized. */
    record OnDisk(Path path) implements Found {}

    /** A file of the library. */
    record InLibrary(String name) implements Found {}

    /** Nothing that may be read. */
    record Nothing(Code code, String message) implements Found {}
  }

  /** The folder a file stands in. */
  public static Path folderOf(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
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
    boolean outside = false;
    for (Path base : bases) {
      Path candidate;
      try {
        candidate = base.resolve(name.replace('\\', '/')).normalize();
      } catch (InvalidPathException e) {
        return new Found.Nothing(Code.F_BAD_VALUE, "'" + name + "' is no file name");
      }
      if (!isInside(candidate)) {
        outside = true;
      } else if (Files.isRegularFile(candidate)) {
        if (isInsideReally(candidate)) {
          return new Found.OnDisk(candidate);
        }
        outside = true;
      }
    }
    if (Library.meantBy(name).isPresent()) {
      return new Found.InLibrary(Library.meantBy(name).get());
    }
    return outside || name.contains("://")
        ? new Found.Nothing(
            Code.F_INCLUDE_OUTSIDE, "'" + name + "' is outside the folders that may be read")
        : new Found.Nothing(
            Code.F_INCLUDE_MISSING, "'" + name + "' is not found" + searched(bases));
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
