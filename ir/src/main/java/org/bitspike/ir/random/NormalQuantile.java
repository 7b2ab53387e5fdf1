package org.bitspike.ir.random;

/**
 * The inverse of the normal distribution, on a grid of 2^40 equally probable cells.
 *
 * <p>Algorithm AS 241 (PPND16) of Wichura, "The percentage points of the normal distribution",
 * Applied Statistics 37, 1988, of about 16 digits. Neighbouring cells lie at least 2e-12 apart,
 * more than a thousand times its error, so that the value grows strictly with the cell.
 */
public final class NormalQuantile {

  /** Bits of a cell's number. */
  public static final int CELL_BITS = 40;

  /** Number of cells. */
  public static final long CELLS = 1L << CELL_BITS;

  private static final double[] CENTRE_TOP = {
    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
    13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608
  };
  private static final double[] CENTRE_BOTTOM = {
    5226.495278852854561,
    28729.085735721942674,
    39307.89580009271061,
    21213.794301586595867,
    5394.1960214247511077,
    687.1870074920579083,
    42.313330701600911252,
    1
  };
  private static final double[] FLANK_TOP = {
    7.7454501427834140764e-4,
    .0227238449892691845833,
    .24178072517745061177,
    1.27045825245236838258,
    3.64784832476320460504,
    5.7694972214606914055,
    4.6303378461565452959,
    1.42343711074968357734
  };
  private static final double[] FLANK_BOTTOM = {
    1.05075007164441684324e-9,
    5.475938084995344946e-4,
    .0151986665636164571966,
    .14810397642748007459,
    .68976733498510000455,
    1.6763848301838038494,
    2.05319162663775882187,
    1
  };
  private static final double[] TAIL_TOP = {
    2.01033439929228813265e-7,
    2.71155556874348757815e-5,
    .0012426609473880784386,
    .026532189526576123093,
    .29656057182850489123,
    1.7848265399172913358,
    5.4637849111641143699,
    6.6579046435011037772
  };
  private static final double[] TAIL_BOTTOM = {
    2.04426310338993978564e-15,
    1.4215117583164458887e-7,
    1.8463183175100546818e-5,
    7.868691311456132591e-4,
    .0148753612908506148525,
    .13692988092273580531,
    .59983220655588793769,
    1
  };

  private NormalQuantile() {}

  /** The value at the middle of a cell, 0 to {@link #CELLS} - 1. */
  public static double ofCell(long cell) {
    // exact: 41 bits and a sign
    double centred = (2 * cell + 1 - CELLS) * 0x1.0p-41;
    if (Math.abs(centred) <= 0.425) {
      double r = 0.180625 - centred * centred;
      return centred * ratio(CENTRE_TOP, CENTRE_BOTTOM, r);
    }
    double tail = 0.5 - Math.abs(centred);
    double r = Math.sqrt(-StrictMath.log(tail));
    double size =
        r <= 5 ? ratio(FLANK_TOP, FLANK_BOTTOM, r - 1.6) : ratio(TAIL_TOP, TAIL_BOTTOM, r - 5);
    return centred < 0 ? -size : size;
  }

  private static double ratio(double[] top, double[] bottom, double x) {
    double t = 0;
    double b = 0;
    for (int i = 0; i < top.length; i++) {
      t = t * x + top[i];
      b = b * x + bottom[i];
    }
    return t / b;
  }
}
