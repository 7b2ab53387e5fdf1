package org.bitspike.cli;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.profile.HardwareProfile;
import picocli.CommandLine.Option;

/** Which hardware, and what of it is changed for this run. */
final class HardwareOptions {

  @Option(
      names = "--hw",
      required = true,
      paramLabel = "PROFILE",
      description = "hardware profile: a name that `bitspike profiles` lists, or a YAML file")
  private String profile = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "change a number of the profile, such as synapse.weight.max_code=7; may be repeated")
  private List<String> overrides = new ArrayList<>();

  HardwareProfile load() {
    return Profiles.load(profile, overrides);
  }

  String profile() {
    return profile;
  }

  List<String> overrides() {
    return List.copyOf(overrides);
  }
}
