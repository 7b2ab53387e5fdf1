package org.bitspike.frontends.lems.hdf5;

import java.util.Locale;
import java.util.function.Supplier;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;

/** Findings about a file, each with the path of the group or table it is about. */
record Faults(String file) {

  BitspikeException error(Code code, String path, String message) {
    return new BitspikeException(Diagnostic.error(code, new SourceRef(file, 0, 0, path), message));
  }

  BitspikeException error(Code code, String path, String message, String remedy) {
    return new BitspikeException(
        Diagnostic.error(code, new SourceRef(file, 0, 0, path), message, remedy));
  }

  /**
   * Does what reads the file. The library tells of damage by whatever exception its reading runs
   * into, so every one of them means the same here.
   */
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
              + reason.lines().findFirst().orElse("").toLowerCase(Locale.ROOT),
          "write the file again, without filters other than shuffle, gzip, lzf and lz4");
    }
  }
}
