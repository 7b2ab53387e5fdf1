package org.bitspike.compiler;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.program.Program;

/**
 * What compiling gave.
 *
 * @param program what the hardware runs
 * @param losses what changed on the way
 * @param printed the draft's text after the passes that were asked for, by pass id in the order
 *     they ran
 */
public record Compilation(Program program, LossReport losses, Map<String, String> printed) {
  public Compilation {
    printed = Collections.unmodifiableMap(new LinkedHashMap<>(printed));
  }
}
