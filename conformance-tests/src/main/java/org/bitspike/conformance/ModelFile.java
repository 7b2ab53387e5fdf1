package org.bitspike.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.spi.Frontend;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.ir.wire.NetworkFile;

/** Reads a model file of any kind: a network file, or whatever a frontend accepts. */
public final class ModelFile {

  private ModelFile() {}

  /**
   * Reads.
   *
   * @param file a {@code .bspn} network, or a file of one of the frontends
   * @param includePath further folders to look for included files in
   * @param overrides what to change of the run
   * @throws BitspikeException with every finding
   */
  public static Frontend.Import read(Path file, List<Path> includePath, RunOverrides overrides) {
    SourceRef place = new SourceRef(file.toString(), 0, 0, "");
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new BitspikeException(
          Diagnostic.error(Code.F_UNREADABLE, place, "there is no readable file " + file));
    }
    if (file.toString().endsWith(".bspn")) {
      refuseSpikes(file, overrides);
      return new Frontend.Import(overrides.applyTo(NetworkFile.read(file)), List.of());
    }
    Frontend frontend =
        ServiceLoader.load(Frontend.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(f -> f.accepts(file))
            .findFirst()
            .orElseThrow(
                () ->
                    new BitspikeException(
                        Diagnostic.error(
                            Code.F_UNKNOWN_FORMAT, place, "no frontend reads " + file)));
    if (!frontend.takesInputSpikes()) {
      refuseSpikes(file, overrides);
    }
    return frontend.read(file, includePath, overrides);
  }

  private static void refuseSpikes(Path file, RunOverrides overrides) {
    if (overrides.inputSpikes().isPresent()) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.U_UNSUPPORTED_HERE,
              new SourceRef(file.toString(), 0, 0, ""),
              "a file of input spikes goes with models that leave their inputs open, such as .nir",
              "leave --input-spikes out: this model has its own sources"));
    }
  }
}
