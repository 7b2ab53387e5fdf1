package org.bitspike.backends.odin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** Where each word of the neuron kernel stands in a neuron's 128-bit memory word. */
final class NeuronFields {

  private static final List<Field> FIELDS = read();

  private NeuronFields() {}

  /**
   * A field.
   *
   * @param model "1" for leaky integrate-and-fire neurons, "0" for Izhikevich neurons, "*" for both
   * @param word the kernel's word
   * @param power whether the field is the position of the word's bit, from bit 3
   */
  private record Field(String model, String word, int high, int low, boolean power) {
    BigInteger place(long value) {
      long code = power ? Long.numberOfTrailingZeros(value) - 3L : value;
      BigInteger mask = BigInteger.ONE.shiftLeft(high - low + 1).subtract(BigInteger.ONE);
      return BigInteger.valueOf(code).and(mask).shiftLeft(low);
    }
  }

  private static List<Field> read() {
    try (InputStream in = NeuronFields.class.getResourceAsStream("neuron-fields.txt");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split(" ")))
          .map(
              f ->
                  new Field(
                      f.get(0),
                      f.get(1),
                      Integer.parseInt(f.get(2)),
                      Integer.parseInt(f.get(3)),
                      f.contains("power")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The memory word of a neuron with these kernel words. */
  static BigInteger word(ToLongFunction<String> kernelWords) {
    String model = String.valueOf(kernelWords.applyAsLong("lif"));
    BigInteger word = BigInteger.ZERO;
    for (Field field : FIELDS) {
      if (field.model().equals("*") || field.model().equals(model)) {
        word = word.or(field.place(kernelWords.applyAsLong(field.word())));
      }
    }
    return word;
  }
}
