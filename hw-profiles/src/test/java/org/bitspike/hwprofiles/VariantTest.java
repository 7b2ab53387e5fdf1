package org.bitspike.hwprofiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.NeuronModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantTest {

  @TempDir private Path folder;

  private String file(String name, String text) {
    return BadInput.write(folder, name, text).toString();
  }

  @Test
  void aFileAddsAProfile() {
    String path =
        file(
            "wide.yaml",
            "profile: wide\n"
                + "extends: generic-int8\n"
                + "synapse: {weight: {max_code: 2047, entry_format: s12}}\n"
                + "limits: {merge: [1, 2]}\n");
    HardwareProfile base = Profiles.load("generic-int8");
    HardwareProfile wide = Profiles.load(path);
    assertThat(wide.name()).isEqualTo("wide");
    assertThat(wide.synapse().weight().maxCode()).isEqualTo(2047);
    assertThat(wide.synapse().weight().minCode()).isEqualTo(base.synapse().weight().minCode());
    assertThat(wide.limits().merge()).containsExactly(1, 2);
    assertThat(wide.neuron()).isEqualTo(base.neuron());
    assertThat(wide.digest()).isNotEqualTo(base.digest());
  }

  @Test
  void aVariantOfAVariantBesideIt() {
    file("one.yaml", "profile: one\nextends: generic-int8\nlimits: {cores: 1}\n");
    String two =
        file("two.yaml", "profile: two\nextends: one.yaml\nlimits: {circuits_per_core: 10}\n");
    assertThat(Profiles.load(two).limits())
        .extracting("cores", "circuitsPerCore")
        .containsExactly(1, 10);
  }

  @Test
  void laterBasesWinOverEarlierOnes() {
    file("a.yaml", "limits: {cores: 1, fan_in_per_circuit: 5}\n");
    file("b.yaml", "limits: {cores: 2}\n");
    String c = file("c.yaml", "profile: c\nextends: [generic-int8, a.yaml, b.yaml]\n");
    assertThat(Profiles.load(c).limits())
        .extracting("cores", "fanInPerCircuit")
        .containsExactly(2, 5);
  }

  @Test
  void nothingTakesAKeyAway() {
    String path = file("plain.yaml", "profile: plain\nextends: generic-int8\nlearning: ~\n");
    assertThat(Profiles.load(path).learning()).isEqualTo(HardwareProfile.LearningModel.NONE);
  }

  @Test
  void aVariantNeedsAName() {
    String path = file("anon.yaml", "extends: generic-int8\n");
    BadInput.only(BadInput.of(path), Code.H_MISSING_KEY, 1, 1, "lacks the key 'profile'");
  }

  @Test
  void aMistakeInTheBaseIsReportedWhereItStands() {
    file("base.yaml", "extends: generic-int8\nlimits:\n  cores: none\n");
    List<Diagnostic> found = BadInput.of(file("top.yaml", "profile: top\nextends: base.yaml\n"));
    BadInput.only(found, Code.H_BAD_VALUE, 3, 10, "'limits.cores' takes a number");
    assertThat(found.get(0).where().file()).endsWith("base.yaml");
  }

  @Test
  void aCircleIsRefused() {
    file("b.yaml", "extends: c.yaml\n");
    file("c.yaml", "title: c\nextends: a.yaml\n");
    String a = file("a.yaml", "profile: a\nextends: b.yaml\n");
    List<Diagnostic> found = BadInput.of(a);
    BadInput.only(found, Code.H_CYCLE, 2, 10, "extends");
    assertThat(found.get(0).where().file()).endsWith("c.yaml");
  }

  @Test
  void aProfileThatExtendsItself() {
    BadInput.only(
        BadInput.of(file("a.yaml", "profile: a\nextends: a.yaml\n")),
        Code.H_CYCLE,
        2,
        10,
        "extends");
  }

  @Test
  void anUnknownBase() {
    BadInput.only(
        BadInput.of(file("a.yaml", "profile: a\nextends: generic-int7\n")),
        Code.H_UNKNOWN_PROFILE,
        2,
        10,
        "did you mean 'generic-int8'?");
  }

  @Test
  void aBaseOutsideTheFolder() {
    BadInput.only(
        BadInput.of(file("a.yaml", "profile: a\nextends: ../b.yaml\n")),
        Code.H_UNKNOWN_PROFILE,
        2,
        10,
        "outside the folder");
    BadInput.only(
        BadInput.of(file("a.yaml", "profile: a\nextends: /etc/b.yaml\n")),
        Code.H_UNKNOWN_PROFILE,
        2,
        10,
        "outside the folder");
  }

  @Test
  void overridesChangeNumbersTextsListsAndElements() {
    HardwareProfile p =
        Profiles.load(
            "generic-int8",
            List.of(
                "limits.cores=3",
                "synapse.delay.fixed=2 ms",
                "limits.merge=[1, 2, 4]",
                "limits.merge.1=3",
                "neuron.programmable.rounding=floor"));
    assertThat(p.limits().cores()).isEqualTo(3);
    assertThat(p.synapse().delay().fixedSeconds()).hasValue(2e-3);
    assertThat(p.limits().merge()).containsExactly(1, 3, 4);
    assertThat(p.neuron())
        .extracting(n -> ((NeuronModel.Programmable) n).rounding())
        .hasToString("FLOOR");
  }

  @Test
  void anOverrideCanTakeAKeyAway() {
    assertThat(Profiles.load("generic-int8", List.of("learning=~")).learning().rules()).isEmpty();
  }

  @Test
  void overridesThatDoNotFit() {
    List<Diagnostic> found =
        BadInput.of(
            "generic-int8",
            "limits.cors=3",
            "limits.merge.7=3",
            "limits.merge.x=3",
            "limits.cores.x=3",
            "limits.cores",
            "=3",
            "title=[",
            "extends=brainscales1");
    assertThat(found).extracting(Diagnostic::code).containsOnly(Code.H_BAD_OVERRIDE);
    assertThat(found).hasSize(8);
    assertThat(found)
        .anySatisfy(
            d ->
                assertThat(d.message())
                    .contains("unknown key 'limits.cors'", "did you mean 'cores'?"));
    assertThat(found)
        .anySatisfy(
            d -> assertThat(d.message()).contains("'limits.merge' has the elements 0 to 0, not 7"));
    assertThat(found).allSatisfy(d -> assertThat(d.where().file()).startsWith("--set "));
  }

  @Test
  void anOverrideOutOfRange() {
    List<Diagnostic> found = BadInput.of("generic-int8", "limits.cores=0");
    BadInput.only(found, Code.H_OUT_OF_RANGE, 0, 0, "'limits.cores' is 0, it must lie in 1..");
    assertThat(found.get(0).where().file()).isEqualTo("--set limits.cores=0");
  }
}
