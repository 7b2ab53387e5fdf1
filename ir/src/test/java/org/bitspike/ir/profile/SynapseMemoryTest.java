package org.bitspike.ir.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Bits of rows, worked out by hand. */
class SynapseMemoryTest {

  private static final SynapseMemory MEMORY =
      new SynapseMemory(1 << 20, 64, 10, 64, 0, List.of(0, 4, 6, 8), List.of(0, 6, 7, 10));

  @Test
  void bitsTellThingsApart() {
    assertThat(SynapseMemory.bits(1)).isZero();
    assertThat(SynapseMemory.bits(2)).isEqualTo(1);
    assertThat(SynapseMemory.bits(256)).isEqualTo(8);
    assertThat(SynapseMemory.bits(257)).isEqualTo(9);
  }

  @Test
  void aSynapseHasTheSmallestWidthsThatSuffice() {
    assertThat(MEMORY.bitsOf(256, 1, 1)).isEqualTo(8);
    assertThat(MEMORY.bitsOf(20, 1, 65)).isEqualTo(6 + 7);
    assertThat(MEMORY.bitsOf(16, 63, 1024)).isEqualTo(4 + 6 + 10);
  }

  @Test
  void rowsAreWholeWordsAndHaveAnEnd() {
    assertThat(MEMORY.bitsOfRows(0, 18)).isZero();
    assertThat(MEMORY.bitsOfRows(3, 18)).isEqualTo(64);
    assertThat(MEMORY.bitsOfRows(4, 18)).isEqualTo(128);
    // 64 * 18 + 10 are 1162 bits, 19 words; the 65th begins a row of its own
    assertThat(MEMORY.bitsOfRows(64, 18)).isEqualTo(19 * 64);
    assertThat(MEMORY.bitsOfRows(65, 18)).isEqualTo(20 * 64);
  }
}
