package org.bitspike.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * Number columns as base64 of little-endian words: a fifth of the size of decimal text, and read by
 * the page in one step.
 */
final class Packed {

  private Packed() {}

  static String ints(int[] values, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int k = 0; k < count; k++) {
      bytes.putInt(values[k]);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  static String floats(double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putFloat((float) value);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
