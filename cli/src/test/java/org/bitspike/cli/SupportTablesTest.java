package org.bitspike.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.HardwareProfile.Claim;
import org.bitspike.ir.spi.Backend;
import org.junit.jupiter.api.Test;

/**
 * The README's tables of chips and exports are what the profiles and backends say of themselves.
 * With {@code -Dgolden=update} they are written anew, and the test fails.
 */
class SupportTablesTest {

  private static final Path PAGE =
      Path.of(System.getProperty("bitspike.root", "..")).resolve("README.md");

  @Test
  void chipsAreThoseThereAre() throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add("| profile | what it is | bit-true | modelled |");
    rows.add("|---|---|---|---|");
    for (String name : Profiles.builtIn()) {
      HardwareProfile profile = Profiles.load(name, List.of());
      rows.add(
          "| [`%s`](hw-profiles/profiles/%s.yaml) | %s | %s | %s |"
              .formatted(
                  name,
                  name,
                  profile.title(),
                  parts(profile, Claim.Level.BIT_TRUE),
                  parts(profile, Claim.Level.MODELLED)));
    }
    hold("chips", rows);
  }

  @Test
  void exportsAreThoseThereAre() throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add("| `--to` | what it writes |");
    rows.add("|---|---|");
    ServiceLoader.load(Backend.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Backend::name))
        .forEach(b -> rows.add("| `%s` | %s |".formatted(b.name(), b.summary())));
    hold("exports", rows);
  }

  private static String parts(HardwareProfile profile, Claim.Level level) {
    return profile.claims().stream()
        .filter(c -> c.level() == level)
        .map(Claim::part)
        .collect(Collectors.joining(", "));
  }

  private static void hold(String part, List<String> rows) throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    int from = page.indexOf("<!-- " + part + " -->") + 1;
    int to = page.indexOf("<!-- end of " + part + " -->");
    assertThat(from).as("the mark of %s in %s", part, PAGE).isPositive().isLessThanOrEqualTo(to);
    List<String> there = List.copyOf(page.subList(from, to));
    if (!there.equals(rows) && "update".equals(System.getProperty("golden"))) {
      List<String> updated = new ArrayList<>(page.subList(0, from));
      updated.addAll(rows);
      updated.addAll(page.subList(to, page.size()));
      Files.writeString(PAGE, String.join("\n", updated) + "\n");
    }
    assertThat(there).as("%s of %s, written with -Dgolden=update", part, PAGE).isEqualTo(rows);
  }
}
