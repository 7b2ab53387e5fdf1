package org.bitspike.ir.diag;

/** A refusal: the input is right, but a profile or a backend cannot express a feature it uses. */
public final class UnsupportedFeatureException extends BitspikeException {

  private static final long serialVersionUID = 1L;

  private final String feature;
  private final String refusedBy;

  /**
   * Refuses.
   *
   * @param feature what the model uses, such as {@code synapse type gapJunction}
   * @param refusedBy the profile or backend that lacks it
   * @param diagnostic says the same to the user
   */
  public UnsupportedFeatureException(String feature, String refusedBy, Diagnostic diagnostic) {
    super(diagnostic);
    this.feature = feature;
    this.refusedBy = refusedBy;
  }

  /** What the model uses. */
  public String feature() {
    return feature;
  }

  /** The profile or backend that lacks it. */
  public String refusedBy() {
    return refusedBy;
  }
}
