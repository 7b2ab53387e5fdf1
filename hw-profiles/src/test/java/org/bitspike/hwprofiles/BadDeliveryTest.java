package org.bitspike.hwprofiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.profile.Delivery;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.wire.ProfileText;
import org.junit.jupiter.api.Test;

/** What is wrong with buses, addresses and drivers, and who tells it. */
class BadDeliveryTest {

  private static final String PROFILE = "generic-int8";
  private static final String GOOD =
      "topology={nodes: {bus: {over: {m: 2}, capacity: 1}, driver: {over: {d: 8}, capacity: d < 7}},"
          + " switches: {tap: {over: {m: 2, d: 8}, from: {bus: {m: m}}, to: {driver: {d: d}}}},"
          + " delivery: {cores: {}, address: {bits: 6, row_bits: 2, usable: address > 0},"
          + " buses: {over: {m: 2}, node: {bus: {m: m}}, block_circuits: 64,"
          + " merges: {two: {blocks: 2, onto: block / 2}, one: {blocks: 1, onto: block}}},"
          + " drivers: {family: driver, zone: 0, circuit_zone: 0, rows: 2, lanes: 1, lane: 0}}}";

  private static void fails(String from, String to, Code code, String message) {
    assertThat(GOOD).contains(from);
    List<Diagnostic> found = BadInput.of(PROFILE, GOOD.replace(from, to));
    assertThat(found)
        .as("%s", found)
        .anyMatch(
            d -> d.code() == code && (d.where().path() + ": " + d.message()).contains(message));
  }

  @Test
  void theGoodOneLoadsAndPrintsAsTextThatReadsBack() {
    HardwareProfile profile = Profiles.load(PROFILE, List.of(GOOD));

    Delivery delivery = profile.topology().delivery().orElseThrow();
    assertThat(delivery.buses().merges())
        .as("from the fewest blocks on")
        .extracting(Delivery.Merge::name)
        .containsExactly("one", "two");
    assertThat(ProfileText.parse(ProfileText.print(profile))).isEqualTo(profile);
  }

  @Test
  void namesThatAreNotKnown() {
    fails("family: driver", "family: drive", Code.H_BAD_VALUE, "there is no family drive");
    fails("driver, zone: 0,", "driver, zone: half,", Code.H_BAD_VALUE, "'half' is not known here");
    fails("address > 0", "adress > 0", Code.H_BAD_EXPRESSION, "uses 'adress'");
    fails("lane: 0", "lane: d", Code.H_BAD_EXPRESSION, "uses 'd'");
    fails("bits: 6", "bit: 6", Code.H_BAD_OVERRIDE, "unknown key 'topology.delivery.address.bit'");
    fails("d < 7", "e < 7", Code.H_BAD_EXPRESSION, "uses 'e'");
    fails("cores: {}", "cores: {grid: {y: 2}}", Code.H_BAD_VALUE, "the grid's indices are [y]");
    fails(
        "node: {bus: {m: m}}",
        "node: {bus: {k: m}}",
        Code.H_BAD_VALUE,
        "the indices of bus are [m], not [k]");
  }

  @Test
  void amounts() {
    fails("row_bits: 2", "row_bits: 7", Code.H_OUT_OF_RANGE, "is more than the bits of an address");
    fails("bits: 6,", "bits: 17,", Code.H_OUT_OF_RANGE, "topology.delivery.address.bits");
    fails("rows: 2", "rows: 0", Code.H_OUT_OF_RANGE, "topology.delivery.drivers.rows");
    fails(
        "over: {m: 2}, node",
        "over: {m: 2, k: 2}, node",
        Code.H_BAD_VALUE,
        "a core's buses have one index");
    fails(
        "merges: {two: {blocks: 2, onto: block / 2}, one: {blocks: 1, onto: block}}",
        "merges: {}",
        Code.H_BAD_VALUE,
        "there is no way from a block to a bus");
  }

  @Test
  void defects() {
    String defects = "topology={defects: {d: ";
    assertThat(
            Profiles.load(PROFILE, List.of(GOOD, "topology.defects={d: {node: {bus: {m: 1}}}}"))
                .topology()
                .defects())
        .hasSize(1);
    for (String[] bad :
        new String[][] {
          {"{}", "names nothing that is out of order"},
          {"{node: {bis: {m: 1}}}", "there is no family bis"},
          {"{group: {bus: {m: 1}}}", "there is no family bus"},
          {"{node: {bus: {k: 1}}}", "the indices of bus are [m], not [k]"},
          {"{node: {bus: {m: 1}, driver: {d: 1}}}", "names one family, found 2"},
          {"{circuits: [2, 1]}", "takes whole numbers that ascend"},
          {"{circuit: [2]}", "unknown key"}
        }) {
      List<Diagnostic> found =
          BadInput.of(PROFILE, GOOD.replace("topology={", defects + bad[0] + "}, "));
      assertThat(found).as("%s", found).anyMatch(d -> d.message().contains(bad[1]));
    }
  }
}
