package org.bitspike.cli;

import org.bitspike.emulator.Engine;
import picocli.CommandLine.Option;

/** What runs the program. */
final class EngineOption {

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = {
        "interpreter, fast or auto, the one that is done",
        "sooner; the bits are the same"
      })
  private Engine engine = Engine.AUTO;

  Engine engine() {
    return engine;
  }
}
