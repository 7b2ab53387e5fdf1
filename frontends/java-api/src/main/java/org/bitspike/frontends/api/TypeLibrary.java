package org.bitspike.frontends.api;

import java.nio.file.Path;
import java.util.List;
import org.bitspike.frontends.lems.ComponentTypes;
import org.bitspike.ir.network.ComponentType;

/** Where component types come from: the built-in LEMS library, and LEMS files of one's own. */
public final class TypeLibrary {

  private final ComponentTypes types;

  private TypeLibrary(ComponentTypes types) {
    this.types = types;
  }

  /** NeuroML's and PyNN's standard types, and bitspike's own. */
  public static TypeLibrary standard() {
    return new TypeLibrary(ComponentTypes.standard());
  }

  /**
   * The standard types and those of a LEMS file.
   *
   * @throws org.bitspike.ir.diag.BitspikeException when the file is wrong
   */
  public static TypeLibrary withFile(Path lemsFile) {
    return new TypeLibrary(ComponentTypes.of(lemsFile, List.of()));
  }

  /**
   * The type of that name, inheritance resolved.
   *
   * @throws org.bitspike.ir.diag.BitspikeException when there is none
   */
  ComponentType type(String name) {
    return types.type(name);
  }
}
