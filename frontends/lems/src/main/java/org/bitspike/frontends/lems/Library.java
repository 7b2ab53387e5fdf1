package org.bitspike.frontends.lems;

import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.BitspikeBug;

/**
 * The component types that come with bitspike: the standard's names, parameters and equations under
 * the standard's file names, in our own words, so that {@code <Include file="Cells.xml"/>} works
 * without a folder of core types.
 */
final class Library {

  /** Files that an include may name. */
  static final Set<String> FILES =
      Set.of(
          "NeuroMLCoreDimensions.xml",
          "NeuroMLCoreCompTypes.xml",
          "NeuroML2CoreTypes.xml",
          "Cells.xml",
          "Channels.xml",
          "Synapses.xml",
          "Inputs.xml",
          "Networks.xml",
          "PyNN.xml",
          "Simulation.xml",
          "BitspikeExtensions.xml");

  static final String DIMENSIONS = "NeuroMLCoreDimensions.xml";
  static final String EXTENSIONS = "BitspikeExtensions.xml";

  /** What NeuroML documents may use without an include. */
  static final String NEUROML = "NeuroML2CoreTypes.xml";

  static final String PYNN = "PyNN.xml";
  static final String SIMULATION = "Simulation.xml";

  private Library() {}

  /** The library's file that an include means, judged by the last part of its name. */
  static Optional<String> meantBy(String include) {
    String last =
        include.substring(Math.max(include.lastIndexOf('/'), include.lastIndexOf('\\')) + 1);
    return FILES.contains(last) ? Optional.of(last) : Optional.empty();
  }

  /**
   * Whether a file is a copy of one of the standard's core files, judged by its name, and not the
   * library's own.
   */
  static boolean isCopyOfCore(String file) {
    return !file.startsWith("library:")
        && meantBy(file).filter(f -> !f.equals(EXTENSIONS)).isPresent();
  }

  /** Whether a file holds the standard's own types: the library's words, or a copy. */
  static boolean isCore(String file) {
    return file.startsWith("library:") || isCopyOfCore(file);
  }

  /** Name for messages. */
  static String label(String file) {
    return "library:" + file;
  }

  static InputStream open(String file) {
    InputStream stream = Library.class.getResourceAsStream("library/" + file);
    if (stream == null) {
      throw new BitspikeBug("the library lacks " + file);
    }
    return stream;
  }
}
