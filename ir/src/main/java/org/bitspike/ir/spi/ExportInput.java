package org.bitspike.ir.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.program.Program;

/**
 * What an export starts from: always the program; where it was compiled for the export, also what
 * it was compiled from and what was lost on the way. Formats that speak of models, not of bits,
 * need those.
 *
 * @param program the network as the hardware runs it
 * @param network the network as its author means it; every projection of the program is one of its
 * @param profile the hardware
 * @param losses what mapping changed
 * @param options what the user asks of this one backend, by name
 */
public record ExportInput(
    Program program,
    Optional<Network> network,
    Optional<HardwareProfile> profile,
    Optional<LossReport> losses,
    Map<String, String> options) {

  public ExportInput {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** A program whose origin is not at hand. */
  public static ExportInput of(Program program) {
    return new ExportInput(program, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
  }

  /** A program that has just been compiled. */
  public static ExportInput of(
      Program program, Network network, HardwareProfile profile, LossReport losses) {
    return new ExportInput(
        program, Optional.of(network), Optional.of(profile), Optional.of(losses), Map.of());
  }

  /** The same with other options. */
  public ExportInput withOptions(Map<String, String> newOptions) {
    return new ExportInput(program, network, profile, losses, newOptions);
  }

  /** The option of that name, or what holds without it. */
  public String option(String name, String otherwise) {
    return options.getOrDefault(name, otherwise);
  }
}
