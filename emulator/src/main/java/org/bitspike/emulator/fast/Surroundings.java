package org.bitspike.emulator.fast;

/** What a compiled handler asks for while it runs. */
public interface Surroundings {

  /** Seed of the run, for draws that are computed on the spot. */
  long seed();

  /** Stream of the block's draws. SEMANTICS.md 6.2. */
  long stream();

  /** The next random bits of a member in this tick. SEMANTICS.md 6.2. */
  long draw(int member, long now);

  /**
   * What to throw when a value left its format.
   *
   * @param site which of the handler's places
   */
  RuntimeException trap(int site, long code, int member, long now);
}
