package org.bitspike.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.wire.ProfileText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the built-in profiles, or prints one as resolved. */
@Command(
    name = "profiles",
    description = "List hardware profiles, or print one.",
    mixinStandardHelpOptions = true)
final class ProfilesCommand implements Callable<Integer> {

  private final Bitspike root;

  @Parameters(
      paramLabel = "PROFILE",
      arity = "0..1",
      description = "print this one, with everything it extends resolved")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "change a number of the printed profile")
  private List<String> overrides = new ArrayList<>();

  ProfilesCommand(Bitspike root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    if (!names.isEmpty()) {
      root.terminal().out().print(ProfileText.print(Profiles.load(names.getFirst(), overrides)));
      return ExitCode.FINE;
    }
    List<HardwareProfile> all =
        Profiles.builtIn().stream().map(n -> Profiles.load(n, List.of())).toList();
    if (root.json()) {
      root.terminal()
          .out()
          .println(
              Json.print(Map.of("profiles", all.stream().map(ProfilesCommand::json).toList())));
    } else {
      all.forEach(this::print);
    }
    return ExitCode.FINE;
  }

  private void print(HardwareProfile profile) {
    PrintWriter out = root.terminal().out();
    HardwareProfile.Limits limits = profile.limits();
    out.println(profile.name() + ": " + profile.title());
    out.printf(
        Locale.ROOT,
        "  %d cores x %d circuits, fan-in %d per circuit (merge %s), weight codes %d..%d%n",
        limits.cores(),
        limits.circuitsPerCore(),
        limits.fanInPerCircuit(),
        limits.merge(),
        profile.synapse().weight().minCode(),
        profile.synapse().weight().maxCode());
    profile
        .claims()
        .forEach(c -> out.println("  " + c.part() + ": " + words(c.level()) + ", " + c.evidence()));
  }

  private static Map<String, Object> json(HardwareProfile profile) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("name", profile.name());
    result.put("title", profile.title());
    result.put("digest", profile.digest());
    result.put("cores", profile.limits().cores());
    result.put("circuitsPerCore", profile.limits().circuitsPerCore());
    result.put("fanInPerCircuit", profile.limits().fanInPerCircuit());
    List<Object> claims = new ArrayList<>();
    for (HardwareProfile.Claim claim : profile.claims()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("part", claim.part());
      one.put("level", words(claim.level()));
      one.put("evidence", claim.evidence());
      claims.add(one);
    }
    result.put("claims", claims);
    return result;
  }

  private static String words(HardwareProfile.Claim.Level level) {
    return level.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
