package org.bitspike.conformance.chips;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fields of ODIN's 128-bit neuron words: where each kernel word stands, by the RTL. */
final class OdinMemory {

  /** A field: high and low bit. */
  record Field(String word, int high, int low, boolean signed) {
    long of(BigInteger neuron) {
      int bits = high - low + 1;
      long raw = neuron.shiftRight(low).longValue() & ((1L << bits) - 1);
      return signed && raw >= 1L << (bits - 1) ? raw - (1L << bits) : raw;
    }
  }

  static final List<Field> LIF_PARAMS =
      List.of(
          f("leak_str", 7, 1),
          f("leak_en", 8, 8),
          f("thr", 16, 9),
          f("ca_en", 17, 17),
          f("thetamem", 25, 18),
          f("ca_theta1", 28, 26),
          f("ca_theta2", 31, 29),
          f("ca_theta3", 34, 32),
          f("caleak", 39, 35));

  static final List<Field> LIF_STATES =
      List.of(f("v", 77, 70), f("calcium", 80, 78), f("caleak_cnt", 85, 81));

  static final List<Field> IZH_PARAMS =
      List.of(
          f("leak_str", 7, 1),
          f("leak_en", 8, 8),
          f("spk_ref", 14, 12),
          f("isi_ref", 17, 15),
          f("reson_sharp_en", 18, 18),
          f("thr", 21, 19),
          f("rfr", 24, 22),
          f("dapdel", 27, 25),
          f("spklat_en", 28, 28),
          f("dap_en", 29, 29),
          f("stim_thr", 32, 30),
          f("phasic_en", 33, 33),
          f("mixed_en", 34, 34),
          f("class2_en", 35, 35),
          f("neg_en", 36, 36),
          f("rebound_en", 37, 37),
          f("inhin_en", 38, 38),
          f("bist_en", 39, 39),
          f("reson_en", 40, 40),
          f("thrvar_en", 41, 41),
          f("thr_sel_of", 42, 42),
          f("thrleak", 46, 43),
          f("acc_en", 47, 47),
          f("ca_en", 48, 48),
          f("thetamem", 51, 49),
          f("ca_theta1", 54, 52),
          f("ca_theta2", 57, 55),
          f("ca_theta3", 60, 58),
          f("caleak", 65, 61),
          f("burst_incr", 66, 66),
          f("reson_sharp_amt", 69, 67));

  static final List<Field> IZH_STATES =
      List.of(
          f("inacc", 80, 70),
          f("refrac", 81, 81),
          new Field("core", 85, 82, true),
          f("dapdel_cnt", 88, 86),
          new Field("stim_str", 92, 89, true),
          new Field("stim_str_tmp", 96, 93, true),
          f("phasic_lock", 97, 97),
          f("mixed_lock", 98, 98),
          f("spkout_done", 99, 99),
          f("stim0_prev", 101, 100),
          f("inhexc_prev", 103, 102),
          f("bist_lock", 104, 104),
          f("inhin_lock", 105, 105),
          f("reson_sign", 107, 106),
          new Field("thrmod", 111, 108, true),
          f("thrleak_cnt", 115, 112),
          f("calcium", 118, 116),
          f("caleak_cnt", 123, 119),
          f("burst_lock", 124, 124));

  private OdinMemory() {}

  private static Field f(String word, int high, int low) {
    return new Field(word, high, low, false);
  }

  static boolean isLif(BigInteger neuron) {
    return neuron.testBit(0);
  }

  static List<Field> states(BigInteger neuron) {
    return isLif(neuron) ? LIF_STATES : IZH_STATES;
  }

  /** Bits that no access changes. */
  static BigInteger withoutStates(BigInteger neuron) {
    return neuron.andNot(isLif(neuron) ? LIF_STATE_BITS : IZH_STATE_BITS);
  }

  private static final BigInteger LIF_STATE_BITS = bits(LIF_STATES);
  private static final BigInteger IZH_STATE_BITS = bits(IZH_STATES);

  private static BigInteger bits(List<Field> fields) {
    BigInteger bits = BigInteger.ZERO;
    for (Field field : fields) {
      for (int bit = field.low(); bit <= field.high(); bit++) {
        bits = bits.setBit(bit);
      }
    }
    return bits;
  }

  /** Columns of parameter and state words from the neuron memory. */
  static Map<String, long[]> columns(List<BigInteger> memory, Iterable<String> words) {
    Map<String, long[]> columns = new LinkedHashMap<>();
    for (String word : words) {
      columns.put(word, new long[memory.size()]);
    }
    for (int n = 0; n < memory.size(); n++) {
      BigInteger neuron = memory.get(n);
      for (List<Field> fields : List.of(isLif(neuron) ? LIF_PARAMS : IZH_PARAMS, states(neuron))) {
        for (Field field : fields) {
          long[] column = columns.get(field.word());
          if (column != null) {
            column[n] = field.of(neuron);
          }
        }
      }
      put(columns, "lif", n, isLif(neuron) ? 1 : 0);
      put(columns, "disable", n, neuron.testBit(127) ? 1 : 0);
      put(columns, "fi_mask", n, 8L << new Field("fi_sel", 11, 9, false).of(neuron));
    }
    return columns;
  }

  private static void put(Map<String, long[]> columns, String word, int n, long value) {
    long[] column = columns.get(word);
    if (column != null) {
      column[n] = value;
    }
  }
}
