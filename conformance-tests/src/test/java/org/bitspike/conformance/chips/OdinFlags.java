package org.bitspike.conformance.chips;

import java.math.BigInteger;
import java.util.List;
import org.bitspike.conformance.chips.OdinMemory.Field;

/**
 * The SDSP flags that a fully masked write of a neuron leaves: those of an access without an event,
 * by the RTL.
 */
final class OdinFlags {

  private OdinFlags() {}

  /** Up and down. */
  static long[] refreshed(BigInteger neuron) {
    boolean lif = OdinMemory.isLif(neuron);
    long v = lif ? field(neuron, "v") : field(neuron, "core");
    boolean fires = lif ? v >= field(neuron, "thr") : fires(neuron, v);
    long calcium = field(neuron, "calcium");
    boolean learns = field(neuron, "ca_en") == 1;
    if (learns && fires && calcium < 7) {
      calcium++;
    }
    if (fires) {
      v = lif ? 0 : reset(neuron);
    }
    boolean inside = learns && v >= 0 && field(neuron, "ca_theta1") <= calcium;
    boolean high = v >= field(neuron, "thetamem");
    return new long[] {
      inside && high && calcium < field(neuron, "ca_theta3") ? 1 : 0,
      inside && !high && calcium < field(neuron, "ca_theta2") ? 1 : 0
    };
  }

  private static long reset(BigInteger neuron) {
    boolean up = field(neuron, "dap_en") == 1 || field(neuron, "reson_en") == 1;
    return up ? field(neuron, "rfr") : -field(neuron, "rfr");
  }

  private static boolean fires(BigInteger neuron, long core) {
    long threshold = (field(neuron, "thr") + field(neuron, "thrmod") << 28 >> 28) & 0xF;
    boolean at = (core & 0xF) == threshold;
    if (field(neuron, "reson_sharp_en") == 1 || field(neuron, "spklat_en") == 1) {
      return false;
    }
    if (field(neuron, "rebound_en") == 1) {
      return at;
    }
    if (field(neuron, "bist_en") == 1) {
      return at || (field(neuron, "bist_lock") == 1 && core == 0);
    }
    if (field(neuron, "inhin_lock") == 1) {
      return core == 0;
    }
    return field(neuron, "reson_en") == 1 ? at && field(neuron, "reson_sign") == 0 : at;
  }

  private static long field(BigInteger neuron, String word) {
    for (List<Field> fields :
        List.of(
            OdinMemory.isLif(neuron) ? OdinMemory.LIF_PARAMS : OdinMemory.IZH_PARAMS,
            OdinMemory.states(neuron))) {
      for (Field field : fields) {
        if (field.word().equals(word)) {
          return field.of(neuron);
        }
      }
    }
    throw new IllegalArgumentException(word);
  }
}
