package org.bitspike.compiler.tables;

/**
 * How the change of a weight by a pair of spikes depends on the weight, which lies between 0 and 1.
 *
 * <pre>
 *   WeightDependence = Additive | Multiplicative | Guetig | PowerLaw
 * </pre>
 *
 * <p>A causal pair changes a weight by {@code lambda * potentiation(w) * x}, an acausal one by
 * {@code -lambda * alpha * depression(w) * x}.
 */
public sealed interface WeightDependence {

  /** Factor of a causal pair's change. */
  double potentiation(double weight);

  /** Factor of an acausal pair's change. */
  double depression(double weight);

  /** Changes do not depend on the weight (Song, Miller, Abbott 2000). */
  record Additive() implements WeightDependence {
    @Override
    public double potentiation(double weight) {
      return 1;
    }

    @Override
    public double depression(double weight) {
      return 1;
    }
  }

  /** {@code 1 - w} and {@code w} (Rubin, Lee, Sompolinsky 2001). */
  record Multiplicative() implements WeightDependence {
    @Override
    public double potentiation(double weight) {
      return 1 - weight;
    }

    @Override
    public double depression(double weight) {
      return weight;
    }
  }

  /**
   * {@code (1 - w)^mu} and {@code w^mu} (Guetig, Aharonov, Rotter, Sompolinsky 2003).
   *
   * @param mu exponent, 0 (additive) to 1 (multiplicative)
   */
  record Guetig(double mu) implements WeightDependence {
    @Override
    public double potentiation(double weight) {
      return StrictMath.pow(1 - weight, mu);
    }

    @Override
    public double depression(double weight) {
      return StrictMath.pow(weight, mu);
    }
  }

  /**
   * {@code w^mu} and {@code w} (Morrison, Aertsen, Diesmann 2007), with a reference weight of 1.
   *
   * @param mu exponent, 0 to 1; 0.4 in the paper
   */
  record PowerLaw(double mu) implements WeightDependence {
    @Override
    public double potentiation(double weight) {
      return StrictMath.pow(weight, mu);
    }

    @Override
    public double depression(double weight) {
      return weight;
    }
  }
}
