package org.bitspike.backends;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions that exported kernels call. None relies on behaviour that C99 leaves undefined or
 * to the implementation: negative numbers are shifted as complements, bits are wrapped as unsigned.
 */
final class CRuntime {

  // In an order in which each calls only earlier ones.
  private static final Map<String, String> FUNCTIONS = new LinkedHashMap<>();

  // What there is for codes of 32 bits, too.
  private static final List<String> BOTH =
      List.of(
          "from_bits",
          "shift_left",
          "discarded",
          "round_floor",
          "round_toward_zero",
          "round_half_up",
          "round_half_away",
          "round_half_even",
          "round_stochastic",
          "saturate",
          "wrap_unsigned",
          "wrap_signed",
          "minimum",
          "maximum",
          "bits_and",
          "bits_or",
          "bits_xor",
          "equal",
          "less",
          "less_or_equal",
          "choose");

  private static final String DRAWS =
      """
      /* Draws of one member in one tick count from 0. */
      typedef struct {
        int64_t tick;
        uint32_t count;
      } draws;

      """;

  /** What stands around texts for people; with BITSPIKE_NO_NAMES they are left out. */
  static final String NAMED =
      """
      #ifndef BITSPIKE_NAMED
      #ifdef BITSPIKE_NO_NAMES
      #define BITSPIKE_NAMED(text) ""
      #else
      #define BITSPIKE_NAMED(text) text
      #endif
      #endif

      """;

  private CRuntime() {}

  private static void function(String name, String text) {
    FUNCTIONS.put(name, text);
    if (BOTH.contains(name)) {
      String narrow = text;
      for (String both : BOTH) {
        narrow = narrow.replaceAll("\\b" + both + "\\(", both + "32(");
      }
      FUNCTIONS.put(name + "32", narrow.replace("INT64_", "INT32_").replace("int64_t", "int32_t"));
    }
  }

  private static void operator(String name, String result) {
    function(
        name, "static int64_t " + name + "(int64_t a, int64_t b) {\n  return " + result + ";\n}\n");
  }

