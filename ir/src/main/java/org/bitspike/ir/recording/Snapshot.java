package org.bitspike.ir.recording;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a run of a program has become at the end of a tick, from which it goes on to the same
 * bits. What it holds does not depend on the engine that ran.
 *
 * @param info what ran
 * @param tick ticks that are done, at least 0
 * @param columns by name: words, events on their way, what has been recorded; shared, never changed
 */
public record Snapshot(Info info, long tick, Map<String, long[]> columns) {

  public Snapshot {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /**
   * What ran.
   *
   * @param bitspikeVersion version of the tool that ran
   * @param profile name of the hardware profile
   * @param profileDigest SHA-256 of the profile as resolved, in hex
   * @param program SHA-256 of the program's wire form, in hex
   * @param seed root of all random streams of the run
   */
  public record Info(
      String bitspikeVersion, String profile, String profileDigest, String program, long seed) {}
}
