package org.bitspike.ir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.wire.RoundTripTest.Subject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong with a file, its reader says so with a diagnostic of its own, and never
 * otherwise.
 */
class DamagedFileTest {

  private static final Set<Code> OUR_CODES =
      EnumSet.of(
          Code.P_NOT_OURS,
          Code.P_TOO_NEW,
          Code.P_TOO_OLD,
          Code.P_TRUNCATED,
          Code.P_CORRUPT,
          Code.P_INVALID);

  static Stream<Subject<?, ?>> subjects() {
    return RoundTripTest.subjects();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  <T, M extends Message> void everyTruncationIsTold(Subject<T, M> subject) {
    NounFile<T, M> file = new NounFile<>(subject.codec());
    byte[] whole = bytes(subject, file, 11);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      assertThat(code(file, part))
          .as("first %s of %s bytes", length, whole.length)
          .isEqualTo(Code.P_TRUNCATED);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  <T, M extends Message> void everyFlippedBitIsTold(Subject<T, M> subject) {
    NounFile<T, M> file = new NounFile<>(subject.codec());
    for (long seed = 0; seed < 5; seed++) {
      byte[] whole = bytes(subject, file, seed);
      SplittableRandom random = new SplittableRandom(seed);
      for (int k = 0; k < 500; k++) {
        int bit = random.nextInt(whole.length * 8);
        byte[] damaged = whole.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(code(file, damaged)).as("seed %s bit %s", seed, bit).isIn(OUR_CODES);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  <T, M extends Message> void damageUnderAValidChecksumIsTold(Subject<T, M> subject) {
    NounFile<T, M> file = new NounFile<>(subject.codec());
    int told = 0;
    for (long seed = 0; seed < 10; seed++) {
      byte[] whole = bytes(subject, file, seed);
      SplittableRandom random = new SplittableRandom(seed);
      for (int k = 0; k < 200; k++) {
        byte[] damaged = whole.clone();
        int changes = 1 + random.nextInt(3);
        for (int c = 0; c < changes; c++) {
          damaged[12 + random.nextInt(whole.length - 12)] = (byte) random.nextInt(256);
        }
        sign(damaged);
        try {
          file.read(new ByteArrayInputStream(damaged));
        } catch (BitspikeException e) {
          told++;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
          fail("seed " + seed + " mutation " + k, e);
        }
      }
    }
    assertThat(told).isPositive();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  <T, M extends Message> void damagedTextIsTold(Subject<T, M> subject) {
    NounText<T, M> text = new NounText<>(subject.codec());
    int told = 0;
    for (long seed = 0; seed < 5; seed++) {
      String whole = text.print(subject.generator().apply(seed));
      SplittableRandom random = new SplittableRandom(seed);
      for (int k = 0; k < 100; k++) {
        int at = random.nextInt(whole.length());
        String damaged =
            switch (random.nextInt(3)) {
              case 0 -> whole.substring(0, at);
              case 1 ->
                  whole.substring(0, at)
                      + whole.substring(Math.min(whole.length(), at + 1 + random.nextInt(20)));
              default ->
                  whole.substring(0, at)
                      + "\"{}[]:9-x.".charAt(random.nextInt(10))
                      + whole.substring(at + 1);
            };
        try {
          text.parse(damaged, "test");
        } catch (BitspikeException e) {
          told++;
        } catch (RuntimeException | StackOverflowError e) {
          fail("seed " + seed + " mutation " + k + "\n" + damaged, e);
        }
      }
    }
    assertThat(told).isPositive();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  <T, M extends Message> void theVersionIsTold(Subject<T, M> subject) {
    NounFile<T, M> file = new NounFile<>(subject.codec());
    byte[] newer = bytes(subject, file, 1);
    ByteBuffer.wrap(newer).putInt(8, Noun.VERSION + 1);
    assertThat(code(file, newer)).isEqualTo(Code.P_TOO_NEW);
    byte[] older = bytes(subject, file, 1);
    ByteBuffer.wrap(older).putInt(8, Noun.OLDEST - 1);
    assertThat(code(file, older)).isEqualTo(Code.P_TOO_OLD);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  <T, M extends Message> void whatIsNoSuchFileIsTold(Subject<T, M> subject) {
    NounFile<T, M> file = new NounFile<>(subject.codec());
    assertThat(
            code(file, "<Lems><Target component=\"sim\"/></Lems>".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Code.P_NOT_OURS);
    Subject<?, ?> other =
        subjects()
            .filter(s -> s.codec().noun() != subject.codec().noun())
            .findFirst()
            .orElseThrow();
    BitspikeException e =
        (BitspikeException)
            catchThrowable(() -> file.read(new ByteArrayInputStream(anyBytes(other))));
    assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.P_NOT_OURS);
    assertThat(e).hasMessageContaining("holds a " + other.codec().noun().label());
  }

  @ParameterizedTest
  @MethodSource("subjects")
  <T, M extends Message> void aLengthThatLiesCostsNoMemory(Subject<T, M> subject) {
    NounFile<T, M> file = new NounFile<>(subject.codec());
    for (int length :
        new int[] {-1, Integer.MAX_VALUE, RecordWriter.LARGEST + 1, Integer.MIN_VALUE}) {
      byte[] lying = bytes(subject, file, 1);
      ByteBuffer.wrap(lying).putInt(13, length);
      assertThat(code(file, lying)).isEqualTo(Code.P_CORRUPT);
    }
    byte[] plausible = bytes(subject, file, 1);
    ByteBuffer.wrap(plausible).putInt(13, RecordWriter.LARGEST);
    assertThat(code(file, plausible)).isEqualTo(Code.P_TRUNCATED);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  <T, M extends Message> void bytesAfterTheEndAreTold(Subject<T, M> subject) {
    NounFile<T, M> file = new NounFile<>(subject.codec());
    byte[] whole = bytes(subject, file, 1);
    assertThat(code(file, java.util.Arrays.copyOf(whole, whole.length + 1)))
        .isEqualTo(Code.P_CORRUPT);
  }

  private static Code code(NounFile<?, ?> file, byte[] bytes) {
    Throwable thrown = catchThrowable(() -> file.read(new ByteArrayInputStream(bytes)));
    assertThat(thrown).isInstanceOf(BitspikeException.class);
    return ((BitspikeException) thrown).diagnostics().getFirst().code();
  }

  private static <T, M extends Message> byte[] anyBytes(Subject<T, M> subject) {
    return bytes(subject, new NounFile<>(subject.codec()), 1);
  }

  private static <T, M extends Message> byte[] bytes(
      Subject<T, M> subject, NounFile<T, M> file, long seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.write(out, subject.generator().apply(seed));
    return out.toByteArray();
  }

  /**
   * Makes the checksums of all records right again, as far as their lengths still lead from one to
   * the next.
   */
  private static void sign(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file);
    int at = 12;
    while (at + RecordWriter.FRAME <= file.length) {
      int length = buffer.getInt(at + 1);
      if (length < 0 || length > file.length - at - RecordWriter.FRAME) {
        return;
      }
      byte[] payload =
          java.util.Arrays.copyOfRange(
              file, at + RecordWriter.FRAME, at + RecordWriter.FRAME + length);
      buffer.putInt(at + 5, RecordWriter.checksum(file[at] & 0xFF, payload, length));
      at += RecordWriter.FRAME + length;
    }
  }
}
