package org.bitspike.ir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.generate.RandomNetworks;
import org.bitspike.ir.generate.RandomPrograms;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void contentAppearsWholeUnderItsName() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, out -> out.write("first".getBytes(StandardCharsets.UTF_8)));
    AtomicFile.write(file, out -> out.write("second".getBytes(StandardCharsets.UTF_8)));
    assertThat(file).hasContent("second");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void aFailureLeavesTheOldContentAndNothingElse() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(BitspikeException.class)
        .hasMessageContaining("BS-P009")
        .hasMessageContaining("disk full");
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void aFolderOrAMissingFolderIsTold() {
    for (Path bad : List.of(folder, folder.resolve("missing/file"))) {
      BitspikeException e =
          catchThrowableOfType(
              BitspikeException.class, () -> AtomicFile.write(bad, out -> out.write(1)));
      assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.P_UNWRITABLE);
      assertThat(e.diagnostics().getFirst().where().file()).isEqualTo(bad.toString());
    }
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path file = Files.writeString(folder.resolve("real.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);
    AtomicFile.write(link, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void whatDoesNotVerifyIsNotWritten() throws IOException {
    Network sound = RandomNetworks.network(1);
    Network unsound =
        new Network(
            sound.name(),
            sound.types(),
            sound.components(),
            List.of(new Population("p", "nobody", 0, SourceRef.NONE)),
            List.of(),
            List.of(),
            List.of(),
            sound.run(),
            sound.source());
    Path file = folder.resolve("a.bspn");
    BitspikeException e =
        catchThrowableOfType(BitspikeException.class, () -> NetworkFile.write(file, unsound));
    assertThat(e.diagnostics())
        .extracting(d -> d.code())
        .containsExactly(Code.P_INVALID, Code.N_UNKNOWN_NAME, Code.N_BAD_SIZE);
    assertThat(names()).isEmpty();
  }

  @Test
  void aMissingFileIsTold() {
    BitspikeException e =
        catchThrowableOfType(
            BitspikeException.class, () -> NetworkFile.read(folder.resolve("none.bspn")));
    assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.F_UNREADABLE);
  }

  @Test
  void aFileNamesWhatMadeIt() {
    Program program = RandomPrograms.program(3);
    Path file = folder.resolve("p.bspp");
    ProgramFile.write(file, program);
    FileProvenance provenance = ProgramFile.provenance(file);
    assertThat(provenance.bitspikeVersion()).isEqualTo(program.info().bitspikeVersion());
    assertThat(provenance.profile()).isEqualTo(program.info().profile());
    assertThat(provenance.profileDigest()).isEqualTo(program.info().profileDigest());
    assertThat(provenance.subject()).isEqualTo(program.info().networkDigest());
    assertThat(provenance.seeds()).containsExactly(program.info().seed());
    NetworkFile.write(folder.resolve("n.bspn"), RandomNetworks.network(3));
    assertThat(NetworkFile.provenance(folder.resolve("n.bspn")).bitspikeVersion())
        .isEqualTo(BitspikeVersion.current());
    assertThat(BitspikeVersion.current()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  @Test
  void aProfileCarriesItsDigest() {
    var profile = org.bitspike.ir.generate.RandomProfiles.profile(5);
    var sealed = Digests.seal(profile);
    assertThat(sealed.digest())
        .hasSize(64)
        .isEqualTo(Digests.sha256(profile))
        .isEqualTo(Digests.sha256(sealed));
    assertThat(Digests.seal(sealed)).isEqualTo(sealed);
  }
}
