package org.bitspike.ir.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bitspike.ir.Spec;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelTextTest {

  private static final String LIF =
      """
      kernel lif {
        param decay: u16.16, threshold: s24.12   # comments end with the line
        state v: s24.12 floor wrap unit "mV"
        state refractory: u8
        input drive: s32.12 half_even saturate
        table boost: u4 -> s12.8
        on event drive {
          if value > 3 { refractory = 0 }
        }
        on tick {
          let leaked = v * decay
          v = leaked + drive + (lookup(boost, refractory) << 2)
          if refractory != 0 {
            refractory = refractory - 1
          } else if v >= threshold {
            spike
            v = -1.5:s8.1
            refractory = quantise(random(8) % 3 + now // 5, u8, toward_zero, saturate)
          }
        }
      }
      """;

  @Spec("3.1")
  @Test
  void readsWordsWithTheirDefaults() {
    Kernel kernel = KernelText.parse(LIF);
    assertThat(kernel.words())
        .extracting(Kernel.Word::name)
        .containsExactly("decay", "threshold", "v", "refractory", "drive");
    Kernel.Word v = kernel.word("v").orElseThrow();
    assertThat(v.rounding()).isEqualTo(Rounding.FLOOR);
    assertThat(v.overflow()).isEqualTo(Overflow.WRAP);
    assertThat(v.unit()).isEqualTo("mV");
    assertThat(kernel.word("refractory").orElseThrow().rounding()).isEqualTo(Rounding.HALF_EVEN);
    assertThat(KernelVerifier.verify(kernel)).isEmpty();
  }

  @Test
  void printsWhatItReads() {
    Kernel kernel = KernelText.parse(LIF);
    String printed = KernelText.print(kernel);
    assertThat(KernelText.parse(printed)).isEqualTo(kernel);
    assertThat(KernelText.print(KernelText.parse(printed))).isEqualTo(printed);
  }

  @Spec("3.2")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a + b     | s18.8", // s16.8 and u8: the sum of 15.9.. bits and 8 aligned bits
        "a * b     | s24.8",
        "a - a     | s17.8",
        "b - b     | s9",
        "b + b     | u9",
        "a < b     | u1",
        "min(a, b) | s16.8",
        "b // b    | u8",
        "a >> 3    | s16.11",
        "select(b, b, 300) | u9",
        "-b        | s9",
        "b & b     | u8",
      })
  void findsTheFormatOfExactResults(String expression, String format) {
    Kernel kernel =
        KernelText.parse(
            "kernel k { param a: s16.8, b: u8 on tick { let x = " + expression + " } }");
    Statement.Let let = (Statement.Let) kernel.handlers().getFirst().body().getFirst();
    assertThat(let.value().format()).isEqualTo(FixedFormat.parse(format));
  }

  @Spec("1.3")
  @Test
  void refusesIntermediatesThatNeedMoreThan64Bits() {
    assertThatThrownBy(
            () -> KernelText.parse("kernel k { param a: s40, b: s40 on tick { let x = a * b } }"))
        .isInstanceOf(KernelSyntaxException.class)
        .hasMessageContaining("needs 80 bits, at most 64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kernel k { on tick { v = 1 } }|there is no word 'v' to assign to|1",
        "kernel k { state v: s99 }|width 99 outside 1..64|1",
        "kernel k { state v: s9 on tick { v = w } }|is not defined|1",
        "kernel k { state v: s9 on noon { } }|expected tick|1",
        "kernel k { state v: s9 on tick { let v = 1 } }|already defined|1",
        "kernel k { state v: s9 on tick { v = 300:s9 } }|outside s9|1",
        "kernel k { state v: s9 on tick { v = 1|expected|1",
        "kernel k { state v: s9 on tick { v = frob(1) } }|unknown function|1",
        "kernel k { state v: s9 on tick { v = \u00a7 } }|unexpected|1",
      })
  void tellsWhereATextIsNoKernel(String text, String problem, int line) {
    assertThatThrownBy(() -> KernelText.parse(text))
        .isInstanceOfSatisfying(
            KernelSyntaxException.class, e -> assertThat(e.line()).isEqualTo(line))
        .hasMessageContaining(problem);
  }

  @Test
  void refusesHostileNesting() {
    String deep = "kernel k { on tick { let x = " + "(".repeat(500_000);
    assertThatThrownBy(() -> KernelText.parse(deep))
        .isInstanceOf(KernelSyntaxException.class)
        .hasMessageContaining("deeper");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kernel k { param p: u8 on tick { p = 1 } }|cannot be assigned",
        "kernel k { state s: u8 on pre { s = 1 } }|needs a state word 'weight'",
        "kernel k { state weight: u8 on pre { spike } }|cannot spike",
        "kernel k { shared s: u8 on tick { } }|only learning kernels",
        "kernel k { state s: u8, s: u8 }|is taken",
        "kernel k { state s: u8 on event s { } }|no input to handle",
        "kernel k { state weight: u8 on tick { } on pre { } }|either a neuron's",
        "kernel k { table t: u8 -> u8 on tick { let x = lookup(t, 1:u2.1) } }|an index has no"
            + " fraction",
      })
  void verifierTellsUnsoundKernels(String text, String problem) {
    assertThat(KernelVerifier.verify(KernelText.parse(text)))
        .anySatisfy(p -> assertThat(p).contains(problem));
  }
}
