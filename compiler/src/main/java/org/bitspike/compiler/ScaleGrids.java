package org.bitspike.compiler;

import org.bitspike.ir.profile.HardwareProfile.ScaleGrid;

/** Chooses among scales that are powers of two times a unit. */
final class ScaleGrids {

  private ScaleGrids() {}

  /**
   * A scale of the grid.
   *
   * @param unit the scale of exponent 0
   * @param wanted the scale that would be best were there all; 0 when nothing asks for one
   * @param least the scale must be above this; where it is positive, the smallest such is taken,
   *     which has the finest codes; where it is 0, the nearest to the wanted one in ratio, or the
   *     next larger one where that would clip by more than an eighth
   * @param range smallest and largest scale
   */
  static double scale(ScaleGrid grid, double unit, double wanted, double least, double[] range) {
    int exponent = grid.low();
    while (exponent < grid.high() && !enough(unit, exponent, wanted, least, range[0])) {
      exponent++;
    }
    while (exponent > grid.low() && Math.scalb(unit, exponent) > range[1]) {
      exponent--;
    }
    return Math.scalb(unit, exponent);
  }

  private static boolean enough(
      double unit, int exponent, double wanted, double least, double low) {
    double scale = Math.scalb(unit, exponent);
    return scale >= low && (least > 0 ? scale > least : scale >= wanted * 0.875);
  }
}
