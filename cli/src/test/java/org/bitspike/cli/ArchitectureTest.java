package org.bitspike.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The walls of the house. This module sees all the others, so they are watched from here. */
class ArchitectureTest {
  private static final String ROOT = "org.bitspike.";
  private static final String[] NOBODY = {};

  /** Named by their packages below {@code org.bitspike}. */
  static final List<String> MODULES =
      List.of(
          "ir",
          "frontends.lems",
          "frontends.api",
          "frontends.nir",
          "hwprofiles",
          "compiler",
          "emulator",
          "reference",
          "backends",
          "report",
          "conformance",
          "cli");

  /** Who may know whom. */
  private static final Map<String, String[]> MAY_KNOW =
      Map.ofEntries(
          Map.entry("ir", NOBODY),
          Map.entry("frontends.lems", names("ir")),
          Map.entry("frontends.api", names("ir", "frontends.lems")),
          Map.entry("frontends.nir", names("ir", "frontends.lems")),
          Map.entry("hwprofiles", names("ir")),
          Map.entry("compiler", names("ir", "hwprofiles")),
          Map.entry("emulator", names("ir")),
          Map.entry("reference", names("ir")),
          Map.entry("backends", names("ir", "hwprofiles")),
          Map.entry("report", names("ir")),
          Map.entry("conformance", allBut("cli", "conformance")),
          Map.entry("cli", allBut("cli")));

  /** Names that belong in profiles. Written in parts, so that this test is not its own finding. */
  private static final Set<String> CHIP_WORDS = Set.of("spi" + "key", "od" + "in");

  private static final Set<String> CHIP_NAMES =
      Set.of("hic" + "ann", "brain" + "scales", "loi" + "hi", "spin" + "naker", "true" + "north");

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.bitspike");
  }

  @Test
  void everyModuleKnowsOnlyWhatItMay() {
    var walls =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String module : MODULES) {
      walls = walls.layer(module).definedBy(ROOT + module + "..");
    }
    for (String module : MODULES) {
      String[] known = MAY_KNOW.get(module);
      walls =
          known.length == 0
              ? walls.whereLayer(module).mayNotAccessAnyLayer()
              : walls.whereLayer(module).mayOnlyAccessLayers(known);
    }
    walls.check(classes);
  }

  @Test
  void everyClassBelongsToAModule() {
    assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
        .allSatisfy(
            name ->
                assertThat(MODULES)
                    .anyMatch(module -> (name + ".").startsWith(ROOT + module + ".")));
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should(ACCESS_STANDARD_STREAMS)
        .because("output is the command's; the other modules return values")
        .allowEmptyShould(true)
        .check(classes);
  }

  @ParameterizedTest
  @FieldSource("MODULES")
  void packagesOfAModuleDoNotKnowEachOtherInCircles(String module) {
    slices()
        .assignedFrom(new PackagesOf(ROOT + module))
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void noJavaNamesAChip() throws IOException {
    var found = new TreeSet<String>();
    for (JavaClass type : classes) {
      if (type.getPackageName().startsWith(ROOT + "backends")) {
        continue; // a backend names the format that it writes, and whose it is
      }
      for (String constant : constants(type)) {
        if (namesAChip(constant)) {
          found.add(type.getName() + ": \"" + constant.strip() + '"');
        }
      }
    }
    assertThat(found)
        .as("a chip is data: what is particular to it goes into its profile")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Od|inKernel, true", "matchOD|IN, true", "ODIN_|CORE, true", "a spi|key chip, true",
    "Loi|hi2, true", "BrainSca|leS1, true", "enc|oding, false", "spike|Yield, false",
    "dec|odingSpikes, false"
  })
  void chipNamesAreFoundAsWordsOnly(String text, boolean expected) {
    assertThat(namesAChip(text.replace("|", ""))).isEqualTo(expected);
  }

  /** Every name and string in a class file. */
  private static List<String> constants(JavaClass type) throws IOException {
    var uri = type.getSource().orElseThrow().getUri();
    var constants = new ArrayList<String>();
    try (InputStream in = uri.toURL().openStream()) {
      for (PoolEntry entry : ClassFile.of().parse(in.readAllBytes()).constantPool()) {
        if (entry instanceof Utf8Entry text) {
          constants.add(text.stringValue());
        }
      }
    }
    return constants;
  }

  private static boolean namesAChip(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return CHIP_NAMES.stream().anyMatch(lower::contains)
        || Arrays.stream(text.split("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"))
            .anyMatch(word -> CHIP_WORDS.contains(word.toLowerCase(Locale.ROOT)));
  }

  private static String[] names(String... modules) {
    return modules;
  }

  private static String[] allBut(String... without) {
    var others = new ArrayList<>(MODULES);
    others.removeAll(List.of(without));
    return others.toArray(String[]::new);
  }

  /** One slice for each package of a module. */
  private record PackagesOf(String module) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      return (name + ".").startsWith(module + ".")
          ? SliceIdentifier.of(name)
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of " + module;
    }
  }
}
