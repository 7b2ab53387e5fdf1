package org.bitspike.ir.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.bitspike.ir.generate.RandomNetworks;
import org.bitspike.ir.generate.RandomProfiles;
import org.bitspike.ir.generate.RandomPrograms;
import org.bitspike.ir.generate.RandomRecordings;
import org.bitspike.ir.generate.RandomReports;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is written, as a file or as text, is read back the same. */
class RoundTripTest {

  private static final int INSTANCES = 300;

  /** A noun, its codec and its generator. */
  record Subject<T, M extends Message>(Codec<T, M> codec, LongFunction<T> generator) {
    @Override
    public String toString() {
      return codec.noun().label();
    }
  }

  static Stream<Subject<?, ?>> subjects() {
    return Stream.of(
        new Subject<>(new NetworkCodec(), RandomNetworks::network),
        new Subject<>(new ProgramCodec(), RandomPrograms::program),
        new Subject<>(new RecordingCodec(), RandomRecordings::recording),
        new Subject<>(new ProfileCodec(), RandomProfiles::profile),
        new Subject<>(new LossReportCodec(), RandomReports::losses),
        new Subject<>(new VerdictCodec(), RandomReports::verdict),
        new Subject<>(new SnapshotCodec(), RandomSnapshots::snapshot));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  <T, M extends Message> void theGeneratorsMakeSoundNouns(Subject<T, M> subject) {
    for (long seed = 0; seed < INSTANCES; seed++) {
      assertThat(subject.codec().verify(subject.generator().apply(seed)))
          .as("seed %s", seed)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  <T, M extends Message> void aFileReadsBackAsWritten(Subject<T, M> subject) {
    NounFile<T, M> file = new NounFile<>(subject.codec());
    for (long seed = 0; seed < INSTANCES; seed++) {
      byte[] bytes = bytes(file, subject.generator().apply(seed));
      T back = file.read(new ByteArrayInputStream(bytes));
      assertThat(bytes(file, back)).as("seed %s", seed).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  <T, M extends Message> void aTextReadsBackAsPrinted(Subject<T, M> subject) {
    NounFile<T, M> file = new NounFile<>(subject.codec());
    NounText<T, M> text = new NounText<>(subject.codec());
    for (long seed = 0; seed < INSTANCES; seed++) {
      T value = subject.generator().apply(seed);
      String printed = text.print(value);
      T back = text.parse(printed, "test");
      assertThat(text.print(back)).as("seed %s", seed).isEqualTo(printed);
      if (seed < INSTANCES / 10) {
        assertThat(bytes(file, back)).as("seed %s", seed).isEqualTo(bytes(file, value));
      }
    }
  }

  @Test
  void recordsWithoutArraysAreEqualAfterTheTrip() {
    for (long seed = 0; seed < INSTANCES / 10; seed++) {
      var profile = RandomProfiles.profile(seed);
      assertThat(ProfileText.parse(ProfileText.print(profile)))
          .as("seed %s", seed)
          .isEqualTo(profile);
      var verdict = RandomReports.verdict(seed);
      assertThat(VerdictText.parse(VerdictText.print(verdict)))
          .as("seed %s", seed)
          .isEqualTo(verdict);
      var network = RandomNetworks.network(seed);
      var back = NetworkText.parse(NetworkText.print(network));
      assertThat(back.types()).as("seed %s", seed).isEqualTo(network.types());
      assertThat(back.components()).as("seed %s", seed).isEqualTo(network.components());
    }
  }

  @Test
  void columnsOfManyPiecesKeepTheirOrder() {
    int size = 3 * Chunks.SIZE + 17;
    long[] tick = new long[size];
    int[] neuron = new int[size];
    double[] values = new double[size];
    for (int k = 0; k < size; k++) {
      tick[k] = k / 4;
      neuron[k] = k % 4;
      values[k] = Math.sqrt(k);
    }
    Recording recording =
        new Recording(
            new Recording.Info("n", "e", "v", "", 1),
            1e-4,
            size,
            List.of(new Recording.SpikeSeries("p", 4, tick, neuron)),
            List.of(
                new Recording.Trace("p", 0, "v", "", 1, false, values, java.util.Optional.empty())),
            List.of(),
            List.of(),
            List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordingFile.write(out, recording);
    Recording back = RecordingFile.read(new ByteArrayInputStream(out.toByteArray()));
    assertThat(back.spikes().getFirst().tick()).isEqualTo(tick);
    assertThat(back.spikes().getFirst().neuron()).isEqualTo(neuron);
    assertThat(back.traces().getFirst().values()).isEqualTo(values);
    assertThat(Digests.sha256(back)).isEqualTo(Digests.sha256(recording));
  }

  private static <T, M extends Message> byte[] bytes(NounFile<T, M> file, T value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.write(out, value);
    return out.toByteArray();
  }
}
