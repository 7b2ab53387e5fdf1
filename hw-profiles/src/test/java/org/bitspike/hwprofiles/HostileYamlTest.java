package org.bitspike.hwprofiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bitspike.ir.diag.BitspikeException;
import org.junit.jupiter.api.Test;

class HostileYamlTest {

  private static void refused(String text, String reason) {
    assertThatThrownBy(() -> YamlText.read("hostile.yaml", text))
        .isInstanceOf(BitspikeException.class)
        .hasMessageContaining("BS-H001")
        .hasMessageContaining(reason);
  }

  @Test
  void aliasesThatMultiply() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      text.append("a")
          .append(i)
          .append(": &a")
          .append(i)
          .append(" [")
          .append(("*a" + (i - 1) + ", ").repeat(10))
          .append("]\n");
    }
    refused(text.toString(), "more than 100000 nodes");
  }

  @Test
  void anAliasInsideItsOwnAnchor() {
    refused("a: &a [*a]\n", "no anchor 'a' before this place");
  }

  @Test
  void deepNesting() {
    refused("[".repeat(500_000), "nested deeper than 32");
    refused("{a: ".repeat(200_000), "nested deeper than 32");
  }

  @Test
  void tooLong() {
    refused("a: " + "x".repeat(YamlText.MAX_CHARS), "limit");
  }

  @Test
  void keysThatAreNoWords() {
    refused("[1, 2]: 3\n", "a key must be a word");
  }

  @Test
  void garbage() {
    java.util.Random random = new java.util.Random(11);
    String letters = "ab: -[]{}&*|>\n\t'\"#%@!,?\u0000\u00e9";
    for (int round = 0; round < 3000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        assertThat(YamlText.read("garbage.yaml", text.toString())).isNotNull();
      } catch (BitspikeException e) {
        assertThat(e.diagnostics()).as("round " + round + " of seed 11").hasSize(1);
      }
    }
  }
}
