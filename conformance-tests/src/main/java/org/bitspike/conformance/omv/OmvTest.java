package org.bitspike.conformance.omv;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A test as its file says.
 *
 * @param file the {@code .omt} file
 * @param engine name of the engine it was written for
 * @param targets the model's file; several, possibly none, where a pattern was given
 * @param checks what is observed; empty for a test that passes when its target runs
 */
public record OmvTest(Path file, String engine, List<Path> targets, List<OmvCheck> checks) {

  public OmvTest {
    targets = List.copyOf(targets);
    checks = List.copyOf(checks);
  }

  /** Whether the targets are only to be validated. */
  public boolean validates() {
    return engine.toLowerCase(Locale.ROOT).contains("validat");
  }
}
