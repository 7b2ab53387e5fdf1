package org.bitspike.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.verdict.Verdict;

/**
 * Everything a report shows.
 *
 * @param network the model as meant
 * @param profile the chip
 * @param program the model as mapped
 * @param losses what the mapping changed
 * @param reference the run that was meant
 * @param emulated the run of the program
 * @param verdict how both compare
 * @param provenance further lines about where the report comes from, in order, such as {@code
 *     command} or {@code model file}
 */
public record ReportInput(
    Network network,
    HardwareProfile profile,
    Program program,
    LossReport losses,
    Recording reference,
    Recording emulated,
    Verdict verdict,
    Map<String, String> provenance) {

  public ReportInput {
    // engines record in their own units; a trace of one run is drawn over the other's
    reference = reference.inSi();
    emulated = emulated.inSi();
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }
}
