package org.bitspike.conformance.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.wire.AtomicFile;

/**
 * Where a network's output files go, decided before it runs, and their writing, after: none is
 * touched before all of their rows are there.
 */
public final class OutputFiles {

  private final Map<OutputRequest, Path> files = new LinkedHashMap<>();

  /** One table's rows. */
  @FunctionalInterface
  private interface Rows {
    void write(Appendable out) throws IOException;
  }

  /**
   * Finds the files' places.
   *
   * @param folder what relative names start from
   * @param others further folders that files may lie in; a model may not name a place elsewhere
   * @throws BitspikeException ({@code BS-P009}) naming every file that lies elsewhere or whose name
   *     is none
   */
  public OutputFiles(Network network, Path folder, List<Path> others) {
    List<Path> roots = new ArrayList<>();
    roots.add(folder.toAbsolutePath().normalize());
    others.forEach(o -> roots.add(o.toAbsolutePath().normalize()));
    Diagnostics findings = new Diagnostics();
    for (OutputRequest request : network.outputs()) {
      if (request.kind() == OutputRequest.Kind.DISPLAY) {
        continue;
      }
      try {
        Path file = roots.getFirst().resolve(request.fileName()).normalize();
        if (roots.stream().anyMatch(r -> file.startsWith(r) && !file.equals(r))) {
          files.put(request, file);
        } else {
          findings.add(
              Diagnostic.error(
                  Code.P_UNWRITABLE,
                  request.source(),
                  "the model wants to write "
                      + file
                      + ", outside "
                      + String.join(" and ", roots.stream().map(Path::toString).toList()),
                  "choose a folder above it with --output-dir, or change fileName"));
        }
      } catch (InvalidPathException e) {
        findings.add(
            Diagnostic.error(
                Code.P_UNWRITABLE,
                request.source(),
                "'" + request.fileName() + "' is no file name: " + e.getReason(),
                "change fileName"));
      }
    }
    findings.throwIfErrors();
  }

  /** The files, in the order of the requests. */
  public List<Path> paths() {
    return List.copyOf(files.values());
  }

  /**
   * Writes all files, making folders that are missing.
   *
   * @throws BitspikeException when something asked for was not recorded, or a file or folder cannot
   *     be written; what was there is then left as it was
   */
  public void write(Recording recording) {
    Map<Path, Rows> tables = new LinkedHashMap<>();
    files.forEach(
        (request, file) ->
            tables.put(
                file,
                request.kind() == OutputRequest.Kind.TRACES
                    ? TraceTable.of(request, recording)::write
                    : EventTable.of(request, recording)::write));
    tables.keySet().forEach(OutputFiles::makeFolder);
    tables.forEach(
        (file, rows) ->
            AtomicFile.write(
                file,
                out -> {
                  Writer writer =
                      new BufferedWriter(
                          new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
                  rows.write(writer);
                  writer.flush();
                }));
  }

  private static void makeFolder(Path file) {
    Path folder = file.getParent();
    if (folder == null) {
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.P_UNWRITABLE,
              new SourceRef(file.toString(), 0, 0, ""),
              "the folder cannot be made: " + e.getMessage()));
    }
  }
}
