package org.bitspike.ir.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.bitspike.ir.wire.RoundTripTest.Subject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of every released format version stay readable, with the content they had. {@code
 * -Dgolden=update} writes those of the current version where they are missing; it never changes one
 * that exists.
 */
class OldFilesTest {

  private static final Path FOLDER =
      Path.of(
          System.getProperty("bitspike.root", ".."),
          "ir/src/test/resources/org/bitspike/ir/wire/formats");

  private static final Pattern FIELD = Pattern.compile("\\w+(?=:| \\{)");

  static List<Subject<?, ?>> subjects() {
    return RoundTripTest.subjects().toList();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  <T, M extends Message> void filesOfEveryVersionAreRead(Subject<T, M> subject) throws IOException {
    NounFile<T, M> file = new NounFile<>(subject.codec());
    NounText<T, M> text = new NounText<>(subject.codec());
    List<Path> written = new ArrayList<>();
    for (int version = Noun.OLDEST; version <= Noun.VERSION; version++) {
      Path wire = FOLDER.resolve(subject.codec().noun().label() + "-" + version + ".bsp");
      Path words = FOLDER.resolve(subject.codec().noun().label() + "-" + version + ".txt");
      if (!Files.exists(wire)
          && version == Noun.VERSION
          && "update".equals(System.getProperty("golden"))) {
        Files.createDirectories(FOLDER);
        T value = richest(subject, text);
        file.write(wire, value);
        Files.writeString(words, text.print(value), StandardCharsets.UTF_8);
        written.add(wire);
      }
      String expected = Files.readString(words, StandardCharsets.UTF_8);
      assertThat(text.print(file.read(wire))).isEqualTo(expected);
      assertThat(text.print(text.parse(expected, words.toString()))).isEqualTo(expected);
    }
    assertThat(written).as("files written, to be committed").isEmpty();
  }

  /** Of many values the one whose text has the most different fields. */
  private static <T, M extends Message> T richest(Subject<T, M> subject, NounText<T, M> text) {
    return LongStream.range(0, 500)
        .mapToObj(subject.generator())
        .max(
            Comparator.comparing(
                v ->
                    FIELD
                        .matcher(text.print(v))
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .count()))
        .orElseThrow();
  }
}
