package org.bitspike.frontends.lems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every type of the library passes the checks that a user's types pass, and so do the standard's
 * own, where these are at hand. That both mean the same is {@code CoreLibraryTest}'s to say.
 */
class LibraryTest {

  private static final String ALL =
      "<Lems><Include file='Cells.xml'/><Include file='PyNN.xml'/><Include"
          + " file='Networks.xml'/><Include file='Simulation.xml'/></Lems>";

  @TempDir Path folder;

  /** Reads and checks all types; the findings are in {@code diagnostics}. */
  private List<String> check(List<Path> includePath, Diagnostics diagnostics) {
    Path file = TestFiles.write(folder, "all.xml", ALL);
    Definitions definitions = Loader.load(file, includePath, Limits.DEFAULT, diagnostics);
    TypeTable types = new TypeTable(definitions, diagnostics);
    List<String> names = new ArrayList<>(definitions.types().keySet());
    for (String name : names) {
      types.find(name).ifPresent(type -> TypeChecker.check(type, types, definitions, diagnostics));
    }
    return names;
  }

  @Test
  void everyTypeOfTheLibraryIsRight() {
    Diagnostics diagnostics = new Diagnostics();
    List<String> names = check(List.of(), diagnostics);
    assertThat(wrong(diagnostics)).isEmpty();
    assertThat(names)
        .hasSizeGreaterThan(272)
        .contains("ionChannelKS", "cell2CaPools", "lutStdp", "proceduralProjection");
  }

  @Test
  void theStandardsTypesAreReadAndTheirMistakesTold() {
    Diagnostics diagnostics = new Diagnostics();
    check(List.of(TestFiles.data("neuroml-suite/core")), diagnostics);
    assertThat(wrong(diagnostics))
        .containsExactly(
            "WARNING F_DIMENSION channelDensityGHK2/Dynamics/pOpen",
            "WARNING F_DIMENSION pinskyRinzelCA3Cell/Dynamics/TimeDerivative");
  }

  /** What the reader has no use for is told where it is used; it is not wrong in a library. */
  private static SortedSet<String> wrong(Diagnostics diagnostics) {
    SortedSet<String> found = new TreeSet<>();
    for (Diagnostic d : diagnostics.all()) {
      if (d.code() != Code.F_UNSUPPORTED) {
        found.add(d.severity() + " " + d.code() + " " + d.where().path());
      }
    }
    return found;
  }
}
