package org.bitspike.emulator.fast;

/**
 * Whether and how handlers do several members at once.
 *
 * @param members how many codes of 32 bits a vector holds, a power of two; 0 for no vectors
 * @param atOnce whether vectors are used from the first tick on, before they are fast
 */
public record Vectors(int members, boolean atOnce) {

  /** One member after the other. */
  public static final Vectors NONE = new Vectors(0, false);

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
    return new Vectors(VectorCode.length(), always);
  }
}
