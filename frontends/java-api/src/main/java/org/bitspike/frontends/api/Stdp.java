package org.bitspike.frontends.api;

/**
 * Rules of spike-timing dependent plasticity, for {@link SynapseType.StdpSynapse}. Times are
 * milliseconds; weights are between 0 and {@code wMax}, in the unit of the synapse.
 */
public final class Stdp {

  private Stdp() {}

  /**
   * Pairs with steps that do not depend on the weight: PyNN's {@code SpikePairRule} with {@code
   * AdditiveWeightDependence}.
   *
   * @param aPlus step up for a pair without delay, as a share of {@code wMax}
   * @param aMinus step down, likewise
   */
  public static Cell additive(
      double tauPlusMillis, double tauMinusMillis, double aPlus, double aMinus, double wMax) {
    return power(tauPlusMillis, tauMinusMillis, aPlus, aMinus, wMax, 0, 0);
  }

  /**
   * Pairs with steps in proportion to the distance from the bound: PyNN's {@code SpikePairRule}
   * with {@code MultiplicativeWeightDependence}.
   *
   * @param aPlus greatest step up, as a share of {@code wMax}
   * @param aMinus greatest step down, likewise
   */
  public static Cell multiplicative(
      double tauPlusMillis, double tauMinusMillis, double aPlus, double aMinus, double wMax) {
    return power(tauPlusMillis, tauMinusMillis, aPlus, aMinus, wMax, 1, 1);
  }

  /**
   * Pairs with steps that are a power of the distance from the bound (Guetig et al. 2003): PyNN's
   * {@code GutigWeightDependence}, NEST's {@code stdp_synapse} with lambda = aPlus and alpha =
   * aMinus / aPlus.
   *
   * @param aPlus greatest step up, as a share of {@code wMax}; not 0
   * @param aMinus greatest step down, likewise
   * @param muPlus exponent of potentiation
   * @param muMinus exponent of depression
   */
  public static Cell power(
      double tauPlusMillis,
      double tauMinusMillis,
      double aPlus,
      double aMinus,
      double wMax,
      double muPlus,
      double muMinus) {
    return Cell.of("pairStdp")
        .with("tauPlus", tauPlusMillis * 1e-3)
        .with("tauMinus", tauMinusMillis * 1e-3)
        .with("lambda", aPlus)
        .with("alpha", aMinus / aPlus)
        .with("wMax", wMax)
        .with("muPlus", muPlus)
        .with("muMinus", muMinus);
  }

  /**
   * Pairs and triplets (Pfister and Gerstner 2006) with the default values of NEST's {@code
   * stdp_triplet_synapse}: those of visual cortex, all to all. Change values by {@link Cell#with};
   * times in seconds, steps in the unit of the weight.
   */
  public static Cell triplet() {
    return Cell.of("tripletStdp")
        .with("tauPlus", 16.8e-3)
        .with("tauPlusTriplet", 101e-3)
        .with("tauMinus", 20e-3)
        .with("tauMinusTriplet", 110e-3)
        .with("aPlus", 5e-10)
        .with("aPlusTriplet", 6.2e-3)
        .with("aMinus", 7e-3)
        .with("aMinusTriplet", 2.3e-4)
        .with("wMax", 100);
  }
}
