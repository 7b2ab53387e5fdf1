package org.bitspike.conformance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.verdict.Verdict;

/**
 * Everything a check made.
 *
 * @param network the model as meant
 * @param profile the chip, overrides laid over it
 * @param program the model as mapped
 * @param losses what the mapping changed
 * @param reference the float run
 * @param emulated the run of the program
 * @param verdict how both compare
 * @param warnings what was found on the way
 * @param printed what {@code CompileOptions.printAfter} asked for
 */
public record CheckResult(
    Network network,
    HardwareProfile profile,
    Program program,
    LossReport losses,
    Recording reference,
    Recording emulated,
    Verdict verdict,
    List<Diagnostic> warnings,
    Map<String, String> printed) {

  public CheckResult {
    warnings = List.copyOf(warnings);
    printed = Collections.unmodifiableMap(new LinkedHashMap<>(printed));
  }
}
