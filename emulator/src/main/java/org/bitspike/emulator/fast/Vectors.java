package org.bitspike.emulator.fast;

/**
 * Whether and how handlers do several members at once.
 *
 * @param members how many codes of 32 bits a vector holds, a power of two; 0 for no vectors
 * @param atOnce whether vectors are used from the first tick on, before they are fast
 * @param early whether they are made fast while the run is being prepared, not only when it has
 *     lasted for a while
 */
public record Vectors(int members, boolean atOnce, boolean early) {

  /** Vectors that are made fast when a run has lasted for a while, or are used at once. */
  public Vectors(int members, boolean atOnce) {
    this(members, atOnce, false);
  }

  /** One member after the other. */
  public static final Vectors NONE = new Vectors(0, false);

  /** Neuron updates of a run that take seconds without vectors. */
  private static final long LONG = 300_000_000;

  /** Neuron updates of a run beyond which vectors are worth their warming up. */
  private static final long WORTH_WARMING = 20_000_000;

  /**
   * What is best here. The system property {@code bitspike.vectors} can say {@code false} for no
   * vectors, and {@code always} for vectors from the first tick of any run on.
   *
   * @param updates neuron updates of the run
   */
  public static Vectors forRun(long updates) {
    String wanted = System.getProperty("bitspike.vectors", "true");
    boolean always = wanted.equals("always");
    if (wanted.equals("false") || (!always && updates < WORTH_WARMING)) {
      return NONE;
    }
    return new Vectors(VectorCode.length(), always, updates >= LONG);
  }
}
