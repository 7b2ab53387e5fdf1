package org.bitspike.hwprofiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;

/** What is wrong with a profile, and how a test says what should be. */
final class BadInput {

  private BadInput() {}

  static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Diagnostic> of(String nameOrPath, String... overrides) {
    BitspikeException thrown =
        catchThrowableOfType(
            BitspikeException.class, () -> Profiles.load(nameOrPath, List.of(overrides)));
    assertThat(thrown).as("loading " + nameOrPath + " fails").isNotNull();
    assertThat(thrown.diagnostics()).allSatisfy(d -> assertThat(d.remedy()).isNotBlank());
    return thrown.diagnostics();
  }

  static void only(List<Diagnostic> found, Code code, int line, int column, String message) {
    assertThat(found).hasSize(1);
    has(found, code, line, column, message);
  }

  static void has(List<Diagnostic> found, Code code, int line, int column, String message) {
    assertThat(found)
        .anySatisfy(
            d -> {
              assertThat(d.code()).isEqualTo(code);
              assertThat(d.message()).contains(message);
              assertThat(d.where().line()).as("line of " + d).isEqualTo(line);
              assertThat(d.where().column()).as("column of " + d).isEqualTo(column);
            });
  }
}
