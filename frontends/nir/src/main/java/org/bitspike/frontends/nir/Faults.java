package org.bitspike.frontends.nir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;

/** Findings about a file, each with the path of the group it is about. */
final class Faults {

  private final String file;
  private final List<Diagnostic> warnings = new ArrayList<>();

  Faults(String file) {
    this.file = file;
  }

  SourceRef at(String path) {
    return new SourceRef(file, 0, 0, path);
  }

  BitspikeException error(Code code, String path, String message, String remedy) {
    return new BitspikeException(Diagnostic.error(code, at(path), message, remedy));
  }

  BitspikeException error(Code code, String path, String message) {
    return new BitspikeException(Diagnostic.error(code, at(path), message));
  }

  /** What NIR has and the network has not. */
  BitspikeException unsupported(NirNode node, String why) {
    return error(
        Code.F_UNSUPPORTED,
        node.path(),
        node.type() + " cannot be represented: " + why,
        "rewrite the graph without it");
  }

  void warn(String path, String message, String remedy) {
    warnings.add(
        new Diagnostic(
            Code.F_UNSUPPORTED, org.bitspike.ir.diag.Severity.WARNING, message, at(path), remedy));
  }

  List<Diagnostic> warnings() {
    return List.copyOf(warnings);
  }

  /** Does what reads the file; the library tells of damage by any exception. */
  <T> T guard(String path, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (BitspikeException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw error(
          Code.F_UNREADABLE,
          path,
          "the HDF5 file is damaged or uses what cannot be read: "
              + reason.lines().findFirst().orElse(""),
          "write the file again, without filters other than shuffle, gzip, lzf and lz4");
    }
  }
}
