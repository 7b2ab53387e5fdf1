package org.bitspike.frontends.lems;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;

/**
 * What the loader finds wrong in a LEMS file: in every type and component of the user's own files,
 * whether it is used or not, and in the simulation where there is one.
 */
public final class LemsCheck {

  /** Elements of the top level that are read without their types. */
  private static final Set<String> NATIVE =
      Set.of("Simulation", "network", "networkWithTemperature");

  private LemsCheck() {}

  /** All findings. */
  public static List<Diagnostic> check(Path file, List<Path> includePath) {
    Diagnostics diagnostics = new Diagnostics();
    Definitions definitions =
        Loader.loadWithLibrary(file, includePath, Limits.DEFAULT, diagnostics);
    TypeTable types = new TypeTable(definitions, diagnostics);
    types.resolveOwn();
    ComponentTable components = new ComponentTable(types, definitions, Limits.DEFAULT, diagnostics);
    for (Element element : definitions.components().values()) {
      if (!element.where().file().startsWith("library:")
          && !NATIVE.contains(element.name())
          && !NetworkImport.isNetwork(element, types)) {
        components.require(element.label(), "component", element.where());
      }
    }
    Set<Diagnostic> all = new LinkedHashSet<>(diagnostics.all());
    if (!diagnostics.hasErrors() && !definitions.targets().isEmpty()) {
      try {
        all.addAll(new LemsFrontend().read(file, includePath).warnings());
      } catch (BitspikeException e) {
        all.addAll(e.diagnostics());
      }
    }
    return all.stream()
        .filter(d -> !d.where().file().startsWith("library:"))
        .map(LemsCheck::asValidation)
        .toList();
  }

  /** A file is not wrong for using what this frontend cannot run. */
  private static Diagnostic asValidation(Diagnostic d) {
    return d.code() == Code.F_UNSUPPORTED
        ? new Diagnostic(
            d.code(), org.bitspike.ir.diag.Severity.WARNING, d.message(), d.where(), d.remedy())
        : d;
  }
}
