package org.bitspike.compiler.dynamics;

/** A feature of a model stands in the way of lowering it. The pass that asked adds where. */
public final class NotLowerable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private NotLowerable(String feature) {
    super(feature);
  }

  /** Names the feature in a phrase. */
  public static NotLowerable because(String feature) {
    return new NotLowerable(feature);
  }

  /** The feature. */
  public String feature() {
    return String.valueOf(getMessage());
  }
}
