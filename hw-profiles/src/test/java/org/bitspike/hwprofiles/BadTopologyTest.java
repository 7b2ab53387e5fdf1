package org.bitspike.hwprofiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.wire.ProfileText;
import org.junit.jupiter.api.Test;

/** What is wrong with lines and switches, and who tells it. */
class BadTopologyTest {

  private static final String PROFILE = "generic-int8";
  private static final String GOOD =
      "topology={nodes: {h: {over: {y: 4}, capacity: 1}, v: {over: {x: 2 * 4}, capacity: 2}},"
          + " groups: {row: {over: {y: 4}, closed: 1}}, switches: {crossing: {over: {x: 8, y: 4},"
          + " when: x > y, from: {h: {y: y}}, to: {v: {x: x}}, in_groups: {row: {y: y}}}}}";

  private static void fails(String from, String to, Code code, String... messages) {
    assertThat(GOOD).contains(from);
    List<Diagnostic> found = BadInput.of(PROFILE, GOOD.replace(from, to));
    assertThat(found).as("%s", found).extracting(Diagnostic::code).containsOnly(code);
    for (String message : messages) {
      assertThat(found)
          .as("%s", found)
          .anyMatch(d -> (d.where().path() + ": " + d.message()).contains(message));
    }
  }

  @Test
  void theGoodOneLoadsAndPrintsAsTextThatReadsBack() {
    HardwareProfile profile = Profiles.load(PROFILE, List.of(GOOD));

    assertThat(profile.topology().switches()).hasSize(1);
    assertThat(profile.topology().nodes().get(1).over()).containsOnlyKeys("x");
    assertThat(ProfileText.parse(ProfileText.print(profile))).isEqualTo(profile);
    assertThat(profile.digest()).isNotEqualTo(Profiles.load(PROFILE).digest());
  }

  @Test
  void namesThatAreNotKnown() {
    fails("{v: {x: x}}", "{w: {x: x}}", Code.H_BAD_VALUE, "crossing.to: there is no family w");
    fails("row: {y: y}}}", "column: {y: y}}}", Code.H_BAD_VALUE, "there is no family column");
    fails("{v: {x: x}}", "{v: {y: x}}", Code.H_BAD_VALUE, "the indices of v are [x], not [y]");
    fails("x > y", "x > z", Code.H_BAD_EXPRESSION, "uses 'z', which is not known here");
    fails("x: 2 * 4", "x: y", Code.H_BAD_EXPRESSION, "uses 'y', which is not known here");
    fails(
        "when: x", "wenn: x", Code.H_BAD_OVERRIDE, "unknown key 'topology.switches.crossing.wenn'");
  }

  @Test
  void sizesAndCapacities() {
    fails("x: 2 * 4", "x: 4 / 3", Code.H_OUT_OF_RANGE, "topology.nodes.v.over: size of x is 1.3");
    fails("x: 2 * 4", "x: -1", Code.H_OUT_OF_RANGE, "topology.nodes.v.over: size of x is -1.0");
    fails("x: 2 * 4", "x: 20000000", Code.H_OUT_OF_RANGE, "size of x is 2.0E7");
    fails("capacity: 2", "capacity: 1.5", Code.H_OUT_OF_RANGE, "topology.nodes.v.capacity: it is");
    fails(
        "x: 8, y: 4}, when",
        "x: 8, y: 4000000}, when",
        Code.H_OUT_OF_RANGE,
        "topology.switches.crossing.over: more than 16777216 members");
    fails("closed: 1", "closed: -1", Code.H_OUT_OF_RANGE, "topology.groups.row.closed: it is -1.0");
  }

  @Test
  void endsAndKeysThatLackSomething() {
    fails(
        "to: {v: {x: x}}",
        "to: {v: {x: x}, h: {y: y}}",
        Code.H_BAD_VALUE,
        "'topology.switches.crossing.to' names one family of nodes, found 2");
    fails(", capacity: 2", "", Code.H_MISSING_KEY, "lacks the key 'capacity'");
  }
}
