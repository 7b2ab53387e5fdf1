package org.bitspike.reference;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** Whether {@link Math#fma} is an instruction of the processor here, not a sum of big decimals. */
final class FusedMultiply {

  static final boolean IS_FAST = isFast();

  private FusedMultiply() {}

  private static boolean isFast() {
    try {
      HotSpotDiagnosticMXBean machine =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return machine != null && Boolean.parseBoolean(machine.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException | LinkageError e) {
      return false; // a virtual machine that does not say
    }
  }
}
