package org.bitspike.ir.program;

/**
 * What a draw of 53 bits gives: a step function.
 *
 * @param threshold ascending, 1 to 2^53 - 1; one less than the codes
 * @param code the first one for draws below the first threshold, the next one from there on, and so
 *     forth; at least one
 */
@SuppressWarnings("ArrayRecordComponent") // columns: shared, never changed after construction
public record CodeDraw(long[] threshold, int[] code) {

  /** Draws are below this. */
  public static final long DRAWS = 1L << 53;

  private static final long[] NONE = {};

  /** The same code whatever is drawn. */
  public static CodeDraw constant(int code) {
    return new CodeDraw(NONE, new int[] {code});
  }

  /** The smallest code. */
  public int least() {
    return java.util.Arrays.stream(code).min().orElse(0);
  }

  /** The largest code. */
  public int most() {
    return java.util.Arrays.stream(code).max().orElse(0);
  }

  /** How many of the 2^53 draws give code number {@code i}. */
  public long share(int i) {
    long from = i == 0 ? 0 : threshold[i - 1];
    return (i == threshold.length ? DRAWS : threshold[i]) - from;
  }

  /** The code of a draw, 0 to 2^53 - 1. */
  public int at(long draw) {
    int low = 0;
    int high = threshold.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (draw >= threshold[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return code[low];
  }

  /** For many draws: where to start to look, by the uppermost bits of the draw. */
  static final class Guide {
    private final long[] threshold;
    private final int[] code;
    private final int[] first;
    private final int shift;

    Guide(CodeDraw draw) {
      code = draw.code;
      // a last one that no draw reaches ends every search
      threshold = java.util.Arrays.copyOf(draw.threshold, draw.threshold.length + 1);
      threshold[draw.threshold.length] = Long.MAX_VALUE;
      int bits = Math.clamp(34 - Integer.numberOfLeadingZeros(code.length), 4, 14);
      shift = 53 - bits;
      first = new int[1 << bits];
      for (int cell = 0, at = 0; cell < first.length; cell++) {
        while (threshold[at] <= (long) cell << shift) {
          at++;
        }
        first[cell] = at;
      }
    }

    boolean constant() {
      return code.length == 1;
    }

    /** Replaces draws by their codes. */
    void codes(long[] draws, int[] codes, int count) {
      for (int i = 0; i < count; i++) {
        long draw = draws[i];
        int at = first[(int) (draw >>> shift)];
        while (draw >= threshold[at]) {
          at++;
        }
        codes[i] = code[at];
      }
    }

    /** Fills with the one code there is. */
    void fill(int[] codes) {
      java.util.Arrays.fill(codes, code[0]);
    }
  }
}
