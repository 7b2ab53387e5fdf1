package org.bitspike.frontends.lems;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.ComponentType;

/** Component types by name, for those who build networks without a LEMS file. Not thread-safe. */
public final class ComponentTypes {

  private final Definitions definitions;
  private final Diagnostics diagnostics;
  private final TypeTable types;

  private ComponentTypes(Definitions definitions, Diagnostics diagnostics) {
    this.definitions = definitions;
    this.diagnostics = diagnostics;
    this.types = new TypeTable(definitions, diagnostics);
    diagnostics.throwIfErrors();
  }

  /** NeuroML's and PyNN's core types and bitspike's own. */
  public static ComponentTypes standard() {
    Diagnostics diagnostics = new Diagnostics();
    return new ComponentTypes(Loader.loadLibrary(Limits.DEFAULT, diagnostics), diagnostics);
  }

  /**
   * The core types and those that a LEMS file defines or includes.
   *
   * @throws BitspikeException with every finding, when any is an error
   */
  public static ComponentTypes of(Path file, List<Path> includePath) {
    Diagnostics diagnostics = new Diagnostics();
    if (!Files.isReadable(file)) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.F_UNREADABLE,
              new SourceRef(file.toString(), 0, 0, ""),
              "'" + file + "' is no readable file"));
    }
    return new ComponentTypes(
        Loader.loadWithLibrary(file, includePath, Limits.DEFAULT, diagnostics), diagnostics);
  }

  /**
   * The type of that name, inheritance resolved and dimensions checked.
   *
   * @throws BitspikeException when there is none, or it is wrong
   */
  public ComponentType type(String name) {
    ComponentType type =
        types
            .require(name, SourceRef.NONE)
            .map(model -> TypeChecker.check(model, types, definitions, diagnostics))
            .orElse(null);
    diagnostics.throwIfErrors();
    if (type == null) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.F_UNKNOWN_TYPE, SourceRef.NONE, "component type '" + name + "' is not defined"));
    }
    return type;
  }
}
