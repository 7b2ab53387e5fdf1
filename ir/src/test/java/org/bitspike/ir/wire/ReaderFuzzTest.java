package org.bitspike.ir.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.bitspike.ir.diag.BitspikeException;
import org.junit.jupiter.api.Tag;

/**
 * Hostile bytes give a noun or a diagnostic, never anything else. Runs on the stored inputs; with
 * {@code JAZZER_FUZZ=1} it searches for new ones.
 */
@Tag("long") // its agent instruments the whole JVM
class ReaderFuzzTest {

  @FuzzTest
  void networkFile(byte[] bytes) {
    quietly(() -> NetworkFile.read(new ByteArrayInputStream(bytes)));
  }

  @FuzzTest
  void programFile(byte[] bytes) {
    quietly(() -> ProgramFile.read(new ByteArrayInputStream(bytes)));
  }

  @FuzzTest
  void recordingFile(byte[] bytes) {
    quietly(() -> RecordingFile.read(new ByteArrayInputStream(bytes)));
  }

  @FuzzTest
  void networkText(byte[] bytes) {
    quietly(() -> NetworkText.parse(new String(bytes, StandardCharsets.UTF_8)));
  }

  @FuzzTest
  void programText(byte[] bytes) {
    quietly(() -> ProgramText.parse(new String(bytes, StandardCharsets.UTF_8)));
  }

  private static void quietly(Runnable reading) {
    try {
      reading.run();
    } catch (BitspikeException e) {
      // what is expected of hostile input
    }
  }
}