  static {
    function(
        "from_bits",
        """
        /* The two's complement reading of bits. */
        static int64_t from_bits(uint64_t bits) {
          return bits <= (uint64_t)INT64_MAX ? (int64_t)bits : -(int64_t)(~bits) - 1;
        }
        """);
    function(
        "clear",
        """
        static void clear(void *array, uint32_t bytes) {
          uint8_t *at = array;
          while (bytes-- > 0) {
            *at++ = 0;
          }
        }
        """);
    function(
        "add_wrapping",
        """
        static int64_t add_wrapping(int64_t a, int64_t b) {
          return from_bits((uint64_t)a + (uint64_t)b);
        }
        """);
    function(
        "shift_left",
        """
        /* Multiplies by a power of two. */
        static int64_t shift_left(int64_t a, int n) {
          return from_bits((uint64_t)a << n);
        }
        """);
    function(
        "round_floor",
        """
        /* Roundings: a is divided by 2^n, n in 1..62. */
        static int64_t round_floor(int64_t a, int n) {
          return a >= 0 ? a >> n : ~(~a >> n);
        }
        """);
    function(
        "discarded",
        """
        static uint64_t discarded(int64_t a, int n) {
          return (uint64_t)a & ((UINT64_C(1) << n) - 1);
        }
        """);
    function(
        "round_toward_zero",
        """
        static int64_t round_toward_zero(int64_t a, int n) {
          return round_floor(a, n) + (a < 0 && discarded(a, n) != 0);
        }
        """);
    function(
        "round_half_up",
        """
        static int64_t round_half_up(int64_t a, int n) {
          return round_floor(a, n) + (discarded(a, n) >= UINT64_C(1) << (n - 1));
        }
        """);
    function(
        "round_half_away",
        """
        static int64_t round_half_away(int64_t a, int n) {
          uint64_t rest = discarded(a, n);
          uint64_t half = UINT64_C(1) << (n - 1);
          return round_floor(a, n) + (rest > half || (rest == half && a >= 0));
        }
        """);
    function(
        "round_half_even",
        """
        static int64_t round_half_even(int64_t a, int n) {
          uint64_t rest = discarded(a, n);
          uint64_t half = UINT64_C(1) << (n - 1);
          int64_t down = round_floor(a, n);
          return down + (rest > half || (rest == half && ((uint64_t)down & 1) != 0));
        }
        """);
    function(
        "round_stochastic",
        """
        static int64_t round_stochastic(int64_t a, int n, uint64_t random) {
          return round_floor(a, n) + ((random & ((UINT64_C(1) << n) - 1)) < discarded(a, n));
        }
        """);
    function(
        "saturate",
        """
        static int64_t saturate(int64_t a, int64_t low, int64_t high) {
          return a < low ? low : a > high ? high : a;
        }
        """);
    function(
        "wrap_unsigned",
        """
        static int64_t wrap_unsigned(int64_t a, int width) {
          return (int64_t)((uint64_t)a & ((UINT64_C(1) << width) - 1));
        }
        """);
    function(
        "wrap_signed",
        """
        static int64_t wrap_signed(int64_t a, int width) {
          uint64_t sign = UINT64_C(1) << (width - 1);
          uint64_t low = (uint64_t)a & (sign | (sign - 1));
          return from_bits((low ^ sign) - sign);
        }
        """);
    function(
        "divide",
        """
        /* The quotient of integers of 64 bits, without the compiler's own where these are no instructions. */
        static uint64_t divide(uint64_t a, uint64_t b) {
        #ifdef BITSPIKE_OWN_DIVISION
          uint64_t quotient = 0;
          uint64_t rest = 0;
          int n;
          for (n = 0; n < 64; n++) {
            int carry = rest >> 63 != 0;
            rest = rest << 1 | a >> 63;
            a <<= 1;
            quotient <<= 1;
            if (carry || rest >= b) {
              rest -= b;
              quotient |= 1;
            }
          }
          return quotient;
        #else
          return a / b;
        #endif
        }
        """);
    function(
        "modulo",
        """
        /* The rest of a, at least 0, divided by n, at least 1. */
        static int64_t modulo(int64_t a, int64_t n) {
          uint64_t x = (uint64_t)a;
          uint64_t y = (uint64_t)n;
          return (int64_t)(x < y ? x : x - divide(x, y) * y);
        }
        """);
    function(
        "magnitude",
        """
        static uint64_t magnitude(int64_t a) {
          return a < 0 ? ~(uint64_t)a + 1 : (uint64_t)a;
        }
        """);
    function(
        "floor_divide",
        """
        static int64_t floor_divide(int64_t a, int64_t b) {
          uint64_t x = magnitude(a);
          uint64_t y = magnitude(b);
          uint64_t quotient;
          if (b == 0) {
            return 0;
          }
          quotient = divide(x, y);
          return from_bits((a < 0) == (b < 0) ? quotient : ~quotient + (quotient * y == x));
        }
        """);
    function(
        "floor_modulo",
        """
        static int64_t floor_modulo(int64_t a, int64_t b) {
          return b == 0 ? 0 : from_bits((uint64_t)a - (uint64_t)b * (uint64_t)floor_divide(a, b));
        }
        """);
    operator("minimum", "a < b ? a : b");
    operator("maximum", "a > b ? a : b");
    operator("bits_and", "from_bits((uint64_t)a & (uint64_t)b)");
    operator("bits_or", "from_bits((uint64_t)a | (uint64_t)b)");
    operator("bits_xor", "from_bits((uint64_t)a ^ (uint64_t)b)");
    operator("equal", "a == b");
    operator("less", "a < b");
    operator("less_or_equal", "a <= b");
    function(
        "choose",
        """
        static int64_t choose(int64_t condition, int64_t then, int64_t otherwise) {
          return condition != 0 ? then : otherwise;
        }
        """);
    function(
        "draw",
        """
        /* Philox4x32-10, Salmon et al., SC 2011. */
        static uint64_t draw(draws *state, int64_t tick, uint32_t member, uint32_t stream) {
          uint32_t c0 = member;
          uint32_t c1 = (uint32_t)((uint64_t)tick & UINT32_MAX);
          uint32_t c2 = stream;
          uint32_t c3;
          uint32_t k0 = SEED_LOW;
          uint32_t k1 = SEED_HIGH;
          int round;
          if (state->tick != tick) {
            state->tick = tick;
            state->count = 0;
          }
          c3 = state->count++;
          for (round = 0; round < 10; round++) {
            uint64_t p0 = UINT64_C(0xD2511F53) * c0;
            uint64_t p1 = UINT64_C(0xCD9E8D57) * c2;
            c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
            c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
            c1 = (uint32_t)(p1 & UINT32_MAX);
            c3 = (uint32_t)(p0 & UINT32_MAX);
            k0 += UINT32_C(0x9E3779B9);
            k1 += UINT32_C(0xBB67AE85);
          }
          return c0 | (uint64_t)c1 << 32;
        }
        """);
    function(
        "trap",
        """
        static int64_t trap(int64_t a, int64_t low, int64_t high,
            int64_t tick, int32_t member, const char *where) {
          if ((a < low || a > high) && !PREFIX_error) {
            PREFIX_error = 1;
            PREFIX_error_tick = tick;
            PREFIX_error_member = member;
            PREFIX_error_where = where;
          }
          return saturate(a, low, high);
        }
        """);
  }

  /** Names of all functions and types. */
  static List<String> names() {
    List<String> names = new ArrayList<>(FUNCTIONS.keySet());
    names.add("draws");
    return names;
  }

  /** The functions that a text calls, and those that they call. */
  static String calledBy(String text, String prefix, long seed) {
    StringBuilder out = new StringBuilder();
    StringBuilder callers = new StringBuilder(text);
    List<String> names = List.copyOf(FUNCTIONS.keySet());
    for (String name : names.reversed()) {
      if (calls(callers, name)) {
        String function = FUNCTIONS.getOrDefault(name, "");
        callers.append(function);
        out.insert(0, function + "\n");
      }
    }
    if (text.contains("static draws ")) {
      out.insert(0, DRAWS);
    }
    return out.toString()
        .replace("PREFIX", prefix)
        .replace("SEED_LOW", "UINT32_C(" + Integer.toUnsignedString((int) seed) + ")")
        .replace("SEED_HIGH", "UINT32_C(" + Integer.toUnsignedString((int) (seed >>> 32)) + ")");
  }

  private static boolean calls(StringBuilder text, String name) {
    for (int at = text.indexOf(name + "("); at >= 0; at = text.indexOf(name + "(", at + 1)) {
      if (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1))) {
        return true;
      }
    }
    return false;
  }
}
