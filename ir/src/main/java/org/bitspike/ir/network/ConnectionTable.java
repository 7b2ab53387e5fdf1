package org.bitspike.ir.network;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Connections in primitive columns: presynaptic index, postsynaptic index, weight, delay, and the
 * source line.
 *
 * <p>Weights are in the unit of the synapse's {@code weight} property (dimensionless in NeuroML; it
 * multiplies the synapse's base conductance or current). Delays are seconds. Further columns can be
 * given by name, such as a threshold per connection that a learning rule reads.
 */
public final class ConnectionTable implements Connectivity {

  /** Column: id of the presynaptic segment; 0 where there is no such column. */
  public static final String PRE_SEGMENT = "preSegment";

  /** Column: place along the presynaptic segment, 0 proximal to 1 distal; 0.5 without a column. */
  public static final String PRE_FRACTION = "preFraction";

  /** Column: id of the postsynaptic segment; 0 where there is no such column. */
  public static final String POST_SEGMENT = "postSegment";

  /** Column: place along the postsynaptic segment, 0 proximal to 1 distal; 0.5 without a column. */
  public static final String POST_FRACTION = "postFraction";

  private final int size;
  private final int[] pre;
  private final int[] post;
  private final double[] weight;
  private final double[] delaySeconds;
  private final int[] line;
  private final Map<String, double[]> attributes;

  private ConnectionTable(Builder b) {
    size = b.size;
    pre = Arrays.copyOf(b.pre, size);
    post = Arrays.copyOf(b.post, size);
    weight = Arrays.copyOf(b.weight, size);
    delaySeconds = Arrays.copyOf(b.delaySeconds, size);
    line = Arrays.copyOf(b.line, size);
    Map<String, double[]> copied = new LinkedHashMap<>();
    b.attributes.forEach((k, v) -> copied.put(k, v.clone()));
    attributes = Collections.unmodifiableMap(copied);
  }

  /** Number of connections. */
  public int size() {
    return size;
  }

  /** Presynaptic index of connection {@code c}. */
  public int pre(int c) {
    return pre[c];
  }

  /** Postsynaptic index of connection {@code c}. */
  public int post(int c) {
    return post[c];
  }

  /** Weight of connection {@code c}. */
  public double weight(int c) {
    return weight[c];
  }

  /** Delay of connection {@code c} in seconds. */
  public double delaySeconds(int c) {
    return delaySeconds[c];
  }

  /** Line of the user's file that makes connection {@code c}; 0 when unknown. */
  public int line(int c) {
    return line[c];
  }

  /** Names of the further columns. */
  public Set<String> attributeNames() {
    return attributes.keySet();
  }

  /** The value of a further column, or {@code otherwise} when the table has no such column. */
  public double attribute(String name, int c, double otherwise) {
    double[] column = attributes.get(name);
    return column == null ? otherwise : column[c];
  }

  @Override
  public ConnectionTable expand(int preSize, int postSize, boolean samePopulation) {
    return this;
  }

  /** Starts a table. */
  public static Builder builder() {
    return new Builder();
  }

  /** Grows a table connection by connection. */
  public static final class Builder {
    private int size;
    private int[] pre = new int[16];
    private int[] post = new int[16];
    private double[] weight = new double[16];
    private double[] delaySeconds = new double[16];
    private int[] line = new int[16];
    private final Map<String, double[]> attributes = new LinkedHashMap<>();

    private Builder() {}

    /** Adds a connection. */
    public Builder add(
        int preIndex,
        int postIndex,
        double connectionWeight,
        double delayInSeconds,
        int sourceLine) {
      if (size == pre.length) {
        int grown = size + (size >> 1) + 16;
        pre = Arrays.copyOf(pre, grown);
        post = Arrays.copyOf(post, grown);
        weight = Arrays.copyOf(weight, grown);
        delaySeconds = Arrays.copyOf(delaySeconds, grown);
        line = Arrays.copyOf(line, grown);
      }
      pre[size] = preIndex;
      post[size] = postIndex;
      weight[size] = connectionWeight;
      delaySeconds[size] = delayInSeconds;
      line[size] = sourceLine;
      size++;
      return this;
    }

    /**
     * Adds a further column; its length must be the number of connections when the table is built.
     */
    public Builder attribute(String name, double[] column) {
      attributes.put(name, column.clone());
      return this;
    }

    /** Number of connections so far. */
    public int size() {
      return size;
    }

    /** The table. */
    public ConnectionTable build() {
      attributes.forEach(
          (name, column) -> {
            if (column.length != size) {
              throw new IllegalArgumentException(
                  "column "
                      + name
                      + " has "
                      + column.length
                      + " values for "
                      + size
                      + " connections");
            }
          });
      return new ConnectionTable(this);
    }
  }
}
