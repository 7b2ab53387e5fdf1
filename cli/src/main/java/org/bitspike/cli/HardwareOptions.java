package org.bitspike.cli;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
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

  @Option(
      names = "--effort",
      paramLabel = "N",
      description =
          "how long to look for good places and routes: rounds in which routes through a chip's"
              + " switches are negotiated, a tenth of that for places (default: ${DEFAULT-VALUE})")
  private int effort = CompileOptions.USUAL_EFFORT;

  /**
   * How to compile.
   *
   * @throws BitspikeException {@code U001} for a negative effort
   */
  CompileOptions compile() {
    if (effort < 0) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.U_USAGE, SourceRef.NONE, "--effort is " + effort + ", it is at least 0"));
    }
    return CompileOptions.defaults().withEffort(effort);
  }

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
