package org.bitspike.conformance.chips;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.HardwareProfile.Claim;
import org.junit.jupiter.api.Test;

/** The table of claims is that of the profiles, and what is claimed bit by bit names its test. */
class ClaimsPageTest {

  private static final Pattern TEST = Pattern.compile("\\b([A-Z][A-Za-z0-9]+Test)\\b");

  @Test
  void theTableIsThatOfTheProfiles() {
    List<String> rows = new ArrayList<>();
    rows.add("");
    rows.add("| profile | part | level | evidence |");
    rows.add("|---|---|---|---|");
    for (String name : Profiles.builtIn()) {
      HardwareProfile profile = Profiles.load(name);
      for (Claim claim : profile.claims()) {
        rows.add(
            "| "
                + String.join(
                    " | ",
                    name,
                    claim.part(),
                    claim.level().name().toLowerCase(Locale.ROOT),
                    claim.evidence().strip().replace("\n", " ").replace("|", "\\|"))
                + " |");
      }
    }
    rows.add("");
    ClaimsPage.hold("claims", rows);
  }

  @Test
  void whatIsClaimedBitByBitNamesATestThatThereIs() {
    for (String name : Profiles.builtIn()) {
      for (Claim claim : Profiles.load(name).claims()) {
        if (claim.level() == Claim.Level.BIT_TRUE) {
          Matcher test = TEST.matcher(claim.evidence());
          assertThat(test.find()).as("%s: %s", name, claim.evidence()).isTrue();
          assertThat(isThere(test.group(1))).as("%s: %s", name, test.group(1)).isTrue();
        }
      }
    }
  }

  private static boolean isThere(String test) {
    for (String folder : List.of("org.bitspike.conformance.chips.", "org.bitspike.conformance.")) {
      try {
        Class.forName(folder + test);
        return true;
      } catch (ClassNotFoundException e) {
        // the next folder
      }
    }
    return false;
  }
}
